#include "app/operations/StreamSettingsOf.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

StreamSettings settingsOf(const Stream &stream, const Camera &camera, const MediaServer &main,
                          const MediaServer *additional)
{
    StreamSettings settings;
    settings.remoteName = stream.remoteName;
    settings.displayName = camera.name;
    settings.cameraUid = camera.remoteUid.isEmpty() ? camera.id.toString() : camera.remoteUid;
    settings.address = stream.address;
    settings.isOurs = stream.isOurs;
    settings.isEnabled = stream.isEnabled;
    settings.audio = stream.audio;
    settings.isRecording = stream.recording == Tristate::Yes;
    settings.archiveDays = std::max(1, camera.archiveDays);
    settings.storage = main.storages.value(0);
    settings.isPublic = camera.isPublic;
    settings.allowedSubnets = camera.allowedSubnets;
    if (additional) {
        settings.mainNode = main.nodeName;
        settings.additionalNode = additional->nodeName;
    }
    return settings;
}

bool isShown(const StreamWrite &wanted, const RemoteStream &shown)
{
    const StreamSettings &settings = wanted.settings;
    if (wanted.changed.testFlag(StreamSetting::Enabled) && settings.isEnabled != shown.isEnabled)
        return false;
    if (wanted.changed.testFlag(StreamSetting::Audio) && settings.audio != Tristate::Unknown &&
        shown.audio != Tristate::Unknown && settings.audio != shown.audio)
        return false;
    // Some networks only is not everybody either.
    const bool isForAll = settings.isPublic && settings.allowedSubnets.isEmpty();
    if (wanted.changed.testFlag(StreamSetting::Access) && shown.isPrivate != Tristate::Unknown &&
        (shown.isPrivate == Tristate::Yes) == isForAll)
        return false;
    if (wanted.changed.testFlag(StreamSetting::Address) && !shown.address.isEmpty()) {
        // Some servers answer with masked passwords: then the text has to do.
        const bool canCompare = settings.address.fingerprint() != 0 && shown.address.fingerprint() != 0;
        if (canCompare ? settings.address.fingerprint() != shown.address.fingerprint()
                       : settings.address.masked() != shown.address.masked())
            return false;
    }
    return true;
}

} // namespace streamkeeper
