#include "app/secrets/SecretVault.h"
#include "models/registry/ArchiveRepository.h"
#include "models/registry/ClusterRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/Migrations.h"
#include "models/registry/ObservationRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/Registry.h"
#include "models/registry/SecretRepository.h"
#include "models/registry/ServerRepository.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSqlError>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QDateTime moment(int second)
{
    return QDateTime(QDate(2026, 11, 22), QTime(10, 0, second, 123), Qt::UTC);
}

const QStringList oddTexts{QString(),
                           u""_s,
                           u"it's \"quoted\"; DROP TABLE stream; --"_s,
                           u"📷 מצלמה \u202e"_s,
                           u"line\nbreak\tand\0nul"_s,
                           QString(1000, u'ü')};

MediaServer server(const QString &name)
{
    MediaServer one;
    one.id = ServerId::create();
    one.name = name;
    one.internalHost = u"ms.example"_s;
    one.apiPort = 65535;
    one.createdAt = moment(1);
    return one;
}

Camera camera(const QString &name)
{
    Camera one;
    one.id = CameraId::create();
    one.name = name;
    one.location = u"Gate"_s;
    one.ipAddress = u"10.0.0.7"_s;
    one.remoteUid = u"uid"_s;
    one.addition = Addition::Auto;
    one.createdAt = moment(2);
    return one;
}

Stream stream(const Camera &owner, Quality quality, const ServerId &on, const QString &remoteName)
{
    Stream one;
    one.id = StreamId::create();
    one.camera = owner.id;
    one.quality = quality;
    one.mainServer = on;
    one.remoteName = remoteName;
    one.address = StreamAddress::fromText(u"rtsp://10.0.0.7/x"_s);
    one.createdAt = moment(3);
    return one;
}

} // namespace

class RegistryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RegistryDatabase> m_database;

    [[nodiscard]] QString path() const { return m_dir->filePath(u"fleet.sqlite"_s); }

    void reopen()
    {
        m_database = std::make_unique<RegistryDatabase>();
        const auto opened = m_database->open(path());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message + opened.error().detail));
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        reopen();
    }
    void cleanup() { m_database.reset(); }

    void anEmptyRegistryHoldsNothing()
    {
        QCOMPARE(schemaVersionOf(*m_database).value(), currentSchemaVersion());
        QVERIFY(ServerRepository(*m_database).all()->empty());
        QVERIFY(FleetRepository(*m_database).cameras()->empty());
        QVERIFY(FleetRepository(*m_database).streams()->empty());
        QVERIFY(SecretRepository(*m_database).all()->empty());
        QVERIFY(ObservationRepository(*m_database).load()->empty());
        QCOMPARE(m_database->run(u"PRAGMA journal_mode"_s).value().exec(), true);
        const auto permissions = QFile::permissions(path());
        QVERIFY(!(permissions & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther)));
    }

    void everyFieldOfAServerComesBack()
    {
        MediaServer one = server(u"rack"_s);
        one.type = ServerType::MediaMtx;
        one.useTls = false;
        one.externalHost = u"view.example"_s;
        one.mediaUsesTls = true;
        one.hlsPort = 1;
        one.rtspPort = 65535;
        one.userName = u"admin"_s;
        one.tokenSecret = SecretId::create();
        one.pinnedSha256 = QByteArray(32, '\xfe');
        one.groupType = GroupType::Private;
        one.streamsLimit = 0;
        one.bitrateLimitBps = 9'000'000'000;
        one.isActive = false;
        one.isIncorrectCamerasEnabled = false;
        one.nodeName = u"node"_s;
        QVERIFY(SecretRepository(*m_database).save({{one.tokenSecret, u"token"_s, "sealed"}}));
        QVERIFY(ServerRepository(*m_database).save(one));
        MediaServer other = server(u"other"_s);
        other.groupType = GroupType::Public;
        QVERIFY(ServerRepository(*m_database).save(other));
        reopen();
        auto all = ServerRepository(*m_database).all();
        QVERIFY(all);
        QCOMPARE(all->size(), 2u);
        QVERIFY(all->at(0) == other);
        QVERIFY(all->at(1) == one);
        one.name = u"renamed"_s;
        one.streamsLimit.reset();
        one.bitrateLimitBps.reset();
        one.tokenSecret = {};
        one.pinnedSha256.clear();
        QVERIFY(ServerRepository(*m_database).save(one));
        ++one.revision;
        all = ServerRepository(*m_database).all();
        QCOMPARE(all->size(), 2u);
        QVERIFY(all->at(1) == one);
    }

    void everyFieldOfCamerasAndStreamsComesBack()
    {
        const MediaServer main = server(u"main"_s);
        const MediaServer additional = server(u"additional"_s);
        for (const MediaServer &one : {main, additional})
            QVERIFY(ServerRepository(*m_database).save(one));
        const Camera yard = camera(u"Yard"_s);
        Camera gate = camera(u"Gate"_s);
        gate.addition = Addition::Manual;
        QVERIFY(FleetRepository(*m_database).saveCameras({yard, gate}));
        Stream high = stream(yard, Quality::High, main.id, u"yard-high"_s);
        high.additionalServer = additional.id;
        high.address = StreamAddress::fromText(u"rtsp://u:secret@10.0.0.7/x"_s);
        high.addressSecret = SecretId::create();
        high.addition = Addition::Auto;
        high.isEnabled = false;
        high.audio = Tristate::No;
        high.recording = Tristate::Yes;
        const Stream low = stream(yard, Quality::Low, main.id, u"yard-low"_s);
        Stream placeless = stream(gate, Quality::High, {}, u"gate"_s);
        placeless.audio = Tristate::Yes;
        QVERIFY(SecretRepository(*m_database).save({{high.addressSecret, u"address"_s, "sealed"}}));
        QVERIFY(FleetRepository(*m_database).saveStreams({high, low, placeless}));
        reopen();
        auto cameras = FleetRepository(*m_database).cameras().value();
        QCOMPARE(cameras.size(), 2u);
        QVERIFY(std::ranges::find(cameras, yard) != cameras.end());
        QVERIFY(std::ranges::find(cameras, gate) != cameras.end());
        const auto streams = FleetRepository(*m_database).streams().value();
        QCOMPARE(streams.size(), 3u);
        high.address = StreamAddress::fromMasked(high.address.masked(), true); // unsealed by the caller
        for (const Stream &one : {high, low, placeless})
            QVERIFY2(std::ranges::find(streams, one) != streams.end(), qPrintable(one.remoteName));
    }

    void everyFieldOfAnObservationComesBack()
    {
        const MediaServer main = server(u"main"_s);
        QVERIFY(ServerRepository(*m_database).save(main));
        auto snapshot = std::make_shared<ServerSnapshot>();
        snapshot->server = main.id;
        snapshot->polledAtMs = 1'795'000'000'123;
        ObservedStream full;
        full.remoteName = u"a"_s;
        full.displayName = u"A"_s;
        full.cameraUid = u"cam"_s;
        full.rawStatus = u"odd"_s;
        full.maskedAddress = u"rtsp://•••@h/"_s;
        full.bitrateInBps = 90'000'000'000;
        full.bitrateOutBps = 0;
        full.lostSinceMs = 1;
        full.sourceStartMs = 2;
        full.width = 8;
        full.height = 4;
        full.clients = 0;
        full.reconnectAttempts = 5;
        full.reconnectTotal = 6;
        full.status = StreamStatus::Active;
        full.role = StreamRole::Additional;
        full.isEnabled = false;
        full.isOnDemandIdle = true;
        full.hasAudio = Tristate::Yes;
        full.isRecording = Tristate::No;
        full.isPrivate = Tristate::Yes;
        ObservedStream unknown;
        unknown.remoteName = u"b"_s;
        ObservedStream empty = unknown;
        empty.remoteName = u"c"_s;
        empty.status = StreamStatus::Empty;
        snapshot->streams = {full, unknown, empty};
        QVERIFY(ObservationRepository(*m_database).save({snapshot}));
        reopen();
        auto loaded = ObservationRepository(*m_database).load().value();
        QCOMPARE(loaded.size(), 1u);
        QCOMPARE(loaded[0]->polledAtMs, snapshot->polledAtMs);
        QVERIFY(loaded[0]->server == main.id);
        QVERIFY(loaded[0]->streams == snapshot->streams);
        // Streams that the server has no more are pruned; servers that are gone are passed over.
        auto later = std::make_shared<ServerSnapshot>(*snapshot);
        later->streams = {unknown};
        auto stranger = std::make_shared<ServerSnapshot>(*snapshot);
        stranger->server = ServerId::create();
        QVERIFY(ObservationRepository(*m_database).save({stranger, later}));
        loaded = ObservationRepository(*m_database).load().value();
        QCOMPARE(loaded.size(), 1u);
        QVERIFY(loaded[0]->streams == later->streams);
    }

    void textsMayHoldAnything()
    {
        // U+0000 ends a text in many places: the whole must come back or nothing at all.
        for (int i = 0; i < oddTexts.size(); ++i) {
            const QString &text = oddTexts[i];
            MediaServer one = server(text);
            one.internalHost = one.externalHost = one.userName = one.nodeName = text;
            one.createdAt = {};
            const auto saved = ServerRepository(*m_database).save(one);
            if (i == 1) { // "" and the null text are the same name
                QVERIFY(!saved);
                QCOMPARE(saved.error().category, ErrorCategory::Invalid);
                continue;
            }
            QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
            Camera owner = camera(text);
            owner.location = owner.ipAddress = owner.remoteUid = text;
            owner.createdAt = {};
            QVERIFY(FleetRepository(*m_database).saveCameras({owner}));
            Stream held = stream(owner, Quality::High, one.id, text);
            held.address = {};
            QVERIFY(FleetRepository(*m_database).saveStreams({held}));
            const auto servers = ServerRepository(*m_database).all().value();
            const auto found = std::ranges::find(servers, one.id, &MediaServer::id);
            QVERIFY(found != servers.end());
            QVERIFY2(*found == one, qPrintable(found->name));
            const auto cameras = FleetRepository(*m_database).cameras().value();
            QVERIFY(std::ranges::find(cameras, owner) != cameras.end());
            const auto streams = FleetRepository(*m_database).streams().value();
            QVERIFY(std::ranges::find(streams, held) != streams.end());
        }
        QVERIFY(m_database->setMeta(u"k"_s, {}));
        QCOMPARE(m_database->meta(u"k"_s).value(), u""_s);
        QCOMPARE(m_database->meta(u"none"_s).value(), u""_s);
    }

    void aNameThatIsTakenIsRefused()
    {
        QVERIFY(ServerRepository(*m_database).save(server(u"one"_s)));
        const auto again = ServerRepository(*m_database).save(server(u"one"_s));
        QVERIFY(!again);
        QCOMPARE(again.error().category, ErrorCategory::Invalid);
        QVERIFY(again.error().message.contains(u"one"));
    }

    void aCameraHasOneStreamOfEachQuality()
    {
        const MediaServer main = server(u"main"_s);
        QVERIFY(ServerRepository(*m_database).save(main));
        const Camera yard = camera(u"Yard"_s);
        QVERIFY(FleetRepository(*m_database).saveCameras({yard}));
        QVERIFY(FleetRepository(*m_database).saveStreams({stream(yard, Quality::High, main.id, u"a"_s)}));
        QVERIFY(!FleetRepository(*m_database).saveStreams({stream(yard, Quality::High, main.id, u"b"_s)}));
        QVERIFY(!FleetRepository(*m_database).saveStreams({stream(yard, Quality::Low, main.id, u"a"_s)}));
        QVERIFY(!FleetRepository(*m_database)
                     .saveStreams({stream(yard, Quality::Low, ServerId::create(), u"c"_s)}));
    }

    void everythingOfATransactionHappensOrNothing()
    {
        const auto done = m_database->inTransaction([&]() -> VoidResult {
            if (auto saved = ServerRepository(*m_database).save(server(u"a"_s)); !saved)
                return saved;
            return fail(ErrorCategory::Cancelled, u"no"_s);
        });
        QVERIFY(!done);
        QVERIFY(ServerRepository(*m_database).all()->empty());
        // And the connection is usable afterwards.
        QVERIFY(
            m_database->inTransaction([&] { return ServerRepository(*m_database).save(server(u"b"_s)); }));
    }

    void removingAServerDecidesTheFateOfItsStreams_data()
    {
        QTest::addColumn<bool>("keeps");
        QTest::newRow("removed") << false;
        QTest::newRow("kept") << true;
    }

    void removingAServerDecidesTheFateOfItsStreams()
    {
        QFETCH(bool, keeps);
        MediaServer gone = server(u"gone"_s);
        gone.tokenSecret = SecretId::create();
        const MediaServer stays = server(u"stays"_s);
        const SecretId addressOfGone = SecretId::create();
        const SecretId addressOfStaying = SecretId::create();
        QVERIFY(SecretRepository(*m_database)
                    .save({{gone.tokenSecret, u"token"_s, "1"},
                           {addressOfGone, u"address"_s, "2"},
                           {addressOfStaying, u"address"_s, "3"}}));
        for (const MediaServer &one : {gone, stays})
            QVERIFY(ServerRepository(*m_database).save(one));
        const Camera onGone = camera(u"on gone"_s);
        const Camera onBoth = camera(u"on both"_s);
        const Camera onStaying = camera(u"on staying"_s);
        const Camera planned = camera(u"planned, no stream yet"_s);
        QVERIFY(FleetRepository(*m_database).saveCameras({onGone, onBoth, onStaying, planned}));
        Stream first = stream(onGone, Quality::High, gone.id, u"1"_s);
        first.addressSecret = addressOfGone;
        Stream second = stream(onBoth, Quality::High, gone.id, u"2"_s);
        Stream third = stream(onBoth, Quality::Low, stays.id, u"3"_s);
        Stream fourth = stream(onStaying, Quality::High, stays.id, u"4"_s);
        fourth.additionalServer = gone.id;
        fourth.addressSecret = addressOfStaying;
        QVERIFY(FleetRepository(*m_database).saveStreams({first, second, third, fourth}));
        auto snapshot = std::make_shared<ServerSnapshot>();
        snapshot->server = gone.id;
        snapshot->streams.resize(1);
        snapshot->streams[0].remoteName = u"1"_s;
        QVERIFY(ObservationRepository(*m_database).save({snapshot}));

        const auto fate = keeps ? StreamsOfRemovedServer::Keep : StreamsOfRemovedServer::Remove;
        QVERIFY(!ServerRepository(*m_database).remove(gone.id)); // not before its streams are detached
        const auto detached = FleetRepository(*m_database).detachServer(gone.id, fate);
        QVERIFY2(detached, detached ? "" : qPrintable(detached.error().detail));
        QVERIFY(ServerRepository(*m_database).remove(gone.id));
        reopen();

        QCOMPARE(ServerRepository(*m_database).all()->size(), 1u);
        QVERIFY(ObservationRepository(*m_database).load()->empty());
        const auto streams = FleetRepository(*m_database).streams().value();
        QCOMPARE(streams.size(), keeps ? 4u : 2u);
        const auto kept = std::ranges::find(streams, fourth.id, &Stream::id);
        QVERIFY(kept != streams.end());
        QVERIFY(!kept->additionalServer);
        if (keeps)
            QVERIFY(std::ranges::find(streams, first.id, &Stream::id)->mainServer.isNull());
        QStringList names;
        const auto cameras = FleetRepository(*m_database).cameras().value();
        for (const Camera &one : cameras)
            names.append(one.name);
        QCOMPARE(names.contains(onGone.name), keeps);
        QVERIFY(names.contains(onBoth.name) && names.contains(onStaying.name));
        QVERIFY2(names.contains(planned.name), "a camera that never had a stream is not an orphan");
        QCOMPARE(SecretRepository(*m_database).all()->size(), keeps ? 2u : 1u);
    }

    void removingStreamsForgetsWhatOnlyTheyNeeded()
    {
        const MediaServer main = server(u"main"_s);
        QVERIFY(ServerRepository(*m_database).save(main));
        const Camera yard = camera(u"Yard"_s);
        const Camera gate = camera(u"Gate"_s);
        const Camera planned = camera(u"Planned"_s);
        QVERIFY(FleetRepository(*m_database).saveCameras({yard, gate, planned}));
        Stream high = stream(yard, Quality::High, main.id, u"h"_s);
        high.addressSecret = SecretId::create();
        const Stream low = stream(yard, Quality::Low, main.id, u"l"_s);
        const Stream other = stream(gate, Quality::High, main.id, u"g"_s);
        QVERIFY(SecretRepository(*m_database).save({{high.addressSecret, u"address"_s, "x"}}));
        QVERIFY(FleetRepository(*m_database).saveStreams({high, low, other}));
        QVERIFY(FleetRepository(*m_database).removeStreams({high.id}));
        QCOMPARE(FleetRepository(*m_database).cameras()->size(), 3u);
        QVERIFY(SecretRepository(*m_database).all()->empty());
        QVERIFY(FleetRepository(*m_database).removeStreams({low.id, StreamId::create()}));
        const auto cameras = FleetRepository(*m_database).cameras().value();
        QCOMPARE(cameras.size(), 2u);
        QVERIFY(std::ranges::none_of(cameras, [&](const Camera &one) { return one.id == yard.id; }));
    }

    void secretsAreReplacedAndRemoved()
    {
        const SecretId id = SecretId::create();
        QVERIFY(SecretRepository(*m_database).save({{id, u"token"_s, QByteArray("\0\xff\n", 3)}}));
        QVERIFY(SecretRepository(*m_database).save({{id, u"address"_s, "second"}}));
        auto all = SecretRepository(*m_database).all().value();
        QCOMPARE(all.size(), 1u);
        QCOMPARE(all[0].purpose, u"address"_s);
        QCOMPARE(all[0].sealed, "second");
        QVERIFY(SecretRepository(*m_database).remove({id, SecretId::create()}));
        QVERIFY(SecretRepository(*m_database).all()->empty());
    }

    void tenThousandAccountsAreSealedAndStoredInFiveSeconds()
    {
        const SecretVault vault(SecretVault::createKey().value());
        const MediaServer main = server(u"main"_s);
        const QString password = u"P4ssw0rd-of-camera"_s;
        QElapsedTimer clock;
        clock.start();
        std::vector<Camera> cameras;
        std::vector<Stream> streams;
        std::vector<SealedSecret> secrets;
        for (int i = 0; i < 10'000; ++i) {
            cameras.push_back(camera(u"Camera %1"_s.arg(i)));
            Stream one = stream(cameras.back(), Quality::High, main.id, u"camera-%1"_s.arg(i));
            one.address =
                StreamAddress::fromText(u"rtsp://admin:%1%2@10.0.0.7/h?token=T0ken%2"_s.arg(password).arg(i));
            one.addressSecret = SecretId::create();
            auto sealed = vault.seal(one.addressSecret.toString(), u"address"_s, one.address.full());
            QVERIFY(sealed);
            secrets.push_back({one.addressSecret, u"address"_s, std::move(*sealed)});
            streams.push_back(std::move(one));
        }
        QVERIFY(m_database->inTransaction([&]() -> VoidResult {
            if (auto saved = ServerRepository(*m_database).save(main); !saved)
                return saved;
            if (auto saved = SecretRepository(*m_database).save(secrets); !saved)
                return saved;
            if (auto saved = FleetRepository(*m_database).saveCameras(cameras); !saved)
                return saved;
            return FleetRepository(*m_database).saveStreams(streams);
        }));
        QVERIFY2(clock.elapsed() < 5'000, qPrintable(QString::number(clock.elapsed())));
        for (const QString &file : {path(), path() + u"-wal"_s}) {
            const QByteArray bytes = bytesOf(file);
            QVERIFY2(!bytes.contains(password.toUtf8()), qPrintable(file));
            QVERIFY2(!bytes.contains("T0ken"), qPrintable(file));
        }
        const auto stored = SecretRepository(*m_database).all().value();
        const auto streamsBack = FleetRepository(*m_database).streams().value();
        QCOMPARE(stored.size(), 10'000u);
        const auto secret = std::ranges::find(stored, streams[4711].addressSecret, &SealedSecret::id);
        QVERIFY(secret != stored.end());
        const auto full = vault.unseal(secret->id.toString(), secret->purpose, secret->sealed);
        QVERIFY(full);
        QVERIFY(full->revealText().contains(QString(password + u"4711"_s)));
    }

    void jobsRunInOrderOnTheirOwnThreadAndAreFinishedAtTheEnd()
    {
        m_database.reset();
        {
            Registry registry;
            QStringList answers;
            bool isWithinTheCall = true;
            registry.open(path(), this, [&](const VoidResult &opened) {
                answers.append(opened && !isWithinTheCall ? u"opened"_s : u"failed"_s);
            });
            QThread *thread = nullptr;
            const auto whichThread = [](RegistryDatabase &) -> Result<QThread *> {
                return QThread::currentThread();
            };
            registry.run(this, whichThread, [&](Result<QThread *> found) { thread = found.value(); });
            isWithinTheCall = false;
            QVERIFY(QTest::qWaitFor([&] { return thread != nullptr; }));
            QCOMPARE(answers, QStringList{u"opened"_s});
            QVERIFY(thread != QThread::currentThread());
            for (int i = 0; i < 20; ++i) {
                const auto job = [i](RegistryDatabase &database) {
                    return ServerRepository(database).save(server(u"s%1"_s.arg(i, 2, 10, QChar(u'0'))));
                };
                registry.run(this, job, [&](const VoidResult &) { answers.append(u"late"_s); });
            }
        }
        reopen();
        QCOMPARE(ServerRepository(*m_database).all()->size(), 20u);
    }

    void answersDoNotReachAContextThatIsGone()
    {
        Registry registry;
        auto context = std::make_unique<QObject>();
        bool isAnswered = false;
        bool isLaterAnswered = false;
        const auto job = [](RegistryDatabase &) -> VoidResult { return {}; };
        registry.run(context.get(), job, [&](const VoidResult &) { isAnswered = true; });
        context.reset();
        registry.run(this, job, [&](const VoidResult &) { isLaterAnswered = true; });
        QVERIFY(QTest::qWaitFor([&] { return isLaterAnswered; }));
        QVERIFY(!isAnswered);
    }

    void jobsOnARegistryThatIsNotOpenFail()
    {
        Registry registry;
        std::optional<bool> hasServers;
        std::optional<bool> isOpen;
        registry.run(
            this, [](RegistryDatabase &database) { return ServerRepository(database).all(); },
            [&](const Result<std::vector<MediaServer>> &all) { hasServers = all.has_value(); });
        registry.open(m_dir->path(), this, [&](const VoidResult &opened) { isOpen = opened.has_value(); });
        QVERIFY(QTest::qWaitFor([&] { return isOpen.has_value(); }));
        QCOMPARE(hasServers, false);
        QCOMPARE(isOpen, false);
    }

    void aSaveOfWhatSomebodyElseChangedIsAConflict()
    {
        MediaServer rack = server(u"rack"_s);
        QVERIFY(ServerRepository(*m_database).save(rack));
        MediaServer mine = rack;
        mine.name = u"mine"_s;
        QVERIFY(ServerRepository(*m_database).save(mine));
        MediaServer theirs = rack;
        theirs.name = u"theirs"_s;
        const auto late = ServerRepository(*m_database).save(theirs);
        QVERIFY(!late);
        QCOMPARE(late.error().category, ErrorCategory::Conflict);
        QCOMPARE(ServerRepository(*m_database).all()->front().name, u"mine"_s);
        theirs.revision = ServerRepository(*m_database).all()->front().revision;
        QCOMPARE(theirs.revision, 2);
        QVERIFY(ServerRepository(*m_database).save(theirs));

        Camera camera;
        camera.id = CameraId::create();
        camera.name = u"Gate"_s;
        camera.allowedSubnets = {u"10.0.0.0/8"_s, u"192.0.2.0/24"_s};
        camera.archiveDays = 30;
        camera.macAddress = u"00:11:22:33:44:55"_s;
        camera.isPublic = true;
        FleetRepository fleet(*m_database);
        QVERIFY(fleet.saveCameras({camera}));
        QCOMPARE(fleet.camera(camera.id).value(), camera);
        Camera renamed = camera;
        renamed.name = u"Gate 2"_s;
        QVERIFY(fleet.saveCameras({renamed}));
        QCOMPARE(fleet.saveCameras({camera}).error().category, ErrorCategory::Conflict);
        QCOMPARE(fleet.camera(camera.id).value()->name, u"Gate 2"_s);

        Stream stream;
        stream.id = StreamId::create();
        stream.camera = camera.id;
        stream.mainServer = rack.id;
        stream.remoteName = u"gate-high"_s;
        stream.isOurs = true;
        QVERIFY(fleet.saveStreams({stream}));
        QVERIFY(fleet.saveStreams({stream}));
        QCOMPARE(fleet.saveStreams({stream}).error().category, ErrorCategory::Conflict);
        QCOMPARE(fleet.stream(stream.id).value()->revision, 2);
        QVERIFY(fleet.stream(stream.id).value()->isOurs);
        QVERIFY(!fleet.stream(StreamId::create()).value());
    }

    void theJournalTakesOneOpenOperationPerStream()
    {
        OperationRepository journal(*m_database);
        Operation first;
        first.id = OperationId::create();
        first.kind = OperationKind::Disable;
        first.stream = StreamId::create();
        first.target = u"Gate · high"_s;
        first.author = u"ann@desk"_s;
        first.owner = {u"desk"_s, u"boot"_s, 4711, 99};
        first.payload = {{u"name"_s, u"gate-high"_s}};
        first.createdAtMs = 1000;
        QVERIFY(journal.add(first));
        Operation second = first;
        second.id = OperationId::create();
        second.owner.pid = 4712;
        const auto refused = journal.add(second);
        QCOMPARE(refused.error().category, ErrorCategory::Conflict);
        QVERIFY(refused.error().message.contains(u"ann@desk"_s));
        QCOMPARE(journal.find(first.id).value(), first);
        // Only the owner carries it on.
        Operation stolen = first;
        stolen.owner.pid = 4712;
        QCOMPARE(journal.advance(stolen, {}, 2000).error().category, ErrorCategory::Conflict);
        Operation running = first;
        running.state = OperationState::Running;
        running.phase = OperationPhase::Asking;
        running.startedAtMs = 1500;
        QVERIFY(journal.advance(running, u"rack 1"_s, 2000));
        // Taken over once, by one.
        QVERIFY(journal.takeOver(running, stolen.owner, 5000).value());
        QVERIFY(!journal.takeOver(running, second.owner, 5000).value());
        QCOMPARE(journal.open().value().size(), 1u);
        QCOMPARE(journal.open().value().front().owner, stolen.owner);
        stolen = journal.open().value().front();
        stolen.state = OperationState::Failed;
        stolen.phase = OperationPhase::Finished;
        stolen.finishedAtMs = 3000;
        stolen.message = u"refused"_s;
        QVERIFY(journal.advance(stolen, stolen.message, 3000));
        QCOMPARE(journal.advance(stolen, {}, 4000).error().category, ErrorCategory::Conflict);
        QVERIFY(journal.open().value().empty());
        const auto events = journal.events(first.id).value();
        QCOMPARE(events.size(), 3u);
        QCOMPARE(events[1], (OperationEvent{2000, OperationPhase::Asking, u"rack 1"_s}));
        QCOMPARE(events[2].text, u"refused"_s);
        // The stream is free again.
        second.createdAtMs = 6000;
        QVERIFY(journal.add(second));
        const auto latest = journal.latest(10).value();
        QCOMPARE(latest.size(), 2u);
        QCOMPARE(latest.front().id, second.id);
        QCOMPARE(journal.latest(10, 6000).value().size(), 1u);
    }

    void anOpenOperationKeepsTheAddressItMayPutBack()
    {
        const SealedSecret old{SecretId::create(), u"address"_s, "sealed"};
        QVERIFY(SecretRepository(*m_database).save({old}));
        Operation change;
        change.id = OperationId::create();
        change.kind = OperationKind::ChangeAddress;
        change.stream = StreamId::create();
        change.oldSecret = old.id;
        QVERIFY(OperationRepository(*m_database).add(change));
        QVERIFY(FleetRepository(*m_database).removeUnusedSecrets());
        QCOMPARE(SecretRepository(*m_database).all()->size(), 1u);
        change.state = OperationState::Confirmed;
        QVERIFY(OperationRepository(*m_database).advance(change, {}, 1));
        QVERIFY(FleetRepository(*m_database).removeUnusedSecrets());
        QVERIFY(SecretRepository(*m_database).all()->empty());
    }
};

QTEST_GUILESS_MAIN(RegistryTest)
#include "tst_registry.moc"
