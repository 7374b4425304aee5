#include "models/registry/AlarmRepository.h"
#include "models/registry/RegistryDatabase.h"
#include "models/rules/AlarmRule.h"
#include "models/texts/AlarmTexts.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 now = 1'800'000'000'000;

AlarmFacts::Server serverOf(const QString &name, qint64 downSinceMs,
                            const std::vector<ServerStorage> *storages = nullptr)
{
    return {ServerId::create(), name, downSinceMs, storages};
}

std::vector<AlarmFacts::Loss> lossesOf(int count, const ServerId &server, qint64 atMs)
{
    std::vector<AlarmFacts::Loss> losses;
    for (int i = 0; i < count; ++i)
        losses.push_back({StreamId::create(), server, atMs});
    return losses;
}

QStringList textsOf(const std::vector<Alarm> &alarms)
{
    QStringList all;
    for (const Alarm &alarm : alarms)
        all.append(texts::alarm(alarm));
    return all;
}

} // namespace

/// What operators have to hear of without looking for it: the rule, the registry, and what becomes of it.
class AlarmsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aServerIsDownAfterItsTime_data()
    {
        QTest::addColumn<qint64>("downSince");
        QTest::addColumn<bool>("isOn");
        QTest::addColumn<int>("count");
        QTest::newRow("answers") << qint64(0) << true << 0;
        QTest::newRow("not for long enough") << now - minute + 1 << true << 0;
        QTest::newRow("for a minute") << now - minute << true << 1;
        QTest::newRow("the rule is off") << now - hour << false << 0;
    }

    void aServerIsDownAfterItsTime()
    {
        QFETCH(qint64, downSince);
        QFETCH(bool, isOn);
        QFETCH(int, count);
        AlarmFacts facts;
        facts.servers.push_back(serverOf(u"ms-01"_s, downSince));
        AlarmPolicy policy;
        policy.isServerDownOn = isOn;
        QCOMPARE(int(alarmsNow(facts, policy, {}, now).size()), count);
    }

    void oneCauseIsOneAlarm()
    {
        AlarmFacts facts;
        facts.servers = {serverOf(u"ms-01"_s, 0), serverOf(u"ms-02"_s, now - hour)};
        facts.losses = lossesOf(40, facts.servers[0].id, now - minute);
        // Whatever is lost on a server that does not answer is that server's.
        for (const AlarmFacts::Loss &loss : lossesOf(50, facts.servers[1].id, now - minute))
            facts.losses.push_back(loss);
        RootCause cause{CauseKind::Subnet, u"10.20.3.0/24"_s, 37, 40, now - 2 * minute, now - minute, {}};
        for (int i = 0; i < 37; ++i)
            cause.streams.push_back(facts.losses[size_t(i)].stream);
        facts.causes = {{cause, cause.key}};
        QCOMPARE(textsOf(alarmsNow(facts, {}, {}, now)),
                 (QStringList{u"ms-02 does not answer"_s,
                              u"37 of 40 streams lost together: subnet 10.20.3.0/24"_s}));
        // Three are left, with nothing in common: that is no alarm until there are five.
        facts.causes.clear();
        const auto without = alarmsNow(facts, {}, {}, now);
        QCOMPARE(without.size(), size_t(2));
        QCOMPARE(without.back().kind, AlarmKind::StreamsLost);
        QCOMPARE(without.back().count, 40);
    }

    void aCauseIsOverWhenAllAreBack()
    {
        AlarmFacts facts;
        facts.servers = {serverOf(u"ms-01"_s, 0)};
        RootCause cause{CauseKind::Subnet, u"10.20.3.0/24"_s, 3, 4, now - hour, now - hour, {}};
        cause.streams = {StreamId::create()};
        facts.causes = {{cause, cause.key}};
        QVERIFY(alarmsNow(facts, {}, {}, now).empty());
        facts.losses = {{cause.streams.front(), facts.servers[0].id, now - hour}};
        QCOMPARE(alarmsNow(facts, {}, {}, now).size(), size_t(1));
    }

    void lossesCountWithinTheirTime()
    {
        AlarmFacts facts;
        const ServerId server = ServerId::create();
        facts.losses = lossesOf(4, server, now - minute);
        QVERIFY(alarmsNow(facts, {}, {}, now).empty());
        facts.losses.push_back({StreamId::create(), server, now - 5 * minute});
        QCOMPARE(alarmsNow(facts, {}, {}, now).front().count, 5);
        QVERIFY(alarmsNow(facts, {}, {}, now + 1).empty()); // the fifth is too long ago
    }

    void aDiskHasToBeALittleUnderItsLimit()
    {
        std::vector<ServerStorage> disks{{u"/a"_s, 100, 20}, {u"/b"_s, 100, 19}, {u"/c"_s, -1, 5}};
        AlarmFacts facts;
        facts.servers.push_back(serverOf(u"ms-01"_s, 0, &disks));
        const auto full = alarmsNow(facts, {}, {}, now);
        QCOMPARE(textsOf(full), QStringList{u"Disk ms-01 /b is 81 % full"_s});
        disks[1].freeBytes = 21;
        QCOMPARE(alarmsNow(facts, {}, full, now).size(), size_t(1)); // 79 %: goes on
        QVERIFY(alarmsNow(facts, {}, {}, now).empty());              // but would not begin
        disks[1].freeBytes = 22;
        QVERIFY(alarmsNow(facts, {}, full, now).empty());
    }

    void aLinkThatWasMadeForLessIsNoSurprise_data()
    {
        QTest::addColumn<qint64>("created");
        QTest::addColumn<qint64>("expires");
        QTest::addColumn<int>("count");
        QTest::newRow("a day, ends soon") << now - 23 * hour << now + hour << 1;
        QTest::newRow("a day, later") << now << now + 24 * hour << 0;
        QTest::newRow("for an hour") << now << now + hour << 0;
        QTest::newRow("over") << now - 24 * hour << now << 0;
    }

    void aLinkThatWasMadeForLessIsNoSurprise()
    {
        QFETCH(qint64, created);
        QFETCH(qint64, expires);
        QFETCH(int, count);
        ShareLink link;
        link.id = ShareLinkId::create();
        link.target = u"Yard · high"_s;
        link.createdAtMs = created;
        link.expiresAtMs = expires;
        AlarmFacts facts;
        facts.links = {link};
        QCOMPARE(int(alarmsNow(facts, {}, {}, now).size()), count);
        link.expiresAtMs.reset();
        facts.links = {link};
        QVERIFY(alarmsNow(facts, {}, {}, now).empty());
    }

    void onlyWhatChangedIsTold()
    {
        const Alarm down{AlarmKind::ServerDown, u"a"_s, u"ms-01"_s, 0, 0, now, 0, {}, 0};
        Alarm cause{AlarmKind::RootCause, u"2 x"_s, u"x"_s, 5, 9, now, 0, {}, 0};
        const Alarm over{AlarmKind::StorageFull, u"b"_s, u"b"_s, 81, 0, now, now + 1, {}, 0};
        const std::vector<Alarm> known{down, cause, over};
        AlarmChanges changes = changesOfAlarms(known, {down, cause}, now + minute);
        QVERIFY(changes.begun.empty() && changes.changed.empty());
        cause.count = 7;
        changes = changesOfAlarms(known, {cause, over}, now + minute);
        QCOMPARE(changes.begun.size(), size_t(1)); // the disk again: the other time is over
        QCOMPARE(changes.changed.size(), size_t(2));
        QCOMPARE(changes.changed[0].endMs, now + minute);
        QCOMPARE(changes.changed[1].count, 7);
    }

    void quietHoursGoOverMidnight_data()
    {
        QTest::addColumn<int>("minuteOfDay");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("until");
        QTest::addColumn<bool>("isQuiet");
        QTest::newRow("never") << 100 << 0 << 0 << false;
        QTest::newRow("before") << 59 << 60 << 120 << false;
        QTest::newRow("first minute") << 60 << 60 << 120 << true;
        QTest::newRow("last minute") << 119 << 60 << 120 << true;
        QTest::newRow("after") << 120 << 60 << 120 << false;
        QTest::newRow("late") << 1'400 << 1'320 << 360 << true;
        QTest::newRow("early") << 359 << 1'320 << 360 << true;
        QTest::newRow("noon") << 720 << 1'320 << 360 << false;
    }

    void quietHoursGoOverMidnight()
    {
        QFETCH(int, minuteOfDay);
        QFETCH(int, from);
        QFETCH(int, until);
        QTEST(isQuietTime(minuteOfDay, from, until), "isQuiet");
    }

    void theRegistryKeepsThemUntilTheyAreSeen()
    {
        QTemporaryDir folder;
        RegistryDatabase database;
        QVERIFY(database.open(folder.filePath(u"registry.sqlite"_s)));
        AlarmRepository alarms(database);
        const Alarm down{AlarmKind::ServerDown, u"a"_s, u"ms-01"_s, 0, 0, now, 0, {}, 0};
        QVERIFY(alarms.begin({down}));
        // Another console sees the same a moment later.
        Alarm other = down;
        other.atMs += 500;
        QVERIFY(alarms.begin({other}));
        QCOMPARE(alarms.all().value(), std::vector{down});
        QVERIFY(alarms.markSeen({down}, u"ann"_s, now + 1));
        QVERIFY(alarms.markSeen({down}, u"bob"_s, now + 2)); // who was first stays
        Alarm ended = down;
        ended.endMs = now + 3;
        QVERIFY(alarms.update({ended}));
        QVERIFY(alarms.begin({other})); // it is another time now
        ended.seenBy = u"ann"_s;
        ended.seenAtMs = now + 1;
        QCOMPARE(alarms.all().value(), (std::vector{other, ended}));
        QVERIFY(alarms.prune(now + 1'000));
        QCOMPARE(alarms.all().value(), std::vector{other}); // it goes on, and nobody has seen it
        AlarmPolicy policy;
        policy.isStorageOn = false;
        policy.lostCount = 12;
        QVERIFY(alarms.setPolicy(policy));
        QCOMPARE(alarms.policy().value(), policy);
        QVERIFY(database.setMeta(u"alarm_policy"_s, u"{\"lostCount\":-5,\"linkHours\":\"x\"}"_s));
        QCOMPARE(alarms.policy().value(), AlarmPolicy()); // what makes no sense is the usual
    }
};

QTEST_GUILESS_MAIN(AlarmsTest)
#include "tst_alarms.moc"
