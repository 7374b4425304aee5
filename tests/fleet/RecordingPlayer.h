#pragma once

#include "tests/fleet/GstPointers.h"
#include "tests/fleet/RecordedPeriod.h"

#include <atomic>
#include <gst/app/gstappsrc.h>
#include <thread>

namespace streamkeeper::fleet {

/// Feeds a recorded period to the appsrc elements of one RTSP media, from a thread of its own, a little ahead
/// of what is played; then ends the stream. The sinks of the media keep real time.
class RecordingPlayer
{
public:
    /// The elements to feed, for gst_parse_launch; null if nothing of the period can be read any more. The
    /// player belongs to the element that is returned.
    [[nodiscard]] static GstElement *createElement(const RecordedPeriod &period);

    ~RecordingPlayer();
    RecordingPlayer(const RecordingPlayer &) = delete;
    RecordingPlayer &operator=(const RecordingPlayer &) = delete;

private:
    RecordingPlayer(RecordedPeriod period, GstElement *bin);
    void feed(const RecordedPeriod &period);
    /// Both are false once the media is being taken down.
    [[nodiscard]] bool waitForStart() const;
    [[nodiscard]] bool waitForRoom() const;

    GObjectPointer<GstAppSrc> m_video;
    GObjectPointer<GstAppSrc> m_audio; ///< null: no sound
    std::atomic<bool> m_isStopping = false;
    std::thread m_thread;
};

} // namespace streamkeeper::fleet
