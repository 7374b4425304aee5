#pragma once

#include "models/domain/Camera.h"
#include "models/domain/MediaServer.h"
#include "models/domain/RemoteStream.h"
#include "models/domain/Stream.h"
#include "models/domain/StreamSettings.h"

namespace streamkeeper {

/// What a media server is asked to keep for a stream of the registry (media-server-v2-api.md 2.9).
/// `additional` is null when the stream is not reserved.
[[nodiscard]] StreamSettings settingsOf(const Stream &stream, const Camera &camera, const MediaServer &main,
                                        const MediaServer *additional);

/// True if a server shows what it was asked to keep. What it does not tell is no contradiction.
[[nodiscard]] bool isShown(const StreamWrite &wanted, const RemoteStream &shown);

} // namespace streamkeeper
