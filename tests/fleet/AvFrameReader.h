#pragma once

#include "tests/support/FrameStrip.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QString>

#include <memory>
#include <optional>

struct AVCodecContext;
struct AVFormatContext;
struct AVFrame;
struct AVPacket;

namespace streamkeeper::fleet {

/// For tests: plays any address or file with FFmpeg's libraries, as players and the console do, and reads the
/// strip from the pictures. Blocks its caller.
class AvFrameReader
{
public:
    /// RTSP goes over TCP. `headers` (each with its line end) are sent with HTTP.
    explicit AvFrameReader(const QString &url, int timeoutMs = 8000, const QByteArray &headers = {});
    ~AvFrameReader();
    AvFrameReader(const AvFrameReader &) = delete;
    AvFrameReader &operator=(const AvFrameReader &) = delete;

    /// Opened, with video.
    [[nodiscard]] bool isOpen() const { return m_decoder != nullptr; }
    /// In FFmpeg's words; empty if it was opened.
    [[nodiscard]] const QByteArray &problem() const { return m_problem; }
    [[nodiscard]] bool hasAudio() const { return m_audio >= 0; }
    /// What the headers say; 0 if nothing.
    [[nodiscard]] double durationSeconds() const;
    /// The strip of the next picture that has one; nothing at the end, or if none comes in time.
    [[nodiscard]] std::optional<test::FrameStamp> next(int timeoutMs = 8000);
    /// The stream came to its end (and not to an error, nor to the end of our patience).
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    /// Sound that came so far.
    [[nodiscard]] int audioPackets() const { return m_audioPackets; }

private:
    static int isLate(void *reader);
    void open(const QByteArray &url, const QByteArray &headers);
    [[nodiscard]] std::optional<test::FrameStamp> readStrip() const;

    QDeadlineTimer m_deadline;
    AVFormatContext *m_input = nullptr;
    AVCodecContext *m_decoder = nullptr;
    AVPacket *m_packet;
    AVFrame *m_frame;
    QByteArray m_problem;
    int m_video = -1;
    int m_audio = -1;
    int m_audioPackets = 0;
    bool m_hasEnded = false;
};

} // namespace streamkeeper::fleet
