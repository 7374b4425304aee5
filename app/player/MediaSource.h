#pragma once

#include "models/domain/Result.h"
#include "models/domain/ViewerAccount.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <optional>

namespace streamkeeper {

/// How a media server hands a stream to a viewer; File: one MP4 that is fetched whole.
enum class MediaProtocol : quint8 { Rtsp, Hls, File };

/// What the player is to show: a value, made anew for each viewing. `url` is complete and may hold
/// credentials or a token, so it never goes into a log or a sentence: those use redacted().
struct MediaSource
{
    QUrl url;
    MediaProtocol protocol = MediaProtocol::Rtsp;
    std::optional<QByteArray> pinnedCertificateSha256; ///< 32 raw bytes; of the server in `url`
    QByteArray authorization;             ///< header for requests to the server in `url`; a secret
    std::optional<ViewerAccount> account; ///< for the server in `url`, when it asks for one; RTSP only
    std::optional<Error> refusal;         ///< what a refusal means; none: nothing is known
    bool isRecorded = false;              ///< has an end, which is no failure
    QString streamKey;                    ///< names the stream in the cache of last pictures

    /// The address with user info and query values masked: for sentences and logs.
    [[nodiscard]] QString redacted() const;
    /// "host" or "host:port": what a sentence calls the server.
    [[nodiscard]] QString hostText() const;

    bool operator==(const MediaSource &) const = default;
};

} // namespace streamkeeper
