#include "app/player/HttpMediaIo.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

extern "C" {
#include <libavutil/aes.h>
#include <libavutil/opt.h>
}

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

// A segment of 10 s at 25 Mbit/s has 31 MB; a playlist is never near that.
constexpr qint64 maxSegmentBytes = 64 * 1024 * 1024;
// A minute of a recording at 35 Mbit/s.
constexpr qint64 maxFileBytes = 256 * 1024 * 1024;
// A server has to make the file first.
constexpr std::chrono::seconds fileDeadline{90};
constexpr int maxRedirects = 5;
constexpr int aesBytes = 16;
constexpr int readAtOnceBytes = 64 * 1024;

// The names that the known servers use for what opens a stream (v2 and MediaMTX `token`, older MediaMTX
// `jwt`, ZLMediaKit `secret`; `session` keeps a MediaMTX viewer).
constexpr std::array tokenParameters = {"token"_L1, "jwt"_L1, "access_token"_L1, "secret"_L1, "session"_L1};

/// One fetched answer, read through an AVIOContext. As its child it has the option "location", by which
/// FFmpeg's HLS learns where a playlist came from; its own HTTP client has an option of that name.
struct MemoryReader
{
    const AVClass *optionClass;
    char *location; ///< FFmpeg's type of a text
    QByteArray bytes;
    QByteArray address;
    qint64 position = 0;

    MemoryReader(QByteArray all, QByteArray from);
};

const std::array locationOptions{AVOption{.name = "location",
                                          .help = "where it came from",
                                          .offset = offsetof(MemoryReader, location),
                                          .type = AV_OPT_TYPE_STRING,
                                          .default_val = {.str = nullptr},
                                          .min = 0,
                                          .max = 0,
                                          .flags = AV_OPT_FLAG_DECODING_PARAM,
                                          .unit = nullptr},
                                 AVOption{}};

void *readerOf(void *io, void *previous)
{
    return previous ? nullptr : static_cast<AVIOContext *>(io)->opaque;
}

AVClass makeClass(const char *name)
{
    AVClass made{};
    made.class_name = name;
    made.item_name = av_default_item_name;
    made.version = LIBAVUTIL_VERSION_INT;
    return made;
}

const AVClass *readerClass()
{
    static const AVClass made = [] {
        AVClass reader = makeClass("MemoryReader");
        reader.option = locationOptions.data();
        return reader;
    }();
    return &made;
}

const AVClass *ioClass()
{
    static const AVClass made = [] {
        AVClass io = makeClass("HttpMediaIo");
        io.child_next = readerOf;
        return io;
    }();
    return &made;
}

MemoryReader::MemoryReader(QByteArray all, QByteArray from)
    : optionClass(readerClass())
    , bytes(std::move(all))
    , address(std::move(from))
{
    location = address.data();
}

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

QByteArray option(const AVDictionary *options, const char *name)
{
    const AVDictionaryEntry *entry = av_dict_get(options, name, nullptr, 0);
    return entry ? QByteArray(entry->value) : QByteArray();
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
    , m_rule(m_source.url)
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
    // As text: the rest of a query stays as it was written, byte for byte.
    QString query = child.query(QUrl::FullyEncoded);
    const QUrlQuery own(child);
    for (const auto &[name, value] : QUrlQuery(parent).queryItems(QUrl::FullyEncoded)) {
        const bool isToken =
            std::ranges::any_of(tokenParameters, [&name = name](QLatin1StringView parameter) {
                return name.compare(parameter, Qt::CaseInsensitive) == 0;
            });
        if (isToken && !own.hasQueryItem(name))
            query += (query.isEmpty() ? u""_s : u"&"_s) + name + u'=' + value;
    }
    QUrl result = child;
    if (query != child.query(QUrl::FullyEncoded))
        result.setQuery(query, QUrl::StrictMode);
    // User info is part of the authority: FFmpeg keeps it in relative addresses, absolute ones lack it.
    if (result.userInfo().isEmpty() && !parent.userInfo().isEmpty())
        result.setUserInfo(parent.userInfo(QUrl::FullyEncoded), QUrl::StrictMode);
    return result;
}

int HttpMediaIo::openCallback(AVFormatContext *context, AVIOContext **io, const char *url, int flags,
                              AVDictionary **options)
{
    auto *self = static_cast<HttpMediaIo *>(context->opaque);
    if ((flags & AVIO_FLAG_WRITE) != 0)
        return AVERROR(EPERM);
    QByteArray address(url);
    for (const char *prefix : {"crypto+", "crypto:"}) {
        if (address.startsWith(prefix))
            address.remove(0, qsizetype(std::strlen(prefix)));
    }
    return self->open(io, QUrl(QString::fromUtf8(address)), wantedBy(options ? *options : nullptr));
}

int HttpMediaIo::closeCallback(AVFormatContext *context, AVIOContext *io)
{
    Q_UNUSED(context)
    close(io);
    return 0;
}

int HttpMediaIo::openSource(AVIOContext **io)
{
    return open(io, m_source.url, {});
}

void HttpMediaIo::close(AVIOContext *io)
{
    if (!io)
        return;
    delete static_cast<MemoryReader *>(io->opaque);
    av_freep(&io->buffer);
    avio_context_free(&io);
}

HttpMediaIo::Wanted HttpMediaIo::wantedBy(const AVDictionary *options)
{
    Wanted wanted;
    const qint64 from = option(options, "offset").toLongLong();
    const qint64 until = option(options, "end_offset").toLongLong();
    if (from >= 0 && until > from)
        wanted.range = ByteRange{from, until - from};
    wanted.key = QByteArray::fromHex(option(options, "key"));
    wanted.iv = QByteArray::fromHex(option(options, "iv"));
    return wanted;
}

MediaRequest HttpMediaIo::requestFor(const QUrl &url, const Wanted &wanted) const
{
    MediaRequest request;
    request.url = withInheritedToken(url, m_source.url);
    request.range = wanted.range;
    const bool isFile = m_source.protocol == MediaProtocol::File;
    request.maxBytes = isFile ? maxFileBytes : maxSegmentBytes;
    if (isFile)
        request.deadline = fileDeadline;
    return request;
}

/// Before each request: what is meant for one server must not go to the next.
void HttpMediaIo::authorize(MediaRequest &request) const
{
    const bool isOwn = isSameServer(request.url, m_source.url);
    request.pinnedCertificateSha256 = isOwn ? m_source.pinnedCertificateSha256 : std::nullopt;
    request.authorization = isOwn ? m_source.authorization : QByteArray();
    if (!isOwn)
        request.url.setUserInfo({});
}

Error HttpMediaIo::refused(const Error &error)
{
    m_hasRefused = true;
    return error;
}

Result<HttpMediaIo::Fetched> HttpMediaIo::fetchFollowing(MediaRequest request)
{
    for (int hop = 0; hop <= maxRedirects; ++hop) {
        if (const auto why = m_rule.refusal(request.url))
            return tl::unexpected(refused(*why));
        authorize(request);
        Result<MediaAnswer> answer = m_fetcher->fetch(request, m_stop);
        if (!answer)
            return tl::unexpected(answer.error());
        if (!answer->movedTo)
            return Fetched{std::move(answer->bytes), request.url};
        request.url = *answer->movedTo;
    }
    return fail(ErrorCategory::Protocol,
                tr("%1 sends on from address to address, at last to %2, and never to the stream.")
                    .arg(m_source.hostText(), request.url.host()));
}

Result<HttpMediaIo::Fetched> HttpMediaIo::fetch(const QUrl &url, const Wanted &wanted)
{
    if (m_hasRefused)
        return tl::unexpected(m_lastError.value_or(Error{}));
    if (m_stop.stop_requested())
        return fail(ErrorCategory::Cancelled, tr("The preview was stopped."));
    if (!m_fetcher)
        return fail(ErrorCategory::Unsupported, tr("Streams over HTTP cannot be fetched here. Choose RTSP."));
    Result<Fetched> answer = fetchFollowing(requestFor(url, wanted));
    if (answer && answer->bytes.startsWith("#EXTM3U")) {
        if (const auto why = m_rule.refusal(answer->bytes))
            return tl::unexpected(refused(*why));
        m_playlist = answer->bytes;
    }
    if (!answer || wanted.key.isEmpty())
        return answer;
    return decrypted(answer->bytes, wanted).map([&](const QByteArray &plain) {
        return Fetched{plain, answer->from};
    });
}

/// AES-128 in CBC mode, filled up by PKCS #7.
Result<QByteArray> HttpMediaIo::decrypted(const QByteArray &bytes, const Wanted &wanted) const
{
    const auto failure = fail(
        ErrorCategory::Protocol,
        tr("The pictures of %1 are encrypted, and its key does not open them.").arg(m_source.hostText()));
    if (wanted.key.size() != aesBytes || wanted.iv.size() != aesBytes || bytes.isEmpty() ||
        bytes.size() % aesBytes != 0)
        return failure;
    const std::unique_ptr<AVAES, void (*)(void *)> aes(av_aes_alloc(), av_free);
    const auto *key = reinterpret_cast<const uint8_t *>(wanted.key.constData());
    if (!aes || av_aes_init(aes.get(), key, 8 * aesBytes, 1) < 0)
        return failure;
    QByteArray iv = wanted.iv;
    QByteArray plain(bytes.size(), Qt::Uninitialized);
    av_aes_crypt(aes.get(), reinterpret_cast<uint8_t *>(plain.data()),
                 reinterpret_cast<const uint8_t *>(bytes.constData()), int(bytes.size() / aesBytes),
                 reinterpret_cast<uint8_t *>(iv.data()), 1);
    const auto filled = qsizetype(quint8(plain.back()));
    if (filled < 1 || filled > aesBytes)
        return failure;
    plain.chop(filled);
    return plain;
}

int HttpMediaIo::open(AVIOContext **io, const QUrl &url, const Wanted &wanted)
{
    Result<Fetched> answer = fetch(url, wanted);
    if (!answer) {
        m_lastError = answer.error();
        return toFfmpegError(answer.error());
    }
    m_lastError.reset();
    auto reader = std::make_unique<MemoryReader>(std::move(answer->bytes), answer->from.toEncoded());
    auto *buffer = static_cast<unsigned char *>(av_malloc(readAtOnceBytes));
    if (!buffer)
        return AVERROR(ENOMEM);
    *io = avio_alloc_context(buffer, readAtOnceBytes, 0, reader.get(), readMemory, nullptr, seekMemory);
    if (!*io) {
        av_free(buffer);
        return AVERROR(ENOMEM);
    }
    static_cast<void>(reader.release()); // the context has it
    (*io)->av_class = ioClass();
    return 0;
}

} // namespace streamkeeper
