#include "models/cameracsv/ImportTableModel.h"
#include "tests/core/CameraCsvTest.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::test;

/// What an import of a file of cameras would change, and how that is shown.
class ImportPlanTest : public CameraCsvTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeFleet(); }

    void anExportedFleetReadBackChangesNothing()
    {
        Camera &gate = m_source.cameras.front();
        gate.name =
            u"=cmd|' /C calc'!A0 \"quoted\" 🎥 שלום"_s + QString(60, u'x'); // adopted: longer than allowed
        gate.location = u"-5 °C room; left, \r\nbehind the door "_s;
        gate.serialNumber = u"'+0012"_s;
        gate.isPublic = true;
        gate.allowedSubnets = QStringList{u"192.0.2.0/24"_s, u"2001:db8::/32"_s};
        gate.archiveDays = 400; // adopted: out of our range
        addStream(addCamera(u"@odd"_s), Quality::High, 1, u"not an address at all"_s);
        addStream(addCamera({}), Quality::High, 0,
                  u"rtsp://10.0.0.9/"_s + QString(1000, u'y') + u"?token=abc"_s);
        addCamera(u"without streams"_s);
        for (const QChar separator : {u',', u';', u'\t'}) {
            const QByteArray file = exported(separator);
            QVERIFY(file.startsWith("\xef\xbb\xbf"));
            QVERIFY(!file.contains("Pa55") && !file.contains("token=abc"));
            const ImportPlan planned = plan(file);
            QCOMPARE(planned.lines.size(), m_source.cameras.size());
            for (const ImportLine &line : planned.lines)
                QVERIFY2(line.fate == ImportFate::Unchanged,
                         qPrintable(texts::importDetails(line).join(u'\n')));
            QVERIFY(!planned.hasWork());
            QCOMPARE(planned.warnings, 0);
        }
    }

    void aMaskedAddressKeepsItsCredentials()
    {
        QCOMPARE(plan(gateFile(u"high_address"_s, u"rtsp://•••@10.0.0.7/high"_s)).unchangedCameras, 1);
        const ImportPlan other = plan(gateFile(u"high_address"_s, u"rtsp://•••@10.0.0.7/other"_s));
        QCOMPARE(other.changedCameras, 1);
        const ImportedStream stream = other.lines[0].work->streams.front();
        QCOMPARE(stream.address->full().revealText(), u"rtsp://admin:Pa55@10.0.0.7/other"_s);
        QCOMPARE(stream.seenRevision, 3);
        QVERIFY(!texts::importDetails(other.lines[0]).join(u' ').contains(u"Pa55"));
        // Of a stream that has none there is nothing to keep.
        QVERIFY(
            firstError(plan(gateFile(u"low_address"_s, u"rtsp://•••@10.0.0.7/low"_s))).contains(u"again"));
        // The same credentials in clear are no change, others are one that shows nothing.
        QCOMPARE(plan(gateFile(u"high_address"_s, u"rtsp://admin:Pa55@10.0.0.7/high"_s)).unchangedCameras, 1);
        const ImportPlan anew = plan(gateFile(u"high_address"_s, u"rtsp://admin:N3w@10.0.0.7/high"_s));
        QCOMPARE(anew.changedCameras, 1);
        QVERIFY(texts::importDetails(anew.lines[0]).first().contains(u"other credentials"));
        QVERIFY(!texts::importDetails(anew.lines[0]).first().contains(u"N3w"));
    }

    void storedCredentialsGoNowhereNewUnasked_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("place"); ///< empty: nowhere new
        QTest::newRow("another path") << u"rtsp://•••@10.0.0.7/other"_s << QString();
        QTest::newRow("the port said") << u"rtsp://•••@10.0.0.7:554/high"_s << QString();
        QTest::newRow("encrypted on its port") << u"rtsps://•••@10.0.0.7:554/high"_s << QString();
        QTest::newRow("typed anew") << u"rtsp://admin:Pa55@10.0.0.77/high"_s << QString();
        QTest::newRow("another host") << u"rtsp://•••@10.0.0.77/high"_s << u"10.0.0.77:554"_s;
        QTest::newRow("another port") << u"rtsp://•••@10.0.0.7:8554/high"_s << u"10.0.0.7:8554"_s;
        QTest::newRow("another service") << u"http://•••@10.0.0.7/high"_s << u"10.0.0.7:80"_s;
        QTest::newRow("a name") << u"rtsp://•••@evil.example/high"_s << u"evil.example:554"_s;
        QTest::newRow("an IPv6 address") << u"rtsp://•••@[2001:db8::1]/high"_s << u"[2001:db8::1]:554"_s;
    }

    void storedCredentialsGoNowhereNewUnasked()
    {
        QFETCH(QString, address);
        QFETCH(QString, place);
        const QByteArray file = gateFile(u"high_address"_s, address);
        const ImportPlan asked = plan(file);
        QCOMPARE(asked.movedCredentials, place.isEmpty() ? 0 : 1);
        QCOMPARE(asked.wrongLines, place.isEmpty() ? 0 : 1);
        if (place.isEmpty())
            return;
        QVERIFY2(firstError(asked).contains(place) && firstError(asked).contains(u"10.0.0.7:554"),
                 qPrintable(firstError(asked)));
        m_source.mayMoveCredentials = true;
        const ImportPlan allowed = plan(file);
        QCOMPARE(allowed.changedCameras, 1);
        QVERIFY(allowed.lines[0].work->streams[0].address->full().revealText().contains(u"admin:Pa55@"));
        QVERIFY2(allowed.lines[0].warnings.first().message.contains(place),
                 qPrintable(allowed.lines[0].warnings.first().message));
    }

    void credentialsThatWentEncryptedDoNotGoInClear_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<bool>("isMoved");
        QTest::newRow("in clear now") << u"rtsps"_s << u"rtsp"_s << true;
        QTest::newRow("encrypted now") << u"rtsp"_s << u"rtsps"_s << false;
        QTest::newRow("below, in clear now") << u"rtsps+wss"_s << u"rtsp+ws"_s << true;
        QTest::newRow("above, still encrypted") << u"rtsps+http"_s << u"rtsps+ws"_s << false;
        QTest::newRow("never was, whatever it ends in") << u"udp+mpegts"_s << u"udp+rtp"_s << false;
    }

    void credentialsThatWentEncryptedDoNotGoInClear()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(bool, isMoved);
        addStream(m_dock, Quality::High, 0, before + u"://admin:Pa55@10.0.0.8:322/high"_s);
        const QByteArray file = fileOf({{u"camera_id"_s, u"high_address"_s},
                                        {m_dock.toString(), after + u"://•••@10.0.0.8:322/high"_s}});
        const ImportPlan planned = plan(file);
        QCOMPARE(planned.movedCredentials, isMoved ? 1 : 0);
        QCOMPARE(planned.wrongLines, isMoved ? 1 : 0);
    }

    void eachChangedCellIsNamed_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *column, const QString &value, const QString &says) {
            QTest::addRow("%s %s", column, qPrintable(value)) << QString::fromLatin1(column) << value << says;
        };
        row("name", u"  Gate 2 "_s, u"name: Yard gate → Gate 2"_s);
        row("location", u"Yard"_s, u"location: Yard"_s);
        row("mac", u"00-11-22-33-44-5A"_s, u"mac: 00:11:22:33:44:5A"_s);
        row("group_type", u"Private"_s, u"group_type: public → private"_s);
        row("external_access", u"YES"_s, u"external_access: off → on"_s);
        row("single_session", u"yes"_s, u"single_session: off → on"_s);
        row("sound", u"0"_s, u"sound: on → off"_s);
        row("archive_days", u"30"_s, u"archive_days: 1 → 30"_s);
        row("onvif_port", u"8080"_s, u"onvif_port: 80 → 8080"_s);
        row("high_enabled", u"off"_s, u"high_enabled: on → off"_s);
        row("low_audio", u"off"_s, u"low_audio: on → off"_s);
        row("high_address", u"rtsp://10.0.0.70/a"_s,
            u"high_address: rtsp://•••@10.0.0.7/high → rtsp://10.0.0.70/a"_s);
        // Empty cells that leave things as they are.
        for (const char *column : {"group_type", "sound", "archive_days", "onvif_port", "high_address",
                                   "high_server", "high_enabled", "high_audio", "high_uuid"})
            row(column, {}, {});
    }

    void eachChangedCellIsNamed()
    {
        QFETCH(QString, column);
        QFETCH(QString, value);
        QFETCH(QString, says);
        const ImportPlan planned = plan(gateFile(column, value));
        QCOMPARE(planned.lines.size(), size_t(1));
        QCOMPARE(texts::importDetails(planned.lines[0]).join(u'|'), says);
        QCOMPARE(planned.changedCameras, says.isEmpty() ? 0 : 1);
    }

    void someCellsAreMadeEmpty()
    {
        m_source.cameras.front().location = u"Yard"_s;
        m_source.cameras.front().onvifUser = u"root"_s;
        QCOMPARE(plan(gateFile(u"location"_s, {})).lines[0].work->camera.location, QString());
        QCOMPARE(plan(gateFile(u"onvif_user"_s, {})).changedCameras, 1);
    }

    void badCellsAreRefusedWithColumnAndReason_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *column, const QString &value, const QString &says) {
            QTest::addRow("%s %s", column, qPrintable(value)) << QString::fromLatin1(column) << value << says;
        };
        row("name", {}, u"Enter a name"_s);
        row("name", QString(51, u'n'), u"51 characters"_s);
        row("ip", u"1.2.3"_s, u"not an IP"_s);
        row("mac", u"12:34"_s, u"not a MAC"_s);
        row("group_type", u"all"_s, u"public or private"_s);
        row("external_access", u"maybe"_s, u"on or off"_s);
        row("subnets", u"10.0.0.0/24"_s, u"external_access"_s);
        row("archive_days", u"91"_s, u"from 1 to 90"_s);
        row("archive_days", u"7.5"_s, u"from 1 to 90"_s);
        row("onvif_port", u"0"_s, u"65535"_s);
        row("high_uuid", u"x"_s, u"not a UUID"_s);
        row("high_address", u"ftp://10.0.0.7/x"_s, u"rtsp://"_s);
        row("high_address", u"rtsp://10.0.0.7/"_s + QString(2100, u'x'), u"longer"_s);
        row("high_server", u"ms-02"_s, u"transfer"_s);
        row("high_enabled", u"2"_s, u"on or off"_s);
    }

    void badCellsAreRefusedWithColumnAndReason()
    {
        QFETCH(QString, column);
        QFETCH(QString, value);
        QFETCH(QString, says);
        const ImportPlan planned = plan(gateFile(column, value));
        QCOMPARE(planned.wrongLines, 1);
        QCOMPARE(planned.lines[0].errors.first().column, column);
        QVERIFY2(firstError(planned).contains(says), qPrintable(firstError(planned)));
        QVERIFY(planned.lines[0].errors.first().value.size() <= 121);
        QVERIFY(!planned.lines[0].work);
    }

    void noErrorShowsAPassword()
    {
        for (const QString &column : {u"high_address"_s, u"location"_s, u"mac"_s, u"high_uuid"_s}) {
            const ImportPlan planned = plan(gateFile(column, u"rtsp://root:s3cret-w0rd@10.0.0.1:x/y"_s));
            QVERIFY(!texts::importDetails(planned.lines[0]).join(u' ').contains(u"s3cret") ||
                    column == u"location");
            for (const ImportProblem &problem : planned.lines[0].errors)
                QVERIFY(!problem.value.contains(u"s3cret"));
        }
    }

    void linesFindTheirCamera()
    {
        const Stream &high = streamOf(m_gate, Quality::High);
        const Stream &dock = streamOf(m_dock, Quality::Low);
        // By the uuid of a stream alone.
        QCOMPARE(plan(fileOf({{u"high_uuid"_s, u"location"_s}, {high.id.toString(), u"x"_s}}))
                     .lines[0]
                     .work->camera.id,
                 m_gate);
        const auto both = [&](const QString &camera, const QString &highUuid, const QString &lowUuid) {
            return plan(fileOf({{u"camera_id"_s, u"high_uuid"_s, u"low_uuid"_s, u"location"_s},
                                {camera, highUuid, lowUuid, u"x"_s}}));
        };
        QVERIFY(firstError(both({}, high.id.toString(), dock.id.toString())).contains(u"another camera"));
        QVERIFY(firstError(both(m_dock.toString(), high.id.toString(), {})).contains(u"Yard gate"));
        QVERIFY(firstError(both({}, {}, high.id.toString())).contains(u"high stream"));
        QVERIFY(firstError(both(u"gate"_s, {}, {})).contains(u"not an id"));
        QVERIFY(firstError(both(m_gate.toString(), StreamId::create().toString(), {}))
                    .contains(u"another stream"));
        // Unknown ids become those of the new camera.
        const QString id = CameraId::create().toString();
        const ImportPlan fresh = plan(fileOf({header(), {id, u"New"_s, u"rtsp://10.0.0.9/x"_s, {}}}));
        QCOMPARE(fresh.newCameras, 1);
        QCOMPARE(fresh.lines[0].work->camera.id.toString(), id);
        QCOMPARE(fresh.warnings, 1);
    }

    void duplicatesAreErrorsAtBothLines()
    {
        const ImportPlan byId = plan(fileOf({{u"camera_id"_s, u"high_uuid"_s, u"location"_s},
                                             {m_gate.toString(), {}, u"a"_s},
                                             {m_dock.toString(), {}, u"b"_s},
                                             {{}, streamOf(m_gate, Quality::High).id.toString(), u"c"_s}}));
        QCOMPARE(byId.wrongLines, 2);
        QVERIFY(firstError(byId, 0).contains(u"Line 4"));
        QVERIFY(firstError(byId, 2).contains(u"Line 2"));
        QCOMPARE(byId.changedCameras, 1);
        const QString uuid = StreamId::create().toString();
        const ImportPlan fresh = plan(fileOf({{u"name"_s, u"high_uuid"_s, u"high_address"_s},
                                              {u"a"_s, uuid, u"rtsp://10.0.1.1/x"_s},
                                              {u"b"_s, uuid, u"rtsp://10.0.1.2/x"_s}}));
        QCOMPARE(fresh.wrongLines, 2);
        QVERIFY(firstError(fresh, 1).contains(u"Line 2"));
    }

    void newCamerasNeedAnAddress()
    {
        const ImportPlan planned =
            plan(fileOf({header(), {{}, u"Empty"_s, {}, {}}, {{}, {}, u"rtsp://10.0.0.9/x"_s, {}}}));
        QCOMPARE(planned.wrongLines, 2);
        QVERIFY(firstError(planned, 0).contains(u"at least one stream"));
        QVERIFY(firstError(planned, 1).contains(u"name"));
    }

    void newStreamsAreSpreadAndLimitsCount()
    {
        m_source.field.servers[0].streamsLimit = 4; // two are there: one camera with two streams more
        m_source.field.servers[1].isActive = false;
        QList<QStringList> lines{header()};
        for (int i = 0; i < 4; ++i)
            lines.append(
                {{}, u"New %1"_s.arg(i), u"rtsp://10.0.2.%1/h"_s.arg(i), u"rtsp://10.0.2.%1/l"_s.arg(i)});
        const ImportPlan planned = plan(fileOf(lines));
        QCOMPARE(planned.newCameras, 4);
        QCOMPARE(planned.newStreams, 8);
        QStringList chosen;
        for (const ImportLine &line : planned.lines) {
            QCOMPARE(line.work->streams[0].server, line.work->streams[1].server);
            for (const MediaServer &server : m_source.servers) {
                if (server.id == line.work->streams[0].server)
                    chosen.append(server.name);
            }
        }
        QCOMPARE(chosen, QStringList({u"ms-01"_s, u"ms-03"_s, u"ms-03"_s, u"ms-03"_s}));
        // Without limits the load that was placed already moves the next ones elsewhere.
        m_source.field.servers[0].streamsLimit = {};
        const ImportPlan spread = plan(fileOf(lines));
        QVERIFY(spread.lines[0].work->streams[0].server != spread.lines[1].work->streams[0].server);
        for (PlacementCandidate &standing : m_source.field.servers)
            standing.answers = false;
        QVERIFY(firstError(plan(fileOf(lines))).contains(u"No media server passes"));
    }

    void aServerNamedByHandIsTaken()
    {
        m_source.field.servers[1].answers = false;
        const auto file = [](const QString &server) {
            return fileOf({{u"name"_s, u"high_address"_s, u"high_server"_s, u"low_address"_s},
                           {u"New"_s, u"rtsp://10.0.0.9/x"_s, server, u"rtsp://10.0.0.9/y"_s}});
        };
        const ImportPlan planned = plan(file(u"ms-02"_s));
        QCOMPARE(planned.newCameras, 1);
        for (const ImportedStream &stream : planned.lines[0].work->streams)
            QCOMPARE(stream.server, m_source.servers[1].id);
        QVERIFY(texts::importDetails(planned.lines[0]).join(u' ').contains(u"cannot be asked now"));
        QVERIFY(firstError(plan(file(u"ms-99"_s))).contains(u"ms-01"));
        m_source.servers[2].name = u"ms-02"_s;
        QVERIFY(firstError(plan(file(u"ms-02"_s))).contains(u"Several"));
    }

    void aMissingStreamOfAKnownCameraIsAdded()
    {
        const ImportPlan planned = plan(
            fileOf({{u"camera_id"_s, u"high_address"_s}, {m_dock.toString(), u"rtsp://u:p@10.0.0.8/h"_s}}));
        QCOMPARE(planned.changedCameras, 1);
        QCOMPARE(planned.newStreams, 1);
        QVERIFY(!planned.lines[0].work->changesCamera);
        m_source.canSeal = false;
        QVERIFY(firstError(plan(fileOf({{u"camera_id"_s, u"high_address"_s},
                                        {m_dock.toString(), u"rtsp://u:p@10.0.0.8/h"_s}})))
                    .contains(u"sealed"));
        QVERIFY(firstError(plan(fileOf({{u"camera_id"_s, u"high_enabled"_s}, {m_dock.toString(), u"off"_s}})))
                    .contains(u"no stream of this quality"));
    }

    void whatAServerCannotDoIsRefused()
    {
        const auto line = [&](const QString &column, const QString &value) {
            return plan(fileOf({{u"camera_id"_s, column}, {m_dock.toString(), value}}));
        };
        QVERIFY(firstError(line(u"low_audio"_s, u"off"_s)).startsWith(u"low_audio: "));
        Camera &dock = *std::ranges::find(m_source.cameras, m_dock, &Camera::id);
        dock.addition = Addition::Auto;
        QVERIFY(firstError(line(u"low_address"_s, u"rtsp://10.0.0.8/n"_s)).contains(u"provisioning"));
        dock.activation = Activation::Manual;
        const ImportPlan planned = line(u"low_address"_s, u"rtsp://10.0.0.8/n"_s);
        QVERIFY2(planned.wrongLines == 0 && planned.hasWork(), qPrintable(firstError(planned)));
    }

    void addressesInUseAreWarnedOf()
    {
        const ImportPlan planned = plan(fileOf({header(),
                                                {{}, u"A"_s, u"rtsp://admin:Pa55@10.0.0.7/high"_s, {}},
                                                {{}, u"B"_s, u"rtsp://10.0.5.5/x"_s, {}},
                                                {{}, u"Dock"_s, u"rtsp://10.0.5.5/x"_s, {}}}));
        QCOMPARE(planned.newCameras, 3);
        QCOMPARE(planned.warnings, 2);
        QVERIFY(planned.lines[0].warnings.first().message.contains(u"Yard gate"));
        QCOMPARE(planned.lines[2].warnings.size(), 2); // the name of a known camera too
        QVERIFY(planned.lines[2].warnings.last().message.contains(u"Line 3"));
    }

    // ---- the preview, and a large file

    void theTableShowsWhatTheFilterAsks()
    {
        ImportTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setPlan(std::make_shared<ImportPlan>(plan(fileOf({header(),
                                                                {m_gate.toString(), u"Yard gate"_s, {}, {}},
                                                                {{}, u"New"_s, u"rtsp://10.0.0.9/x"_s, {}},
                                                                {{}, u"Bad"_s, u"nonsense"_s, {}}}))));
        QCOMPARE(model.rowCount(), 3);
        model.show(ImportTableModel::Show::Problems);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, ImportTableModel::LineColumn).data().toInt(), 4);
        QVERIFY(model.index(0, ImportTableModel::DetailColumn).data().toString().startsWith(u"high_address"));
        model.show(ImportTableModel::Show::Changes);
        QCOMPARE(model.index(0, ImportTableModel::CameraColumn).data().toString(), u"New"_s);
    }

    void aHundredThousandLinesAreAMatterOfSeconds()
    {
        for (int i = 0; i < 50'000; ++i) {
            const CameraId camera = addCamera(u"Camera %1"_s.arg(i));
            addStream(camera, Quality::High, i % 3,
                      u"rtsp://admin:x@10.%1.%2.1/h"_s.arg(i / 250).arg(i % 250));
        }
        QByteArray file = exported();
        for (int i = 0; i < 50'000; ++i)
            file += "," + QByteArray("New ") + QByteArray::number(i) + QByteArray(16, ',') +
                    "rtsp://10.1.1.1/" + QByteArray::number(i) + QByteArray(8, ',') + "\r\n";
        QElapsedTimer timer;
        timer.start();
        int calls = 0;
        const auto planned = planImport(file, m_source, [&](qint64 done, qint64 total) {
            ++calls;
            return done <= total;
        });
        QVERIFY(planned);
        qInfo("100,000 lines planned in %lld ms", timer.elapsed());
        QCOMPARE(planned->unchangedCameras, 50'002);
        QCOMPARE(planned->newCameras, 50'000);
        QVERIFY2(timer.elapsed() < 60'000, "a gross stall");
        QVERIFY(calls > 100);
        const auto cancelled = planImport(file, m_source, [](qint64, qint64) { return false; });
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().category, ErrorCategory::Cancelled);
    }
};

QTEST_GUILESS_MAIN(ImportPlanTest)
#include "tst_cameracsv.moc"
