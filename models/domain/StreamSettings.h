#pragma once

#include "models/domain/SecretText.h"
#include "models/domain/StreamAddress.h"
#include "models/domain/Types.h"

#include <QFlags>
#include <QString>
#include <QStringList>

namespace streamkeeper {

/// The settings of a stream that a media server keeps.
enum class StreamSetting : quint8 {
    Address = 1 << 0,
    Enabled = 1 << 1,
    Audio = 1 << 2,
    Recording = 1 << 3, ///< archive on or off, and its depth
    Access = 1 << 4,    ///< public or private, and the allowed subnets
    Nodes = 1 << 5,     ///< main and additional node
};
Q_DECLARE_FLAGS(StreamSettingFlags, StreamSetting)
Q_DECLARE_OPERATORS_FOR_FLAGS(StreamSettingFlags)

[[nodiscard]] constexpr StreamSettingFlags allStreamSettings()
{
    using enum StreamSetting;
    return StreamSettingFlags(Address) | Enabled | Audio | Recording | Access | Nodes;
}

/// The depth of an archive that is never deleted, where it has to be a number of days.
inline constexpr int endlessArchiveDays = 9'999;

/// A stream as a media server is asked to keep it (media-server-v2-api.md 2.4 and 2.9,
/// media-server-apis.md B.3). Made from the registry's stream, camera and server; never stored.
struct StreamSettings
{
    QString remoteName;  ///< uid or path on the server
    QString displayName; ///< for people, where the server has such a field
    QString cameraUid;
    StreamAddress address; ///< complete
    bool isOurs = true;    ///< made by the console, which chooses where nothing is said
    bool isEnabled = true;
    Tristate audio = Tristate::Unknown; ///< unknown: whatever the server does by itself
    bool isRecording = false;
    int archiveDays = 1;        ///< depth, at least 1; endlessArchiveDays and more: for ever
    QString storage;            ///< root folder of the archive; empty: the server's first
    bool isPublic = true;       ///< viewers need no token (External access)
    QStringList allowedSubnets; ///< "192.0.2.0/24"; empty: anyone
    QString mainNode;           ///< names in the servers' cluster; empty: none
    QString additionalNode;
    /// What a server has kept beside these (RemoteStream::others); written again, as far as the server takes
    /// it, where all settings are written, and its on-demand where the stream is switched on.
    SecretText others;
};

/// How a stream is written: which of the settings are meant, and what to do when the server has no
/// such stream or does not show the rest of its configuration.
struct StreamWrite
{
    StreamSettings settings;
    StreamSettingFlags changed = allStreamSettings();
    bool mayCreate = false; ///< false: a server without this stream is an error (404)
    /// The registry knows every setting (we created it), so that a configuration that cannot be read
    /// may be replaced as a whole. False for adopted streams: what we do not know must not be lost.
    bool mayReplace = false;
};

} // namespace streamkeeper
