#pragma once

#include "tests/fleet/GstPointers.h"
#include "tests/fleet/RateMeter.h"

#include <QByteArray>

#include <memory>
#include <mutex>
#include <vector>

namespace streamkeeper::fleet {

class RtspViewer;

enum class Track { Video, Audio };

/// One encoded access unit on its way from a source to those who watch. `buffer` is lent for the call.
struct StreamUnit
{
    Track track = Track::Video;
    GstBuffer *buffer = nullptr;
    bool isKey = false;
    GstClockTime time = 0; ///< running time in the source's pipeline
};

/// Somebody who gets every unit of a stream. Called on streaming threads, under the hub's lock: must not
/// block and must not call the hub.
class StreamListener
{
public:
    virtual ~StreamListener() = default;
    virtual void takeUnit(const StreamUnit &unit, GstCaps *caps) = 0;
    /// The source was lost or replaced: what follows does not continue what came before.
    virtual void sourceChanged() = 0;
};

/// What is known about a stream while its source delivers.
struct StreamFormat
{
    bool hasVideo = false;
    bool hasAudio = false;
    int width = 0;
    int height = 0;
};

/// Where one encoded stream (H.264 as avc/au, perhaps AAC) is handed from its one source, a camera's encoder
/// or a server's puller, to any number of viewers. Measures what passes. Thread-safe.
class StreamHub
{
public:
    /// A source begins. `expectAudio` tells whether viewers get an audio track.
    void begin(bool expectAudio);
    /// One sample of an appsink.
    void push(Track track, GstSample *sample);
    /// The source is gone. Viewers stay and wait for the next one.
    void end();

    /// Enough is known to describe the stream to a viewer.
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] StreamFormat format() const;
    [[nodiscard]] GstCapsPointer caps(Track track) const;
    [[nodiscard]] bool expectsAudio() const;

    void addViewer(const std::shared_ptr<RtspViewer> &viewer);
    void removeViewer(const std::shared_ptr<RtspViewer> &viewer);
    /// Set once, before the source begins; lives as long as the hub.
    void setListener(std::shared_ptr<StreamListener> listener) { m_listener = std::move(listener); }

    [[nodiscard]] qint64 bitsPerSecondIn() const;
    /// To RTSP viewers that play.
    [[nodiscard]] qint64 bitsPerSecondOut() const;
    [[nodiscard]] qint64 bytesIn() const;
    [[nodiscard]] qint64 bytesOut() const;
    /// The same, and only what came from the present source.
    [[nodiscard]] qint64 bytesOutSinceStart() const;
    [[nodiscard]] int playingViewerCount() const;
    [[nodiscard]] std::vector<std::shared_ptr<RtspViewer>> playingViewers() const;
    /// UTC ms of the last unit and of the begin of the source; 0 if none.
    [[nodiscard]] qint64 lastUnitUtcMs() const;
    [[nodiscard]] qint64 sourceStartUtcMs() const;
    /// Begin of the present source or, while there is none, of the last one; 0 if there was none.
    [[nodiscard]] qint64 lastSourceStartUtcMs() const;
    void clearCounters();

private:
    struct TrackState
    {
        GstCapsPointer caps;
    };
    [[nodiscard]] TrackState &state(Track track) { return track == Track::Video ? m_video : m_audio; }
    [[nodiscard]] const TrackState &state(Track track) const
    {
        return track == Track::Video ? m_video : m_audio;
    }
    void updateCaps(Track track, GstCaps *caps);

    mutable std::mutex m_mutex;
    TrackState m_video;
    TrackState m_audio;
    bool m_expectAudio = false;
    int m_width = 0;
    int m_height = 0;
    RateMeter m_in;
    RateMeter m_out;
    qint64 m_lastUnitUtcMs = 0;
    qint64 m_sourceStartUtcMs = 0;
    qint64 m_lastSourceStartUtcMs = 0;
    qint64 m_bytesOutBefore = 0; ///< the present source
    std::vector<std::shared_ptr<RtspViewer>> m_viewers;
    std::shared_ptr<StreamListener> m_listener;
};

} // namespace streamkeeper::fleet
