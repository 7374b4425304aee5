#include "tests/fleet/RtspViewer.h"

#include <algorithm>

namespace streamkeeper::fleet {

namespace {
/// A viewer that does not read is not worth more memory than this; the oldest units are dropped.
constexpr guint64 MaximumQueuedBytes = 4'194'304;
} // namespace

RtspViewer::RtspViewer(GObjectPointer<GstAppSrc> video, GObjectPointer<GstAppSrc> audio)
    : m_video(std::move(video))
    , m_audio(std::move(audio))
{
    for (GstAppSrc *source : {m_video.get(), m_audio.get()}) {
        if (source != nullptr) {
            g_object_set(source, "is-live", TRUE, "format", GST_FORMAT_TIME, "do-timestamp", FALSE,
                         "max-bytes", MaximumQueuedBytes, "leaky-type", GST_APP_LEAKY_TYPE_DOWNSTREAM,
                         nullptr);
        }
    }
}

void RtspViewer::setCaps(Track track, GstCaps *caps)
{
    GstAppSrc *const source = track == Track::Video ? m_video.get() : m_audio.get();
    if (source != nullptr) {
        gst_app_src_set_caps(source, caps);
    }
}

bool RtspViewer::push(const StreamUnit &unit)
{
    GstAppSrc *const source = unit.track == Track::Video ? m_video.get() : m_audio.get();
    if (source == nullptr) {
        return false;
    }
    if (!m_offset) {
        const std::optional<GstClockTime> now = runningTime();
        if (!now) {
            return false; // not playing yet: it would start with what is old by then
        }
        m_offset = GstClockTimeDiff(*now) - GstClockTimeDiff(unit.time);
    }
    if (unit.track == Track::Video) {
        if (m_waitsForKey && !unit.isKey) {
            return false;
        }
        m_waitsForKey = false;
    }
    GstBuffer *const copy = gst_buffer_copy(unit.buffer); // shares the memory
    GST_BUFFER_PTS(copy) =
        GstClockTime(std::max<GstClockTimeDiff>(0, GstClockTimeDiff(unit.time) + *m_offset));
    GST_BUFFER_DTS(copy) = GST_CLOCK_TIME_NONE;
    return gst_app_src_push_buffer(source, copy) == GST_FLOW_OK;
}

void RtspViewer::restart()
{
    m_offset.reset();
    m_waitsForKey = true;
}

void RtspViewer::countRtp(qint64 bytes, int packets)
{
    m_rtpBytes += bytes;
    m_rtpPackets += packets;
}

std::optional<GstClockTime> RtspViewer::runningTime() const
{
    GstElement *const element = GST_ELEMENT(m_video.get());
    if (GST_STATE(element) != GST_STATE_PLAYING) {
        return std::nullopt;
    }
    const GObjectPointer<GstClock> clock(gst_element_get_clock(element));
    const GstClockTime base = gst_element_get_base_time(element);
    if (!clock || base == GST_CLOCK_TIME_NONE) {
        return std::nullopt;
    }
    const GstClockTime now = gst_clock_get_time(clock.get());
    return now > base ? now - base : 0;
}

} // namespace streamkeeper::fleet
