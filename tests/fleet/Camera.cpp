#include "tests/fleet/Camera.h"

#include "tests/support/FrameStrip.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
/// Maps the buffer of a probe for writing; what comes from a pool may be shared, so it is made writable
/// first.
class WritableFrame
{
public:
    explicit WritableFrame(GstPadProbeInfo *info)
    {
        GstBuffer *const buffer = gst_buffer_make_writable(GST_PAD_PROBE_INFO_BUFFER(info));
        GST_PAD_PROBE_INFO_DATA(info) = buffer;
        GstVideoInfo format;
        gst_video_info_set_format(&format, GST_VIDEO_FORMAT_I420, Camera::HighWidth, Camera::HighHeight);
        m_mapped = gst_video_frame_map(&m_frame, &format, buffer, GST_MAP_READWRITE) == TRUE;
    }
    ~WritableFrame()
    {
        if (m_mapped) {
            gst_video_frame_unmap(&m_frame);
        }
    }
    WritableFrame(const WritableFrame &) = delete;
    WritableFrame &operator=(const WritableFrame &) = delete;
    [[nodiscard]] bool isMapped() const { return m_mapped; }
    [[nodiscard]] GstVideoFrame &get() { return m_frame; }

private:
    GstVideoFrame m_frame{};
    bool m_mapped = false;
};

QByteArray encoderText(int kilobitsPerSecond, int keyFrameDistance, const char *sink)
{
    return " ! x264enc speed-preset=ultrafast tune=zerolatency threads=1 option-string=scenecut=0 bitrate=" +
           QByteArray::number(kilobitsPerSecond) + " key-int-max=" + QByteArray::number(keyFrameDistance) +
           " ! video/x-h264,profile=constrained-baseline ! h264parse ! "
           "video/x-h264,stream-format=avc,alignment=au"
           " ! appsink name=" +
           sink + " sync=false max-buffers=30 drop=true";
}

test::OnvifPlan onvifPlan(const CameraPlan &plan)
{
    test::OnvifPlan onvif;
    const QByteArray number = QByteArray::number(plan.number, 16).rightJustified(4, '0');
    onvif.macAddress = "02:00:00:00:" + number.left(2) + ':' + number.right(2);
    onvif.serialNumber = "SK-" + QByteArray::number(plan.number).rightJustified(5, '0');
    onvif.name = plan.name.toUtf8();
    onvif.endpoint = "urn:uuid:" + plan.uid;
    onvif.user = plan.user;
    onvif.password = plan.password;
    onvif.streams = {{"high", "High", "source", "H264", Camera::HighWidth, Camera::HighHeight,
                      Camera::HighFramesPerSecond, 400, plan.hasAudio, plan.path(true)},
                     {"low", "Low", "source", "H264", Camera::LowWidth, Camera::LowHeight,
                      Camera::LowFramesPerSecond, 100, plan.hasAudio, plan.path(false)}};
    return onvif;
}
} // namespace

Camera::Camera(GstLoop &loop, CameraPlan plan, double gopSeconds)
    : m_plan(std::move(plan))
    , m_gopSeconds(gopSeconds)
    , m_picture(m_plan.number, HighWidth, HighHeight)
    , m_service(loop)
    , m_onvif(onvifPlan(m_plan))
    , m_outputs{{{this, Track::Video, {m_high.get(), nullptr}},
                 {this, Track::Video, {m_low.get(), nullptr}},
                 {this, Track::Audio, {m_high.get(), m_low.get()}}}}
{
    if (!m_plan.user.isEmpty()) {
        m_service.setLogin({m_plan.user, m_plan.password, m_plan.digest});
    }
    m_service.mount(m_plan.path(true), m_high);
    m_service.mount(m_plan.path(false), m_low);
    m_onvif.setManners(usualManners());
}

Camera::~Camera()
{
    switchOff();
}

QByteArray Camera::pipelineText() const
{
    const auto distance = [this](int framesPerSecond) {
        return std::max(1, int(std::lround(m_gopSeconds * framesPerSecond)));
    };
    QByteArray text =
        "videotestsrc name=source is-live=true pattern=black ! video/x-raw,format=I420,width=640,height=360,"
        "framerate=12/1,pixel-aspect-ratio=1/1,colorimetry=bt601"
        " ! textoverlay name=title valignment=top halignment=left xpad=10 ypad=8 shaded-background=true"
        " font-desc=\"Sans Bold 13\""
        " ! clockoverlay name=clock valignment=bottom halignment=left xpad=10 ypad=24 shaded-background=true"
        " font-desc=\"Sans Bold 13\" time-format=\"%Y-%m-%d %H:%M:%S\""
        " ! tee name=frames"
        " frames. ! queue max-size-buffers=3 leaky=downstream";
    text += encoderText(400, distance(HighFramesPerSecond), "high");
    text += " frames. ! queue max-size-buffers=3 leaky=downstream ! videorate drop-only=true"
            " ! video/x-raw,framerate=6/1 ! videoscale method=nearest-neighbour ! "
            "video/x-raw,width=320,height=180";
    text += encoderText(100, distance(LowFramesPerSecond), "low");
    if (m_plan.hasAudio) {
        // A soft tick each second: something to hear, nothing to suffer from in a room with twelve cameras.
        text += " audiotestsrc is-live=true wave=ticks volume=0.2 samplesperbuffer=1024"
                " ! audio/x-raw,rate=44100,channels=1 ! audioconvert ! avenc_aac bitrate=32000 ! aacparse"
                " ! audio/mpeg,mpegversion=4,stream-format=raw ! appsink name=audio sync=false "
                "max-buffers=60 drop=true";
    }
    return text;
}

bool Camera::switchOn(QString *problem)
{
    if (isOn()) {
        return true;
    }
    const auto fail = [problem](const QString &text) {
        if (problem != nullptr) {
            *problem = text;
        }
        return false;
    };
    GError *error = nullptr;
    GObjectPointer<GstElement> pipeline(gst_parse_launch(pipelineText().constData(), &error));
    if (error != nullptr) {
        const QString message = QString::fromUtf8(error->message);
        g_error_free(error);
        return fail(u"camera %1 cannot be built (is a GStreamer plugin missing?): %2"_s.arg(m_plan.number)
                        .arg(message));
    }
    gst_object_ref_sink(pipeline.get());
    m_high->begin(m_plan.hasAudio);
    m_low->begin(m_plan.hasAudio);
    if (!connectPipeline(pipeline.get())) {
        return fail(u"camera %1 cannot be wired"_s.arg(m_plan.number));
    }
    m_frameIndex = 0;
    if (gst_element_set_state(pipeline.get(), GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE) {
        gst_element_set_state(pipeline.get(), GST_STATE_NULL);
        return fail(u"camera %1 does not start"_s.arg(m_plan.number));
    }
    m_pipeline = std::move(pipeline);
    if (!m_service.start() || !m_onvif.listen()) {
        switchOff();
        return fail(u"camera %1 gets no port on 127.0.0.1"_s.arg(m_plan.number));
    }
    m_onvif.setRtspPort(m_service.port());
    return true;
}

bool Camera::connectPipeline(GstElement *pipeline)
{
    const auto element = [pipeline](const char *name) {
        return GObjectPointer<GstElement>(gst_bin_get_by_name(GST_BIN(pipeline), name));
    };
    const auto source = element("source");
    const auto title = element("title");
    const auto clock = element("clock");
    if (!source || !title || !clock) {
        return false;
    }
    g_object_set(title.get(), "text", m_plan.name.toHtmlEscaped().toUtf8().constData(), nullptr);
    const auto probe = [this](GstElement *owner, GstPadProbeCallback callback) {
        const GObjectPointer<GstPad> pad(gst_element_get_static_pad(owner, "src"));
        gst_pad_add_probe(pad.get(), GST_PAD_PROBE_TYPE_BUFFER, callback, this, nullptr);
    };
    probe(source.get(), drawPicture);
    probe(clock.get(), stampFrame); // last of all, so that no text covers the strip
    const std::array<const char *, 3> names{"high", "low", "audio"};
    for (size_t i = 0; i < names.size(); ++i) {
        if (const auto sink = element(names[i])) {
            GstAppSinkCallbacks callbacks{};
            callbacks.new_sample = onSample;
            gst_app_sink_set_callbacks(GST_APP_SINK(sink.get()), &callbacks, &m_outputs[i], nullptr);
        }
    }
    return true;
}

void Camera::switchOff()
{
    m_service.stop();
    m_onvif.stop();
    if (m_pipeline) {
        gst_element_set_state(m_pipeline.get(), GST_STATE_NULL);
        m_pipeline.reset();
    }
    m_high->end();
    m_low->end();
}

test::OnvifManners Camera::usualManners() const
{
    using Login = test::OnvifManners::Login;
    constexpr std::array logins{Login::Any, Login::Any, Login::Token, Login::Sha256};
    test::OnvifManners manners;
    manners.login = logins[size_t(m_plan.number % 4)];
    return manners;
}

QByteArray Camera::url(bool high) const
{
    return "rtsp://" + m_plan.userInfo() + "127.0.0.1:" + QByteArray::number(m_service.port()) +
           m_plan.path(high);
}

GstPadProbeReturn Camera::drawPicture(GstPad *, GstPadProbeInfo *info, gpointer data)
{
    auto *const camera = static_cast<Camera *>(data);
    WritableFrame frame(info);
    if (frame.isMapped()) {
        camera->m_picture.draw(frame.get(), camera->m_frameIndex++, HighFramesPerSecond);
    }
    return GST_PAD_PROBE_OK;
}

GstPadProbeReturn Camera::stampFrame(GstPad *, GstPadProbeInfo *info, gpointer data)
{
    const auto *const camera = static_cast<Camera *>(data);
    WritableFrame frame(info);
    if (frame.isMapped()) {
        GstVideoFrame &picture = frame.get();
        test::writeFrameStrip(static_cast<uchar *>(GST_VIDEO_FRAME_PLANE_DATA(&picture, 0)),
                              GST_VIDEO_FRAME_PLANE_STRIDE(&picture, 0), HighWidth, HighHeight,
                              {quint16(camera->m_plan.number), QDateTime::currentMSecsSinceEpoch()});
        const int rows = test::frameStripHeight(HighHeight) / 2;
        for (guint plane = 1; plane < 3; ++plane) {
            auto *const chroma = static_cast<uchar *>(GST_VIDEO_FRAME_PLANE_DATA(&picture, plane));
            const qsizetype stride = GST_VIDEO_FRAME_PLANE_STRIDE(&picture, plane);
            for (int row = HighHeight / 2 - rows; row < HighHeight / 2; ++row) {
                std::memset(chroma + stride * row, 128, HighWidth / 2);
            }
        }
    }
    return GST_PAD_PROBE_OK;
}

GstFlowReturn Camera::onSample(GstAppSink *sink, gpointer data)
{
    const auto *const output = static_cast<Output *>(data);
    const GstSamplePointer sample(gst_app_sink_pull_sample(sink));
    if (sample) {
        for (StreamHub *hub : output->hubs) {
            if (hub != nullptr) {
                hub->push(output->track, sample.get());
            }
        }
    }
    return GST_FLOW_OK;
}

} // namespace streamkeeper::fleet
