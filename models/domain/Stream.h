#pragma once

#include "models/domain/Ids.h"
#include "models/domain/StreamAddress.h"
#include "models/domain/Types.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace streamkeeper {

/// A stream as the registry wants it: desired state. What a server says of it is an ObservedStream.
struct Stream
{
    StreamId id; ///< the UUID that operators see; ours
    CameraId camera;
    Quality quality = Quality::High;
    ServerId mainServer;
    std::optional<ServerId> additionalServer; ///< the reserve; none when the stream is not reserved
    QString remoteName;                       ///< its name on the servers: a uid, or a MediaMTX path
    StreamAddress address;
    SecretId addressSecret; ///< the sealed complete address; null when nothing is masked
    /// What its server keeps of it beside these settings, as last read and sealed (RemoteStream::others);
    /// null: nothing that is known.
    SecretId othersSecret;
    Addition addition = Addition::Manual;
    bool isEnabled = true;
    Tristate audio = Tristate::Unknown; ///< capture the audio track; unknown: never asked or told
    Tristate recording = Tristate::Unknown;
    /// Made by this console: the registry knows every setting, so the server's configuration may be
    /// written as a whole. An adopted one may have settings that nobody here has seen.
    bool isOurs = false;
    QDateTime createdAt;                     ///< UTC
    std::optional<QDateTime> lastTransferAt; ///< UTC, of the last transfer that succeeded
    int revision = 1;                        ///< of the registry's row; a save with an old one is refused

    bool operator==(const Stream &) const = default;
};

} // namespace streamkeeper
