#include "tests/fleet/StreamHub.h"

#include "tests/fleet/RtspViewer.h"
#include "tests/fleet/SteadyClock.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>

namespace streamkeeper::fleet {

namespace {
StreamUnit unitOf(Track track, GstSample *sample)
{
    GstBuffer *const buffer = gst_sample_get_buffer(sample);
    StreamUnit unit;
    unit.track = track;
    unit.buffer = buffer;
    unit.isKey = !GST_BUFFER_FLAG_IS_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
    const GstClockTime time =
        GST_BUFFER_PTS_IS_VALID(buffer) ? GST_BUFFER_PTS(buffer) : GST_BUFFER_DTS(buffer);
    const GstClockTime running =
        gst_segment_to_running_time(gst_sample_get_segment(sample), GST_FORMAT_TIME, time);
    unit.time = running == GST_CLOCK_TIME_NONE ? 0 : running;
    return unit;
}
} // namespace

void StreamHub::begin(bool expectAudio)
{
    const std::lock_guard lock(m_mutex);
    m_expectAudio = expectAudio;
    // Two sources that begin within a millisecond are two all the same.
    m_sourceStartUtcMs = std::max(QDateTime::currentMSecsSinceEpoch(), m_lastSourceStartUtcMs + 1);
    m_lastSourceStartUtcMs = m_sourceStartUtcMs;
    m_bytesOutBefore = m_out.totalBytes();
    m_in.clear(); // bytes are counted since the start of the capture
    for (const auto &viewer : m_viewers) {
        viewer->restart();
    }
    if (m_listener) {
        m_listener->sourceChanged();
    }
}

void StreamHub::end()
{
    const std::lock_guard lock(m_mutex);
    m_video.caps.reset();
    m_audio.caps.reset();
    m_width = 0;
    m_height = 0;
    m_sourceStartUtcMs = 0;
}

void StreamHub::push(Track track, GstSample *sample)
{
    if (gst_sample_get_buffer(sample) == nullptr || gst_sample_get_caps(sample) == nullptr) {
        return;
    }
    const StreamUnit unit = unitOf(track, sample);
    const auto bytes = qint64(gst_buffer_get_size(unit.buffer));
    const std::lock_guard lock(m_mutex);
    if (m_sourceStartUtcMs == 0) {
        return;
    }
    updateCaps(track, gst_sample_get_caps(sample));
    m_lastUnitUtcMs = QDateTime::currentMSecsSinceEpoch();
    m_in.add(bytes, steadyMs());
    for (const auto &viewer : m_viewers) {
        if (viewer->push(unit) && viewer->isPlaying()) {
            m_out.add(bytes, steadyMs());
        }
    }
    if (m_listener) {
        m_listener->takeUnit(unit, state(track).caps.get());
    }
}

void StreamHub::updateCaps(Track track, GstCaps *caps)
{
    TrackState &known = state(track);
    if (known.caps && gst_caps_is_equal(known.caps.get(), caps)) {
        return;
    }
    known.caps.reset(gst_caps_ref(caps));
    for (const auto &viewer : m_viewers) {
        viewer->setCaps(track, caps);
    }
    if (track == Track::Video) {
        const GstStructure *structure = gst_caps_get_structure(caps, 0);
        gst_structure_get_int(structure, "width", &m_width);
        gst_structure_get_int(structure, "height", &m_height);
    }
}

bool StreamHub::isReady() const
{
    const std::lock_guard lock(m_mutex);
    return m_video.caps && (m_audio.caps || !m_expectAudio);
}

StreamFormat StreamHub::format() const
{
    const std::lock_guard lock(m_mutex);
    return {m_video.caps != nullptr, m_audio.caps != nullptr, m_width, m_height};
}

GstCapsPointer StreamHub::caps(Track track) const
{
    const std::lock_guard lock(m_mutex);
    GstCaps *const caps = state(track).caps.get();
    return GstCapsPointer(caps != nullptr ? gst_caps_ref(caps) : nullptr);
}

bool StreamHub::expectsAudio() const
{
    const std::lock_guard lock(m_mutex);
    return m_expectAudio;
}

void StreamHub::addViewer(const std::shared_ptr<RtspViewer> &viewer)
{
    const std::lock_guard lock(m_mutex);
    m_viewers.push_back(viewer);
}

void StreamHub::removeViewer(const std::shared_ptr<RtspViewer> &viewer)
{
    const std::lock_guard lock(m_mutex);
    std::erase(m_viewers, viewer);
}

qint64 StreamHub::bitsPerSecondIn() const
{
    const std::lock_guard lock(m_mutex);
    return m_in.bitsPerSecond(steadyMs());
}

qint64 StreamHub::bitsPerSecondOut() const
{
    const std::lock_guard lock(m_mutex);
    return m_out.bitsPerSecond(steadyMs());
}

qint64 StreamHub::bytesIn() const
{
    const std::lock_guard lock(m_mutex);
    return m_in.totalBytes();
}

qint64 StreamHub::bytesOut() const
{
    const std::lock_guard lock(m_mutex);
    return m_out.totalBytes();
}

qint64 StreamHub::bytesOutSinceStart() const
{
    const std::lock_guard lock(m_mutex);
    return m_out.totalBytes() - m_bytesOutBefore;
}

std::vector<std::shared_ptr<RtspViewer>> StreamHub::playingViewers() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::shared_ptr<RtspViewer>> playing;
    std::copy_if(m_viewers.begin(), m_viewers.end(), std::back_inserter(playing),
                 [](const auto &viewer) { return viewer->isPlaying(); });
    return playing;
}

qint64 StreamHub::lastSourceStartUtcMs() const
{
    const std::lock_guard lock(m_mutex);
    return m_lastSourceStartUtcMs;
}

int StreamHub::playingViewerCount() const
{
    const std::lock_guard lock(m_mutex);
    return int(std::count_if(m_viewers.begin(), m_viewers.end(),
                             [](const auto &viewer) { return viewer->isPlaying(); }));
}

qint64 StreamHub::lastUnitUtcMs() const
{
    const std::lock_guard lock(m_mutex);
    return m_lastUnitUtcMs;
}

qint64 StreamHub::sourceStartUtcMs() const
{
    const std::lock_guard lock(m_mutex);
    return m_sourceStartUtcMs;
}

void StreamHub::clearCounters()
{
    const std::lock_guard lock(m_mutex);
    m_in.clear();
    m_out.clear();
    m_bytesOutBefore = 0;
    m_lastUnitUtcMs = 0;
    m_lastSourceStartUtcMs = 0;
}

} // namespace streamkeeper::fleet
