#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Types.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

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
    QString macAddress; ///< "00:11:22:33:44:55"; empty: not known
    QString serialNumber;
    GroupType groupType = GroupType::Public;   ///< public or private: which servers may take it
    std::optional<ServerGroupId> serverGroup;  ///< set: its subnet does not count (domain.md 3.3)
    bool isPublic = false;                     ///< External access: links without a token may exist
    QStringList allowedSubnets;                ///< "192.0.2.0/24", only with External access; empty: anyone
    bool hasIncreasedReconnectionTime = false; ///< other windows for Problematic (domain.md 4)
    bool hasSingleSession = false; ///< takes one viewer at a time: a transfer has to break before it makes
    bool isSoundEnabled = true;
    bool isRecording = false; ///< archive of new streams
    int archiveDays = 1;      ///< depth, 1 to 90 (domain.md 6); an adopted camera may have more
    QString onvifUser;
    quint16 onvifPort = 80;
    SecretId onvifSecret;                     ///< the sealed ONVIF password; null: none
    QDateTime createdAt;                      ///< UTC
    int revision = 1;                         ///< of the registry's row; a save with an old one is refused
    Activation activation = Activation::Auto; ///< counts for cameras that were added automatically

    bool operator==(const Camera &) const = default;
};

} // namespace streamkeeper
