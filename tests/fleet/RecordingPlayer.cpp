#include "tests/fleet/RecordingPlayer.h"

#include "tests/fleet/RecordingReader.h"

extern "C" {
#include <libavcodec/packet.h>
}

namespace streamkeeper::fleet {

namespace {
constexpr auto PlayerKey = "streamkeeper-recording-player";
/// Some seconds of the fleet's video.
constexpr guint64 MaximumQueuedBytes = 1'048'576;
constexpr gulong WaitStepUs = 20'000;

constexpr auto VideoLine =
    "appsrc name=video format=time caps=video/x-h264,stream-format=byte-stream,alignment=au"
    " ! h264parse ! video/x-h264,stream-format=avc,alignment=au"
    " ! rtph264pay name=pay0 pt=96 config-interval=-1 aggregate-mode=zero-latency";
constexpr auto AudioLine =
    " appsrc name=audio format=time caps=audio/mpeg,mpegversion=4,stream-format=adts,framed=true"
    " ! aacparse ! audio/mpeg,mpegversion=4,stream-format=raw ! rtpmp4gpay name=pay1 pt=97";

GObjectPointer<GstAppSrc> appSource(GstElement *bin, const char *name)
{
    return GObjectPointer<GstAppSrc>(GST_APP_SRC(gst_bin_get_by_name(GST_BIN(bin), name)));
}

GstBuffer *bufferOf(const RecordingReader::Packet &packet)
{
    GstBuffer *const buffer = gst_buffer_new_memdup(packet.data->data, gsize(packet.data->size));
    GST_BUFFER_PTS(buffer) = gst_util_uint64_scale(guint64(packet.time90kHz), GST_SECOND, 90'000);
    GST_BUFFER_DTS(buffer) = GST_BUFFER_PTS(buffer);
    if (packet.track == Track::Video && !packet.isKey) {
        GST_BUFFER_FLAG_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
    }
    return buffer;
}

void deletePlayer(gpointer player)
{
    delete static_cast<RecordingPlayer *>(player);
}
} // namespace

GstElement *RecordingPlayer::createElement(const RecordedPeriod &period)
{
    const RecordingReader reader(period);
    if (reader.isEmpty()) {
        return nullptr;
    }
    const QByteArray line =
        "( " + QByteArray(VideoLine) + (reader.audio() != nullptr ? AudioLine : "") + " )";
    GstElement *const bin = gst_parse_launch(line.constData(), nullptr);
    if (bin != nullptr) {
        auto *const player = new RecordingPlayer(period, bin);
        g_object_set_data_full(G_OBJECT(bin), PlayerKey, player, deletePlayer);
    }
    return bin;
}

RecordingPlayer::RecordingPlayer(RecordedPeriod period, GstElement *bin)
    : m_video(appSource(bin, "video"))
    , m_audio(appSource(bin, "audio"))
    , m_thread([this, period = std::move(period)] { feed(period); })
{
}

RecordingPlayer::~RecordingPlayer()
{
    m_isStopping = true;
    m_thread.join();
}

bool RecordingPlayer::waitForRoom() const
{
    const auto queued = [this] {
        return gst_app_src_get_current_level_bytes(m_video.get()) +
               (m_audio ? gst_app_src_get_current_level_bytes(m_audio.get()) : 0);
    };
    while (!m_isStopping && queued() > MaximumQueuedBytes) {
        g_usleep(WaitStepUs);
    }
    return !m_isStopping;
}

bool RecordingPlayer::waitForStart() const
{
    const auto hasStarted = [](const GObjectPointer<GstAppSrc> &source) {
        return !source || GST_STATE(source.get()) >= GST_STATE_PAUSED;
    };
    while (!m_isStopping && !(hasStarted(m_video) && hasStarted(m_audio))) {
        g_usleep(WaitStepUs);
    }
    return !m_isStopping;
}

void RecordingPlayer::feed(const RecordedPeriod &period)
{
    RecordingReader reader(period);
    if (!waitForStart()) { // what is pushed before goes nowhere
        return;
    }
    while (waitForRoom()) {
        const auto packet = reader.next();
        if (!packet) {
            break;
        }
        GstAppSrc *const source = packet->track == Track::Video ? m_video.get() : m_audio.get();
        if (source != nullptr && gst_app_src_push_buffer(source, bufferOf(*packet)) != GST_FLOW_OK) {
            return; // taken down
        }
    }
    for (GstAppSrc *source : {m_video.get(), m_audio.get()}) {
        if (source != nullptr) {
            gst_app_src_end_of_stream(source);
        }
    }
}

} // namespace streamkeeper::fleet
