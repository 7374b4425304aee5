#pragma once

#include "tests/fleet/StreamHub.h"

#include <atomic>
#include <gst/app/gstappsrc.h>
#include <optional>

namespace streamkeeper::fleet {

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

private:
    [[nodiscard]] std::optional<GstClockTime> runningTime() const;

    GObjectPointer<GstAppSrc> m_video;
    GObjectPointer<GstAppSrc> m_audio;
    std::optional<GstClockTimeDiff> m_offset;
    bool m_waitsForKey = false;
    std::atomic<bool> m_isPlaying = false;
};

} // namespace streamkeeper::fleet
