#include "tests/fleet/RecordingFactory.h"

#include "tests/fleet/RecordingPlayer.h"
#include "tests/fleet/RtspAddress.h"

namespace {
using streamkeeper::fleet::RecordingLookup;

struct StreamkeeperRecordingFactory
{
    GstRTSPMediaFactory parent;
    RecordingLookup *lookup;
};
struct StreamkeeperRecordingFactoryClass
{
    GstRTSPMediaFactoryClass parent;
};

GType streamkeeper_recording_factory_get_type();
G_DEFINE_TYPE(StreamkeeperRecordingFactory, streamkeeper_recording_factory, GST_TYPE_RTSP_MEDIA_FACTORY)

GstElement *createElement(GstRTSPMediaFactory *factory, const GstRTSPUrl *url)
{
    using namespace streamkeeper::fleet;
    const RecordingLookup &lookup = *reinterpret_cast<StreamkeeperRecordingFactory *>(factory)->lookup;
    const auto period = lookup(rtspAddress::query(*url));
    return period ? RecordingPlayer::createElement(*period) : nullptr;
}

void finalize(GObject *factory)
{
    delete reinterpret_cast<StreamkeeperRecordingFactory *>(factory)->lookup;
    G_OBJECT_CLASS(streamkeeper_recording_factory_parent_class)->finalize(factory);
}

void streamkeeper_recording_factory_class_init(StreamkeeperRecordingFactoryClass *klass)
{
    GST_RTSP_MEDIA_FACTORY_CLASS(klass)->create_element = createElement;
    G_OBJECT_CLASS(klass)->finalize = finalize;
}

void streamkeeper_recording_factory_init(StreamkeeperRecordingFactory *) {}
} // namespace

namespace streamkeeper::fleet::recordingFactory {

GstRTSPMediaFactory *create(RecordingLookup lookup)
{
    auto *const factory = static_cast<StreamkeeperRecordingFactory *>(
        g_object_new(streamkeeper_recording_factory_get_type(), nullptr));
    factory->lookup = new RecordingLookup(std::move(lookup));
    return &factory->parent;
}

} // namespace streamkeeper::fleet::recordingFactory
