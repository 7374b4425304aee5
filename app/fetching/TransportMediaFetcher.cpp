#include "app/fetching/TransportMediaFetcher.h"

#include "app/fetching/RtspTunnel.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <optional>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TransportMediaFetcher)
};

/// Shared between the waiting decode thread and the network thread; whoever comes last frees it.
struct Waiting
{
    std::mutex mutex;
    std::condition_variable_any condition;
    std::optional<Result<HttpResponse>> answer;
};

HttpRequest httpRequest(const MediaRequest &media)
{
    HttpRequest request;
    // What a playlist names is a text of its server: signed, or with names that other coding would change.
    request.target = media.url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    if (!request.target.startsWith('/'))
        request.target.prepend('/');
    request.maxBytes = media.maxBytes;
    request.deadline = media.deadline;
    if (!media.authorization.isEmpty())
        request.headers.emplace_back("Authorization", media.authorization);
    if (media.range)
        request.headers.emplace_back("Range",
                                     "bytes=" + QByteArray::number(media.range->from) + '-' +
                                         QByteArray::number(media.range->from + media.range->size - 1));
    request.keepsCookies = true;
    return request;
}

constexpr int partialContent = 206;

bool isRedirect(const HttpResponse &answer)
{
    constexpr std::array statuses{301, 302, 303, 307, 308};
    return !answer.location.isEmpty() && std::ranges::find(statuses, answer.status) != statuses.end();
}

} // namespace

void TransportMediaFetcher::detach()
{
    const std::lock_guard lock(m_mutex);
    m_network = nullptr;
}

std::unique_ptr<MediaTunnel> TransportMediaFetcher::openTunnel(const QUrl &url,
                                                               const std::optional<QByteArray> &pin)
{
    const std::lock_guard lock(m_mutex);
    if (!m_network)
        return nullptr;
    return std::make_unique<RtspTunnel>(url, pin.value_or(QByteArray()));
}

Result<MediaAnswer> TransportMediaFetcher::fetch(const MediaRequest &media, std::stop_token stop)
{
    const bool isTls = media.url.scheme() == u"https";
    const ChannelAddress address{isTls, media.url.host(), quint16(media.url.port(isTls ? 443 : 80)),
                                 media.pinnedCertificateSha256.value_or(QByteArray())};
    const auto waiting = std::make_shared<Waiting>();
    {
        const std::lock_guard lock(m_mutex);
        if (!m_network)
            return fail(ErrorCategory::Cancelled, Texts::tr("The request was cancelled."));
        m_network->fetch(address, httpRequest(media), stop, [waiting](Result<HttpResponse> answer) {
            const std::lock_guard answerLock(waiting->mutex);
            waiting->answer = std::move(answer);
            waiting->condition.notify_all();
        });
    }
    std::unique_lock lock(waiting->mutex);
    if (!waiting->condition.wait(lock, stop, [&] { return waiting->answer.has_value(); }))
        return fail(ErrorCategory::Cancelled, Texts::tr("The request was cancelled."));
    Result<HttpResponse> answer = std::move(*waiting->answer);
    if (!answer)
        return tl::unexpected(answer.error());
    if (isRedirect(*answer))
        return MediaAnswer(media.url.resolved(QUrl::fromEncoded(answer->location)));
    if (!answer->isOk())
        return fail(answer->status == 401 || answer->status == 403 ? ErrorCategory::Authentication
                                                                   : ErrorCategory::HttpStatus,
                    Texts::tr("%1 answered with HTTP %2.").arg(address.displayText()).arg(answer->status), {},
                    answer->status);
    if (media.range && answer->status != partialContent)
        return answer->body.mid(media.range->from, media.range->size);
    return std::move(answer->body);
}

} // namespace streamkeeper
