#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Types.h"

#include <QDateTime>
#include <QString>

namespace streamkeeper {

/// A camera as the registry wants it: desired state. Its streams refer to it by id.
struct Camera
{
    CameraId id;
    QString name; ///< at most 50 characters in forms (domain.md 6); adopted names may be longer
    QString location;
    QString ipAddress; ///< from the stream address when adopted; empty if that has a host name
    QString remoteUid; ///< the `camera_uid` a media server uses, to find the pair again
    Addition addition = Addition::Manual;
    QDateTime createdAt; ///< UTC

    bool operator==(const Camera &) const = default;
};

} // namespace streamkeeper
