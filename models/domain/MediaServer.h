#pragma once

#include "models/domain/Ids.h"
#include "models/domain/TokenSettings.h"
#include "models/domain/Types.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace streamkeeper {

/// A media server as the registry knows it: where its API is, what it may take (domain.md 2.1).
struct MediaServer
{
    ServerId id;
    QString name;
    ServerType type = ServerType::MediaServerV2;
    bool useTls = true;   ///< URL scheme https
    QString internalHost; ///< API access
    quint16 apiPort = 0;
    QString externalHost;      ///< where viewers get streams; empty: the internal host
    bool mediaUsesTls = false; ///< HLS by https
    quint16 hlsPort = 0;       ///< 0: not known, read from the server
    quint16 rtspPort = 0;
    ServerAuth auth = ServerAuth::Credentials;
    TokenSettings tokens; ///< of ServerAuth::Jwt
    QString userName;     ///< MediaMTX internal user; empty for token servers
    SecretId tokenSecret; ///< the sealed API token or password; null: none needed
    /// SHA-256 of the certificate that the operator accepted (32 bytes); empty: certificate authorities
    /// decide.
    QByteArray pinnedSha256;
    UnencryptedAccount unencryptedAccount = UnencryptedAccount::Ask;
    GroupType groupType = GroupType::All;
    std::optional<int> streamsLimit;       ///< main streams; none: unlimited
    std::optional<qint64> bitrateLimitBps; ///< incoming, main and additional; none: unlimited
    bool isActive = true;                  ///< "distribution": may receive new streams
    bool isIncorrectCamerasEnabled = true; ///< reconnects are judged, streams get badges
    QString nodeName;                      ///< the name the server gives itself in its cluster
    QStringList storages;                  ///< roots of the archive on the server, the first for new streams
    QDateTime createdAt;                   ///< UTC
    int revision = 1;                      ///< of the registry's row; a save with an old one is refused
    /// Besides: the console switches off what is Disconnected by the steps (domain.md 4).
    bool isSwitchingOffIncorrect = false;

    [[nodiscard]] bool switchesOff() const { return isIncorrectCamerasEnabled && isSwitchingOffIncorrect; }
    [[nodiscard]] QString mediaHost() const { return externalHost.isEmpty() ? internalHost : externalHost; }

    bool operator==(const MediaServer &) const = default;
};

} // namespace streamkeeper
