#include "app/mediaserver/mediamtx/OtherSettings.h"
#include "models/rules/OtherSettings.h"
#include "tests/core/MediaMtxWritesTest.h"
#include "tests/support/JsonDifferences.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::mediamtx;
using test::FakeMediaMtx;
using test::run;

namespace {

const QJsonObject serverDefaults{{u"maxReaders"_s, 0},
                                 {u"recordPath"_s, u"/rec/%path"_s},
                                 {u"recordDeleteAfter"_s, u"1d"_s},
                                 {u"runOnAvailable"_s, u""_s},
                                 {u"forward"_s, QJsonArray()}};

QJsonObject objectOf(const SecretText &text)
{
    return QJsonDocument::fromJson(text.reveal()).object();
}

SecretText textOf(const QJsonObject &object)
{
    return SecretText(QJsonDocument(object).toJson());
}

} // namespace

/// What a path of MediaMTX has beside what the console knows of: what is kept of it, and what is written
/// again.
class MediaMtxOthersTest : public test::MediaMtxWritesTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        setUp();
        m_server->intercept = [](const test::HttpRequest &request, const test::HttpResponder &responder) {
            if (request.path != "/v3/paths/list")
                return false;
            responder.answer(200, R"({"itemCount":0,"pageCount":0,"items":[]})",
                             {{"Content-Type", "application/json"}});
            return true;
        };
    }
    void cleanup() { stopServer(); }

    void whatIsKept_data()
    {
        QTest::addColumn<QJsonObject>("told");
        QTest::addColumn<QJsonObject>("kept");
        QTest::newRow("as by default") << serverDefaults << QJsonObject();
        QTest::newRow("of its own") << QJsonObject{{u"source"_s, u"rtsp://u:p@h/"_s}, {u"maxReaders"_s, 2}}
                                    << QJsonObject{{u"maxReaders"_s, 2}};
        QTest::newRow("unknown") << QJsonObject{{u"name"_s, u"a"_s}, {u"newThing"_s, QJsonArray{1}}}
                                 << QJsonObject{{u"newThing"_s, QJsonArray{1}}};
        QTest::newRow("recording") << QJsonObject{{u"record"_s, true}, {u"recordDeleteAfter"_s, u"1d"_s}}
                                   << QJsonObject{{u"recordDeleteAfter"_s, u"1d"_s}};
        QTest::newRow("not recording")
            << QJsonObject{{u"record"_s, false}, {u"recordDeleteAfter"_s, u"1d"_s}} << QJsonObject();
        QTest::newRow("blacked out") << QJsonObject{{u"srtReadPassphrase"_s, u"<redacted>"_s}}
                                     << QJsonObject();
    }
    void whatIsKept()
    {
        QFETCH(QJsonObject, told);
        QFETCH(QJsonObject, kept);
        QCOMPARE(objectOf(othersOf(told, serverDefaults)), kept);
        QCOMPARE(othersOf(told, serverDefaults).isEmpty(), kept.isEmpty());
    }

    void whatAServerTakes_data()
    {
        QTest::addColumn<QJsonObject>("kept");
        QTest::addColumn<QJsonObject>("defaults");
        QTest::addColumn<QJsonObject>("fits");
        const QJsonObject hooks{{u"runOnReady"_s, u"a"_s}, {u"runOnAvailable"_s, u"a"_s}};
        const QJsonObject older{{u"runOnReady"_s, u""_s}};
        QTest::newRow("all") << QJsonObject{{u"maxReaders"_s, 2}} << serverDefaults
                             << QJsonObject{{u"maxReaders"_s, 2}};
        QTest::newRow("unknown there") << QJsonObject{{u"maxReaders"_s, 2}, {u"newThing"_s, 1}}
                                       << serverDefaults << QJsonObject{{u"maxReaders"_s, 2}};
        QTest::newRow("not known what")
            << QJsonObject{{u"newThing"_s, 1}} << QJsonObject() << QJsonObject{{u"newThing"_s, 1}};
        QTest::newRow("by both names") << hooks << serverDefaults << hooks;
        QTest::newRow("by the former name") << hooks << older << QJsonObject{{u"runOnReady"_s, u"a"_s}};
        QTest::newRow("for ever") << QJsonObject{{u"recordDeleteAfter"_s, u""_s}} << serverDefaults
                                  << QJsonObject{{u"recordDeleteAfter"_s, u"0s"_s}};
    }
    void whatAServerTakes()
    {
        QFETCH(QJsonObject, kept);
        QFETCH(QJsonObject, defaults);
        QFETCH(QJsonObject, fits);
        QCOMPARE(fitted(textOf(kept), defaults), fits);
        const QStringList names = takenNames(defaults);
        for (const QString &name : fits.keys())
            QVERIFY(defaults.isEmpty() || names.contains(name));
    }

    void whatIsNotTakenStaysKnown_data()
    {
        QTest::addColumn<QJsonObject>("known");
        QTest::addColumn<QStringList>("taken");
        QTest::addColumn<QStringList>("notTaken");
        QTest::addColumn<QJsonObject>("after");
        const QJsonObject known{{u"maxReaders"_s, 2}, {u"newThing"_s, 1}};
        QTest::newRow("all taken") << known << QStringList{u"maxReaders"_s, u"newThing"_s} << QStringList()
                                   << QJsonObject{{u"maxReaders"_s, 3}};
        QTest::newRow("one not") << known << QStringList{u"maxReaders"_s} << QStringList{u"newThing"_s}
                                 << QJsonObject{{u"maxReaders"_s, 3}, {u"newThing"_s, 1}};
        QTest::newRow("the depth goes along")
            << QJsonObject{{u"recordDeleteAfter"_s, u"7d"_s}} << QStringList() << QStringList()
            << QJsonObject{{u"maxReaders"_s, 3}};
        QTest::newRow("nothing known")
            << QJsonObject() << QStringList() << QStringList() << QJsonObject{{u"maxReaders"_s, 3}};
    }
    void whatIsNotTakenStaysKnown()
    {
        QFETCH(QJsonObject, known);
        QFETCH(QStringList, taken);
        QFETCH(QStringList, notTaken);
        QFETCH(QJsonObject, after);
        QCOMPARE(othersNotTaken(textOf(known), taken), notTaken);
        const SecretText told = textOf({{u"maxReaders"_s, 3}});
        QCOMPARE(objectOf(withOthersNotTaken(told, textOf(known), taken)), after);
    }

    void refusalsQuoteNoHook()
    {
        m_server->intercept = [](const test::HttpRequest &request, const test::HttpResponder &responder) {
            if (request.method != "POST")
                return false;
            responder.answer(500, R"({"status":"error","error":"no such program: hook --key s3cr3t"})",
                             {{"Content-Type", "application/json"}});
            return true;
        };
        StreamWrite what = writeOf();
        what.mayCreate = true;
        what.settings.others = textOf({{u"runOnInit"_s, u"hook --key s3cr3t"_s}});
        const auto refused = write(what);
        QVERIFY(!refused);
        QVERIFY2(!(refused.error().message + refused.error().detail).contains(u"s3cr3t"),
                 qPrintable(refused.error().message + refused.error().detail));
    }

    void howLongRecordingsAreKept_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<QString>("longer");
        QTest::addColumn<int>("daysOfOne");
        QTest::newRow("longer") << u"30d"_s << u"24h"_s << u"30d"_s << 30;
        QTest::newRow("shorter") << u"90m"_s << u"24h"_s << u"24h"_s << 1;
        QTest::newRow("for ever") << u"0s"_s << u"8760h"_s << u"0s"_s << 9'999;
        QTest::newRow("for ever, as told") << u""_s << u"8760h"_s << u"0s"_s << 9'999;
        QTest::newRow("the same") << u"1d"_s << u"24h"_s << u"1d"_s << 1;
        QTest::newRow("rounded up") << u"1d1h0m0s"_s << u"24h"_s << u"1d1h0m0s"_s << 2;
        QTest::newRow("no time") << u"soon"_s << u"24h"_s << u"24h"_s << 0;
        QTest::newRow("too many days") << u"99999d"_s << u"24h"_s << u"99999d"_s << 9'999;
    }
    void howLongRecordingsAreKept()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QFETCH(QString, longer);
        QFETCH(int, daysOfOne);
        QCOMPARE(longerKeeping(one, other), longer);
        if (longer != one || one != u"1d")
            QCOMPARE(longerKeeping(other, one), longer);
        QCOMPARE(daysKept({{u"recordDeleteAfter"_s, one}}), daysOfOne);
    }

    void anAdoptedPathIsMadeAgainAsItWas()
    {
        QFile file(QStringLiteral(STREAMKEEPER_TEST_DATA) + u"/field-cases/recreate.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject told = QJsonDocument::fromJson(file.readAll())[u"config"][0].toObject();
        m_server->addPath(u"vault-door"_s, told);
        const QJsonObject before = m_server->paths[u"vault-door"_s];
        const auto found = run(m_client->readStreams({}, {}));
        QVERIFY(found && found->size() == 1);
        QCOMPARE(found->front().archiveDays, endlessArchiveDays);
        const auto alone = run(m_client->readStream(u"vault-door"_s, {}));
        QVERIFY(alone);
        QCOMPARE(objectOf(alone->others), objectOf(found->front().others));
        m_server->paths.clear();
        StreamWrite what;
        what.settings.remoteName = u"vault-door"_s;
        what.settings.address = found->front().address;
        what.settings.isOurs = false;
        what.settings.isRecording = true;
        what.settings.others = found->front().others;
        what.mayCreate = true;
        QVERIFY(write(what));
        QCOMPARE(test::differences(m_server->paths[u"vault-door"_s], before).join(u'\n'), QString());
    }

    void anArchiveNeverGetsShorter_data()
    {
        QTest::addColumn<QString>("others");
        QTest::addColumn<QString>("present"); ///< of a path that is there; null: there is none
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("written"); ///< null: not at all
        QTest::newRow("new") << QString() << QString() << 7 << u"168h"_s;
        QTest::newRow("new, less than by default") << QString() << QString() << 1 << u"24h"_s;
        QTest::newRow("kept") << u"30d"_s << QString() << 7 << u"30d"_s;
        QTest::newRow("kept, but less") << u"2d"_s << QString() << 7 << u"168h"_s;
        QTest::newRow("for ever") << u""_s << QString() << 7 << u"0s"_s;
        QTest::newRow("there longer") << QString() << u"90d"_s << 7 << QString();
        QTest::newRow("there for ever") << u"30d"_s << u""_s << 7 << QString();
        QTest::newRow("there shorter") << u"30d"_s << u"1d"_s << 7 << u"30d"_s;
    }
    void anArchiveNeverGetsShorter()
    {
        QFETCH(QString, others);
        QFETCH(QString, present);
        QFETCH(int, days);
        QFETCH(QString, written);
        StreamWrite what = writeOf();
        what.mayCreate = true;
        what.settings.isRecording = true;
        what.settings.archiveDays = days;
        if (!others.isNull())
            what.settings.others = textOf({{u"recordDeleteAfter"_s, others}});
        if (!present.isNull())
            addPulled({{u"recordDeleteAfter"_s, present}, {u"recordSegmentDuration"_s, u"1h"_s}});
        QVERIFY(write(what));
        const QJsonValue sent = m_server->calls.last().body.value(u"recordDeleteAfter"_s);
        QCOMPARE(sent.isUndefined(), written.isNull());
        QCOMPARE(sent.toString(), written.isNull() ? u""_s : written);
    }

    void pollsTellWhatChanged()
    {
        addPulled({{u"maxReaders"_s, 2}});
        m_server->addPath(u"off"_s, {{u"maxReaders"_s, 5}});
        const auto told = [this] {
            const auto snapshot = run(m_client->poll({}));
            return snapshot ? snapshot->others : std::vector<std::pair<QString, SecretText>>();
        };
        const auto first = told();
        QCOMPARE(first.size(), 1u); // not of what is off
        QCOMPARE(first.front().first, u"yard/high"_s);
        QCOMPARE(objectOf(first.front().second)[u"maxReaders"].toInt(), 2);
        QVERIFY(!first.front().second.reveal().contains("pw0ld"));
        QVERIFY(told().empty());
        m_server->paths[u"yard/high"_s][u"maxReaders"] = 3;
        const auto changed = told();
        QCOMPARE(changed.size(), 1u);
        QCOMPARE(objectOf(changed.front().second)[u"maxReaders"].toInt(), 3);
    }

    void aPathInLongPiecesKeepsItsArchive()
    {
        addPulled({{u"recordDeleteAfter"_s, u"30d"_s}, {u"recordSegmentDuration"_s, u"48h"_s}});
        StreamWrite what = writeOf(StreamSetting::Recording);
        what.settings.isRecording = true; // a day, as of an old adoption
        QVERIFY(write(what));
        QVERIFY(!m_server->calls.last().body.contains(u"recordDeleteAfter"));
    }

    void aServerThatTellsNoDefaultsIsTried()
    {
        m_server->tellsDefaults = false;
        StreamWrite what = writeOf();
        what.mayCreate = true;
        what.settings.others = textOf({{u"newThing"_s, 1}, {u"maxReaders"_s, 4}});
        QVERIFY(write(what));
        const auto calls = std::as_const(m_server->calls);
        QCOMPARE(calls[calls.size() - 2].body[u"newThing"].toInt(), 1);
        QVERIFY(!calls.last().body.contains(u"newThing"));
        QCOMPARE(m_server->paths[u"yard/high"_s][u"maxReaders"].toInt(), 4);
        const auto taken = run(m_client->takenSettings({}));
        QVERIFY(!taken);
        QCOMPARE(taken.error().category, ErrorCategory::Unsupported);
    }
};

QTEST_GUILESS_MAIN(MediaMtxOthersTest)
#include "tst_mediamtxothers.moc"
