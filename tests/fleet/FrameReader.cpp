#include "tests/fleet/FrameReader.h"

#include <QDateTime>
#include <QElapsedTimer>

#include <gst/video/video.h>

namespace streamkeeper::fleet {

FrameReader::FrameReader(const QByteArray &source)
{
    const QByteArray text = source + " ! h264parse ! avdec_h264 ! videoconvert ! video/x-raw,format=BGRx"
                                     " ! appsink name=sink sync=false max-buffers=200";
    m_pipeline.reset(gst_parse_launch(text.constData(), nullptr));
    gst_object_ref_sink(m_pipeline.get());
    m_sink.reset(GST_APP_SINK(gst_bin_get_by_name(GST_BIN(m_pipeline.get()), "sink")));
    gst_element_set_state(m_pipeline.get(), GST_STATE_PLAYING);
}

FrameReader::~FrameReader()
{
    gst_element_set_state(m_pipeline.get(), GST_STATE_NULL);
}

QByteArray FrameReader::rtsp(const QString &url)
{
    // Until a key frame the decoder conceals what it lacks, and now and then such a picture passes for a
    // strip.
    return "rtspsrc latency=0 protocols=tcp location=" + url.toUtf8() +
           " ! rtph264depay wait-for-keyframe=true ! video/x-h264,stream-format=byte-stream,alignment=au";
}

std::optional<test::FrameStamp> FrameReader::next(int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    std::optional<test::FrameStamp> stamp;
    while (!stamp && timer.elapsed() < timeoutMs) {
        stamp = nextFrame(timeoutMs - timer.elapsed());
    }
    return stamp;
}

std::optional<test::FrameStamp> FrameReader::nextFrame(qint64 timeoutMs)
{
    const GstSamplePointer sample(
        gst_app_sink_try_pull_sample(m_sink.get(), GstClockTime(timeoutMs) * GST_MSECOND));
    GstVideoInfo info;
    GstVideoFrame frame;
    if (!sample || gst_video_info_from_caps(&info, gst_sample_get_caps(sample.get())) == FALSE ||
        gst_video_frame_map(&frame, &info, gst_sample_get_buffer(sample.get()), GST_MAP_READ) == FALSE) {
        return std::nullopt;
    }
    m_width = GST_VIDEO_FRAME_WIDTH(&frame);
    const auto stamp =
        test::readFrameStripFromBgra(static_cast<const uchar *>(GST_VIDEO_FRAME_PLANE_DATA(&frame, 0)),
                                     GST_VIDEO_FRAME_PLANE_STRIDE(&frame, 0), m_width,
                                     GST_VIDEO_FRAME_HEIGHT(&frame), QDateTime::currentMSecsSinceEpoch());
    gst_video_frame_unmap(&frame);
    return stamp;
}

} // namespace streamkeeper::fleet
