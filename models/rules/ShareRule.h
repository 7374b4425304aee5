#pragma once

#include "models/domain/ArchiveHolder.h"
#include "models/domain/Recordings.h"
#include "models/domain/Result.h"
#include "models/domain/ShareLink.h"
#include "models/domain/Stream.h"

#include <QDate>
#include <QString>
#include <QTime>

#include <chrono>
#include <optional>
#include <vector>

namespace streamkeeper {

// What a share link may be, and when it ends (domain.md 1.4). No I/O, no clock of their own.

inline constexpr int mostShareDays = 30;
inline constexpr int mostShareHours = mostShareDays * 24;
/// Characters of the note for whom a link is.
inline constexpr int mostShareNoteLength = 200;
/// From its first moment on an archive link can be watched for so long.
inline constexpr qint64 archiveReachMs = 86'400'000;

/// The two buttons beside the number.
enum class ShareUnit : quint8 { Hours, Days };

/// How long a link opens. A day is 24 hours, also where the clock on the wall is moved meanwhile: tokens
/// count seconds.
struct SharePeriod
{
    int count = 1;
    ShareUnit unit = ShareUnit::Days;

    [[nodiscard]] std::chrono::seconds seconds() const
    {
        return unit == ShareUnit::Hours ? std::chrono::hours(count) : std::chrono::days(count);
    }
    [[nodiscard]] int most() const { return unit == ShareUnit::Hours ? mostShareHours : mostShareDays; }
    bool operator==(const SharePeriod &) const = default;
};

/// As it is typed: a whole number of hours or days, not beyond the most.
[[nodiscard]] Result<SharePeriod> checkSharePeriod(const QString &count, ShareUnit unit);
[[nodiscard]] Result<QString> checkShareNote(const QString &text);

/// What an operator asks for.
struct ShareRequest
{
    ShareMode mode = ShareMode::Live;
    ShareProtocol protocol = ShareProtocol::Rtsp;
    bool isPublic = false;
    SharePeriod period;
    qint64 archiveFromMs = 0; ///< UTC
    QString note;             ///< for whom; kept in the list

    bool operator==(const ShareRequest &) const = default;
};

/// Why a link cannot be made; the words for people are texts::shareObstacle().
enum class ShareObstacle : quint8 {
    None,
    PeriodTooShort, ///< 0 or negative
    PeriodTooLong,
    LowQuality,      ///< the archive is shared in high quality only
    ArchiveInFuture, ///< nothing can be recorded there yet
    NothingRecorded, ///< neither then nor later
    NoExternalAccess,
    FileOfLive, ///< a file is of something recorded
};

/// What decides, besides the request.
struct ShareFacts
{
    Quality quality = Quality::High;
    bool hasExternalAccess = false;
    int archiveDays = 1;                  ///< depth
    std::vector<RecordedPeriod> recorded; ///< by time, without overlaps; of all servers together
    qint64 nowMs = 0;
};

[[nodiscard]] ShareObstacle obstacleFor(const ShareRequest &request, const ShareFacts &facts);

/// The archive moment that a link really begins with.
struct ArchiveStart
{
    enum class Reason : quint8 {
        AsAsked,
        BeforeArchive, ///< moved: recordings begin later, or the rest is expired
        InGap,         ///< moved: nothing was recorded then
    };
    qint64 fromMs = 0;
    Reason reason = Reason::AsAsked;

    bool operator==(const ArchiveStart &) const = default;
};
/// The moment itself if it was recorded, else the next one that was; none if there is none before `nowMs`.
/// `recorded` by time; what is older than `depthDays` does not count: the servers erase it any moment.
[[nodiscard]] std::optional<ArchiveStart>
archiveStartFor(qint64 wantedMs, const std::vector<RecordedPeriod> &recorded, int depthDays, qint64 nowMs);

/// The server that a link is made with.
struct LinkPlace
{
    ServerId server;
    QString remoteName;
    std::optional<ArchiveStart> start; ///< of an archive link; where it really begins
    RecordedPeriod within{};           ///< the server's period that holds it

    bool operator==(const LinkPlace &) const = default;
};
/// Live: the main server of the stream. Archive: the best server that holds the moment, or else the next one
/// that was recorded. None: there is no server, or nothing is recorded.
[[nodiscard]] std::optional<LinkPlace> linkPlaceFor(const ShareRequest &request, const Stream &stream,
                                                    const ShareFacts &facts,
                                                    const std::vector<ArchiveHolder> &index);

/// What can be done about a link that should not open any more.
enum class Revocation : quint8 {
    Nothing,        ///< it is over already
    EndSessions,    ///< running sessions can be ended; the token opens new ones until the key is changed
    OnlyForget,     ///< the server neither knows its sessions nor takes tokens back
    ExternalAccess, ///< a public link ends with the camera's External access
};
[[nodiscard]] Revocation revocationOf(const ShareLink &link, qint64 nowMs);

} // namespace streamkeeper
