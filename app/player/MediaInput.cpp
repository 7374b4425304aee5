#include "app/player/MediaInput.h"

#include <mutex>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Options for avformat_open_input; what it did not take is freed with the object.
class Options
{
public:
    Options() = default;
    Options(const Options &) = delete;
    Options &operator=(const Options &) = delete;
    ~Options() { av_dict_free(&m_dictionary); }
    void set(const char *name, const char *value) { av_dict_set(&m_dictionary, name, value, 0); }
    AVDictionary **get() { return &m_dictionary; }

private:
    AVDictionary *m_dictionary = nullptr;
};

// FFmpeg logs complete addresses with passwords and tokens, so it logs nothing.
void silenceFfmpeg()
{
    static std::once_flag once;
    std::call_once(once, [] {
        av_log_set_level(AV_LOG_QUIET);
        avformat_network_init();
    });
}

void setRtspOptions(Options &options, RtspTransport transport)
{
    options.set("rtsp_transport", transport == RtspTransport::Tcp ? "tcp" : "udp");
    options.set("allowed_media_types", "video+audio");
    options.set("protocol_whitelist", "rtsp,rtp,tcp,udp");
    options.set("user_agent", "Streamkeeper/" STREAMKEEPER_VERSION);
}

void setHlsOptions(Options &options, bool isRecorded)
{
    // Addresses are judged in HttpMediaIo, by scheme; many servers' segments have no extension.
    options.set("allowed_extensions", "ALL");
    options.set("allowed_segment_extensions", "ALL");
    options.set("extension_picky", "0");
    options.set("protocol_whitelist", "http,https");
    options.set("format_whitelist", "hls,mpegts,mov,aac,mp3");
    // Both would reach around io_open into FFmpeg's own HTTP client.
    options.set("http_persistent", "0");
    options.set("http_multiple", "0");
    // Live: the last but one segment, so that there is always one to play on with. A recording is played from
    // its first one, and not waited for.
    options.set("live_start_index", isRecorded ? "0" : "-2");
    options.set("max_reload", isRecorded ? "2" : "20");
}

const char *formatName(MediaProtocol protocol)
{
    switch (protocol) {
    case MediaProtocol::Rtsp:
        return "rtsp";
    case MediaProtocol::Hls:
        return "hls";
    case MediaProtocol::File:
        break;
    }
    return "mov";
}

// Key frames of these carry everything a decoder needs, so a missing SDP parameter costs nothing.
bool hasParametersInBand(AVCodecID codec)
{
    switch (codec) {
    case AV_CODEC_ID_H264:
    case AV_CODEC_ID_HEVC:
    case AV_CODEC_ID_MJPEG:
    case AV_CODEC_ID_MPEG1VIDEO:
    case AV_CODEC_ID_MPEG2VIDEO:
    case AV_CODEC_ID_VP8:
    case AV_CODEC_ID_VP9:
        return true;
    default:
        return false;
    }
}

bool isAnswer(int code)
{
    return code == AVERROR_HTTP_BAD_REQUEST || code == AVERROR_HTTP_UNAUTHORIZED ||
           code == AVERROR_HTTP_FORBIDDEN || code == AVERROR_HTTP_NOT_FOUND ||
           code == AVERROR_HTTP_OTHER_4XX || code == AVERROR_HTTP_SERVER_ERROR;
}

} // namespace

MediaInput::MediaInput(MediaSource source, RtspTransport transport, std::shared_ptr<MediaFetcher> fetcher,
                       std::stop_token stop)
    : m_source(std::move(source))
    , m_transport(transport)
    , m_fetcher(std::move(fetcher))
    , m_stop(stop)
    , m_http(m_source, m_fetcher, std::move(stop))
{
    silenceFfmpeg();
}

MediaInput::~MediaInput()
{
    // The good-bye (TEARDOWN) is sent after a stop too, but must not wait for a server that is gone.
    m_isClosing = true;
    m_deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
}

int MediaInput::interruptCallback(void *opaque)
{
    const auto *self = static_cast<const MediaInput *>(opaque);
    const bool isStopped = !self->m_isClosing && self->m_stop.stop_requested();
    return isStopped || self->m_http.hasRefused() || std::chrono::steady_clock::now() > self->m_deadline ? 1
                                                                                                         : 0;
}

Result<void> MediaInput::checkAddress() const
{
    const QString scheme = m_source.url.scheme();
    const bool isExpected = m_source.protocol == MediaProtocol::Rtsp
                                ? scheme == "rtsp"_L1 || scheme == "rtsps"_L1
                                : scheme == "http"_L1 || scheme == "https"_L1;
    if (!m_source.url.isValid() || m_source.url.host().isEmpty() || !isExpected)
        return fail(ErrorCategory::Invalid, m_source.protocol == MediaProtocol::Rtsp
                                                ? tr("The address of this stream is not a valid RTSP "
                                                     "address. Check the media server's ports.")
                                            : m_source.isRecorded
                                                ? tr("The address of these recordings is not a valid HTTP "
                                                     "address. Check the media server's ports.")
                                                : tr("The address of this stream is not a valid HLS address. "
                                                     "Check the media server's ports."));
    return {};
}

/// FFmpeg would take any certificate, and an account with it to wherever a server sends it.
bool MediaInput::needsTunnel() const
{
    return m_source.url.scheme() == "rtsps"_L1 || m_source.account || !m_source.url.userInfo().isEmpty();
}

Result<QByteArray> MediaInput::rtspAddress()
{
    QUrl url = m_source.url;
    if (needsTunnel()) {
        m_tunnel = m_fetcher ? m_fetcher->openTunnel(url, m_source.pinnedCertificateSha256) : nullptr;
        if (!m_tunnel)
            return fail(ErrorCategory::Cancelled, tr("The preview was stopped."));
        url.setScheme(u"rtsp"_s);
        url.setHost(u"127.0.0.1"_s);
        url.setPort(m_tunnel->port());
    }
    if (m_source.account) {
        // FFmpeg sends it only when it is asked for.
        url.setUserName(m_source.account->userName, QUrl::DecodedMode);
        url.setPassword(m_source.account->password.revealText(), QUrl::DecodedMode);
    }
    return url.toEncoded(QUrl::RemoveFragment);
}

Result<void> MediaInput::open(std::chrono::milliseconds deadline)
{
    if (Result<void> address = checkAddress(); !address)
        return address;
    m_deadline = std::chrono::steady_clock::now() + deadline;

    const bool isRtsp = m_source.protocol == MediaProtocol::Rtsp;
    const Result<QByteArray> address = isRtsp ? rtspAddress() : m_source.url.toEncoded(QUrl::RemoveFragment);
    if (!address)
        return tl::unexpected(address.error());
    if (!isRtsp) {
        AVIOContext *playlist = nullptr;
        if (const int code = m_http.openSource(&playlist); code < 0)
            return failure(code);
        m_playlist.reset(playlist);
    }
    AVFormatContext *context = avformat_alloc_context();
    if (!context)
        return failure(AVERROR(ENOMEM));
    context->interrupt_callback = {interruptCallback, this};
    Options options;
    if (isRtsp) {
        // Not for HLS: there it would throw away the packets that probing has read.
        context->flags |= AVFMT_FLAG_NOBUFFER;
        // Datagrams would go past a tunnel.
        setRtspOptions(options, m_tunnel ? RtspTransport::Tcp : m_transport);
    } else {
        m_http.install(context);
        context->pb = m_playlist.get();
        if (m_source.protocol == MediaProtocol::Hls)
            setHlsOptions(options, m_source.isRecorded);
    }
    const AVInputFormat *format = av_find_input_format(formatName(m_source.protocol));
    // On failure it frees the context.
    if (const int code = avformat_open_input(&context, address->constData(), format, options.get()); code < 0)
        return failure(code);
    m_context.reset(context);
    // What an MP4 holds is written at its beginning; probing would decode for nothing.
    if (m_source.protocol == MediaProtocol::Hls) {
        m_context->max_analyze_duration = AV_TIME_BASE;
        if (const int code = avformat_find_stream_info(m_context.get(), nullptr); code < 0)
            return failure(code);
    }
    return chooseStreams();
}

Result<void> MediaInput::chooseStreams()
{
    const int video = av_find_best_stream(m_context.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (video < 0)
        return fail(
            ErrorCategory::Unsupported,
            tr("%1 sends no video track for this stream. Check the camera.").arg(m_source.hostText()));
    const int audio = av_find_best_stream(m_context.get(), AVMEDIA_TYPE_AUDIO, -1, video, nullptr, 0);
    m_video = m_context->streams[video];
    m_audio = audio < 0 ? nullptr : m_context->streams[audio];
    for (unsigned index = 0; index < m_context->nb_streams; ++index) {
        AVStream *stream = m_context->streams[index];
        stream->discard = stream == m_video || stream == m_audio ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
    return prepareVideo();
}

Result<void> MediaInput::prepareVideo()
{
    const AVCodecParameters &parameters = *m_video->codecpar;
    if (m_source.protocol == MediaProtocol::Rtsp) {
        if (parameters.codec_id == AV_CODEC_ID_H264) {
            m_context->flags |= AVFMT_FLAG_NOPARSE | AVFMT_FLAG_NOFILLIN;
            m_deliversPieces = true;
        } else if (parameters.extradata_size == 0 && !hasParametersInBand(parameters.codec_id)) {
            m_context->max_analyze_duration = AV_TIME_BASE;
            if (const int code = avformat_find_stream_info(m_context.get(), nullptr); code < 0)
                return failure(code);
        }
    }
    return {};
}

Result<PacketPtr> MediaInput::read(std::chrono::milliseconds deadline)
{
    m_deadline = std::chrono::steady_clock::now() + deadline;
    PacketPtr packet(av_packet_alloc());
    while (packet) {
        const int code = av_read_frame(m_context.get(), packet.get());
        if (code == AVERROR(EAGAIN))
            continue;
        if (code == AVERROR_EOF && m_source.isRecorded && !m_http.lastError() && !m_stop.stop_requested())
            return PacketPtr();
        if (code < 0)
            return failure(code);
        const AVStream *stream = m_context->streams[packet->stream_index];
        if (stream == m_video || stream == m_audio)
            return packet;
        av_packet_unref(packet.get());
    }
    return failure(AVERROR(ENOMEM));
}

tl::unexpected<Error> MediaInput::failure(int code) const
{
    if (m_stop.stop_requested())
        return fail(ErrorCategory::Cancelled, tr("The preview was stopped."));
    // An answer of the server says more than that it closed the connection afterwards.
    const std::optional<Error> broken = m_tunnel && !isAnswer(code) ? m_tunnel->failure() : std::nullopt;
    if (broken)
        return tl::unexpected(*broken);
    if (m_http.lastError()) {
        Error error = *m_http.lastError();
        if (error.category == ErrorCategory::Authentication && m_source.refusal)
            error = *m_source.refusal;
        return tl::unexpected(std::move(error));
    }
    const QString host = m_source.hostText();
    const QString detail = u"%1: %2"_s.arg(m_source.redacted(), ffmpegErrorText(code));
    switch (code) {
    case AVERROR_EXIT:
    case AVERROR(ETIMEDOUT):
        return fail(ErrorCategory::Timeout,
                    tr("%1 did not answer in time. Check the address and the network.").arg(host), detail);
    case AVERROR(ECONNREFUSED):
        return fail(
            ErrorCategory::Network,
            tr("%1 refuses the connection. Check the port, and that the media server is running.").arg(host),
            detail);
    case AVERROR(EHOSTUNREACH):
    case AVERROR(ENETUNREACH):
        return fail(ErrorCategory::Network, tr("There is no way to %1. Check the network.").arg(host),
                    detail);
    case AVERROR_EOF:
    case AVERROR(ECONNRESET):
    case AVERROR(EPIPE):
        return fail(ErrorCategory::Network,
                    tr("%1 closed the connection. The stream may have ended there.").arg(host), detail);
    default:
        return serverFailure(code);
    }
}

tl::unexpected<Error> MediaInput::serverFailure(int code) const
{
    const QString host = m_source.hostText();
    const QString detail = u"%1: %2"_s.arg(m_source.redacted(), ffmpegErrorText(code));
    const bool isRefused = code == AVERROR_HTTP_UNAUTHORIZED || code == AVERROR_HTTP_FORBIDDEN;
    if (isRefused && m_source.refusal)
        return fail(m_source.refusal->category, m_source.refusal->message, detail, 401);
    switch (code) {
    case AVERROR_HTTP_UNAUTHORIZED:
        return fail(ErrorCategory::Authentication,
                    tr("%1 refused the user name, password or token. Check the credentials of this stream.")
                        .arg(host),
                    detail, 401);
    case AVERROR_HTTP_FORBIDDEN:
        return fail(ErrorCategory::Authentication,
                    tr("%1 does not allow to watch this stream. Check the access rights there.").arg(host),
                    detail, 403);
    case AVERROR_HTTP_NOT_FOUND:
        return fail(ErrorCategory::HttpStatus,
                    tr("%1 does not know this stream, or it has no picture at the moment.").arg(host), detail,
                    404);
    case AVERROR_HTTP_BAD_REQUEST:
    case AVERROR_HTTP_OTHER_4XX:
        return fail(ErrorCategory::HttpStatus, tr("%1 refused to send this stream.").arg(host), detail, 400);
    case AVERROR_HTTP_SERVER_ERROR:
        return fail(ErrorCategory::HttpStatus,
                    tr("%1 reports an error of its own. Look into the log of the media server.").arg(host),
                    detail, 500);
    case AVERROR(EIO):
        return fail(ErrorCategory::Network,
                    tr("The host of %1 was not found, or the connection broke. Check the address.").arg(host),
                    detail);
    case AVERROR_PROTOCOL_NOT_FOUND:
    case AVERROR(EINVAL):
        return fail(ErrorCategory::Protocol,
                    tr("%1 sent something that may not be opened or is not valid.").arg(host), detail);
    default:
        return fail(ErrorCategory::Protocol,
                    tr("%1 answered, but not with a stream that can be read. Check the address and the port.")
                        .arg(host),
                    detail);
    }
}

} // namespace streamkeeper
