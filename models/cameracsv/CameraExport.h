#pragma once

#include "models/domain/Camera.h"
#include "models/domain/MediaServer.h"
#include "models/domain/Stream.h"

#include <QByteArray>

#include <vector>

namespace streamkeeper {

/// The file of these cameras with their streams: UTF-8 with byte order mark, one line per camera in the order
/// of names, addresses masked. Read back it changes nothing. Pure; for a large fleet call it off the GUI
/// thread.
[[nodiscard]] QByteArray exportCameras(const std::vector<Camera> &cameras, const std::vector<Stream> &streams,
                                       const std::vector<MediaServer> &servers, QChar separator = u',');

} // namespace streamkeeper
