#pragma once

#include "app/player/FfmpegPointers.h"
#include "app/player/MediaFetcher.h"
#include "app/player/MediaSource.h"
#include "app/player/PlaylistAddress.h"

#include <QCoreApplication>

#include <memory>
#include <stop_token>

namespace streamkeeper {

/// Gives an AVFormatContext http(s) through a MediaFetcher and nothing else: whatever a playlist
/// names (file:, concat:, another scheme, a host that is none of its business: PlaylistAddress) is refused
/// here, before FFmpeg can open it. What is encrypted by AES-128 is decrypted here (RFC 8216, 4.3.2.4).
/// Used on the reading thread only; must outlive the format context it is installed in.
///
/// The token of the parent address is added to children that lack one, but only on the same server:
/// a playlist cannot carry a token to another host (media-server-v2-api.md, section 4). Redirects are
/// followed by the same rules, and what a playlist names counts from where it came from in the end.
class HttpMediaIo
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::HttpMediaIo)

public:
    HttpMediaIo(MediaSource source, std::shared_ptr<MediaFetcher> fetcher, std::stop_token stop);

    /// Sets io_open, io_close2 and opaque of `context`.
    void install(AVFormatContext *context);

    /// Fetches the address of the source itself. The caller owns the result and frees it by close(),
    /// after the context that reads from it: FFmpeg would close it as one of its own (5.1: avio_close in
    /// avformat_close_input, not io_close2).
    [[nodiscard]] int openSource(AVIOContext **io);
    static void close(AVIOContext *io);

    /// The error of the last request that failed, for the sentence; none if all went well.
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_lastError; }

    /// The playlist that was fetched last; empty if there was none.
    [[nodiscard]] const QByteArray &playlist() const { return m_playlist; }

    /// The playlist named something that is not opened: reading on makes no sense.
    [[nodiscard]] bool hasRefused() const { return m_hasRefused; }

    /// `child` with the token parameters of `parent` that it lacks.
    [[nodiscard]] static QUrl withInheritedToken(const QUrl &child, const QUrl &parent);

private:
    static int openCallback(AVFormatContext *context, AVIOContext **io, const char *url, int flags,
                            AVDictionary **options);
    static int closeCallback(AVFormatContext *context, AVIOContext *io);

    /// What FFmpeg asks for along with an address.
    struct Wanted
    {
        std::optional<ByteRange> range;
        QByteArray key; ///< empty: not encrypted
        QByteArray iv;
    };
    struct Fetched
    {
        QByteArray bytes;
        QUrl from; ///< after redirects
    };

    [[nodiscard]] static Wanted wantedBy(const AVDictionary *options);
    [[nodiscard]] int open(AVIOContext **io, const QUrl &url, const Wanted &wanted);
    [[nodiscard]] Result<Fetched> fetch(const QUrl &url, const Wanted &wanted);
    [[nodiscard]] Result<Fetched> fetchFollowing(MediaRequest request);
    [[nodiscard]] MediaRequest requestFor(const QUrl &url, const Wanted &wanted) const;
    void authorize(MediaRequest &request) const;
    [[nodiscard]] Error refused(const Error &error);
    [[nodiscard]] Result<QByteArray> decrypted(const QByteArray &bytes, const Wanted &wanted) const;

    MediaSource m_source;
    std::shared_ptr<MediaFetcher> m_fetcher;
    std::stop_token m_stop;
    PlaylistAddress m_rule;
    std::optional<Error> m_lastError;
    QByteArray m_playlist;
    bool m_hasRefused = false;
};

} // namespace streamkeeper
