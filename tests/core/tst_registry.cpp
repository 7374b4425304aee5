#include "app/secrets/SecretVault.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/Migrations.h"
#include "models/registry/ObservationRepository.h"
#include "models/registry/SecretRepository.h"
#include "models/registry/ServerRepository.h"
#include "tests/core/RegistryTest.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::bytesOf;
using test::moment;
using test::server;

namespace {

const QStringList oddTexts{QString(),
                           u""_s,
                           u"it's \"quoted\"; DROP TABLE stream; --"_s,
                           u"📷 מצלמה \u202e"_s,
                           u"line\nbreak\tand\0nul"_s,
                           QString(1000, u'ü')};

Camera camera(const QString &name, Addition addition = Addition::Manual)
{
    Camera one;
    one.id = CameraId::create();
    one.name = name;
    one.location = u"Gate"_s;
    one.ipAddress = u"10.0.0.7"_s;
    one.remoteUid = u"uid"_s;
    one.addition = addition;
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

/// What a registry is given comes back as it was, and what is removed takes with it what only it needed.
class RegistryFieldsTest : public test::RegistryTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeRegistry(); }
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
        const Camera yard = camera(u"Yard"_s, Addition::Auto);
        const Camera gate = camera(u"Gate"_s);
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
        full.status = StreamStatus::Idle;
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

    void oneServersAnswerHoldsBackNobodyElses_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<int>("kept");
        QTest::addColumn<bool>("isTold");
        const QString nul = u"a\0b"_s;
        QTest::newRow("twice the same name") << QStringList{u"a"_s, u"b"_s, u"a"_s} << 2 << true;
        QTest::newRow("empty names") << QStringList{QString(), u""_s} << 1 << true;
        QTest::newRow("megabytes of name") << QStringList{QString(3'000'000, u'x'), u"b"_s} << 2 << false;
        QTest::newRow("NUL") << QStringList{u"a"_s, nul, u"a\0c"_s, u"\0"_s} << 4 << false;
    }

    void oneServersAnswerHoldsBackNobodyElses()
    {
        QFETCH(QStringList, names);
        QFETCH(int, kept);
        QFETCH(bool, isTold);
        std::vector<SnapshotPtr> snapshots;
        for (const QString &name : {u"before"_s, u"odd"_s, u"after"_s}) {
            auto snapshot = std::make_shared<ServerSnapshot>();
            snapshot->server = addServer(name);
            for (const QString &stream : name == u"odd" ? names : QStringList{u"fine"_s})
                snapshot->streams.emplace_back().remoteName = stream;
            snapshots.push_back(snapshot);
        }
        const auto saved = ObservationRepository(*m_database).save(snapshots);
        QVERIFY(saved);
        QCOMPARE(saved->size(), isTold ? 1 : 0);
        QCOMPARE(saved->join(u' ').contains(u"odd"), isTold);
        reopen();
        for (size_t i = 0; i < snapshots.size(); ++i)
            QCOMPARE(storedOf(snapshots[i]->server), i == 1 ? kept : 1);
    }

    void aRefusedAnswerLeavesWhatWasThere()
    {
        const ServerId good = addServer(u"good"_s);
        const ServerId bad = addServer(u"bad"_s);
        const auto told = [](const ServerId &server, const QStringList &names) {
            auto snapshot = std::make_shared<ServerSnapshot>();
            snapshot->server = server;
            for (const QString &name : names)
                snapshot->streams.emplace_back().remoteName = name;
            return SnapshotPtr(snapshot);
        };
        ObservationRepository observations(*m_database);
        QVERIFY(observations.save({told(bad, {u"1"_s, u"2"_s, u"3"_s})}));
        QVERIFY(m_database->run(u"CREATE TRIGGER refusing BEFORE INSERT ON observation WHEN NEW.remote_name ="
                                " 'poison' BEGIN SELECT RAISE(ABORT, 'no'); END"_s));
        const SnapshotPtr poisoned = told(bad, {u"4"_s, u"poison"_s});
        const auto save = [&](const std::vector<SnapshotPtr> &snapshots) {
            QStringList leftOut;
            const auto done = m_database->inTransaction([&]() -> VoidResult {
                const auto saved = observations.save(snapshots);
                leftOut = saved.value_or(QStringList());
                return saved ? VoidResult() : tl::unexpected(saved.error());
            });
            return done ? Result<QStringList>(leftOut) : tl::unexpected(done.error());
        };
        const auto saved = save({poisoned, told(good, {u"5"_s})});
        QVERIFY(saved);
        QCOMPARE(saved->size(), 1);
        QVERIFY(saved->first().contains(u"bad"_s));
        reopen();
        QCOMPARE(storedOf(bad), 3);
        QCOMPARE(storedOf(good), 1);
        // Where nobody's could be kept, that is an error: the disk may be full.
        QVERIFY(!ObservationRepository(*m_database).save({poisoned}));
        QCOMPARE(storedOf(bad), 3);
    }

    void numbersAtTheLimitsComeBack()
    {
        auto snapshot = std::make_shared<ServerSnapshot>();
        snapshot->server = addServer(u"main"_s);
        snapshot->polledAtMs = std::numeric_limits<qint64>::max();
        ObservedStream &stream = snapshot->streams.emplace_back();
        stream.remoteName = u"a"_s;
        stream.bitrateInBps = stream.lostSinceMs = std::numeric_limits<qint64>::max();
        stream.width = stream.clients = std::numeric_limits<qint32>::max();
        stream.bitrateOutBps = std::numeric_limits<qint64>::min();
        stream.height = std::numeric_limits<qint32>::min();
        QVERIFY(ObservationRepository(*m_database).save({snapshot}));
        reopen();
        const auto loaded = ObservationRepository(*m_database).load().value();
        QCOMPARE(loaded.size(), 1u);
        stream.bitrateOutBps = stream.height = ObservedStream::unknown; // what is no number is unknown
        QVERIFY(loaded[0]->streams == snapshot->streams);
        QCOMPARE(loaded[0]->polledAtMs, snapshot->polledAtMs);
    }

    void anAnswerWithoutStreamsAndAFailureComeBack()
    {
        const MediaServer main = server(u"main"_s);
        const MediaServer silent = server(u"silent"_s);
        QVERIFY(ServerRepository(*m_database).save(main));
        QVERIFY(ServerRepository(*m_database).save(silent));
        auto empty = std::make_shared<ServerSnapshot>();
        empty->server = main.id;
        empty->polledAtMs = 1'795'000'000'123;
        ObservationRepository observations(*m_database);
        QVERIFY(observations.save({empty}));
        const auto failureOf = [](const ServerId &id, qint64 atMs) {
            return PollFailure{id, atMs, atMs, 1, Error{ErrorCategory::Tls, u"it's \"bad\""_s, {}, 0}};
        };
        QVERIFY(observations.saveFailures({failureOf(silent.id, 7), failureOf(ServerId::create(), 8)}));
        reopen();
        auto loaded = ObservationRepository(*m_database).load().value();
        QCOMPARE(loaded.size(), 1u); // who never answered has said nothing
        QCOMPARE(loaded[0]->polledAtMs, empty->polledAtMs);
        QVERIFY(loaded[0]->streams.empty());
        auto failures = ObservationRepository(*m_database).failures().value();
        QCOMPARE(failures.size(), 1u);
        QVERIFY(failures[0].server == silent.id);
        QCOMPARE(failures[0].failedAtMs, 7);
        QCOMPARE(failures[0].error.category, ErrorCategory::Tls);
        QCOMPARE(failures[0].error.message, u"it's \"bad\""_s);
        // A failure keeps what was said before; an answer ends the failure; a server takes both with it.
        QVERIFY(ObservationRepository(*m_database).saveFailures({failureOf(main.id, 9)}));
        QCOMPARE(ObservationRepository(*m_database).load()->size(), 1u);
        QCOMPARE(ObservationRepository(*m_database).failures()->size(), 2u);
        QVERIFY(ObservationRepository(*m_database).save({empty}));
        failures = ObservationRepository(*m_database).failures().value();
        QCOMPARE(failures.size(), 1u);
        QVERIFY(failures[0].server == silent.id);
        QVERIFY(m_database->run(u"DELETE FROM media_server"_s));
        QVERIFY(ObservationRepository(*m_database).failures()->empty());
        QVERIFY(ObservationRepository(*m_database).load()->empty());
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
        const Camera automatic = camera(u"on gone, of a network device"_s, Addition::Auto);
        const Camera onBoth = camera(u"on both"_s);
        const Camera onStaying = camera(u"on staying"_s);
        const Camera planned = camera(u"planned, no stream yet"_s);
        QVERIFY(FleetRepository(*m_database).saveCameras({onGone, automatic, onBoth, onStaying, planned}));
        Stream first = stream(onGone, Quality::High, gone.id, u"1"_s);
        first.addressSecret = addressOfGone;
        Stream second = stream(onBoth, Quality::High, gone.id, u"2"_s);
        Stream third = stream(onBoth, Quality::Low, stays.id, u"3"_s);
        Stream fourth = stream(onStaying, Quality::High, stays.id, u"4"_s);
        fourth.additionalServer = gone.id;
        fourth.addressSecret = addressOfStaying;
        const Stream fifth = stream(automatic, Quality::High, gone.id, u"5"_s);
        QVERIFY(FleetRepository(*m_database).saveStreams({first, second, third, fourth, fifth}));
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
        QCOMPARE(streams.size(), keeps ? 5u : 2u);
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
        QVERIFY2(names.contains(automatic.name), "the camera of a network device gets its streams anew");
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

private:
    ServerId addServer(const QString &name)
    {
        const MediaServer one = server(name);
        return ServerRepository(*m_database).save(one) ? one.id : ServerId();
    }

    /// How many streams of the server the registry holds.
    int storedOf(const ServerId &server)
    {
        const auto all = ObservationRepository(*m_database).load().value();
        const auto found = std::ranges::find_if(all, [&](const auto &one) { return one->server == server; });
        return found == all.end() ? 0 : int((*found)->streams.size());
    }
};

QTEST_GUILESS_MAIN(RegistryFieldsTest)
#include "tst_registry.moc"
