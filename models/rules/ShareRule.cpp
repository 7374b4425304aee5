#include "models/rules/ShareRule.h"

#include "models/domain/Units.h"
#include "models/rules/ArchivePlayback.h"
#include "models/rules/FieldRules.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ShareRule)
};

} // namespace

Result<SharePeriod> checkSharePeriod(const QString &count, ShareUnit unit)
{
    return fields::checkWholeNumber(count, 1, SharePeriod{1, unit}.most()).map([unit](int number) {
        return SharePeriod{number, unit};
    });
}

Result<QString> checkShareNote(const QString &text)
{
    const QString note = text.trimmed();
    if (note.size() <= mostShareNoteLength)
        return note;
    return fail(ErrorCategory::Invalid, Texts::tr("The note has %1 characters; at most %2 are allowed.")
                                            .arg(note.size())
                                            .arg(mostShareNoteLength));
}

ShareObstacle obstacleFor(const ShareRequest &request, const ShareFacts &facts)
{
    if (request.isPublic) {
        if (!facts.hasExternalAccess)
            return ShareObstacle::NoExternalAccess;
    } else if (request.period.count <= 0) {
        return ShareObstacle::PeriodTooShort;
    } else if (request.period.count > request.period.most()) {
        return ShareObstacle::PeriodTooLong;
    }
    if (request.mode == ShareMode::Live)
        return request.protocol == ShareProtocol::File ? ShareObstacle::FileOfLive : ShareObstacle::None;
    if (facts.quality == Quality::Low)
        return ShareObstacle::LowQuality;
    if (request.archiveFromMs >= facts.nowMs)
        return ShareObstacle::ArchiveInFuture;
    const auto start = archiveStartFor(request.archiveFromMs, facts.recorded, facts.archiveDays, facts.nowMs);
    return start ? ShareObstacle::None : ShareObstacle::NothingRecorded;
}

std::optional<ArchiveStart> archiveStartFor(qint64 wantedMs, const std::vector<RecordedPeriod> &recorded,
                                            int depthDays, qint64 nowMs)
{
    const qint64 oldestMs = nowMs - std::max(1, depthDays) * dayMs;
    bool isFirst = true;
    for (const RecordedPeriod &period : recorded) {
        const qint64 fromMs = std::max(period.fromMs, oldestMs);
        const qint64 untilMs = std::min(period.untilMs, nowMs);
        if (untilMs <= fromMs)
            continue;
        if (wantedMs < untilMs) {
            if (wantedMs >= fromMs)
                return ArchiveStart{wantedMs, ArchiveStart::Reason::AsAsked};
            return ArchiveStart{fromMs,
                                isFirst ? ArchiveStart::Reason::BeforeArchive : ArchiveStart::Reason::InGap};
        }
        isFirst = false;
    }
    return std::nullopt;
}

std::optional<LinkPlace> linkPlaceFor(const ShareRequest &request, const Stream &stream,
                                      const ShareFacts &facts, const std::vector<ArchiveHolder> &index)
{
    if (stream.mainServer.isNull())
        return std::nullopt;
    if (request.mode == ShareMode::Live)
        return LinkPlace{stream.mainServer, stream.remoteName, std::nullopt};
    const auto start = archiveStartFor(request.archiveFromMs, facts.recorded, facts.archiveDays, facts.nowMs);
    const auto place =
        start ? ArchiveMap(index, stream.mainServer).placeAt(start->fromMs, facts.nowMs) : std::nullopt;
    if (!place)
        return std::nullopt;
    // Interruptions that are no gaps are passed over.
    return LinkPlace{place->server, place->remoteName, ArchiveStart{place->momentMs, start->reason},
                     place->within};
}

Revocation revocationOf(const ShareLink &link, qint64 nowMs)
{
    if (stateOf(link, nowMs) != ShareState::Valid)
        return Revocation::Nothing;
    if (link.isPublic)
        return Revocation::ExternalAccess;
    return link.keyId.isEmpty() ? Revocation::OnlyForget : Revocation::EndSessions;
}

} // namespace streamkeeper
