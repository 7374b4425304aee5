#include "models/rules/IpPattern.h"
#include "models/rules/RootCauses.h"
#include "models/rules/TroubleRule.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 now = 1'800'000'000'000;

ObservedStream active(qint64 sourceStartMs = now - 60 * minute)
{
    ObservedStream seen;
    seen.status = StreamStatus::Active;
    seen.sourceStartMs = sourceStartMs;
    return seen;
}

ObservedStream down(int attempts = ObservedStream::unknown, int total = ObservedStream::unknown)
{
    ObservedStream seen;
    seen.status = StreamStatus::Inactive;
    seen.lostSinceMs = now - 5'000;
    seen.reconnectAttempts = attempts;
    seen.reconnectTotal = total;
    return seen;
}

ObservedStream with(ObservedStream seen, int attempts, int total)
{
    seen.reconnectAttempts = attempts;
    seen.reconnectTotal = total;
    return seen;
}

ObservedStream off(ObservedStream seen)
{
    seen.isEnabled = false;
    seen.status = StreamStatus::Inactive;
    return seen;
}

QString told(const TroubleHistory &history)
{
    QStringList words;
    for (const TroubleEvent &event : history) {
        const char *kind = event.kind == TroubleKind::Lost          ? "lost"
                           : event.kind == TroubleKind::Back        ? "back"
                           : event.kind == TroubleKind::SwitchedOff ? "off"
                                                                    : "reconnects";
        words.append(QString::fromLatin1(kind) +
                     (event.count > 0 ? u" "_s + QString::number(event.count) : QString()));
    }
    return words.join(u", "_s);
}

/// Reconnects, so many each, at these minutes before now.
TroubleHistory reconnects(const QList<int> &minutesAgo, int each = 1)
{
    TroubleHistory history;
    for (const int ago : minutesAgo)
        history.push_back({now - ago * minute, each, TroubleKind::Reconnects});
    return history;
}

} // namespace

/// What polls tell of trouble, what a stream is in then, and what troubles have in common (domain.md 4).
class TroubleTest : public QObject
{
    Q_OBJECT

    /// Streams of 10.<subnet>.<n>, on servers by turns, all of one make.
    struct Field
    {
        std::vector<TroublePlace> places;
        std::vector<LossFact> losses;
        std::vector<ServerId> servers{ServerId::create(), ServerId::create()};

        void add(const QString &subnet, int count)
        {
            for (int i = 0; i < count; ++i) {
                TroublePlace place;
                place.stream = StreamId::create();
                place.server = servers[places.size() % servers.size()];
                place.address = IpAddress::fromText(subnet + u'.' + QString::number(i % 250 + 1));
                place.make = places.size() % 3 == 0 ? u"Axis"_s : u"Hikvision"_s;
                places.push_back(place);
            }
        }
        void lose(size_t place, qint64 afterMs) { losses.push_back({place, now + afterMs}); }
    };

private Q_SLOTS:
    void pollsTellWhatHappened_data()
    {
        QTest::addColumn<ObservedStream>("before");
        QTest::addColumn<ObservedStream>("after");
        QTest::addColumn<bool>("isLost");
        QTest::addColumn<QString>("events");
        const auto row = [](const char *name, const ObservedStream &before, const ObservedStream &after,
                            bool isLost, const QString &events) {
            QTest::newRow(name) << before << after << isLost << events;
        };
        row("well", active(), active(), false, {});
        row("lost", active(), down(), false, u"lost"_s);
        row("still lost", down(), down(), true, {});
        row("back", down(), active(now - 1000), true, u"reconnects 1, back"_s);
        row("lost and counted", with(active(), 0, 7), down(3, 10), false, u"lost, reconnects 3"_s);
        row("counted on", down(3, 10), down(9, 16), true, u"reconnects 6"_s);
        row("back and counted", down(3, 10), with(active(now - 1000), 0, 11), true, u"reconnects 1, back"_s);
        row("counted without a total", down(3), down(9), true, u"reconnects 6"_s);
        row("attempts of another loss", down(9), down(2), true, {});
        row("a break between the polls", active(), active(now - 1000), false, u"reconnects 1"_s);
        row("a break that was counted", with(active(), 0, 5), with(active(now - 1000), 0, 7), false,
            u"reconnects 2"_s);
        row("counters were reset", with(active(), 0, 500), with(active(), 0, 0), false, {});
        row("counters were reset while it is lost", down(400, 500), down(2, 2), true, {});
        row("absurd growth", with(active(), 0, 0), with(active(), 0, 2'000'000'000), false,
            u"reconnects 10000"_s);
        row("switched off by the server", down(3, 500), off(down(3, 500)), true, u"back, off"_s);
        row("still off", off(down()), off(down()), false, {});
        ObservedStream idle = active();
        idle.status = StreamStatus::Idle;
        row("idle, on demand", active(), idle, false, {});
        row("idle and pulled again", idle, active(now - 1000), false, {});
    }
    void pollsTellWhatHappened()
    {
        QFETCH(ObservedStream, before);
        QFETCH(ObservedStream, after);
        QFETCH(bool, isLost);
        QFETCH(QString, events);
        TroublePolls polls{
            .before = &before, .beforeMs = now - 10'000, .now = after, .nowMs = now, .isLost = isLost};
        QCOMPARE(told(troubleBetween(polls)), events);
        // Nothing that we have done ourselves is a trouble, and no restart of a server a fault of cameras.
        polls.isOurDoing = true;
        const QString ours = told(troubleBetween(polls));
        QVERIFY2(!ours.contains(u"lost") && !ours.contains(u"reconnects") && !ours.contains(u"off"),
                 qPrintable(ours));
        polls.isOurDoing = false;
        polls.isServerRestarted = true;
        QVERIFY(!told(troubleBetween(polls)).contains(u"reconnects"));
    }

    void timesOfServersAreBelievedBetweenThePolls()
    {
        const ObservedStream before = active();
        ObservedStream after = down();
        TroublePolls polls{.before = &before, .beforeMs = now - 10'000, .now = after, .nowMs = now};
        QCOMPARE(troubleBetween(polls).front().atMs, now - 5'000);
        for (const qint64 told : {now + 1, now - 3'600'000, qint64(-1)}) { // another clock
            after.lostSinceMs = told;
            QCOMPARE(troubleBetween(polls).front().atMs, now);
        }
    }

    void whatWasNotSeenBeforeIsLostNow()
    {
        const ObservedStream after = down(12, 900);
        const TroublePolls polls{.now = after, .nowMs = now};
        QCOMPARE(told(troubleBetween(polls)), u"lost"_s); // nobody knows when those 900 were
    }

    void aStreamIsJudgedByItsHistory_data()
    {
        QTest::addColumn<TroubleHistory>("history");
        QTest::addColumn<ObservedStream>("seen");
        QTest::addColumn<bool>("isExtended");
        QTest::addColumn<Characteristic>("characteristic");
        QTest::addColumn<int>("reconnects");
        using enum Characteristic;
        const auto row = [](const char *name, const TroubleHistory &history, const ObservedStream &seen,
                            bool isExtended, Characteristic characteristic, int count) {
            QTest::newRow(name) << history << seen << isExtended << characteristic << count;
        };
        const TroubleHistory nine = reconnects({59, 50, 40, 30, 20, 15, 10, 5, 1});
        const TroubleHistory ten = reconnects({59, 50, 40, 30, 20, 15, 10, 5, 2, 1});
        row("well", {}, active(), false, None, 0);
        row("one reconnect", reconnects({30}), active(), false, Incorrect, 1);
        row("one, just within the time", reconnects({59}), active(), false, Incorrect, 1);
        row("one, long ago", reconnects({60}), active(), false, None, 0);
        row("lost now", {{now - minute, 0, TroubleKind::Lost}}, down(), false, Incorrect, 0);
        row("lost for long", {{now - 600 * minute, 0, TroubleKind::Lost}}, down(), false, Incorrect, 0);
        row("attempts that no poll saw begin", {}, down(3), false, Incorrect, 0);
        row("one too few", nine, active(), false, Incorrect, 9);
        row("as many as it takes", ten, active(), false, Problematic, 10);
        row("as many, at once", reconnects({5}, 10), active(), false, Problematic, 10);
        row("one out of the window", reconnects({60, 50, 40, 30, 20, 15, 10, 5, 2, 1}), active(), false,
            Incorrect, 9);
        row("increased reconnection time", ten, active(), true, Incorrect, 10);
        row("increased, in its longer window", reconnects({179, 100}, 10), active(), true, Problematic, 20);
        row("switched off", ten, off(down()), false, Disconnected, 10);
        ObservedStream idle = active();
        idle.status = StreamStatus::Idle;
        row("idle, on demand", reconnects({30}), idle, false, None, 1);
        TroubleHistory again = {{now - 300 * minute, 0, TroubleKind::SwitchedOff}};
        again.push_back({now - minute, 6, TroubleKind::Reconnects});
        row("it was switched off once: fewer are enough", again, active(), false, Problematic, 6);
    }
    void aStreamIsJudgedByItsHistory()
    {
        QFETCH(TroubleHistory, history);
        QFETCH(ObservedStream, seen);
        QFETCH(bool, isExtended);
        QFETCH(Characteristic, characteristic);
        QFETCH(int, reconnects);
        TroubleFacts facts{&seen, true, isExtended};
        const TroubleVerdict verdict = judgeTrouble(history, facts, {}, now);
        QCOMPARE(verdict.characteristic, characteristic);
        QCOMPARE(verdict.reconnects, reconnects);
        QCOMPARE(verdict.sinceMs > 0, characteristic != Characteristic::None);
        facts.isWantedOn = false; // switched off by us: no trouble
        QCOMPARE(judgeTrouble(history, facts, {}, now).characteristic, Characteristic::None);
    }

    void aTroubleBeginsAfterAQuietTime()
    {
        TroubleHistory history = reconnects({600, 590, 100, 70, 20});
        const ObservedStream seen = active();
        QCOMPARE(judgeTrouble(history, {&seen}, {}, now).sinceMs, now - 100 * minute);
        pruneTrouble(history, now, 3);
        QCOMPARE(history.size(), size_t(3));
        pruneTrouble(history, now + qint64(longestTroubleMinutes) * minute - 50 * minute, 3);
        QCOMPARE(history.size(), size_t(1));
    }

    void addressesAreLookedForAsPeopleTypeThem_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("matches");
        QTest::newRow("whole") << u"10.20.3.4"_s << u"10.20.3.4"_s << true;
        QTest::newRow("another") << u"10.20.3.4"_s << u"10.20.3.40"_s << false;
        QTest::newRow("star") << u"10.20.*.4"_s << u"10.20.77.4"_s << true;
        QTest::newRow("star, another end") << u"10.20.*.4"_s << u"10.20.77.5"_s << false;
        QTest::newRow("the first numbers") << u"10.20"_s << u"10.20.1.2"_s << true;
        QTest::newRow("a number is whole") << u"10.2"_s << u"10.20.1.2"_s << false;
        QTest::newRow("while it is typed") << u" 10.20. "_s << u"10.20.1.2"_s << true;
        QTest::newRow("any") << u"*"_s << u"1.2.3.4"_s << true;
        QTest::newRow("mapped") << u"10.20"_s << u"::ffff:10.20.1.2"_s << true;
        QTest::newRow("IPv6 has none") << u"10"_s << u"2001:db8::1"_s << false;
    }
    void addressesAreLookedForAsPeopleTypeThem()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, address);
        QFETCH(bool, matches);
        const auto read = IpPattern::fromText(pattern);
        QVERIFY(read);
        QCOMPARE(read->matches(*IpAddress::fromText(address)), matches);
        for (const QString &wrong :
             {u""_s, u"10.256"_s, u"10.020"_s, u"1.2.3.4.5"_s, u"10..4"_s, u"a"_s, u"+1"_s})
            QVERIFY2(!IpPattern::fromText(wrong), qPrintable(wrong));
    }

    void whatIsLostTogetherHasACause()
    {
        Field field;
        field.add(u"10.20.3"_s, 40);
        field.add(u"10.20.4"_s, 40);
        field.add(u"10.20.5"_s, 40);
        for (size_t i = 0; i < 37; ++i)
            field.lose(i, qint64(i) * 3'000);
        field.lose(50, 10'000); // by chance at the same time
        const auto causes = rootCausesOf(field.places, field.losses);
        QCOMPARE(causes.size(), size_t(1));
        QCOMPARE(causes[0].kind, CauseKind::Subnet);
        QCOMPARE(causes[0].key, u"10.20.3.0/24"_s);
        QCOMPARE(causes[0].lost, 37);
        QCOMPARE(causes[0].total, 40);
        QCOMPARE(causes[0].untilMs - causes[0].fromMs, qint64(36 * 3'000));
        QCOMPARE(causes[0].streams.front(), field.places[0].stream);
    }

    void theCauseIsAsSmallAsItCanBeAndAsLargeAsItMust()
    {
        Field field;
        field.add(u"10.20.3"_s, 40);
        field.add(u"10.20.4"_s, 40);
        for (size_t i = 0; i < 30; ++i) {
            field.places[i].switchId = u"switch-7"_s;
            field.places[i].port = QString::number(i / 4);
        }
        for (size_t i = 0; i < 30; ++i)
            field.lose(i, qint64(i) * 100);
        auto causes = rootCausesOf(field.places, field.losses); // 30 of 30, not 30 of 40, nor eight ports
        QCOMPARE(causes.size(), size_t(1));
        QCOMPARE(causes[0].kind, CauseKind::Switch);
        // A server with all its streams, though each of its subnets is gone too.
        field.losses.clear();
        for (size_t i = 0; i < field.places.size(); i += 2)
            field.lose(i, 0);
        causes = rootCausesOf(field.places, field.losses);
        QCOMPARE(causes.size(), size_t(1));
        QCOMPARE(causes[0].kind, CauseKind::Server);
        QCOMPARE(causes[0].key, field.servers[0].toString());
        QCOMPARE(causes[0].lost, 40);
    }

    void whatComesOneByOneHasNone()
    {
        Field field;
        field.add(u"10.20.3"_s, 40);
        for (size_t i = 0; i < 40; ++i)
            field.lose(i, qint64(i) * 10 * minute); // all of them, within a night
        QVERIFY(rootCausesOf(field.places, field.losses).empty());
        field.losses.clear();
        for (int flap = 0; flap < 100; ++flap)
            field.lose(3, flap * 1000); // one camera, again and again
        QVERIFY(rootCausesOf(field.places, field.losses).empty());
        field.losses.clear();
        field.lose(1, 0);
        field.lose(2, 0);
        QVERIFY(rootCausesOf(field.places, field.losses).empty()); // two are a chance
    }

    void twoCausesAreToldApart()
    {
        Field field;
        field.add(u"10.20.3"_s, 20);
        field.add(u"10.20.4"_s, 20);
        field.add(u"10.20.5"_s, 200);
        for (size_t i = 0; i < 40; ++i)
            field.lose(i, qint64(i % 20) * 1000);
        for (size_t i = 0; i < 20; ++i)
            field.lose(i, 60 * minute + qint64(i)); // the first once more, later
        const auto causes = rootCausesOf(field.places, field.losses);
        QCOMPARE(causes.size(), size_t(3));
        for (const RootCause &cause : causes)
            QCOMPARE(cause.kind, CauseKind::Subnet);
    }

    void manyStreamsTakeNoTime()
    {
        Field field;
        for (int net = 0; net < 80; ++net)
            field.add(u"10.0.%1"_s.arg(net), 250);
        std::mt19937 random(7);
        for (size_t i = 0; i < 250; ++i)
            field.lose(i, qint64(random() % 60'000)); // one subnet
        for (int i = 0; i < 1'750; ++i)
            field.lose(random() % field.places.size(), qint64(random() % 3'600'000));
        QElapsedTimer timer;
        timer.start();
        const auto causes = rootCausesOf(field.places, field.losses);
        QVERIFY(timer.elapsed() < 1000); // a gross stall only
        QCOMPARE(causes.size(), size_t(1));
        QCOMPARE(causes[0].key, u"10.0.0.0/24"_s);
    }
};

QTEST_GUILESS_MAIN(TroubleTest)
#include "tst_trouble.moc"
