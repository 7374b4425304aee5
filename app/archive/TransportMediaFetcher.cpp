#include "app/archive/TransportMediaFetcher.h"

#include <QCoreApplication>
#include <QUrlQuery>

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

} // namespace

void TransportMediaFetcher::detach()
{
    const std::lock_guard lock(m_mutex);
    m_network = nullptr;
}

Result<QByteArray> TransportMediaFetcher::fetch(const MediaRequest &media, std::stop_token stop)
{
    const bool isTls = media.url.scheme() == u"https";
    const ChannelAddress address{isTls, media.url.host(), quint16(media.url.port(isTls ? 443 : 80)),
                                 media.pinnedCertificateSha256.value_or(QByteArray())};
    HttpRequest request;
    request.path = media.url.path(QUrl::FullyDecoded);
    for (const auto &[key, value] : QUrlQuery(media.url).queryItems(QUrl::FullyDecoded))
        request.query.emplace_back(key, value);
    request.maxBytes = media.maxBytes;
    request.deadline = media.deadline;
    // Sent to this server only: redirects are followed within its origin.
    if (!media.authorization.isEmpty())
        request.headers.emplace_back("Authorization", media.authorization);
    request.followsRedirects = true;

    const auto waiting = std::make_shared<Waiting>();
    {
        const std::lock_guard lock(m_mutex);
        if (!m_network)
            return fail(ErrorCategory::Cancelled, Texts::tr("The request was cancelled."));
        m_network->fetch(address, std::move(request), stop, [waiting](Result<HttpResponse> answer) {
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
    if (!answer->isOk())
        return fail(answer->status == 401 || answer->status == 403 ? ErrorCategory::Authentication
                                                                   : ErrorCategory::HttpStatus,
                    Texts::tr("%1 answered with HTTP %2.").arg(address.displayText()).arg(answer->status), {},
                    answer->status);
    return std::move(answer->body);
}

} // namespace streamkeeper
