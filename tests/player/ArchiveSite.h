#pragma once

#include "app/player/ArchivePlayer.h"
#include "tests/player/TestMedia.h"
#include "tests/support/FrameStrip.h"

#include <QDateTime>
#include <QUrlQuery>
#include <QVideoFrame>
#include <QVideoSink>

#include <condition_variable>
#include <map>
#include <mutex>

namespace streamkeeper::test {

inline constexpr qint64 second = 1'000;
inline constexpr qint64 frameMs = 40; ///< of one picture of a site

inline const ServerId first = ServerId::fromString(QStringLiteral("00000000-0000-0000-0000-000000000001"));
inline const ServerId second2 = ServerId::fromString(QStringLiteral("00000000-0000-0000-0000-000000000002"));

/// An even second, an hour ago: the strip tells the time near now.
[[nodiscard]] inline qint64 startOfArchive()
{
    static const qint64 start =
        (QDateTime::currentMSecsSinceEpoch() - 3'600'000) / (2 * second) * (2 * second);
    return start;
}

/// What a server holds of the camera of a site, counted from the start of the archive.
[[nodiscard]] inline ArchiveHolder held(const ServerId &server, qint64 fromMs, qint64 untilMs)
{
    ArchiveHolder holder;
    holder.server = server;
    holder.remoteName = QStringLiteral("cam");
    holder.fromMs = startOfArchive() + fromMs;
    holder.untilMs = startOfArchive() + untilMs;
    return holder;
}

/// Media servers that hand out recordings from memory, with the strip in every picture: periods as HLS with
/// the times in the playlist, or as one fragmented MP4. Segments last 2 s and begin at even seconds.
class ArchiveSite final : public MediaFetcher
{
public:
    /// What became of a request for this address; none: it is answered.
    using Fault = std::function<std::optional<Error>(const QUrl &url)>;

    bool tellsTimes = true;
    qint64 clockOffsetMs = 0;
    std::map<QString, qint64> skewsMs; ///< by host: its times are so much later than ours, and nobody knows
    bool hasSound = false;             ///< of files
    std::optional<qint64> leadMs;      ///< files begin so much earlier, and tell what their time 0 is

    void setFault(Fault fault)
    {
        const std::scoped_lock lock(m_mutex);
        m_fault = std::move(fault);
    }

    Result<MediaAnswer> fetch(const MediaRequest &request, std::stop_token stop) override
    {
        Fault fault;
        {
            const std::scoped_lock lock(m_mutex);
            m_requests << request;
            fault = m_fault;
        }
        if (fault) {
            if (const auto error = fault(request.url)) {
                if (error->category != ErrorCategory::Timeout)
                    return tl::unexpected(*error);
                // A server that says nothing, until it is not waited for any more.
                std::mutex mutex;
                std::unique_lock lock(mutex);
                std::condition_variable_any never;
                never.wait(lock, stop, [] { return false; });
                return fail(ErrorCategory::Cancelled, QStringLiteral("stopped"));
            }
        }
        const QUrlQuery query(request.url);
        const qint64 fromMs = query.queryItemValue(QStringLiteral("from")).toLongLong();
        const qint64 untilMs = query.queryItemValue(QStringLiteral("until")).toLongLong();
        if (request.url.path() == u"/playlist.m3u8")
            return playlist(fromMs, untilMs, skewOf(request.url.host()));
        if (request.url.path() == u"/record.mp4")
            return file(fromMs, untilMs);
        return segment(fromMs, query.queryItemValue(QStringLiteral("camera")).toUShort());
    }

    [[nodiscard]] QList<MediaRequest> requests() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_requests;
    }

    /// Each server is a host of its own: "host-1" for the first one.
    [[nodiscard]] ArchivePiece piece(const ArchivePlace &place, const RecordedPeriod &period,
                                     bool isFile) const
    {
        ArchivePiece piece;
        piece.period = period;
        piece.server = place.server;
        piece.clockOffsetMs = clockOffsetMs;
        const qint64 fromMs = period.fromMs - (isFile ? leadMs.value_or(0) : 0);
        if (isFile && leadMs)
            piece.zeroMs = fromMs;
        piece.source.isRecorded = true;
        piece.source.protocol = isFile ? MediaProtocol::File : MediaProtocol::Hls;
        piece.source.authorization = "Basic c2VjcmV0";
        piece.source.url =
            QUrl(QStringLiteral("http://host-%1/%2?from=%3&until=%4&token=t")
                     .arg(place.server.toString().right(1),
                          isFile ? QStringLiteral("record.mp4") : QStringLiteral("playlist.m3u8"))
                     .arg(fromMs)
                     .arg(period.untilMs));
        return piece;
    }

private:
    static constexpr qint64 segmentMs = 2'000;

    [[nodiscard]] qint64 skewOf(const QString &host) const
    {
        const auto found = skewsMs.find(host);
        return found == skewsMs.end() ? 0 : found->second;
    }

    [[nodiscard]] QByteArray playlist(qint64 toldFromMs, qint64 toldUntilMs, qint64 skewMs) const
    {
        const qint64 fromMs = toldFromMs - skewMs;
        const qint64 untilMs = toldUntilMs - skewMs;
        QByteArray text = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:VOD\n";
        for (qint64 at = fromMs - fromMs % segmentMs; at < untilMs; at += segmentMs) {
            const QDateTime time = QDateTime::fromMSecsSinceEpoch(at + clockOffsetMs + skewMs, Qt::UTC);
            if (tellsTimes)
                text += "#EXT-X-PROGRAM-DATE-TIME:" + time.toString(Qt::ISODateWithMs).toLatin1() + '\n';
            text += "#EXTINF:2.0,\nsegment.ts?from=" + QByteArray::number(at) + '\n';
        }
        return text + "#EXT-X-ENDLIST\n";
    }

    Result<QByteArray> segment(qint64 fromMs, quint16 camera)
    {
        Q_UNUSED(camera)
        const std::scoped_lock lock(m_mutex);
        QByteArray &made = m_segments[fromMs];
        if (made.isEmpty()) {
            // Time stamps that say nothing of the time: a recording counts from its own beginning, some time
            // before all that is asked for.
            const qint64 sinceMs = fromMs - startOfArchive() + 600 * second;
            made = makeTransportStream({.frames = 50,
                                        .framesPerKey = 25,
                                        .firstUtcMs = fromMs,
                                        .firstFrameIndex = sinceMs / frameMs});
        }
        return made;
    }

    Result<QByteArray> file(qint64 fromMs, qint64 untilMs)
    {
        return makeFragmentedMp4({.frames = int((untilMs - fromMs + 39) / 40),
                                  .framesPerKey = 25,
                                  .firstUtcMs = fromMs,
                                  .hasSound = hasSound});
    }

    mutable std::mutex m_mutex;
    Fault m_fault;
    QList<MediaRequest> m_requests;
    std::map<qint64, QByteArray> m_segments;
};

/// An archive player that plays from a site, with a sink that reads the strip of every picture.
class ArchiveProbe : public QObject
{
    Q_OBJECT

public:
    explicit ArchiveProbe(std::shared_ptr<MediaFetcher> fetcher)
        : player(std::move(fetcher))
    {
        player.setVideoSink(&sink);
        connect(&sink, &QVideoSink::videoFrameChanged, this,
                [this](const QVideoFrame &frame) { take(frame); });
        connect(&player, &ArchivePlayer::positionChanged, this,
                [this](qint64 momentMs) { lastPosition = momentMs; });
        connect(&player, &ArchivePlayer::gapSkipped, this,
                [this](const RecordedPeriod &gap) { gaps << gap; });
        connect(&player, &ArchivePlayer::stateChanged, this, [this](ArchiveState state) { states << state; });
    }

    void take(const QVideoFrame &frame)
    {
        ++pictures;
        QVideoFrame mapped = frame;
        if (!mapped.map(QVideoFrame::ReadOnly))
            return;
        const auto stamp = readFrameStripFromBgra(mapped.bits(0), mapped.bytesPerLine(0), mapped.width(),
                                                  mapped.height(), QDateTime::currentMSecsSinceEpoch());
        mapped.unmap();
        if (stamp)
            shown << stamp->utcMs;
    }

    [[nodiscard]] qint64 lastShown() const { return shown.isEmpty() ? -1 : shown.last(); }

    QVideoSink sink;
    ArchivePlayer player;
    int pictures = 0;
    qint64 lastPosition = -1;
    QList<qint64> shown; ///< UTC of each picture, by its strip
    QList<RecordedPeriod> gaps;
    QList<ArchiveState> states;
};

} // namespace streamkeeper::test
