#pragma once

#include "tests/fleet/StreamHub.h"

#include <QByteArray>

#include <atomic>
#include <gst/app/gstappsrc.h>
#include <optional>
#include <utility>

namespace streamkeeper::fleet {

/// Who a viewer is, for the lists of sessions.
struct ViewerIdentity
{
    QByteArray id;            ///< UUID of the session
    QByteArray connectionId;  ///< UUID
    QByteArray remoteAddress; ///< "127.0.0.1:40000"
    QByteArray userAgent;
    QByteArray query; ///< of the address it asked for
    QByteArray user;  ///< empty: nobody logged in
    qint64 createdUtcMs = 0;
};

/// One viewer's end of a StreamHub: the appsrc elements of the RTSP media that was made for it. Starts at a
/// key frame and maps the times of the source to the times of its own pipeline. Used under the hub's lock.
class RtspViewer
{
public:
    /// `audio` may be null.
    RtspViewer(GObjectPointer<GstAppSrc> video, GObjectPointer<GstAppSrc> audio);

    void setCaps(Track track, GstCaps *caps);
    /// True if the unit went on to the viewer.
    bool push(const StreamUnit &unit);
    /// A new source begins: its times have nothing to do with the last one's, and it starts at a key frame
    /// again.
    void restart();
    /// The client asked to play (a viewer that only asks what there is, is none).
    [[nodiscard]] bool isPlaying() const { return m_isPlaying; }
    void setPlaying(bool playing) { m_isPlaying = playing; }
    /// Once, before it plays for the first time.
    void setIdentity(ViewerIdentity identity) { m_identity = std::move(identity); }
    /// Of a viewer that plays or has played.
    [[nodiscard]] const ViewerIdentity &identity() const { return m_identity; }
    /// RTP that left for it. Any thread.
    void countRtp(qint64 bytes, int packets);
    [[nodiscard]] qint64 rtpBytes() const { return m_rtpBytes; }
    [[nodiscard]] qint64 rtpPackets() const { return m_rtpPackets; }

private:
    [[nodiscard]] std::optional<GstClockTime> runningTime() const;

    GObjectPointer<GstAppSrc> m_video;
    GObjectPointer<GstAppSrc> m_audio;
    std::optional<GstClockTimeDiff> m_offset;
    bool m_waitsForKey = false;
    ViewerIdentity m_identity;
    std::atomic<qint64> m_rtpBytes = 0;
    std::atomic<qint64> m_rtpPackets = 0;
    std::atomic<bool> m_isPlaying = false;
};

} // namespace streamkeeper::fleet
