#pragma once

#include "tests/fleet/Archive.h"
#include "tests/fleet/StreamHub.h"
#include "tests/fleet/TsMuxer.h"

#include <QByteArray>

#include <deque>
#include <memory>
#include <mutex>
#include <optional>

namespace streamkeeper::fleet {

/// The live HLS window of one stream: MPEG-TS segments cut at key frames, about a second each, the last few
/// of them in memory. Filled on streaming threads, read by the HTTP server; thread-safe.
class HlsWindow : public StreamListener
{
public:
    /// Each finished segment goes to the archive too.
    explicit HlsWindow(std::shared_ptr<Archive> archive);

    void takeUnit(const StreamUnit &unit, GstCaps *caps) override;
    void sourceChanged() override;
    void clear();
    /// Tells viewers whether to expect audio; before the source begins.
    void setExpectsAudio(bool audio);

    /// `query` (may be empty) is put behind each segment's name: a private stream's segments want the token
    /// too.
    [[nodiscard]] std::optional<QByteArray> playlist(const QByteArray &query) const;
    [[nodiscard]] std::optional<QByteArray> segment(qint64 sequence) const;

private:
    struct Segment
    {
        qint64 sequence = 0;
        double seconds = 0;
        qint64 startUtcMs = 0;
        bool isDiscontinuous = false;
        QByteArray bytes;
    };
    void takeVideo(const StreamUnit &unit, GstCaps *caps);
    void takeAudio(const StreamUnit &unit, GstCaps *caps);
    void closeSegment(GstClockTime end);
    void openSegment(GstClockTime start);

    const std::shared_ptr<Archive> m_archive;
    mutable std::mutex m_mutex;
    TsMuxer m_muxer;
    std::deque<Segment> m_segments;
    std::optional<Segment> m_current;
    GstClockTime m_currentStart = 0;
    qint64 m_nextSequence = 0;
    bool m_isDiscontinuous = false;
    bool m_expectsAudio = false;
};

} // namespace streamkeeper::fleet
