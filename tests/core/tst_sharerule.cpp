#include "models/rules/ArchiveCoverage.h"
#include "models/rules/ShareRule.h"
#include "models/rules/WallClock.h"
#include "models/texts/ShareTexts.h"
#include "models/texts/WallClockTexts.h"

#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 dayMs = 24 * hourMs;

qint64 utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

ShareFacts facts()
{
    ShareFacts facts;
    facts.archiveDays = 7;
    facts.nowMs = utc("2026-11-23T12:00:00Z");
    facts.recorded = {{facts.nowMs - 5 * dayMs, facts.nowMs - 3 * dayMs},
                      {facts.nowMs - 2 * dayMs, facts.nowMs}};
    return facts;
}

} // namespace

class ShareRuleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkIsMadeWithTheServerThatHoldsItsMoment_data()
    {
        QTest::addColumn<bool>("isArchive");
        QTest::addColumn<int>("hoursAgo");
        QTest::addColumn<QString>("server"); // of "main", "old"; empty: none
        QTest::addColumn<int>("beginsHoursAgo");
        QTest::newRow("live") << false << 60 << u"main"_s << 0;
        QTest::newRow("on the main server") << true << 3 << u"main"_s << 3;
        QTest::newRow("both hold it: the main server") << true << 8 << u"main"_s << 8;
        QTest::newRow("left behind by a transfer") << true << 20 << u"old"_s << 20;
        QTest::newRow("moved to the next that was recorded") << true << 30 << u"old"_s << 24;
        QTest::newRow("nothing after it") << true << -1 << QString() << 0;
    }
    void aLinkIsMadeWithTheServerThatHoldsItsMoment()
    {
        QFETCH(bool, isArchive);
        QFETCH(int, hoursAgo);
        QFETCH(QString, server);
        QFETCH(int, beginsHoursAgo);
        ShareFacts known;
        known.archiveDays = 7;
        known.nowMs = utc("2026-11-23T12:00:00Z");
        Stream stream;
        stream.mainServer = ServerId::create();
        stream.remoteName = u"main"_s;
        const ServerId old = ServerId::create();
        const std::vector<ArchiveHolder> index{
            {{}, old, u"old"_s, known.nowMs - 24 * hourMs, known.nowMs - 6 * hourMs},
            {{}, stream.mainServer, u"main"_s, known.nowMs - 10 * hourMs, std::nullopt}};
        known.recorded = coverageOf(index, known.nowMs);
        ShareRequest request;
        request.mode = isArchive ? ShareMode::Archive : ShareMode::Live;
        request.archiveFromMs = known.nowMs - hoursAgo * hourMs;
        const auto place = linkPlaceFor(request, stream, known, index);
        QCOMPARE(place ? place->remoteName : QString(), server);
        if (!place)
            return;
        QCOMPARE(place->server, server == u"old" ? old : stream.mainServer);
        QCOMPARE(place->start.has_value(), isArchive);
        if (isArchive)
            QCOMPARE(place->start->fromMs, known.nowMs - beginsHoursAgo * hourMs);
        stream.mainServer = {};
        QVERIFY(!linkPlaceFor(request, stream, known, index));
    }

    void aPeriodIsSeconds_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("isDays");
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<ShareObstacle>("obstacle");
        using enum ShareObstacle;
        QTest::newRow("an hour") << 1 << false << qint64(3600) << None;
        QTest::newRow("most hours") << 720 << false << qint64(720 * 3600) << None;
        QTest::newRow("one too many") << 721 << false << qint64(721 * 3600) << PeriodTooLong;
        QTest::newRow("a day") << 1 << true << qint64(86'400) << None;
        QTest::newRow("most days") << 30 << true << qint64(30 * 86'400) << None;
        QTest::newRow("31 days") << 31 << true << qint64(31 * 86'400) << PeriodTooLong;
        QTest::newRow("nothing") << 0 << true << qint64(0) << PeriodTooShort;
        QTest::newRow("negative") << -3 << false << qint64(-3 * 3600) << PeriodTooShort;
        QTest::newRow("huge") << 2'000'000'000 << true << qint64(2'000'000'000) * 86'400 << PeriodTooLong;
    }
    void aPeriodIsSeconds()
    {
        QFETCH(int, count);
        QFETCH(bool, isDays);
        ShareRequest request;
        request.period = {count, isDays ? ShareUnit::Days : ShareUnit::Hours};
        QTEST(qint64(request.period.seconds().count()), "seconds");
        QTEST(obstacleFor(request, facts()), "obstacle");
        request.isPublic = true; // has no end, so its period does not matter
        ShareFacts open = facts();
        open.hasExternalAccess = true;
        QCOMPARE(obstacleFor(request, open), ShareObstacle::None);
    }

    /// Days are 24 hours: what the clock on the wall shows at the end is another hour after a change of it.
    void daysAreNotMovedByTheWallClock_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("begins");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("ends");
        QTest::newRow("to summer time")
            << QByteArray("Europe/Berlin") << u"2026-03-28T12:00:00"_s << 2 << u"2026-03-30T13:00:00"_s;
        QTest::newRow("to winter time")
            << QByteArray("Europe/Berlin") << u"2026-10-24T12:00:00"_s << 2 << u"2026-10-26T11:00:00"_s;
        QTest::newRow("over a leap day")
            << QByteArray("Europe/Berlin") << u"2028-02-28T08:00:00"_s << 2 << u"2028-03-01T08:00:00"_s;
        QTest::newRow("no leap day") << QByteArray("Europe/Berlin") << u"2027-02-28T08:00:00"_s << 2
                                     << u"2027-03-02T08:00:00"_s;
        QTest::newRow("over the year")
            << QByteArray("Asia/Kathmandu") << u"2026-12-20T23:45:00"_s << 30 << u"2027-01-19T23:45:00"_s;
        QTest::newRow("no changes there")
            << QByteArray("Europe/Moscow") << u"2026-03-28T12:00:00"_s << 2 << u"2026-03-30T12:00:00"_s;
        QTest::newRow("southern") << QByteArray("Australia/Sydney") << u"2026-10-03T12:00:00"_s << 1
                                  << u"2026-10-04T13:00:00"_s;
        QTest::newRow("half an hour")
            << QByteArray("Australia/Lord_Howe") << u"2026-10-03T12:00:00"_s << 1 << u"2026-10-04T12:30:00"_s;
    }
    void daysAreNotMovedByTheWallClock()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, begins);
        QFETCH(int, days);
        const QTimeZone place(zone);
        QVERIFY(place.isValid());
        const QDateTime begin = QDateTime::fromString(begins, Qt::ISODate);
        const qint64 beginMs = utcFromWallClock(begin.date(), begin.time(), place);
        const SharePeriod period{days, ShareUnit::Days};
        const SharePeriod hours{days * 24, ShareUnit::Hours};
        QCOMPARE(period.seconds(), hours.seconds());
        const QDateTime end =
            QDateTime::fromMSecsSinceEpoch(beginMs + period.seconds().count() * 1000, place);
        QTEST(end.toString(u"yyyy-MM-ddTHH:mm:ss"_s), "ends");
    }

    void theWallClockIsUnderstood_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("wall");
        QTest::addColumn<QString>("expected");
        const QByteArray berlin("Europe/Berlin");
        QTest::newRow("winter") << berlin << u"2026-01-15T10:00:00"_s << u"2026-01-15T09:00:00Z"_s;
        QTest::newRow("summer") << berlin << u"2026-07-15T10:00:00"_s << u"2026-07-15T08:00:00Z"_s;
        QTest::newRow("just before the jump")
            << berlin << u"2026-03-29T01:59:59"_s << u"2026-03-29T00:59:59Z"_s;
        QTest::newRow("jumped over") << berlin << u"2026-03-29T02:30:00"_s << u"2026-03-29T01:00:00Z"_s;
        QTest::newRow("just after the jump")
            << berlin << u"2026-03-29T03:00:00"_s << u"2026-03-29T01:00:00Z"_s;
        QTest::newRow("passes twice") << berlin << u"2026-10-25T02:30:00"_s << u"2026-10-25T00:30:00Z"_s;
        QTest::newRow("after both") << berlin << u"2026-10-25T03:00:00"_s << u"2026-10-25T02:00:00Z"_s;
        QTest::newRow("midnight jumped over")
            << QByteArray("America/Havana") << u"2026-03-08T00:30:00"_s << u"2026-03-08T05:00:00Z"_s;
        QTest::newRow("fixed") << QByteArray("UTC+05:45") << u"2026-01-15T10:00:00"_s
                               << u"2026-01-15T04:15:00Z"_s;
        QTest::newRow("UTC") << QByteArray("UTC") << u"2028-02-29T23:59:59"_s << u"2028-02-29T23:59:59Z"_s;
    }
    void theWallClockIsUnderstood()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, wall);
        const QTimeZone place(zone);
        QVERIFY(place.isValid());
        const QDateTime entered = QDateTime::fromString(wall, Qt::ISODate);
        const qint64 found = utcFromWallClock(entered.date(), entered.time(), place);
        QTEST(QDateTime::fromMSecsSinceEpoch(found, Qt::UTC).toString(Qt::ISODate), "expected");
    }

    void whatComesTwiceOrNeverIsSaid_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("wall");
        QTest::addColumn<WallMoment::Kind>("kind");
        QTest::addColumn<int>("apartMinutes");
        using enum WallMoment::Kind;
        const QByteArray berlin("Europe/Berlin");
        const QByteArray howe("Australia/Lord_Howe");
        QTest::newRow("before twice") << berlin << u"2026-10-25T01:59:59"_s << Once << 0;
        QTest::newRow("first of twice") << berlin << u"2026-10-25T02:00:00"_s << Twice << 60;
        QTest::newRow("last of twice") << berlin << u"2026-10-25T02:59:59"_s << Twice << 60;
        QTest::newRow("after twice") << berlin << u"2026-10-25T03:00:00"_s << Once << 0;
        QTest::newRow("before the jump") << berlin << u"2026-03-29T01:59:59"_s << Once << 0;
        QTest::newRow("first that is not") << berlin << u"2026-03-29T02:00:00"_s << Missing << 0;
        QTest::newRow("last that is not") << berlin << u"2026-03-29T02:59:59"_s << Missing << 0;
        QTest::newRow("after the jump") << berlin << u"2026-03-29T03:00:00"_s << Once << 0;
        QTest::newRow("half an hour, twice") << howe << u"2026-04-05T01:45:00"_s << Twice << 30;
        QTest::newRow("half an hour, before") << howe << u"2026-04-05T01:15:00"_s << Once << 0;
        QTest::newRow("midnight twice")
            << QByteArray("America/Havana") << u"2026-11-01T00:30:00"_s << Twice << 60;
        QTest::newRow("no changes") << QByteArray("Europe/Moscow") << u"2026-10-25T02:30:00"_s << Once << 0;
        QTest::newRow("UTC") << QByteArray("UTC") << u"2026-03-29T02:30:00"_s << Once << 0;
    }
    void whatComesTwiceOrNeverIsSaid()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, wall);
        QFETCH(WallMoment::Kind, kind);
        QFETCH(int, apartMinutes);
        const QDateTime entered = QDateTime::fromString(wall + u'Z', Qt::ISODate);
        const QTimeZone place(zone);
        const WallMoment moment = readWallClock(entered.date(), entered.time(), place);
        QCOMPARE(moment.kind, kind);
        QCOMPARE(moment.laterMs - moment.utcMs, apartMinutes * 60'000);
        const QString note = texts::wallClockNote(moment, entered.time(), place);
        QCOMPARE(note.isEmpty(), kind == WallMoment::Kind::Once);
        QCOMPARE(note.contains(u"twice"_s), kind == WallMoment::Kind::Twice);
    }

    void anArchiveLinkBeginsWithSomethingRecorded_data()
    {
        QTest::addColumn<qint64>("wantedBeforeNow");
        QTest::addColumn<int>("depth");
        QTest::addColumn<qint64>("beforeNow"); ///< -1: none
        QTest::addColumn<ArchiveStart::Reason>("reason");
        using enum ArchiveStart::Reason;
        QTest::newRow("recorded") << 4 * dayMs << 7 << 4 * dayMs << AsAsked;
        QTest::newRow("the first moment") << 5 * dayMs << 7 << 5 * dayMs << AsAsked;
        QTest::newRow("before the archive") << 6 * dayMs << 7 << 5 * dayMs << BeforeArchive;
        QTest::newRow("long before") << 400 * dayMs << 7 << 5 * dayMs << BeforeArchive;
        QTest::newRow("in a gap") << 2 * dayMs + hourMs << 7 << 2 * dayMs << InGap;
        QTest::newRow("the end of a period is not in it") << 3 * dayMs << 7 << 2 * dayMs << InGap;
        QTest::newRow("beyond the depth") << 5 * dayMs << 4 << 4 * dayMs << BeforeArchive;
        QTest::newRow("only the rest counts") << 5 * dayMs << 1 << dayMs << BeforeArchive;
        QTest::newRow("just now") << qint64(1) << 7 << qint64(1) << AsAsked;
        QTest::newRow("now") << qint64(0) << 7 << qint64(-1) << AsAsked;
    }
    void anArchiveLinkBeginsWithSomethingRecorded()
    {
        QFETCH(qint64, wantedBeforeNow);
        QFETCH(int, depth);
        QFETCH(qint64, beforeNow);
        QFETCH(ArchiveStart::Reason, reason);
        const ShareFacts known = facts();
        const auto start = archiveStartFor(known.nowMs - wantedBeforeNow, known.recorded, depth, known.nowMs);
        QCOMPARE(start.has_value(), beforeNow >= 0);
        if (start) {
            QCOMPARE(known.nowMs - start->fromMs, beforeNow);
            QCOMPARE(start->reason, reason);
            QCOMPARE(texts::movedStart(*start).isEmpty(), reason == ArchiveStart::Reason::AsAsked);
        }
    }

    void whatIsInTheWay_data()
    {
        QTest::addColumn<ShareRequest>("request");
        QTest::addColumn<ShareFacts>("known");
        QTest::addColumn<ShareObstacle>("obstacle");
        using enum ShareObstacle;
        ShareRequest archive;
        archive.mode = ShareMode::Archive;
        archive.archiveFromMs = facts().nowMs - dayMs;
        QTest::newRow("archive") << archive << facts() << None;
        ShareFacts low = facts();
        low.quality = Quality::Low;
        QTest::newRow("archive of low quality") << archive << low << LowQuality;
        QTest::newRow("live of low quality") << ShareRequest() << low << None;
        ShareRequest future = archive;
        future.archiveFromMs = facts().nowMs + 1;
        QTest::newRow("future") << future << facts() << ArchiveInFuture;
        future.archiveFromMs = facts().nowMs;
        QTest::newRow("this moment") << future << facts() << ArchiveInFuture;
        ShareFacts empty = facts();
        empty.recorded.clear();
        QTest::newRow("nothing recorded") << archive << empty << NothingRecorded;
        ShareFacts ended = facts();
        ended.recorded.pop_back();
        QTest::newRow("nothing recorded since") << archive << ended << NothingRecorded;
        ShareRequest open;
        open.isPublic = true;
        QTest::newRow("public without External access") << open << facts() << NoExternalAccess;
        ShareFacts accessible = facts();
        accessible.hasExternalAccess = true;
        QTest::newRow("public") << open << accessible << None;
    }
    void whatIsInTheWay()
    {
        QFETCH(ShareRequest, request);
        QFETCH(ShareFacts, known);
        QFETCH(ShareObstacle, obstacle);
        QCOMPARE(obstacleFor(request, known), obstacle);
        QCOMPARE(texts::shareObstacle(obstacle).isEmpty(), obstacle == ShareObstacle::None);
    }

    void whatRevokingCanDo()
    {
        ShareLink link;
        link.expiresAtMs = 2000;
        QCOMPARE(stateOf(link, 1999), ShareState::Valid);
        QCOMPARE(revocationOf(link, 1999), Revocation::OnlyForget);
        QCOMPARE(stateOf(link, 2000), ShareState::Expired);
        QCOMPARE(revocationOf(link, 2000), Revocation::Nothing);
        link.keyId = u"key"_s;
        QCOMPARE(revocationOf(link, 1), Revocation::EndSessions);
        link.revokedAtMs = 1500;
        QCOMPARE(stateOf(link, 1), ShareState::Revoked);
        QCOMPARE(revocationOf(link, 1), Revocation::Nothing);
        ShareLink open;
        open.isPublic = true;
        QCOMPARE(stateOf(open, std::numeric_limits<qint64>::max()), ShareState::Valid);
        QCOMPARE(revocationOf(open, 1), Revocation::ExternalAccess);
    }

    void theTimeLeftIsNeverTooShort()
    {
        ShareLink link;
        QCOMPARE(texts::expiresIn(link, 0), u"never"_s);
        link.expiresAtMs = 1;
        QCOMPARE(texts::expiresIn(link, 0), u"1 min"_s);
        link.expiresAtMs = hourMs;
        QCOMPARE(texts::expiresIn(link, 0), u"1 h 0 min"_s);
        link.expiresAtMs = 47 * hourMs;
        QCOMPARE(texts::expiresIn(link, 0), u"47 h 0 min"_s);
        link.expiresAtMs = 30 * dayMs;
        QCOMPARE(texts::expiresIn(link, 0), u"30 d 0 h"_s);
        QCOMPARE(texts::expiresIn(link, 30 * dayMs), u"Expired"_s);
    }

    void clocksAreComparedByTheMinute()
    {
        QVERIFY(texts::clockWarning(60'000, u"ms-01"_s).isEmpty());
        QVERIFY(texts::clockWarning(-60'000, u"ms-01"_s).isEmpty());
        QVERIFY(texts::clockWarning(60'001, u"ms-01"_s).contains(u"ahead"));
        const QString behind = texts::clockWarning(-180'000, u"ms-01"_s);
        QVERIFY2(behind.contains(u"3 minute"), qPrintable(behind));
        QVERIFY(behind.contains(u"ms-01"));
    }
};

QTEST_GUILESS_MAIN(ShareRuleTest)
#include "tst_sharerule.moc"
