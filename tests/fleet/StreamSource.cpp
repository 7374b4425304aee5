#include "tests/fleet/StreamSource.h"

#include "tests/fleet/SteadyClock.h"

#include <QDateTime>

#include <gst/rtsp/gstrtsptransport.h>
#include <gst/sdp/gstsdpmessage.h>

namespace streamkeeper::fleet {

namespace {
/// No connection, or no data, for this long is a loss. Above the longest usual distance of frames, below
/// patience.
constexpr qint64 SilenceLimitMs = 4000;
constexpr std::chrono::milliseconds WatchInterval{500};

constexpr auto VideoChain = "rtph264depay ! h264parse ! video/x-h264,stream-format=avc,alignment=au"
                            " ! appsink name=sink sync=false async=false max-buffers=60 drop=true";
constexpr auto AudioChain = "rtpmp4gdepay ! aacparse ! audio/mpeg,mpegversion=4,stream-format=raw"
                            " ! appsink name=sink sync=false async=false max-buffers=120 drop=true";

enum class Kind { Video, Audio, Other };

Kind kindOf(const GstCaps *caps)
{
    if (caps == nullptr || gst_caps_get_size(caps) == 0) {
        return Kind::Other;
    }
    const gchar *encoding = gst_structure_get_string(gst_caps_get_structure(caps, 0), "encoding-name");
    if (g_strcmp0(encoding, "H264") == 0) {
        return Kind::Video;
    }
    return g_strcmp0(encoding, "MPEG4-GENERIC") == 0 ? Kind::Audio : Kind::Other;
}

} // namespace

StreamSource::StreamSource(GstLoop &loop, std::shared_ptr<StreamHub> hub, std::shared_ptr<HlsWindow> hls,
                           std::chrono::milliseconds reconnectDelay)
    : m_loop(loop)
    , m_hub(std::move(hub))
    , m_hls(std::move(hls))
    , m_reconnectDelay(reconnectDelay)
{
}

// What runs holds a reference, so nothing runs any more.
StreamSource::~StreamSource() = default;

void StreamSource::start(const QByteArray &address, bool wantAudio)
{
    m_loop.post([self = shared_from_this(), address, wantAudio] {
        self->disconnectNow();
        self->m_address = address;
        self->m_wantAudio = wantAudio;
        self->m_isRunning = true;
        {
            const std::lock_guard lock(self->m_mutex);
            self->m_reading.reconnectAttempt = 0;
        }
        self->connectNow();
        if (self->m_watchdog == nullptr) {
            self->m_watchdog = self->m_loop.postRepeated(WatchInterval, [self] { self->watch(); });
        }
    });
}

void StreamSource::stop()
{
    m_loop.post([self = shared_from_this()] {
        self->m_isRunning = false;
        self->disconnectNow();
        self->cancelTimer(self->m_watchdog);
        const std::lock_guard lock(self->m_mutex);
        self->m_reading.state = State::Stopped;
        self->m_reading.reconnectAttempt = 0;
        self->m_reading.nextReconnectUtcMs = 0;
    });
}

StreamSource::Reading StreamSource::reading() const
{
    const std::lock_guard lock(m_mutex);
    return m_reading;
}

void StreamSource::clearCounters()
{
    const std::lock_guard lock(m_mutex);
    m_reading.reconnectAttempt = 0;
    m_reading.reconnectTotal = 0;
}

void StreamSource::cancelTimer(GSource *&timer)
{
    if (timer != nullptr) {
        g_source_destroy(timer);
        g_source_unref(timer);
        timer = nullptr;
    }
}

void StreamSource::connectNow()
{
    cancelTimer(m_retryTimer);
    GstElement *pipeline = gst_pipeline_new(nullptr);
    m_pipeline.reset(GST_ELEMENT(gst_object_ref_sink(pipeline)));
    GstElement *source = gst_element_factory_make("rtspsrc", nullptr);
    m_connectStartMs = steadyMs();
    m_hasBegun = false;
    m_hasAudio = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_reading.state != State::Lost) {
            m_reading.state = State::Connecting;
        }
        m_reading.nextReconnectUtcMs = 0;
    }
    if (source == nullptr) {
        return; // the watchdog says so by the status
    }
    gst_bin_add(GST_BIN(pipeline), source);
    g_object_set(source, "location", m_address.constData(), "latency", 0U, "protocols",
                 GST_RTSP_LOWER_TRANS_TCP, nullptr);
    g_signal_connect(source, "pad-added", G_CALLBACK(onPadAdded), this);
    g_signal_connect(source, "select-stream", G_CALLBACK(onSelectStream), this);
    g_signal_connect(source, "on-sdp", G_CALLBACK(onSdp), this);
    const GObjectPointer<GstBus> bus(gst_element_get_bus(pipeline));
    m_busWatch = gst_bus_create_watch(bus.get());
    g_source_set_callback(m_busWatch, G_SOURCE_FUNC(onBusMessage), this, nullptr);
    g_source_attach(m_busWatch, m_loop.context());
    gst_element_set_state(pipeline, GST_STATE_PLAYING);
}

void StreamSource::disconnectNow()
{
    cancelTimer(m_retryTimer);
    cancelTimer(m_busWatch);
    if (m_pipeline) {
        gst_element_set_state(m_pipeline.get(), GST_STATE_NULL);
        m_pipeline.reset();
    }
    m_hub->end();
}

void StreamSource::loseSource()
{
    disconnectNow();
    if (!m_isRunning) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_reading.state = State::Lost;
        m_reading.nextReconnectUtcMs = QDateTime::currentMSecsSinceEpoch() + m_reconnectDelay.count();
    }
    m_retryTimer = m_loop.postDelayed(m_reconnectDelay, [self = shared_from_this()] {
        {
            const std::lock_guard lock(self->m_mutex);
            ++self->m_reading.reconnectAttempt;
            ++self->m_reading.reconnectTotal;
        }
        self->connectNow();
    });
}

void StreamSource::watch()
{
    if (!m_isRunning || m_retryTimer != nullptr) {
        return;
    }
    const bool delivers =
        m_hub->isReady() && QDateTime::currentMSecsSinceEpoch() - m_hub->lastUnitUtcMs() < SilenceLimitMs;
    if (!delivers && steadyMs() - m_connectStartMs > SilenceLimitMs) {
        loseSource();
    }
}

void StreamSource::onSdp(GstElement *, gpointer sdp, gpointer data)
{
    auto *const self = static_cast<StreamSource *>(data);
    const GCharPointer text(gst_sdp_message_as_text(static_cast<GstSDPMessage *>(sdp)));
    const std::lock_guard lock(self->m_mutex);
    self->m_reading.sdp = text.get();
}

gboolean StreamSource::onSelectStream(GstElement *, guint, GstCaps *caps, gpointer data)
{
    auto *const self = static_cast<StreamSource *>(data);
    const Kind kind = kindOf(caps);
    if (kind == Kind::Audio && self->m_wantAudio) {
        self->m_hasAudio = true;
        return TRUE;
    }
    return kind == Kind::Video ? TRUE : FALSE;
}

void StreamSource::onPadAdded(GstElement *, GstPad *pad, gpointer data)
{
    static_cast<StreamSource *>(data)->addTrack(pad);
}

void StreamSource::addTrack(GstPad *pad)
{
    const GstCapsPointer caps(gst_pad_get_current_caps(pad));
    const Kind kind = kindOf(caps.get());
    const GObjectPointer<GstElement> source(gst_pad_get_parent_element(pad));
    GstElement *const pipeline = source ? GST_ELEMENT(GST_OBJECT_PARENT(source.get())) : nullptr;
    if (kind == Kind::Other || pipeline == nullptr) {
        return;
    }
    GstElement *chain =
        gst_parse_bin_from_description(kind == Kind::Video ? VideoChain : AudioChain, TRUE, nullptr);
    if (chain == nullptr) {
        return;
    }
    if (!m_hasBegun.exchange(true)) {
        m_hls->setExpectsAudio(m_hasAudio);
        m_hub->begin(m_hasAudio);
    }
    const GObjectPointer<GstElement> sink(gst_bin_get_by_name(GST_BIN(chain), "sink"));
    GstAppSinkCallbacks callbacks{};
    callbacks.new_sample = kind == Kind::Video ? onVideoSample : onAudioSample;
    gst_app_sink_set_callbacks(GST_APP_SINK(sink.get()), &callbacks, this, nullptr);
    gst_bin_add(GST_BIN(pipeline), chain);
    gst_element_sync_state_with_parent(chain);
    const GObjectPointer<GstPad> input(gst_element_get_static_pad(chain, "sink"));
    gst_pad_link(pad, input.get());
}

GstFlowReturn StreamSource::onVideoSample(GstAppSink *sink, gpointer data)
{
    auto *const self = static_cast<StreamSource *>(data);
    if (const GstSamplePointer sample(gst_app_sink_pull_sample(sink)); sample) {
        self->m_hub->push(Track::Video, sample.get());
        const std::lock_guard lock(self->m_mutex);
        self->m_reading.state = State::Active;
        self->m_reading.reconnectAttempt = 0;
    }
    return GST_FLOW_OK;
}

GstFlowReturn StreamSource::onAudioSample(GstAppSink *sink, gpointer data)
{
    auto *const self = static_cast<StreamSource *>(data);
    if (const GstSamplePointer sample(gst_app_sink_pull_sample(sink)); sample) {
        self->m_hub->push(Track::Audio, sample.get());
    }
    return GST_FLOW_OK;
}

gboolean StreamSource::onBusMessage(GstBus *, GstMessage *message, gpointer data)
{
    const GstMessageType type = GST_MESSAGE_TYPE(message);
    if (type == GST_MESSAGE_ERROR || type == GST_MESSAGE_EOS) {
        // Our reference must outlive loseSource(), which cancels the watch that calls us.
        const std::shared_ptr<StreamSource> self = static_cast<StreamSource *>(data)->shared_from_this();
        self->loseSource();
        return G_SOURCE_REMOVE;
    }
    return G_SOURCE_CONTINUE;
}

} // namespace streamkeeper::fleet
