#pragma once

#include "models/domain/Recordings.h"
#include "models/domain/ShareLink.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>

namespace streamkeeper {

/// A link that a server is to open to its bearer.
struct LinkOrder
{
    QString remoteName;
    ShareMode mode = ShareMode::Live;
    ShareProtocol protocol = ShareProtocol::Rtsp;
    bool isPublic = false;
    std::chrono::seconds duration{0}; ///< from now on; not for public ones
    qint64 archiveFromMs = 0;         ///< UTC, our clock
    RecordedPeriod within;            ///< the server's period that holds it
    QString viewer;                   ///< names the link to the server, where it asks for a viewer
};

/// What a server can really do for links to one of its streams, asked before a link is made (tokens:
/// media-server-v2-api.md 1.2, 1.3, 4.1; media-server-apis.md B.1, B.5). A reason is a sentence for people
/// that says why something is not possible; empty: it is.
struct ShareAbilities
{
    QString tokenReason;  ///< against links that end
    QString publicReason; ///< against links without a token, whatever the camera's External access says
    /// The server's own setting lets nobody in without a token: External access has to be written to it.
    bool isPrivateThere = false;
    QString liveRtspReason;
    QString liveHlsReason;
    QString archiveRtspReason;
    QString archiveHlsReason;
    QString archiveFileReason; ///< one file of the period; offered only where neither of the others is
    QStringList notes;         ///< what the operator should know before the link is made
    bool endsSessions = false; ///< sessions of a link can be ended
    qint64 clockOffsetMs = 0;  ///< server clock minus ours

    [[nodiscard]] QString reasonAgainst(ShareMode mode, ShareProtocol protocol) const
    {
        if (mode == ShareMode::Live)
            return protocol == ShareProtocol::Hls ? liveHlsReason : liveRtspReason;
        if (protocol == ShareProtocol::File)
            return archiveFileReason;
        return protocol == ShareProtocol::Hls ? archiveHlsReason : archiveRtspReason;
    }
    /// Also with regard to who may watch.
    [[nodiscard]] QString reasonAgainst(const LinkOrder &order) const
    {
        const QString reason = reasonAgainst(order.mode, order.protocol);
        return !reason.isEmpty() ? reason : order.isPublic ? publicReason : tokenReason;
    }
};

/// A complete address, with its token. Never logged.
struct MadeLink
{
    QUrl url;
    QString keyId;          ///< of the key that signed the token; empty: the server made it, or there is none
    qint64 expiresAtMs = 0; ///< UTC, our clock; 0: never
    qint64 clockOffsetMs = 0; ///< server clock minus ours: what the end was computed on
};

} // namespace streamkeeper
