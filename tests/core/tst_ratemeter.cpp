#include "app/mediaserver/mediamtx/MediaMtxDecoder.h"
#include "app/mediaserver/mediamtx/RateMeter.h"
#include "tests/support/Recording.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace streamkeeper::mediamtx;
using streamkeeper::test::Recording;

class RateMeterTest : public QObject
{
    Q_OBJECT

    static CounterSample sample(qint64 in, qint64 atMs, std::optional<qint64> serverMs = {}, qint64 since = 1)
    {
        CounterSample one;
        one.inboundBytes = in;
        one.outboundBytes = in / 2;
        one.isReady = true;
        one.readySinceMs = since;
        one.serverTimeMs = serverMs;
        one.receivedAtMs = atMs;
        return one;
    }
    static CounterSample lost(qint64 atMs)
    {
        CounterSample one;
        one.inboundBytes = one.outboundBytes = 0;
        one.receivedAtMs = atMs;
        return one;
    }
    const QString m_path = u"a"_s;

private Q_SLOTS:
    void theRecordedScenarioHasTheseRates()
    {
        RateMeter meter;
        const auto feed = [&](const QString &file) {
            const Recording recording = Recording::load(u"mediamtx-scenarios"_s, file);
            QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(recording.headers.value("date")),
                                                     u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
            time.setTimeSpec(Qt::UTC);
            const qint64 date = time.toMSecsSinceEpoch();
            const auto page = decodeStatePage(recording.body).value();
            for (const PathState &path : page.paths) {
                if (path.name == u"yard-high")
                    return meter.update(path.name, {path.inboundBytes, path.outboundBytes, path.isReady,
                                                    path.readySinceMs, date, date + 300});
            }
            return DerivedFigures{};
        };
        QCOMPARE(feed(u"005-poll-a-runtime.json"_s).inBps, -1);
        const DerivedFigures second = feed(u"008-poll-b-runtime.json"_s);
        QCOMPARE(second.inBps, (645'328 - 500'362) * 4);
        QCOMPARE(second.outBps, (358'525 - 213'559) * 4);
        QCOMPARE(second.reconnectTotal, 0);
        const DerivedFigures off = feed(u"012-disabled-runtime.json"_s);
        QCOMPARE(off.inBps, -1);
        QVERIFY(off.lostSinceMs > 0);
    }

    void aRestartBetweenTwoAnswersIsCounted()
    {
        RateMeter meter;
        const auto feed = [&](const QString &file) {
            const auto path = decodeState(Recording::load(u"mediamtx-scenarios"_s, file).body).value();
            return meter.update(path.name, {path.inboundBytes,
                                            path.outboundBytes,
                                            path.isReady,
                                            path.readySinceMs,
                                            {},
                                            ++m_clock * 1000});
        };
        feed(u"018-restart-before.json"_s);
        const DerivedFigures after = feed(u"021-restart-1.json"_s);
        QCOMPARE(after.reconnectTotal, 1);
        QCOMPARE(after.inBps, -1); // counted from 0 again
        const DerivedFigures later = feed(u"022-restart-3.json"_s);
        QCOMPARE(later.reconnectTotal, 1);
        QVERIFY(later.inBps > 0);
    }

    void aSmallerCounterIsAReset()
    {
        RateMeter meter;
        meter.update(m_path, sample(1'000'000, 1'000));
        const auto reset = meter.update(m_path, sample(500, 2'000));
        QCOMPARE(reset.inBps, -1);
        QCOMPARE(reset.reconnectTotal, 0);
        QCOMPARE(meter.update(m_path, sample(1'500, 3'000)).inBps, 8'000);
    }

    void aRepeatedAnswerChangesNothing()
    {
        RateMeter meter;
        meter.update(m_path, sample(0, 1'000, 1'000));
        QCOMPARE(meter.update(m_path, sample(1'000, 2'000, 2'000)).inBps, 8'000);
        // A cache gives the same answer again, ten seconds later by our clock.
        QCOMPARE(meter.update(m_path, sample(1'000, 12'000, 2'000)).inBps, 8'000);
        QCOMPARE(meter.update(m_path, sample(21'000, 22'000, 22'000)).inBps, 8'000);
        QCOMPARE(meter.update(m_path, sample(21'000, 22'000, 22'000)).inBps, 8'000); // not divided by zero
    }

    void aServerClockThatIsSetBackDoesNotFreezeRates()
    {
        RateMeter meter;
        meter.update(m_path, sample(0, 10'000, 7'200'000));
        QCOMPARE(meter.update(m_path, sample(10'000, 20'000, 3'610'000)).inBps, 8'000);
        QCOMPARE(meter.update(m_path, sample(30'000, 30'000, 3'620'000)).inBps, 16'000);
    }

    void theServersClockCountsWhereOursCannotKnow()
    {
        RateMeter meter;
        meter.update(m_path, sample(0, 10'000, 10'000));
        // Held up on its way: the answers are ten seconds apart there, three here.
        QCOMPARE(meter.update(m_path, sample(10'000, 13'000, 20'000)).inBps, 8'000);
    }

    void wholeSecondsOfTheHeaderDoNotSpoilExactOnes()
    {
        RateMeter meter;
        meter.update(m_path, sample(0, 10'900, 10'000));
        QCOMPARE(meter.update(m_path, sample(2'000, 12'900, 13'000)).inBps, 8'000);
    }

    void absurdCountersAreUnknown()
    {
        RateMeter meter;
        meter.update(m_path, sample(0, 1'000));
        QCOMPARE(meter.update(m_path, sample(std::numeric_limits<qint64>::max(), 2'000)).inBps, -1);
        CounterSample untold = sample(0, 3'000);
        untold.inboundBytes = untold.outboundBytes = -1;
        QCOMPARE(meter.update(m_path, untold).inBps, -1);
        QCOMPARE(meter.update(m_path, sample(5, 4'000)).inBps, -1);
    }

    void aLossIsTimedAndItsReturnCounted()
    {
        RateMeter meter;
        meter.update(m_path, sample(0, 1'000, {}, 1));
        QCOMPARE(meter.update(m_path, lost(2'000)).lostSinceMs, 2'000);
        QCOMPARE(meter.update(m_path, lost(3'000)).lostSinceMs, 2'000);
        const auto back = meter.update(m_path, sample(0, 4'000, {}, 3'500));
        QCOMPARE(back.lostSinceMs, -1);
        QCOMPARE(back.reconnectTotal, 1);
        // Lost and back between two polls: only the time tells.
        QCOMPARE(meter.update(m_path, sample(0, 5'000, {}, 4'500)).reconnectTotal, 2);
        QCOMPARE(meter.update(m_path, sample(9, 6'000, {}, 4'500)).reconnectTotal, 2);
    }

    void aServerWithoutReadyTimesCountsOnlyWhatWasSeen()
    {
        RateMeter meter;
        CounterSample up = sample(0, 1'000);
        meter.update(m_path, up);
        up.readySinceMs.reset();
        for (int i = 2; i < 6; ++i) {
            up.receivedAtMs = i * 1'000;
            QCOMPARE(meter.update(m_path, up).reconnectTotal, 0);
        }
        meter.update(m_path, lost(7'000));
        up.receivedAtMs = 8'000;
        QCOMPARE(meter.update(m_path, up).reconnectTotal, 1);
    }

    void theFirstArrivalIsNoReconnect()
    {
        RateMeter meter;
        meter.update(m_path, lost(1'000));
        QCOMPARE(meter.update(m_path, sample(0, 2'000)).reconnectTotal, 0);
    }

    void totalsOfAnEarlierRunGoOn()
    {
        RateMeter meter;
        meter.restore(m_path, 7);
        meter.restore(u"b"_s, -1);
        meter.update(m_path, sample(0, 1'000, {}, 1));
        QCOMPARE(meter.update(m_path, sample(0, 2'000, {}, 2)).reconnectTotal, 8);
        QCOMPARE(meter.update(u"b"_s, sample(0, 2'000)).reconnectTotal, 0);
        meter.retainOnly({{u"b"_s, true}});
        QCOMPARE(meter.update(m_path, sample(0, 3'000)).reconnectTotal, 0);
    }

private:
    int m_clock = 0;
};

QTEST_GUILESS_MAIN(RateMeterTest)
#include "tst_ratemeter.moc"
