#include "app/secrets/SecretVault.h"
#include "models/cameracsv/CameraExport.h"
#include "models/cameracsv/ImportPlanner.h"
#include "models/domain/CredentialMask.h"
#include "models/domain/StreamAddress.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/RegistryDatabase.h"
#include "models/registry/SecretRepository.h"
#include "models/registry/ServerRepository.h"
#include "models/rules/AddressRule.h"
#include "tests/core/AddressMaker.h"
#include "tests/core/CpuClock.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using namespace streamkeeper::test;

/// No credential of an address is shown or stored in clear, wherever a device carries it.
class CredentialMaskTest : public QObject
{
    Q_OBJECT

    static constexpr int rounds = 2'000;
    quint32 m_seed = 0;

    [[nodiscard]] static bool shows(const QString &text, const MadeAddress &made)
    {
        return text.contains(made.secret, Qt::CaseInsensitive);
    }
    [[nodiscard]] QByteArray told(const MadeAddress &made, const QString &shown) const
    {
        return u"seed %1: %2 -> %3"_s.arg(m_seed).arg(made.address, shown).toUtf8();
    }
    [[nodiscard]] static Stream streamOf(const Camera &camera, const MediaServer &server,
                                         const QString &address)
    {
        Stream stream;
        stream.id = StreamId::create();
        stream.camera = camera.id;
        stream.mainServer = server.id;
        stream.remoteName = stream.id.toString();
        stream.address = StreamAddress::fromText(address);
        return stream;
    }
    [[nodiscard]] static Camera aCamera(const QString &name)
    {
        Camera camera;
        camera.id = CameraId::create();
        camera.name = name;
        return camera;
    }
    [[nodiscard]] static MediaServer aServer()
    {
        MediaServer server;
        server.id = ServerId::create();
        server.name = u"ms-01"_s;
        server.internalHost = u"media.example"_s;
        return server;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_seed = std::random_device()();
        qInfo() << "seed" << m_seed;
    }

    void everyPlaceIsMasked_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("masked");
        const auto row = [](const QString &address, const QString &masked) {
            QTest::newRow(qPrintable(address)) << address << masked;
        };
        row(u"rtsp://admin:Win<ter>23@192.0.2.54:554/h264"_s, u"rtsp://•••@192.0.2.54:554/h264"_s);
        row(u"rtsp://admin:Win ter23@192.0.2.63:554/h264"_s, u"rtsp://•••@192.0.2.63:554/h264"_s);
        row(u"rtsp://admin:2023#Winter@192.0.2.52:554/x"_s, u"rtsp://•••@192.0.2.52:554/x"_s);
        row(u"rtsp://admin:2023/Winter@cam12.lan:554/h264"_s, u"rtsp://•••@cam12.lan:554/h264"_s);
        row(u"rtsp://admin:p@ss@2001:db8::10/h264"_s, u"rtsp://•••@2001:db8::10/h264"_s);
        row(u"rtsp://admin:Winter2023"_s, u"rtsp://admin:•••"_s);
        row(u"rtsp://u:pw@192.0.2.1/x?mail=a@b.org"_s, u"rtsp://•••@192.0.2.1/x?mail=a@b.org"_s);
        row(u"admin:pw@192.0.2.1/x"_s, u"•••@192.0.2.1/x"_s);
        row(u"rtsp:/admin:pw@192.0.2.1/x"_s, u"rtsp:/•••@192.0.2.1/x"_s);
        row(u"rtsp://192.0.2.59:554/1/h264major?u=admin&p=Winter2023"_s,
            u"rtsp://192.0.2.59:554/1/h264major?u=•••&p=•••"_s);
        row(u"srt://192.0.2.56:8890?streamid=read:lobby:v:W23&passphrase=W23Long&latency=20"_s,
            u"srt://192.0.2.56:8890?streamid=•••&passphrase=•••&latency=20"_s);
        row(u"rtsp://h/user=admin_password=tlJwpbo6_channel=1_stream=0.sdp"_s,
            u"rtsp://h/user=•••_password=•••_channel=1_stream=0.sdp"_s);
        row(u"rtsp://h/user=admin_password=a&b_c?d_channel=1_stream=0.sdp"_s,
            u"rtsp://h/user=•••_password=•••_channel=1_stream=0.sdp"_s);
        row(u"rtsp://h/x/pwd:abc/y"_s, u"rtsp://h/x/pwd:•••/y"_s);
        row(u"rtsp://h/token/abcdef/live/1"_s, u"rtsp://h/token/•••/live/1"_s);
        row(u"rtsps://192.0.2.1:7441/AbCdEf123GhIj45K?enableSrtp"_s,
            u"rtsps://192.0.2.1:7441/•••?enableSrtp"_s);
        row(u"rtsp://h/x;password=pw?channel=1"_s, u"rtsp://h/x;password=•••?channel=1"_s);
        row(u"rtsp://h/x#token=abc#backchannel=0"_s, u"rtsp://h/x#token=•••#backchannel=0"_s);
        row(u"http://h/p?url=rtsp%3A%2F%2Fu%3Apw%40192.0.2.9%2Fx&channel=1"_s,
            u"http://h/p?url=•••&channel=1"_s);
        row(u"http://h/p?url=rtsp://u:pw@192.0.2.9/x"_s, u"http://h/p?url=rtsp://•••@192.0.2.9/x"_s);
        row(u"rtsp://192.0.2.1/admin:pw@ch1"_s, u"rtsp://192.0.2.1/•••@ch1"_s);
        row(u"rtsp://192.0.2.1/login/admin/Winter23/ch1"_s, u"rtsp://192.0.2.1/login/•••/•••/ch1"_s);
        row(u"rtsp://h/x?password=a&b&channel=1"_s, u"rtsp://h/x?password=•••&channel=1"_s);
    }

    void everyPlaceIsMasked()
    {
        QFETCH(QString, address);
        QFETCH(QString, masked);
        QCOMPARE(maskAddress(address), masked);
        QCOMPARE(maskAddress(masked), masked);
        QCOMPARE(hiddenParts(address).size(), masked.count(credentialMask()));
    }

    void aSentenceHidesWhatItsAddressesHold_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        const auto row = [](const QString &text, const QString &masked) {
            QTest::newRow(qPrintable(text)) << text << masked;
        };
        row(u"invalid source: 'rtsp://admin:Winter'23@192.0.2.51:554/x'"_s,
            u"invalid source: 'rtsp://•••@192.0.2.51:554/x'"_s);
        row(u"cannot open rtsp://admin:Win ter@192.0.2.1/x: timeout, ask noc@example.org"_s,
            u"cannot open rtsp://•••@192.0.2.1/x: timeout, ask noc@example.org"_s);
        row(u"GET http://192.0.2.1:80/x?p=abc failed, code=404"_s,
            u"GET http://192.0.2.1:80/x?p=••• failed, code=404"_s);
        row(u"{\"source\":\"rtsp://192.0.2.1/x?pwd=abc\",\"on\":true}"_s,
            u"{\"source\":\"rtsp://192.0.2.1/x?pwd=•••\",\"on\":true}"_s);
        row(u"rtsp://192.0.2.1:554: connection refused"_s, u"rtsp://192.0.2.1:554: connection refused"_s);
        row(u"rtsp://cam.lan: gone, ask noc@example.org"_s, u"rtsp://cam.lan: gone, ask noc@example.org"_s);
        row(u"“admin:pw@192.0.2.1/x” is no address"_s, u"“•••@192.0.2.1/x” is no address"_s);
        row(u"body {\"user\": \"admin\", \"password\":\"a\\\"b\", \"on\":1}"_s,
            u"body {\"user\": •••, \"password\":•••, \"on\":1}"_s);
        row(u"at 12:30 by ops@example.org, p=1"_s, u"at 12:30 by ops@example.org, p=1"_s);
    }

    void aSentenceHidesWhatItsAddressesHold()
    {
        QFETCH(QString, text);
        QFETCH(QString, masked);
        QCOMPARE(maskCredentials(text), masked);
    }

    void whateverDevicesHaveIsMasked()
    {
        AddressMaker maker(m_seed);
        for (int i = 0; i < rounds; ++i) {
            const MadeAddress made = maker.make();
            const StreamAddress address = StreamAddress::fromText(made.address);
            QVERIFY2(!shows(address.masked(), made), told(made, address.masked()).constData());
            QVERIFY(address.hasSecret());
            QCOMPARE(address.full().revealText(), made.address);
            QCOMPARE(maskAddress(address.masked()), address.masked());
            for (const QString &readable : made.readable)
                QVERIFY2(address.masked().contains(readable), told(made, address.masked()).constData());
        }
    }

    void noSentenceTellsIt()
    {
        const QStringList frames{u"%1"_s,
                                 u"cannot open %1: timeout"_s,
                                 u"{\"source\": \"%1\", \"x\": 1}"_s,
                                 u"path '%1' is gone"_s,
                                 u"first %1, then http://192.0.2.3/"_s,
                                 u"see <%1>."_s};
        AddressMaker maker(m_seed + 1);
        for (int i = 0; i < rounds; ++i) {
            const MadeAddress made = maker.make();
            const QString text = QString(frames[i % frames.size()]).replace(u"%1"_s, made.address);
            const QString shown = maskCredentials(text);
            QVERIFY2(!shows(shown, made), told(made, shown).constData());
            const auto refused = fields::checkAddress(made.address);
            QVERIFY2(refused || !shows(refused.error().message + refused.error().detail, made),
                     told(made, shown).constData());
        }
    }

    void noCellTellsIt()
    {
        AddressMaker maker(m_seed + 2);
        const MediaServer server = aServer();
        ImportSource source;
        source.servers = {server};
        for (int i = 0; i < 400; ++i) {
            const MadeAddress made = maker.make();
            const Camera camera = aCamera(u"Gate"_s);
            const QByteArray file =
                exportCameras({camera}, {streamOf(camera, server, made.address)}, {server});
            QVERIFY2(!shows(QString::fromUtf8(file), made), file.constData());
            QString cell = made.address;
            const QString line = u"name,high_address,serial\nDock,\"%1\",x\n"_s;
            const auto plan =
                planImport(QString(line).replace(u"%1"_s, cell.replace(u'"', u"\"\""_s)).toUtf8(), source);
            QVERIFY(plan);
            for (const ImportLine &one : plan->lines) {
                for (const auto &list : {one.errors, one.warnings}) {
                    for (const auto &note : list)
                        QVERIFY2(!shows(note.value + note.message, made), told(made, note.value).constData());
                }
            }
        }
    }

    void theRegistryKeepsItSealedAndWhole()
    {
        QTemporaryDir folder;
        const SecretVault vault(SecretVault::createKey().value());
        AddressMaker maker(m_seed + 3);
        std::vector<MadeAddress> all;
        std::vector<Camera> cameras;
        std::vector<Stream> streams;
        std::vector<SealedSecret> secrets;
        const MediaServer server = aServer();
        for (int i = 0; i < 300; ++i) {
            all.push_back(maker.make());
            cameras.push_back(aCamera(u"Camera %1"_s.arg(i)));
            streams.push_back(streamOf(cameras.back(), server, all.back().address));
            const SecretId id = SecretId::create();
            streams.back().addressSecret = id;
            secrets.push_back(
                {id, u"address"_s,
                 vault.seal(id.toString(), u"address"_s, streams.back().address.full()).value()});
        }
        const QString name = folder.filePath(u"registry.sqlite"_s);
        {
            RegistryDatabase database;
            QVERIFY(database.open(name));
            QVERIFY(ServerRepository(database).save(server));
            QVERIFY(SecretRepository(database).save(secrets));
            QVERIFY(FleetRepository(database).saveCameras(cameras));
            QVERIFY(FleetRepository(database).saveStreams(streams));
            const auto stored = FleetRepository(database).streams();
            QCOMPARE(stored->size(), streams.size());
            for (const Stream &one : *stored) {
                const auto at = std::ranges::find(streams, one.id, &Stream::id) - streams.begin();
                QCOMPARE(one.address.masked(), streams[size_t(at)].address.masked());
                QVERIFY(one.address.full().isEmpty());
                const auto &secret = secrets[size_t(at)];
                const auto full = vault.unseal(secret.id.toString(), secret.purpose, secret.sealed);
                QCOMPARE(full->revealText(), all[size_t(at)].address);
                QCOMPARE(StreamAddress::fromText(full->revealText()).fingerprint(),
                         streams[size_t(at)].address.fingerprint());
            }
        }
        for (const QString &suffix : {u""_s, u"-wal"_s}) {
            QFile file(name + suffix);
            const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            for (const MadeAddress &made : all)
                QVERIFY2(!bytes.contains(made.secret.toUtf8()), qPrintable(made.address));
        }
    }

    void whatLiesInClearIsSealedAndNeverLost()
    {
        QTemporaryDir folder;
        RegistryDatabase database;
        QVERIFY(database.open(folder.filePath(u"registry.sqlite"_s)));
        const MediaServer server = aServer();
        const Camera camera = aCamera(u"Gate"_s);
        const QString full = u"rtsp://192.0.2.1/x?p=Winter23"_s;
        QVERIFY(ServerRepository(database).save(server));
        QVERIFY(FleetRepository(database).saveCameras({camera}));
        QVERIFY(FleetRepository(database).saveStreams({streamOf(camera, server, u"rtsp://h/x"_s)}));
        QVERIFY(database.run(u"UPDATE stream SET address = ?"_s, {full})); // as an older program did
        const auto stored = [&] { return FleetRepository(database).streams()->front(); };
        Stream stream = stored();
        QVERIFY(stream.address.isStoredInClear());
        QCOMPARE(stream.address.masked(), u"rtsp://192.0.2.1/x?p=•••"_s);
        QCOMPARE(stream.address.full().revealText(), full);
        stream.isEnabled = false; // without a key
        QVERIFY(FleetRepository(database).saveStreams({stream}));
        stream = stored();
        QCOMPARE(stream.address.full().revealText(), full);
        const SecretVault vault(SecretVault::createKey().value());
        stream.addressSecret = SecretId::create();
        const QString id = stream.addressSecret.toString();
        const auto sealed = vault.seal(id, u"address"_s, stream.address.full());
        QVERIFY(SecretRepository(database).save({{stream.addressSecret, u"address"_s, *sealed}}));
        QVERIFY(FleetRepository(database).sealAddresses({stream}));
        const Stream after = stored();
        QCOMPARE(after.address.masked(), stream.address.masked());
        QVERIFY(after.address.full().isEmpty() && !after.address.isStoredInClear());
        QCOMPARE(after.addressSecret, stream.addressSecret);
        QCOMPARE(after.revision, stream.revision);
    }

    void whatPeopleReportedIsMasked()
    {
        QFile file(QStringLiteral(STREAMKEEPER_TEST_DATA) + u"/field-cases/masking.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray config = QJsonDocument::fromJson(file.readAll())[u"config"].toArray();
        QCOMPARE(config.size(), 8);
        for (const QJsonValue &path : config) {
            const QString source = path[u"source"].toString();
            const QString shown =
                StreamAddress::fromText(source).masked() + maskCredentials(u"bad '%1'"_s.arg(source));
            for (const QString &part : {u"Win"_s, u"ter"_s, u"2023"_s, u"'23"_s, u"viewer"_s, u"admin"_s})
                QVERIFY2(!shown.contains(part), qPrintable(shown));
            QVERIFY2(shown.contains(u"192.0.2.") || shown.contains(u"cam12.lan"), qPrintable(shown));
        }
    }

    void aLongTextIsMaskedInATimeThatGrowsWithIt_data()
    {
        QTest::addColumn<QString>("unit");
        for (const auto &unit : {u"a"_s,
                                 u":"_s,
                                 u"@"_s,
                                 u"="_s,
                                 u"%25"_s,
                                 u"/"_s,
                                 u"a://"_s,
                                 u"a://b:c@1.1.1.1 "_s,
                                 u"a://b.cd:1/ "_s,
                                 u"rtsp://u:p@h/x?password=a b&"_s,
                                 u"a://a/@x"_s,
                                 u"&a=b"_s,
                                 u"password="_s,
                                 u"_a_"_s,
                                 u"[::"_s,
                                 u"a@b.c:"_s,
                                 u"/token"_s,
                                 u"Ab1"_s,
                                 u"authorization: "_s,
                                 u"\"' "_s,
                                 u"user:x/"_s,
                                 u"\"key\":x"_s})
            QTest::newRow(qPrintable(unit)) << unit;
    }

    void aLongTextIsMaskedInATimeThatGrowsWithIt()
    {
        QFETCH(QString, unit);
        constexpr qsizetype length = 300'000;
        for (const QString &text :
             {unit.repeated(length / unit.size()),
              u"rtsp://admin:"_s + unit.repeated(length / unit.size()) + u"@192.0.2.1/x"_s}) {
            const CpuClock clock;
            (void)maskAddress(text);
            (void)maskCredentials(text);
            QVERIFY2(clock.elapsed() < stallLimitMs(), qPrintable(QString::number(clock.elapsed())));
        }
    }
};

QTEST_GUILESS_MAIN(CredentialMaskTest)
#include "tst_credentialmask.moc"
