#include "app/player/HttpMediaIo.h"

#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

// A segment of 10 s at 25 Mbit/s has 31 MB; a playlist is never near that.
constexpr qint64 maxSegmentBytes = 64 * 1024 * 1024;
// A minute of a recording at 35 Mbit/s.
constexpr qint64 maxFileBytes = 256 * 1024 * 1024;
// A server has to make the file first.
constexpr std::chrono::seconds fileDeadline{90};
constexpr int readAtOnceBytes = 64 * 1024;

// The names that the known servers use for what opens a stream (v2 and MediaMTX `token`, older MediaMTX
// `jwt`, ZLMediaKit `secret`; `session` keeps a MediaMTX viewer).
constexpr std::array tokenParameters = {"token"_L1, "jwt"_L1, "access_token"_L1, "secret"_L1, "session"_L1};

/// One fetched answer, read through an AVIOContext.
struct MemoryReader
{
    QByteArray bytes;
    qint64 position = 0;
};

int readMemory(void *opaque, uint8_t *buffer, int size)
{
    auto *reader = static_cast<MemoryReader *>(opaque);
    const qint64 left = reader->bytes.size() - reader->position;
    if (left <= 0)
        return AVERROR_EOF;
    const auto count = static_cast<int>(std::min<qint64>(left, size));
    std::memcpy(buffer, reader->bytes.constData() + reader->position, static_cast<size_t>(count));
    reader->position += count;
    return count;
}

int64_t seekMemory(void *opaque, int64_t offset, int whence)
{
    auto *reader = static_cast<MemoryReader *>(opaque);
    const qint64 size = reader->bytes.size();
    int64_t position = 0;
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return size;
    case SEEK_SET:
        position = offset;
        break;
    case SEEK_CUR:
        position = reader->position + offset;
        break;
    case SEEK_END:
        position = size + offset;
        break;
    default:
        return AVERROR(EINVAL);
    }
    if (position < 0 || position > size)
        return AVERROR(EINVAL);
    reader->position = position;
    return position;
}

bool isSameServer(const QUrl &left, const QUrl &right)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return left.scheme() == right.scheme() && left.host() == right.host() && port(left) == port(right);
}

int toFfmpegError(const Error &error)
{
    if (error.category == ErrorCategory::Cancelled)
        return AVERROR_EXIT;
    if (error.category == ErrorCategory::Timeout)
        return AVERROR(ETIMEDOUT);
    switch (error.httpStatus) {
    case 401:
        return AVERROR_HTTP_UNAUTHORIZED;
    case 403:
        return AVERROR_HTTP_FORBIDDEN;
    case 404:
        return AVERROR_HTTP_NOT_FOUND;
    default:
        return AVERROR(EIO);
    }
}

} // namespace

HttpMediaIo::HttpMediaIo(MediaSource source, std::shared_ptr<MediaFetcher> fetcher, std::stop_token stop)
    : m_source(std::move(source))
    , m_fetcher(std::move(fetcher))
    , m_stop(std::move(stop))
{
}

void HttpMediaIo::install(AVFormatContext *context)
{
    context->opaque = this;
    context->io_open = openCallback;
    context->io_close2 = closeCallback;
}

QUrl HttpMediaIo::withInheritedToken(const QUrl &child, const QUrl &parent)
{
    if (!isSameServer(child, parent))
        return child;
    const QUrlQuery parentQuery(parent);
    QUrlQuery query(child);
    bool isChanged = false;
    for (const auto &[name, value] : parentQuery.queryItems(QUrl::FullyEncoded)) {
        const bool isToken =
            std::ranges::any_of(tokenParameters, [&name = name](QLatin1StringView parameter) {
                return name.compare(parameter, Qt::CaseInsensitive) == 0;
            });
        if (isToken && !query.hasQueryItem(name)) {
            query.addQueryItem(name, value);
            isChanged = true;
        }
    }
    QUrl result = child;
    if (isChanged)
        result.setQuery(query);
    // User info is part of the authority: FFmpeg keeps it in relative addresses, absolute ones lack it.
    if (result.userInfo().isEmpty() && !parent.userInfo().isEmpty())
        result.setUserInfo(parent.userInfo(QUrl::FullyEncoded), QUrl::StrictMode);
    return result;
}

int HttpMediaIo::openCallback(AVFormatContext *context, AVIOContext **io, const char *url, int flags,
                              AVDictionary **options)
{
    Q_UNUSED(options)
    auto *self = static_cast<HttpMediaIo *>(context->opaque);
    if ((flags & AVIO_FLAG_WRITE) != 0)
        return AVERROR(EPERM);
    return self->open(io, QUrl(QString::fromUtf8(url)));
}

int HttpMediaIo::closeCallback(AVFormatContext *context, AVIOContext *io)
{
    Q_UNUSED(context)
    close(io);
    return 0;
}

int HttpMediaIo::openSource(AVIOContext **io)
{
    return open(io, m_source.url);
}

void HttpMediaIo::close(AVIOContext *io)
{
    if (!io)
        return;
    delete static_cast<MemoryReader *>(io->opaque);
    av_freep(&io->buffer);
    avio_context_free(&io);
}

Result<QByteArray> HttpMediaIo::fetch(const QUrl &url)
{
    if (m_hasRefused)
        return tl::unexpected(m_lastError.value_or(Error{}));
    if (m_stop.stop_requested())
        return fail(ErrorCategory::Cancelled, tr("The preview was stopped."));
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return tl::unexpected(refusal(url.scheme()));
    if (!m_fetcher)
        return fail(ErrorCategory::Unsupported, tr("Streams over HTTP cannot be fetched here. Choose RTSP."));
    MediaRequest request;
    request.url = withInheritedToken(url, m_source.url);
    const bool isFile = m_source.protocol == MediaProtocol::File;
    request.maxBytes = isFile ? maxFileBytes : maxSegmentBytes;
    if (isFile)
        request.deadline = fileDeadline;
    if (isSameServer(url, m_source.url)) {
        request.pinnedCertificateSha256 = m_source.pinnedCertificateSha256;
        request.authorization = m_source.authorization;
    }
    Result<QByteArray> answer = m_fetcher->fetch(request, m_stop);
    if (answer && answer->startsWith("#EXTM3U")) {
        if (const QString scheme = forbiddenScheme(*answer); !scheme.isEmpty())
            return tl::unexpected(refusal(scheme));
        m_playlist = *answer;
    }
    return answer;
}

Error HttpMediaIo::refusal(const QString &scheme)
{
    m_hasRefused = true;
    return {ErrorCategory::Unsupported,
            tr("The playlist of %1 points to an address that is not http or https; it was not opened. "
               "Choose RTSP, or check the server.")
                .arg(m_source.hostText()),
            u"scheme '%1' refused"_s.arg(scheme.left(32)), 0};
}

// FFmpeg skips what it will not open and asks for the playlist again and again: better say it at once.
QString HttpMediaIo::forbiddenScheme(const QByteArray &playlist)
{
    static const QRegularExpression address(u"^(?:[ \\t]*|#[^\\n]*\\bURI=\"?)([a-z][a-z0-9+.-]*):"_s,
                                            QRegularExpression::MultilineOption |
                                                QRegularExpression::CaseInsensitiveOption);
    auto matches = address.globalMatch(QString::fromUtf8(playlist));
    while (matches.hasNext()) {
        const QString scheme = matches.next().captured(1).toLower();
        if (scheme != "http"_L1 && scheme != "https"_L1)
            return scheme;
    }
    return {};
}

int HttpMediaIo::open(AVIOContext **io, const QUrl &url)
{
    Result<QByteArray> answer = fetch(url);
    if (!answer) {
        m_lastError = answer.error();
        return toFfmpegError(answer.error());
    }
    m_lastError.reset();
    auto reader = std::make_unique<MemoryReader>(MemoryReader{std::move(*answer), 0});
    auto *buffer = static_cast<unsigned char *>(av_malloc(readAtOnceBytes));
    if (!buffer)
        return AVERROR(ENOMEM);
    *io = avio_alloc_context(buffer, readAtOnceBytes, 0, reader.get(), readMemory, nullptr, seekMemory);
    if (!*io) {
        av_free(buffer);
        return AVERROR(ENOMEM);
    }
    static_cast<void>(reader.release()); // the context has it
    return 0;
}

} // namespace streamkeeper
