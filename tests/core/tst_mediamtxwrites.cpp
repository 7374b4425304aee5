#include "app/mediaserver/mediamtx/OtherSettings.h"
#include "app/mediaserver/mediamtx/PathBody.h"
#include "tests/core/MediaMtxWritesTest.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <utility>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::mediamtx;
using test::address;
using test::FakeMediaMtx;
using test::HttpResponder;
using test::run;

namespace {

/// The body that was sent when the recording was made.
QJsonObject recordedRequest(const QString &folder, const QString &name)
{
    QFile file(QStringLiteral(STREAMKEEPER_TEST_DATA) + u'/' + folder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no recording %s", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll())[u"request"][u"body"].toObject();
}

} // namespace

/// What is written to a MediaMTX: paths that are added, changed, restarted and removed with their recordings.
class MediaMtxPathsTest : public test::MediaMtxWritesTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { stopServer(); }

    void aPathThatIsNotThereIsAdded()
    {
        StreamWrite what = writeOf();
        what.mayCreate = true;
        what.settings.isRecording = true;
        what.settings.archiveDays = 7;
        QVERIFY(write(what));
        const QJsonObject expected{{u"source"_s, address},
                                   {u"rtspTransport"_s, u"tcp"_s},
                                   {u"record"_s, true},
                                   {u"recordDeleteAfter"_s, u"168h"_s}};
        QCOMPARE(m_server->calls.last().path, u"config/paths/add/yard/high"_s);
        QCOMPARE(m_server->calls.last().body, expected);
        // Again: no second path, and nothing but what is meant is sent.
        QVERIFY(write(what));
        QCOMPARE(m_server->paths.size(), 1);
        QVERIFY(!m_server->calls.last().body.contains(u"rtspTransport"));
    }

    void aStreamThatIsOffIsAddedWithoutASource()
    {
        StreamWrite what = writeOf();
        what.mayCreate = true;
        what.settings.isEnabled = false;
        QVERIFY(write(what));
        QCOMPARE(m_server->source(u"yard/high"_s), u"publisher"_s);
        const auto stream = run(m_client->readStream(u"yard/high"_s, {}));
        QVERIFY(stream);
        QVERIFY(!stream->isEnabled);
        QVERIFY(stream->obstacle.isEmpty());
    }

    void aMissingPathIsSaidUnlessItMayBeCreated()
    {
        const auto result = write(writeOf());
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::HttpStatus);
        QCOMPARE(result.error().httpStatus, 404);
        QVERIFY(result.error().message.contains(u"yard/high"));
        QVERIFY(m_server->changes().isEmpty());
    }

    void aPathThatSomebodyElseAddsMeanwhileIsChanged()
    {
        StreamWrite what = writeOf();
        what.mayCreate = true;
        m_server->beforeChange = [&](const FakeMediaMtx::Call &call) {
            if (call.method == "POST")
                addPulled();
        };
        QVERIFY(write(what));
        QCOMPARE(m_server->changes(), (QStringList{u"POST config/paths/add/yard/high"_s,
                                                   u"PATCH config/paths/patch/yard/high"_s}));
        QCOMPARE(m_server->source(u"yard/high"_s), address);
        QCOMPARE(m_server->paths[u"yard/high"_s][u"maxReaders"].toInt(), 7);
    }

    void aPathThatVanishesMeanwhileIsAdded()
    {
        addPulled();
        m_server->beforeChange = [&](const FakeMediaMtx::Call &call) {
            if (call.method == "PATCH")
                m_server->paths.clear();
        };
        StreamWrite what = writeOf(StreamSetting::Address);
        QCOMPARE(write(what).error().httpStatus, 404);
        addPulled();
        what.mayCreate = true;
        QVERIFY(write(what));
        QCOMPARE(m_server->source(u"yard/high"_s), address);
    }

    void aRefusedChangeLeavesNothingStuck_data()
    {
        QTest::addColumn<QString>("stuckPath"); ///< by somebody else, before
        QTest::addColumn<QString>("verb");
        QTest::addColumn<bool>("isRefused"); ///< for itself
        for (const QString &stuck : {u""_s, u"attic"_s, u"yard/high"_s, u"zoo"_s}) {
            for (const QString &verb : {u"address"_s, u"restart"_s, u"delete"_s, u"add"_s, u"hold"_s})
                QTest::addRow("%s, %s stuck", qPrintable(verb), qPrintable(stuck)) << stuck << verb << false;
            for (const QString &verb : {u"bad address"_s, u"bad add"_s})
                QTest::addRow("%s, %s stuck", qPrintable(verb), qPrintable(stuck)) << stuck << verb << true;
        }
    }
    void aRefusedChangeLeavesNothingStuck()
    {
        QFETCH(const QString, stuckPath);
        QFETCH(const QString, verb);
        QFETCH(const bool, isRefused);
        for (const QString &name : {u"attic"_s, u"yard/high"_s, u"zoo"_s})
            m_server->addPath(name, {{u"source"_s, u"rtsp://old@h/"_s}, {u"maxReaders"_s, 7}});
        const auto before = m_server->paths;
        if (!stuckPath.isEmpty()) {
            m_server->stuck[stuckPath] = m_server->paths[stuckPath];
            m_server->stuck[stuckPath][u"source"] = u"bad:x"_s;
            m_server->stuck[stuckPath][u"maxReaders"] = 3;
        }
        StreamWrite what = writeOf(StreamSetting::Address);
        if (verb.startsWith(u"bad"))
            what.settings.address = StreamAddress::fromText(u"bad:x"_s);
        if (verb.endsWith(u"add")) {
            what.changed = allStreamSettings();
            what.mayCreate = true;
            what.settings.remoteName = u"new"_s;
        }
        const VoidResult done = verb == u"restart"  ? run(m_client->restartStream(u"yard/high"_s, {}))
                                : verb == u"delete" ? remove(false)
                                : verb == u"hold"   ? run(m_client->holdStream(u"yard/high"_s, {}))
                                                    : write(what);
        QCOMPARE(done.has_value(), !isRefused);
        if (isRefused)
            QVERIFY2(done.error().detail.contains(u"invalid source"), qPrintable(done.error().detail));
        QVERIFY(m_server->stuck.isEmpty());
        QCOMPARE(m_server->paths[u"attic"_s], before[u"attic"_s]);
        QCOMPARE(m_server->paths[u"zoo"_s], before[u"zoo"_s]);
        if (isRefused)
            QCOMPARE(m_server->paths, before);
        // What is stuck on the very path that gets a fitting value comes into force with it, as on the real
        // one.
        else if (verb != u"delete" && (stuckPath != u"yard/high" || verb == u"restart" || verb == u"add"))
            QCOMPARE(m_server->paths[u"yard/high"_s][u"maxReaders"].toInt(), 7);
        QCOMPARE(m_server->source(u"new"_s), verb == u"add" ? address : QString());
    }

    void onlyWhatChangesIsSent_data()
    {
        QTest::addColumn<StreamSettingFlags>("changed");
        QTest::addColumn<bool>("isEnabled");
        QTest::addColumn<QString>("present");  ///< source before
        QTest::addColumn<QJsonObject>("body"); ///< nothing is sent when empty
        const QString pulled = u"rtsp://old@h/"_s;
        const QString none = u"publisher"_s;
        const auto enabled = StreamSettingFlags(StreamSetting::Enabled);
        const auto moved = StreamSettingFlags(StreamSetting::Address);
        const QJsonObject source{{u"source"_s, address}};
        const QJsonObject off = recordedRequest(u"mediamtx-scenarios"_s, u"010-disable.json"_s);
        QTest::newRow("a new address") << moved << true << pulled << source;
        QTest::newRow("a new address starts nothing") << moved << false << none << QJsonObject();
        QTest::newRow("nor where it should be on") << moved << true << none << QJsonObject();
        QTest::newRow("nor where it should be off") << moved << false << pulled << QJsonObject();
        QTest::newRow("disable") << enabled << false << pulled << off;
        QTest::newRow("disable with a new address") << (enabled | moved) << false << pulled << off;
        QTest::newRow("enable") << enabled << true << none << source;
        QTest::newRow("enable with a new address") << (enabled | moved) << true << none << source;
        QTest::newRow("enable what runs") << enabled << true << pulled << QJsonObject();
        QTest::newRow("nothing") << StreamSettingFlags() << true << pulled << QJsonObject();
    }

    void onlyWhatChangesIsSent()
    {
        QFETCH(StreamSettingFlags, changed);
        QFETCH(bool, isEnabled);
        QFETCH(QString, present);
        QFETCH(QJsonObject, body);
        addPulled({{u"source"_s, present}});
        StreamWrite what = writeOf(changed);
        what.settings.isEnabled = isEnabled;
        QVERIFY(write(what));
        QCOMPARE(m_server->changes().size(), body.isEmpty() ? 0 : 1);
        if (!body.isEmpty())
            QCOMPARE(m_server->calls.last().body, body);
        // Never a configuration that was read.
        QVERIFY(!m_server->calls.last().body.contains(u"maxReaders"));
    }

    void recordingIsSwitchedWithItsDepth()
    {
        addPulled();
        StreamWrite what = writeOf(StreamSetting::Recording);
        what.settings.isRecording = true;
        what.settings.archiveDays = 2;
        QVERIFY(write(what));
        QCOMPARE(m_server->calls.last().body,
                 (QJsonObject{{u"record"_s, true}, {u"recordDeleteAfter"_s, u"48h"_s}}));
        // The end of recording shortens nothing that was recorded.
        what.settings.isRecording = false;
        what.settings.archiveDays = 1;
        QVERIFY(write(what));
        QCOMPARE(m_server->calls.last().body, (QJsonObject{{u"record"_s, false}}));
        QCOMPARE(run(m_client->readStream(u"yard/high"_s, {}))->recording, Tristate::No);
    }

    void anArchiveIsNotShorterThanOnePiece()
    {
        addPulled({{u"recordSegmentDuration"_s, u"36h0m0s"_s}});
        StreamWrite what = writeOf(StreamSetting::Recording);
        what.settings.isRecording = true;
        const auto result = write(what);
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::Invalid);
        QVERIFY(result.error().message.contains(u"36h0m0s"));
        QVERIFY(m_server->changes().isEmpty());
        what.settings.archiveDays = 2;
        QVERIFY(write(what));
    }

    void whatTheServerHasNoNotionOfIsSaid_data()
    {
        QTest::addColumn<StreamSettingFlags>("changed");
        QTest::addColumn<bool>("isSupported");
        using enum StreamSetting;
        QTest::newRow("audio") << StreamSettingFlags(Audio) << false;
        QTest::newRow("audio and address") << (StreamSettingFlags(Audio) | Address) << false;
        QTest::newRow("access") << StreamSettingFlags(Access) << false;
        QTest::newRow("nodes") << StreamSettingFlags(Nodes) << false;
        QTest::newRow("access and nodes") << (StreamSettingFlags(Access) | Nodes) << false;
        QTest::newRow("access and address") << (StreamSettingFlags(Access) | Address) << true;
        QTest::newRow("everything") << allStreamSettings() << true;
    }

    void whatTheServerHasNoNotionOfIsSaid()
    {
        QFETCH(StreamSettingFlags, changed);
        QFETCH(bool, isSupported);
        addPulled();
        StreamWrite what = writeOf(changed);
        what.settings.audio = Tristate::No;
        const auto result = write(what);
        QCOMPARE(result.has_value(), isSupported);
        if (!isSupported) {
            QCOMPARE(result.error().category, ErrorCategory::Unsupported);
            QVERIFY(m_server->calls.isEmpty());
        }
    }

    void namesAreCheckedBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isReachable"); ///< might be there, made by somebody else
        QTest::newRow("blank and mark") << u"bad name!"_s << true;
        QTest::newRow("umlaut") << u"höf"_s << true;
        QTest::newRow("empty") << u""_s << false;
        QTest::newRow("leading slash") << u"/yard"_s << false;
        QTest::newRow("trailing slash") << u"yard/"_s << false;
        QTest::newRow("two slashes") << u"a//b"_s << false;
        QTest::newRow("up") << u"a/../b"_s << false;
        QTest::newRow("here") << u"./b"_s << false;
        QTest::newRow("line feed") << u"yard\n"_s << false;
        QTest::newRow("catch-all") << u"all_others"_s << false;
        QTest::newRow("old catch-all") << u"all"_s << false;
        QTest::newRow("pattern") << u"~^cam"_s << false;
    }

    void namesAreCheckedBeforeAnythingIsSent()
    {
        QFETCH(QString, name);
        QFETCH(bool, isReachable);
        QVERIFY(!isPathName(name) || name.startsWith(u'~'));
        StreamWrite what = writeOf();
        what.settings.remoteName = name;
        what.mayCreate = true;
        QCOMPARE(write(what).error().category, ErrorCategory::Invalid);
        QVERIFY(m_server->changes().isEmpty());
        if (isReachable)
            return;
        QCOMPARE(run(m_client->restartStream(name, {})).error().category, ErrorCategory::Invalid);
        QCOMPARE(run(m_client->removeStream(name, true, {})).error().category, ErrorCategory::Invalid);
        QVERIFY(m_server->calls.isEmpty());
    }

    void goodNamesAreTaken()
    {
        for (const QString &name : {u"a"_s, u"yard-high"_s, u"site/cam_1.low"_s, u"..a/b.."_s, u"all/x"_s})
            QVERIFY2(isPathName(name), qPrintable(name));
    }

    void anAddressThatIsNotKnownIsNotWritten()
    {
        addPulled();
        StreamWrite what = writeOf(StreamSetting::Address);
        what.settings.address = StreamAddress::fromMasked(u"rtsp://•••@10.0.0.5/high"_s, true);
        QCOMPARE(write(what).error().category, ErrorCategory::Invalid);
        what.settings.remoteName = u"new"_s;
        what.mayCreate = true;
        QCOMPARE(write(what).error().category, ErrorCategory::Invalid);
        QVERIFY(m_server->changes().isEmpty());
        // Switching off needs none.
        what = writeOf(StreamSetting::Enabled);
        what.settings.isEnabled = false;
        what.settings.address = {};
        QVERIFY(write(what));
    }

    void aRestartIsAlwaysAChange()
    {
        addPulled();
        QVERIFY(run(m_client->restartStream(u"yard/high"_s, {})));
        QCOMPARE(m_server->calls.last().body,
                 recordedRequest(u"mediamtx-scenarios"_s, u"019-restart.json"_s)); // 10s becomes 11s
        QVERIFY(run(m_client->restartStream(u"yard/high"_s, {})));
        QCOMPARE(m_server->calls.last().body, (QJsonObject{{u"sourceOnDemandCloseAfter"_s, u"10s"_s}}));
    }

    void whatCannotBeRestartedIsSaid()
    {
        m_server->addPath(u"yard/high"_s, {});
        const auto off = run(m_client->restartStream(u"yard/high"_s, {}));
        QVERIFY(!off);
        QCOMPARE(off.error().category, ErrorCategory::Invalid);
        QVERIFY(off.error().message.contains(u"switched off"));
        const auto missing = run(m_client->restartStream(u"nope"_s, {}));
        QVERIFY(!missing);
        QCOMPARE(missing.error().httpStatus, 404);
        QVERIFY(m_server->changes().isEmpty());
    }

    void durations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("neighbour");
        QTest::newRow("10s") << u"10s"_s << qint64(10'000) << u"11s"_s;
        QTest::newRow("11s") << u"11s"_s << qint64(11'000) << u"10s"_s;
        QTest::newRow("0s") << u"0s"_s << qint64(0) << u"1s"_s;
        QTest::newRow("1m0s") << u"1m0s"_s << qint64(60'000) << u"61s"_s;
        QTest::newRow("61s") << u"61s"_s << qint64(61'000) << u"60s"_s;
        QTest::newRow("1h0m0s") << u"1h0m0s"_s << qint64(3'600'000) << u"3601s"_s;
        QTest::newRow("1d") << u"1d"_s << qint64(86'400'000) << u"86401s"_s;
        QTest::newRow("1.5s") << u"1.5s"_s << qint64(1'500) << u"0s"_s;
        QTest::newRow("500ms") << u"500ms"_s << qint64(500) << u"1s"_s;
        QTest::newRow("word") << u"soon"_s << qint64(-1) << u"11s"_s;
        QTest::newRow("empty") << u""_s << qint64(-1) << u"11s"_s;
        QTest::newRow("no unit") << u"10"_s << qint64(-1) << u"11s"_s;
        QTest::newRow("too long") << u"999999999999999d"_s << qint64(-1) << u"11s"_s;
    }

    void durations()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        QFETCH(QString, neighbour);
        QCOMPARE(msFromDuration(text).value_or(-1), ms);
        QCOMPARE(mediamtx::neighbour(text), neighbour);
        QVERIFY(mediamtx::neighbour(neighbour) != neighbour);
    }

    void aRemovedPathKeepsItsRecordings()
    {
        addPulled();
        m_server->segments[u"yard/high"_s] = QStringList{u"2026-11-22T15:41:03.118222Z"_s};
        QVERIFY(remove(false));
        QVERIFY(m_server->paths.isEmpty());
        QCOMPARE(m_server->segments[u"yard/high"_s].size(), 1);
        QCOMPARE(m_server->changes(), QStringList{u"DELETE config/paths/delete/yard/high"_s});
        QVERIFY(remove(false)); // gone is gone
    }

    void recordingsAreErasedBeforeThePathGoes()
    {
        addPulled({{u"record"_s, true}});
        m_server->segments[u"yard/high"_s] =
            QStringList{u"2026-11-22T15:41:03.118222Z"_s, u"2026-11-22T16:41:03.5+03:00"_s};
        // The recorder finishes its last piece after it was stopped.
        bool isLate = true;
        m_server->beforeChange = [&](const FakeMediaMtx::Call &call) {
            if (call.method == "PATCH")
                QCOMPARE(call.body, recordedRequest(u"mediamtx-scenarios"_s, u"028-holder.json"_s));
        };
        m_server->intercept = [&](const test::HttpRequest &request, const HttpResponder &) {
            if (request.method == "DELETE" && std::exchange(isLate, false))
                m_server->segments[u"yard/high"_s].append(u"2026-11-22T17:41:03Z"_s);
            return false;
        };
        QVERIFY(remove(true));
        QVERIFY(m_server->paths.isEmpty());
        QVERIFY(m_server->segments[u"yard/high"_s].isEmpty());
        const QStringList changes = m_server->changes();
        QCOMPARE(changes.first(), u"PATCH config/paths/patch/yard/high"_s);
        QCOMPARE(changes.count(u"DELETE recordings/deletesegment"_s), 3);
        QCOMPARE(changes.last(), u"DELETE config/paths/delete/yard/high"_s);
        QVERIFY(remove(true)); // nothing left: nothing to do
        m_server->hasCatchAll = true;
        m_server->segments[u"yard/high"_s] = QStringList{u"2026-11-22T15:41:03Z"_s};
        QVERIFY(remove(true)); // still shown without its path: erased all the same
        QVERIFY(m_server->segments[u"yard/high"_s].isEmpty());
    }

    void aPieceThatIsGoneByNowIsNoError()
    {
        addPulled();
        m_server->segments[u"yard/high"_s] = QStringList{u"2026-11-22T15:41:03Z"_s};
        m_server->intercept = [&](const test::HttpRequest &request, const HttpResponder &) {
            if (request.method == "DELETE")
                m_server->segments.clear(); // its clean-up was faster
            return false;
        };
        QVERIFY(remove(true));
        QVERIFY(m_server->paths.isEmpty());
    }

    void recordingsThatCannotBeErasedKeepThePath()
    {
        addPulled();
        m_server->segments[u"yard/high"_s] = QStringList{u"2026-11-22T15:41:03Z"_s};
        m_server->intercept = [&](const test::HttpRequest &request, const HttpResponder &responder) {
            if (!request.path.startsWith("/v3/recordings/deletesegment"))
                return false;
            responder.answer(400, "{\"status\":\"error\",\"error\":\"permission denied\"}");
            return true;
        };
        const auto result = remove(true);
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::HttpStatus);
        QVERIFY(result.error().detail.contains(u"permission denied"));
        QCOMPARE(m_server->source(u"yard/high"_s), u"publisher"_s); // off, and said so
        QVERIFY(result.error().message.contains(u"switched off"));
        QVERIFY(m_server->changes().size() < 10); // bounded
    }

    void aServerWithoutRecordingsApiIsLeftAsItIs()
    {
        addPulled();
        m_server->intercept = [&](const test::HttpRequest &request, const HttpResponder &responder) {
            if (!request.path.startsWith("/v3/recordings/"))
                return false;
            responder.answer(404, "404 page not found", {{"Content-Type", "text/plain"}});
            return true;
        };
        const auto result = remove(true);
        QVERIFY(!result);
        QCOMPARE(result.error().category, ErrorCategory::Unsupported);
        QVERIFY(m_server->changes().isEmpty());
        QVERIFY(remove(false));
    }
};

QTEST_GUILESS_MAIN(MediaMtxPathsTest)
#include "tst_mediamtxwrites.moc"
