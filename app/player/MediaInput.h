#pragma once

#include "app/player/FfmpegPointers.h"
#include "app/player/HttpMediaIo.h"
#include "app/player/MediaSource.h"

#include <QCoreApplication>

#include <chrono>
#include <memory>
#include <stop_token>

namespace streamkeeper {

/// How RTP comes: interleaved in the RTSP connection (passes every firewall), or as datagrams.
enum class RtspTransport : quint8 { Tcp, Udp };

/// One connection to a media server, read by FFmpeg. Lives on a session's reading thread and is used
/// only there. Blocking calls end within about 0.1 s of a stop request, name resolution excepted.
class MediaInput
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::MediaInput)

public:
    MediaInput(MediaSource source, RtspTransport transport, std::shared_ptr<MediaFetcher> fetcher,
               std::stop_token stop);
    MediaInput(const MediaInput &) = delete;
    MediaInput &operator=(const MediaInput &) = delete;
    ~MediaInput();

    /// Connects and finds the tracks. RTSP is not probed: the SDP carries the parameters, or the key
    /// frames do; probing would cost a second.
    [[nodiscard]] Result<void> open(std::chrono::milliseconds deadline);
    /// The next packet of the video or audio track. At the end of a recorded source it is null; of a live
    /// stream an end is a failure.
    [[nodiscard]] Result<PacketPtr> read(std::chrono::milliseconds deadline);

    /// Valid after open(); owned by this object.
    [[nodiscard]] const AVStream *videoStream() const { return m_video; }
    /// Null when there is no audio track.
    [[nodiscard]] const AVStream *audioStream() const { return m_audio; }
    /// The playlist that tells the times of a recorded source; empty if it has none.
    [[nodiscard]] const QByteArray &playlist() const { return m_http.playlist(); }
    /// The video packets are pieces for H264Assembler, not whole pictures.
    [[nodiscard]] bool deliversPieces() const { return m_deliversPieces; }

private:
    static int interruptCallback(void *opaque);

    [[nodiscard]] Result<void> checkAddress() const;
    [[nodiscard]] bool needsTunnel() const;
    [[nodiscard]] Result<QByteArray> rtspAddress();
    [[nodiscard]] Result<void> chooseStreams();
    [[nodiscard]] Result<void> prepareVideo();
    [[nodiscard]] tl::unexpected<Error> failure(int code) const;
    [[nodiscard]] tl::unexpected<Error> serverFailure(int code) const;

    MediaSource m_source;
    RtspTransport m_transport;
    std::shared_ptr<MediaFetcher> m_fetcher;
    std::stop_token m_stop;
    std::chrono::steady_clock::time_point m_deadline;
    bool m_isClosing = false;
    HttpMediaIo m_http;
    struct CloseHttpIo
    {
        void operator()(AVIOContext *io) const { HttpMediaIo::close(io); }
    };
    std::unique_ptr<AVIOContext, CloseHttpIo> m_playlist;
    std::unique_ptr<MediaTunnel> m_tunnel;
    FormatContextPtr m_context; ///< after m_http, m_playlist and m_tunnel: it closes through them
    const AVStream *m_video = nullptr;
    const AVStream *m_audio = nullptr;
    bool m_deliversPieces = false;
};

} // namespace streamkeeper
