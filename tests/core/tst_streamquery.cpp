#include "models/domain/SearchText.h"
#include "models/tables/StreamFilter.h"
#include "tests/core/FleetMaker.h"

#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// What the search box understands, and what it finds.
class StreamQueryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreFolded_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("folded");
        QTest::newRow("ascii") << u"North GATE"_s << u"north gate"_s;
        QTest::newRow("accents") << u"Café Müller"_s << u"cafe muller"_s;
        QTest::newRow("cyrillic") << u"Ёлка"_s << u"елка"_s;
        QTest::newRow("chinese") << u"停车场 B1"_s << u"停车场 b1"_s;
        QTest::newRow("empty") << QString() << QString();
    }

    void textsAreFolded()
    {
        QFETCH(QString, text);
        QFETCH(QString, folded);
        QCOMPARE(foldedForSearch(text), folded);
    }

    void aMacAddressIsFoundHoweverItIsWritten()
    {
        for (const QString &typed :
             {u"02:00:5E:10:00:3e"_s, u"02-00-5e-10-00-3E"_s, u"0200.5e10.003e"_s, u"02005E10003E"_s})
            QCOMPARE(searchWords(typed), QStringList{u"02005e10003e"_s});
        QCOMPARE(searchWords(u"gate 10-20-30"_s), (QStringList{u"gate"_s, u"10-20-30"_s}));
    }

    void mistakesAreExplained_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("no such state") << u"status:sleeping"_s << u"inactive, stale"_s;
        QTest::newRow("ambiguous") << u"status:i"_s << u"none of status"_s;
        QTest::newRow("no number") << u"bitrate>fast"_s << u"no number"_s;
        QTest::newRow("negative") << u"clients>-1"_s << u"no number"_s;
        QTest::newRow("nothing behind") << u"server:"_s << u"missing behind"_s;
        QTest::newRow("no comparison") << u"quality>low"_s << u"cannot be compared"_s;
        QTest::newRow("an address is a word") << u"rtsp://10.0.0.1/x"_s << QString();
        QTest::newRow("a time is a word") << u"12:30"_s << QString();
        QTest::newRow("brackets are words") << u"<42>"_s << QString();
    }

    void mistakesAreExplained()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const StreamQuery query = parseStreamQuery(text + u" gate"_s);
        QCOMPARE(query.error.isEmpty(), part.isEmpty());
        QVERIFY2(query.error.contains(part), qPrintable(query.error));
        QVERIFY(query.words.contains(u"gate"_s)); // the rest is understood
    }

    void patterns_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("fits");
        QTest::newRow("part") << u"ms-118"_s << u"s-1"_s << true;
        QTest::newRow("begin") << u"ms-118"_s << u"ms-1*"_s << true;
        QTest::newRow("not begin") << u"ms-218"_s << u"ms-1*"_s << false;
        QTest::newRow("whole") << u"ms-1"_s << u"ms-?"_s << true;
        QTest::newRow("longer") << u"ms-11"_s << u"ms-?"_s << false;
        QTest::newRow("middle") << u"north gate high"_s << u"*gate*"_s << true;
        QTest::newRow("stars") << u"aaaaaaaaab"_s << u"*a*a*a*c"_s << false;
        QTest::newRow("empty text") << QString() << u"*"_s << true;
    }

    void patterns()
    {
        QFETCH(QString, text);
        QFETCH(QString, pattern);
        QTEST(fitsPattern(text, pattern), "fits");
    }

    void searchesFind_data()
    {
        QTest::addColumn<QString>("search");
        QTest::addColumn<int>("found");
        QTest::newRow("all") << QString() << 8;
        QTest::newRow("accents do not matter") << u"cafe"_s << 1;
        QTest::newRow("a MAC") << u"0200.5e10.003e"_s << 1;
        QTest::newRow("a serial number") << u"SK2026000062"_s << 1;
        QTest::newRow("status") << u"status:inactive"_s << 2; // and the stale one that was
        QTest::newRow("stale") << u"status:stale"_s << 4;
        QTest::newRow("begin of a word") << u"status:sta"_s << 4;
        QTest::newRow("server") << u"server:*1"_s << 4;
        QTest::newRow("not there") << u"-server:*1"_s << 4;
        QTest::newRow("rate") << u"bitrate>500"_s << 1;
        QTest::newRow("rate and server") << u"bitrate<500 server:*0"_s << 3;
        QTest::newRow("clients") << u"clients:7"_s << 1;
        QTest::newRow("not known is neither") << u"clients>0 clients<0"_s << 0;
        QTest::newRow("excluded word") << u"-camera"_s << 1;
        QTest::newRow("quoted") << u"camera:\"Camera 2\""_s << 1;
        QTest::newRow("quality") << u"-quality:low status:active"_s << 6;
    }

    void searchesFind()
    {
        QFETCH(QString, search);
        FleetMaker maker(2, 4);
        maker.cameras[0].name = u"Café"_s;
        maker.cameras[1].macAddress = u"02:00:5e:10:00:3e"_s;
        maker.cameras[1].serialNumber = u"SK-2026-000062"_s;
        FleetState fleet;
        maker.give(fleet);
        auto first = maker.snapshot(0);
        for (ObservedStream &stream : first->streams)
            stream.bitrateInBps = 100'000;
        first->streams[0].bitrateInBps = 900'000;
        first->streams[1].clients = 7;
        first->streams[2].status = StreamStatus::Inactive;
        fleet.applySnapshot(first);
        auto second = maker.snapshot(1);
        for (ObservedStream &stream : second->streams)
            stream.bitrateInBps = -1;
        second->streams[3].status = StreamStatus::Inactive;
        fleet.applySnapshot(second);
        fleet.applyFailure({maker.servers[1].id, 1, 2, 1, {}});
        StreamFilter filter;
        filter.search = search;
        const StreamMatcher matcher(filter, fleet);
        QVERIFY2(matcher.error().isEmpty(), qPrintable(matcher.error()));
        int found = 0;
        for (const FleetRow &row : fleet.rows())
            found += matcher.accepts(row) ? 1 : 0;
        QTEST(found, "found");
    }

    void whatIsTypedCanBeFinished()
    {
        QCOMPARE(completionsOf(u"sta"_s), QStringList{u"status:"_s});
        QCOMPARE(completionsOf(u"bit"_s), QStringList{u"bitrate>"_s});
        QCOMPARE(completionsOf(u"-qua"_s), QStringList{u"-quality:"_s});
        QCOMPARE(completionsOf(u"status:in"_s),
                 (QStringList{u"status:inactive"_s, u"status:initialization"_s}));
        QVERIFY(completionsOf(u"server:x"_s).isEmpty());
        QVERIFY(completionsOf(u""_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(StreamQueryTest)
#include "tst_streamquery.moc"
