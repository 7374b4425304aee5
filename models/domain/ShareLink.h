#pragma once

#include "models/domain/Ids.h"
#include "models/domain/SecretText.h"
#include "models/domain/Types.h"

#include <QString>

#include <optional>

namespace streamkeeper {

/// What a share link shows (domain.md 1.4).
enum class ShareMode : quint8 {
    Live,
    Archive, ///< from a moment on, one day at most
};

/// How an outsider's player gets it. File: one MP4 of the period, from servers without an archive by RTSP or
/// HLS.
enum class ShareProtocol : quint8 { Rtsp, Hls, File };

/// A link that was handed to somebody who is not registered. Kept also when its stream or server is gone: the
/// list tells who could watch what. Times are UTC, of our clock.
struct ShareLink
{
    ShareLinkId id;
    StreamId stream;
    ServerId server;
    QString target;     ///< "Yard gate · high", as it was then
    QString serverName; ///< name of the media server, as it was then
    QString remoteName; ///< of the stream on that server
    ShareMode mode = ShareMode::Live;
    ShareProtocol protocol = ShareProtocol::Rtsp;
    bool isPublic = false;    ///< no token, no end
    qint64 archiveFromMs = 0; ///< Archive only
    QString address;          ///< without its token
    SecretId addressSecret;   ///< the sealed whole; null: public, or it is over
    QString keyId;            ///< of the key that signed its token; empty: the server made it
    QString author;           ///< user@host
    QString note;             ///< for whom
    qint64 createdAtMs = 0;
    std::optional<qint64> expiresAtMs; ///< none: never
    std::optional<qint64> revokedAtMs; ///< taken back by an operator, as far as the server could
    bool isClosed = false;             ///< what its end asks for is done: sessions ended, token dropped

    bool operator==(const ShareLink &) const = default;
};

/// Whether a link opens its stream, as far as can be told without asking a server.
enum class ShareState : quint8 { Valid, Expired, Revoked };

[[nodiscard]] inline ShareState stateOf(const ShareLink &link, qint64 nowMs)
{
    if (link.revokedAtMs)
        return ShareState::Revoked;
    return link.expiresAtMs && *link.expiresAtMs <= nowMs ? ShareState::Expired : ShareState::Valid;
}

} // namespace streamkeeper
