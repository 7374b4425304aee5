#include "app/sharing/SignedAccessCheck.h"

#include "app/secrets/SigningKey.h"
#include "app/sharing/RtspTry.h"

#include <QUrlQuery>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestKeySet = 1024 * 1024;

/// What the API tells that the next steps need.
struct ServerWords
{
    QString keysAddress;
    QString path; ///< of a stream to try; empty: it has none
    QUrl rtsp;    ///< of that stream, with a token
};

QCoro::Task<Result<ServerWords>> askApi(MediaServerClient &client)
{
    ServerWords words;
    const auto address = co_await client.readKeysAddress({});
    if (!address)
        co_return tl::unexpected(address.error());
    words.keysAddress = *address;
    const MediaServerClient::Progress noProgress;
    const auto streams = co_await client.readStreams(noProgress, {});
    if (!streams)
        co_return tl::unexpected(streams.error());
    const auto usable = std::ranges::find_if(
        *streams, [](const RemoteStream &stream) { return stream.obstacle.isEmpty() && stream.isEnabled; });
    if (usable != streams->end())
        words.path = usable->remoteName;
    if (!words.path.isEmpty()) {
        const auto live = co_await client.liveUrls(words.path, true, {});
        if (live)
            words.rtsp = live->rtsp;
    }
    co_return words;
}

} // namespace

bool SignedAccessReport::isPassed() const
{
    return std::ranges::none_of(lines, [](const Line &line) { return line.outcome == Outcome::Failed; });
}

void SignedAccessCheck::start(NetworkThread &network, const MediaServer &draft, const SecretText &privatePem,
                              const QString &keyId, QObject *context, Done done)
{
    auto *check =
        new SignedAccessCheck(network, draft, privatePem, keyId, context, std::move(done)); // deletes itself
    check->run();
}

SignedAccessCheck::SignedAccessCheck(NetworkThread &network, const MediaServer &draft,
                                     const SecretText &privatePem, const QString &keyId, QObject *context,
                                     Done done)
    : QObject(context)
    , m_network(network)
    , m_draft(draft)
    , m_pem(privatePem)
    , m_keyId(keyId)
    , m_done(std::move(done))
{
}

void SignedAccessCheck::add(SignedAccessReport::Outcome outcome, const QString &text)
{
    m_report.lines.push_back({text, outcome});
}

QCoro::Task<void> SignedAccessCheck::run()
{
    co_await check();
    if (m_scope.isClosed())
        co_return; // nobody waits any more
    const Done done = std::exchange(m_done, {});
    done(m_report);
    deleteLater();
}

QCoro::Task<void> SignedAccessCheck::check()
{
    using enum SignedAccessReport::Outcome;
    const auto readingFacts = [this](auto done) {
        m_network.runWithClient<Result<ServerFacts>>(
            this, m_draft, m_pem, [](MediaServerClient &client) { return client.readFacts({}); },
            std::move(done));
    };
    const auto facts = co_await m_scope.call<ServerFacts>(readingFacts);
    // A new server's ports are known from here on only, and watching needs them.
    if (facts && m_draft.rtspPort == 0)
        m_draft.rtspPort = facts->rtspPort;
    const auto readingWords = [this](auto done) {
        m_network.runWithClient<Result<ServerWords>>(
            this, m_draft, m_pem, [](MediaServerClient &client) { return askApi(client); }, std::move(done));
    };
    Result<ServerWords> words = tl::unexpected(facts ? Error() : facts.error());
    if (facts)
        words = co_await m_scope.call<ServerWords>(readingWords);
    if (!words) {
        add(Failed, words.error().message);
        add(NotTried, tr("Watching was not tried."));
        co_return;
    }
    add(Passed, tr("The API takes tokens of this registry."));
    co_await checkKeys(words->keysAddress);
    co_await checkWatching(words->rtsp, words->path);
}

QCoro::Task<void> SignedAccessCheck::checkKeys(QString text)
{
    using enum SignedAccessReport::Outcome;
    const QUrl url(text);
    if (url.host().isEmpty()) {
        add(NotTried, tr("The server does not tell from where it fetches its keys."));
        co_return;
    }
    ChannelAddress address;
    address.useTls = url.scheme() == u"https";
    address.host = url.host();
    address.port = quint16(url.port(address.useTls ? 443 : 80));
    HttpRequest request;
    request.path = url.path().isEmpty() ? u"/"_s : url.path();
    request.query = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    request.maxBytes = largestKeySet;
    const auto fetching = [this, address, request](auto done) {
        m_network.fetch(address, request, this, std::move(done));
    };
    const auto answer = co_await m_scope.call<HttpResponse>(fetching);
    const QString shown = url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    const auto ids = answer && answer->isOk() ? keyIdsIn(answer->body) : Result<QStringList>();
    if (!answer || !answer->isOk()) {
        // The server may reach what this computer cannot; the API has shown that it has the key now.
        add(NotTried,
            tr("The keys at %1 cannot be fetched from this computer; the server has them.").arg(shown));
    } else if (!ids || !ids->contains(m_keyId)) {
        add(Failed, tr("The document at %1 does not have this registry's key: the server will refuse its "
                       "tokens when it fetches the keys next. Write the keys there.")
                        .arg(shown));
    } else {
        add(Passed, tr("The key is in the document that the server fetches, %1.").arg(shown));
    }
}

QCoro::Task<void> SignedAccessCheck::checkWatching(QUrl watch, QString path)
{
    using enum SignedAccessReport::Outcome;
    if (watch.isEmpty()) {
        add(NotTried,
            tr("Watching was not tried: the server has no enabled stream, or its RTSP port is not known."));
        co_return;
    }
    const auto trying = [this, watch](auto done) {
        RtspTry::start(watch, m_draft.pinnedSha256, this, std::move(done));
    };
    const auto status = co_await m_scope.call<int>(trying);
    // 404: let in, and the stream has no picture now.
    if (status && (*status == 200 || *status == 404))
        add(Passed, tr("A viewer's token opens the stream %1.").arg(path));
    else if (status)
        add(Failed, tr("A viewer's token does not open the stream %1 (RTSP %2).").arg(path).arg(*status));
    else
        add(Failed, status.error().message);
}

} // namespace streamkeeper
