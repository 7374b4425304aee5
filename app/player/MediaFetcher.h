#pragma once

#include "app/player/MediaTunnel.h"

#include <QByteArray>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace streamkeeper {

/// Some of the bytes of a file: from `from` on, `size` of them.
struct ByteRange
{
    qint64 from = 0;
    qint64 size = 0;

    bool operator==(const ByteRange &) const = default;
};

/// One http(s) download that the player needs: a playlist, a segment or a key.
struct MediaRequest
{
    QUrl url;                         ///< complete, goes out as it is; may hold a token: never logged
    std::optional<ByteRange> range{}; ///< none: all of it
    std::optional<QByteArray> pinnedCertificateSha256; ///< set only for requests to the pinned server itself
    QByteArray authorization;                   ///< header of that name, for that server only; a secret
    std::chrono::milliseconds deadline{10'000}; ///< for the whole answer
    qint64 maxBytes = 0;                        ///< a larger answer is an error
};

/// What came of it: bytes, or another address to ask. Who asked decides whether and how to go there.
struct MediaAnswer
{
    QByteArray bytes;
    std::optional<QUrl> movedTo{};

    MediaAnswer(QByteArray all = {}) // NOLINT(google-explicit-constructor): an answer is bytes as a rule
        : bytes(std::move(all))
    {
    }
    explicit MediaAnswer(QUrl elsewhere)
        : movedTo(std::move(elsewhere))
    {
    }
};

/// The player's way to the media servers. FFmpeg accepts any certificate by default, so it never opens a
/// connection by TLS itself: all of them go through here, where pins are checked.
class MediaFetcher
{
public:
    MediaFetcher() = default;
    MediaFetcher(const MediaFetcher &) = delete;
    MediaFetcher &operator=(const MediaFetcher &) = delete;
    virtual ~MediaFetcher() = default;

    /// Called from a player's reading thread, from several at once when there are several players;
    /// blocks until the answer is complete, refused, or `stop` is requested (then
    /// ErrorCategory::Cancelled, at once). An HTTP error comes with its code in Error::httpStatus. Of a range
    /// only its bytes come, also from a server that sends more.
    [[nodiscard]] virtual Result<MediaAnswer> fetch(const MediaRequest &request, std::stop_token stop) = 0;
    /// A way to the RTSP server of `url` (of which only scheme, host and port count); does not wait for it.
    /// The pin as in MediaRequest. Callable as fetch(). Null: there is none from here, or nothing more is to
    /// be opened.
    [[nodiscard]] virtual std::unique_ptr<MediaTunnel> openTunnel(const QUrl &,
                                                                  const std::optional<QByteArray> &)
    {
        return nullptr;
    }
};

} // namespace streamkeeper
