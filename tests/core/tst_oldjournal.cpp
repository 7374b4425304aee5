#include "app/async/ProcessIdentity.h"
#include "models/registry/StoredNames.h"
#include "models/tables/OperationTableModel.h"
#include "tests/core/OperationDesk.h"
#include "tests/core/OtherProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace streamkeeper;
using namespace Qt::StringLiterals;
using test::Desk;
using test::FakeServers;
using test::OtherProgram;

namespace {

// What programs of November 2026 have written: frozen, never to be changed. They died with it.

constexpr auto rackId = "11111111-1111-4111-8111-111111111111";
constexpr auto otherRackId = "22222222-2222-4222-8222-222222222222";
constexpr auto cameraId = "33333333-3333-4333-8333-333333333333";
constexpr auto streamId = "44444444-4444-4444-8444-444444444444";
constexpr auto operationId = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

constexpr auto operationSql =
    "INSERT INTO operation(id, batch_id, kind, stream_id, camera_id, server_id, target, place, author, "
    "state, phase,"
    " attempts, payload, old_secret, new_secret, message, created_at_ms, started_at_ms, finished_at_ms, "
    "owner_host,"
    " owner_boot, owner_pid, owner_start, lease_until_ms) VALUES('aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',"
    "'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb','%1','44444444-4444-4444-8444-444444444444',"
    "'33333333-3333-4333-8333-333333333333','%5','Yard · high','rack "
    "0','ann@other-desk','%2','%3',1,'%4',NULL,NULL,"
    "'',1795000000000,1795000000001,NULL,'other-desk','boot',4711,99,1)";
constexpr auto eventSql = "INSERT INTO operation_event "
                          "VALUES('aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',1,1795000000000,'prepared','')";

constexpr auto plain =
    R"({"before":{"address":"rtsp://10.0.0.1/x","audio":"unknown","enabled":true},"name":"yard"})";
constexpr auto wasOff =
    R"({"before":{"address":"rtsp://10.0.0.1/x","audio":"unknown","enabled":false},"name":"yard"})";
constexpr auto wasSilent =
    R"({"before":{"address":"rtsp://10.0.0.1/x","audio":"no","enabled":true},"name":"yard","revision":1})";
constexpr auto wasLoud =
    R"({"before":{"address":"rtsp://10.0.0.1/x","audio":"yes","enabled":true},"name":"yard"})";
constexpr auto erasing =
    R"({"before":{"address":"rtsp://10.0.0.1/x","audio":"unknown","enabled":true},"erase":true,"name":"yard"})";
constexpr auto newAddress =
    R"({"address":"rtsp://10.0.0.9/new","before":{"address":"rtsp://10.0.0.1/x","audio":"unknown","enabled":true},"name":"yard"})";
constexpr auto severalSettings =
    R"({"access":true,"address":"rtsp://10.0.0.9/new","audio":"no","before":{"address":"rtsp://10.0.0.1/x","audio":"yes","enabled":true},"enabled":false,"name":"yard"})";
constexpr auto moving =
    R"({"before":{"address":"rtsp://10.0.0.1/x","audio":"unknown","enabled":true},"breaks":false,"from":"11111111-1111-4111-8111-111111111111","name":"yard","newName":"yard","targets":[{"server":"22222222-2222-4222-8222-222222222222","was":"absent"}],"to":"22222222-2222-4222-8222-222222222222"})";
constexpr auto moved =
    R"({"before":{"address":"rtsp://10.0.0.1/x","audio":"unknown","enabled":true},"breaks":false,"from":"11111111-1111-4111-8111-111111111111","name":"yard","newName":"yard","pictureAt":1795000000500,"sourceSeen":1795000000600,"targets":[{"server":"22222222-2222-4222-8222-222222222222","was":"absent"}],"to":"22222222-2222-4222-8222-222222222222"})";
constexpr auto claim = R"({"name":"yard","removes":true,"restores":false})";

template <typename IdType>
IdType id(const char *text)
{
    return IdType::fromString(QString::fromLatin1(text));
}

/// What the registry holds when the program had died, and what its server.
struct Scene
{
    bool isEnabled = true;
    Tristate audio = Tristate::Unknown;
    QString address = u"rtsp://10.0.0.1/x"_s;
    const char *server = rackId; ///< that the registry names
    bool isOnRack = true;
    bool isOnOtherRack = false;
};

} // namespace
Q_DECLARE_METATYPE(Scene)

/// Journals of programs before this one: an open operation of every kind is finished, undone, or left alone.
class OldJournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(path());
        QVERIFY(m_desk->isOpen);
    }
    void cleanup() { m_desk.reset(); }

    void whatWasBegunIsFinished_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("payload");
        QTest::addColumn<Scene>("scene");
        QTest::addColumn<OperationState>("state");
        QTest::addColumn<QStringList>("calls");
        const auto add = [](const char *kind, const char *payload, const Scene &scene,
                            const QStringList &calls, OperationState state = OperationState::Confirmed) {
            QTest::newRow(kind) << QString::fromLatin1(kind) << QString::fromUtf8(payload) << scene << state
                                << calls;
        };
        const QStringList write{u"write yard"_s};
        add("add_stream", plain, {.isOnRack = false}, write);
        add("delete_stream", erasing, {}, {u"erase yard"_s});
        add("restart", plain, {}, {u"restart yard"_s});
        add("enable", wasOff, {}, write);
        add("disable", plain, {.isEnabled = false}, write);
        add("audio_on", wasSilent, {.audio = Tristate::Yes}, write);
        add("audio_off", wasLoud, {.audio = Tristate::No}, write);
        add("change_address", newAddress, {.address = u"rtsp://10.0.0.9/new"_s}, write);
        add("change_settings", severalSettings,
            {.isEnabled = false, .audio = Tristate::No, .address = u"rtsp://10.0.0.9/new"_s}, write);
        add("push", plain, {.isEnabled = false}, write);
        add("recreate", plain, {.isOnRack = false}, write);
        add("set_access", plain, {}, write);
        add("release_copy", claim, {}, {}, OperationState::Failed);
        for (const char *kind :
             {"take_theirs", "adopt", "forget", "add_server", "edit_server", "remove_server", "add_camera",
              "edit_camera", "delete_camera", "add_cluster", "edit_cluster", "remove_cluster",
              "add_server_group", "edit_server_group", "remove_server_group", "share_stream", "revoke_link"})
            add(kind, "{}", {}, {},
                OperationState::Failed); // never begun: a row of them is written when all is done
    }

    void whatWasBegunIsFinished()
    {
        QFETCH(QString, kind);
        QFETCH(QString, payload);
        QFETCH(Scene, scene);
        QFETCH(OperationState, state);
        QFETCH(QStringList, calls);
        set(scene);
        write(kind, u"running"_s, u"asking"_s, payload);
        resume();
        if (QTest::currentTestFailed())
            return;
        const Operation ended = operation();
        QCOMPARE(ended.state, state);
        QCOMPARE(m_desk->servers.calls, calls);
        // What was seen at the end is told by this version.
        QCOMPARE(ask(u"payload"_s).remove(u",\"picture\":\"active\""_s), payload);
        QCOMPARE(ask(u"kind"_s), kind);
        verifyShown(kind);
        const auto stream = m_desk->stored(id<StreamId>(streamId)).value();
        const auto *remote = m_desk->servers.find(id<ServerId>(rackId), u"yard"_s);
        QCOMPARE(stream.has_value(), kind != u"delete_stream");
        QCOMPARE(remote != nullptr, stream.has_value());
        if (!stream || state == OperationState::Failed)
            return;
        QCOMPARE(stream->isEnabled, scene.isEnabled);
        QCOMPARE(remote->settings.isEnabled, scene.isEnabled || kind == u"set_access");
        if (scene.audio != Tristate::Unknown)
            QCOMPARE(remote->settings.audio, scene.audio);
        QCOMPARE(remote->settings.address.masked(), scene.address);
    }

    void whatWasBeingUndoneIsUndone_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("payload");
        QTest::addColumn<Scene>("before");
        const auto add = [](const char *kind, const char *payload, const Scene &before) {
            QTest::newRow(kind) << QString::fromLatin1(kind) << QString::fromUtf8(payload) << before;
        };
        add("enable", wasOff, {.isEnabled = false});
        add("disable", plain, {});
        add("audio_on", wasSilent, {.audio = Tristate::No});
        add("audio_off", wasLoud, {.audio = Tristate::Yes});
        add("change_address", newAddress, {});
        add("change_settings", severalSettings, {.audio = Tristate::Yes});
    }

    void whatWasBeingUndoneIsUndone()
    {
        QFETCH(QString, kind);
        QFETCH(QString, payload);
        QFETCH(Scene, before);
        set(before); // the registry first
        auto &remote = *m_desk->servers.find(id<ServerId>(rackId), u"yard"_s);
        remote.settings.isEnabled = !before.isEnabled;
        remote.settings.address = StreamAddress::fromText(u"rtsp://10.0.0.9/new"_s);
        write(kind, u"running"_s, u"undoing"_s, payload);
        resume();
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(operation().state, OperationState::Failed);
        verifyShown(kind);
        const Stream stream = m_desk->stored(id<StreamId>(streamId)).value().value();
        QCOMPARE(stream.isEnabled, before.isEnabled);
        QCOMPARE(stream.audio, before.audio);
        QCOMPARE(stream.address.masked(), before.address);
        if (kind == u"enable" || kind == u"disable" || kind == u"change_settings")
            QCOMPARE(remote.settings.isEnabled, before.isEnabled);
        if (before.audio != Tristate::Unknown)
            QCOMPARE(remote.settings.audio, before.audio);
        if (kind.startsWith(u"change"))
            QCOMPARE(remote.settings.address.masked(), before.address);
    }

    void aTransferThatHadNotSwitchedGoesBack()
    {
        set({.isOnOtherRack = true});
        write(u"transfer"_s, u"running"_s, u"asking"_s, QString::fromUtf8(moving), otherRackId);
        resume();
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(operation().state, OperationState::Failed);
        QVERIFY2(operation().message.contains(u"stays where it was"), qPrintable(operation().message));
        QVERIFY(!m_desk->servers.find(id<ServerId>(otherRackId), u"yard"_s));
        QVERIFY(m_desk->servers.find(id<ServerId>(rackId), u"yard"_s)->settings.isEnabled);
        QCOMPARE(ask(u"payload"_s), QString::fromUtf8(moving));
        verifyShown(u"transfer"_s);
    }

    void aTransferThatHadSwitchedGoesForward()
    {
        set({.server = otherRackId, .isOnOtherRack = true});
        write(u"transfer"_s, u"running"_s, u"prepared"_s, QString::fromUtf8(moved), otherRackId);
        resume();
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(operation().state, OperationState::Confirmed);
        QVERIFY2(operation().message.contains(u"No gap"), qPrintable(operation().message));
        QVERIFY(!m_desk->servers.find(id<ServerId>(rackId), u"yard"_s)->settings.isEnabled);
        QVERIFY(m_desk->servers.find(id<ServerId>(otherRackId), u"yard"_s)->settings.isEnabled);
        QCOMPARE(ask(u"payload"_s), QString::fromUtf8(moved));
    }

    void anUpdateOfIndexesIsDoneAgain()
    {
        set({});
        m_desk->servers.periods[id<ServerId>(rackId)] = {{1000, 2000}};
        write(u"update_indexes"_s, u"running"_s, u"asking"_s, QString::fromUtf8(plain));
        resume();
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(operation().state, OperationState::Confirmed);
        QCOMPARE(operation().payload.index->periodsAfter, 1);
        verifyShown(u"update_indexes"_s);
    }

    void whatWasWaitingIsNotBegun_data()
    {
        QTest::addColumn<QString>("kind");
        for (const OperationFacts &facts : operationTable) {
            if (isOrder(facts.kind) && facts.kind != OperationKind::AddStream)
                QTest::newRow(facts.word) << QString::fromLatin1(facts.word);
        }
    }

    void whatWasWaitingIsNotBegun()
    {
        QFETCH(QString, kind);
        set({});
        write(kind, u"waiting"_s, u"prepared"_s, QString::fromUtf8(kind == u"transfer" ? moving : plain));
        resume();
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(operation().state, OperationState::Cancelled);
        QVERIFY(m_desk->servers.calls.isEmpty());
        verifyShown(kind);
    }

    void whatANewerProgramDoesIsLeftToIt()
    {
        set({});
        write(u"hibernate_stream"_s, u"running"_s, u"asking"_s, uR"({"name":"yard","until":"spring"})"_s);
        m_desk->runner.resumeAbandoned();
        QCOMPARE(operation().state, OperationState::Running); // asked for after the runner has looked
        QCOMPARE(ask(u"owner_host"_s), u"other-desk"_s);
        QCOMPARE(ask(u"lease_until_ms"_s), u"1"_s);
        QVERIFY(m_desk->runner.isIdle() && m_desk->servers.calls.isEmpty());
        QCOMPARE(operation().kind, OperationKind::Unknown);
        QCOMPARE(stored::kindWord(operation()), u"hibernate_stream"_s);
        OperationTableModel model;
        model.setOperations({operation()});
        QCOMPARE(model.index(0, int(OperationColumn::Kind)).data().toString(),
                 u"Unknown (hibernate_stream)"_s);
        // Its stream is not free for anybody else meanwhile.
        StreamCommand restart;
        restart.kind = OperationKind::Restart;
        restart.stream = id<StreamId>(streamId);
        QVERIFY(m_desk->runToEnd({restart}));
        QCOMPARE(m_desk->refused.size(), 1);
        QVERIFY(m_desk->servers.calls.isEmpty());
    }

    void whatIsNoOrderIsRefused_data()
    {
        QTest::addColumn<int>("kind");
        for (const OperationFacts &facts : operationTable) {
            if (!isOrder(facts.kind))
                QTest::newRow(facts.word) << int(facts.kind);
        }
    }

    void whatIsNoOrderIsRefused()
    {
        QFETCH(int, kind);
        set({});
        StreamCommand command;
        command.kind = OperationKind(kind);
        command.stream = id<StreamId>(streamId);
        QVERIFY(m_desk->runToEnd({command}));
        QCOMPARE(m_desk->refused.size(), 1);
        QVERIFY(m_desk->servers.calls.isEmpty());
        QCOMPARE(ask(u"count(*)"_s), u"0"_s);
    }

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(u"fleet.sqlite"_s); }

    void set(const Scene &scene)
    {
        MediaServer rack;
        rack.id = id<ServerId>(rackId);
        rack.name = u"rack 0"_s;
        rack.internalHost = u"127.0.0.1"_s;
        MediaServer other = rack;
        other.id = id<ServerId>(otherRackId);
        other.name = u"rack 1"_s;
        Camera camera;
        camera.id = id<CameraId>(cameraId);
        camera.name = u"Yard"_s;
        Stream stream;
        stream.id = id<StreamId>(streamId);
        stream.camera = camera.id;
        stream.mainServer = id<ServerId>(scene.server);
        stream.remoteName = u"yard"_s;
        stream.address = StreamAddress::fromText(scene.address);
        stream.isEnabled = scene.isEnabled;
        stream.audio = scene.audio;
        stream.isOurs = true;
        stream.createdAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);
        QVERIFY(m_desk->ask<void>([=](RegistryDatabase &database) -> VoidResult {
            for (const MediaServer &server : {rack, other}) {
                if (auto saved = ServerRepository(database).save(server); !saved)
                    return saved;
            }
            if (auto saved = FleetRepository(database).saveCameras({camera}); !saved)
                return saved;
            return FleetRepository(database).saveStreams({stream});
        }));
        FakeServers::Remote remote;
        remote.settings.remoteName = stream.remoteName;
        remote.settings.address = StreamAddress::fromText(u"rtsp://10.0.0.1/x"_s);
        if (scene.isOnRack)
            m_desk->servers.streams[rack.id].insert(stream.remoteName, remote);
        if (scene.isOnOtherRack)
            m_desk->servers.streams[other.id].insert(stream.remoteName, remote);
        m_desk->load();
        for (const ServerId &server : {rack.id, other.id})
            m_desk->servers.pollNow(server);
    }

    void write(const QString &kind, const QString &state, const QString &phase, const QString &payload,
               const char *server = rackId)
    {
        const OtherProgram old(path());
        QVERIFY(old.run(
            QString::fromUtf8(operationSql).arg(kind, state, phase, payload, QString::fromLatin1(server))));
        QVERIFY(old.run(QString::fromUtf8(eventSql)));
    }

    void resume()
    {
        m_desk->runner.resumeAbandoned();
        QVERIFY(QTest::qWaitFor([this] { return !isOpen(operation().state) && m_desk->runner.isIdle(); }));
    }

    [[nodiscard]] Operation operation()
    {
        return m_desk
            ->ask<std::optional<Operation>>([](RegistryDatabase &database) {
                return OperationRepository(database).find(id<OperationId>(operationId));
            })
            .value()
            .value_or(Operation());
    }

    /// As any program would read it from the file.
    [[nodiscard]] QString ask(const QString &column)
    {
        return OtherProgram(path()).ask(u"SELECT %1 FROM operation"_s.arg(column)).toString();
    }

    void verifyShown(const QString &kind)
    {
        OperationTableModel model;
        model.setOperations({operation()});
        const OperationKind known = stored::fromWord(stored::operationKinds, kind);
        QVERIFY(known != OperationKind::Unknown);
        QCOMPARE(model.index(0, int(OperationColumn::Kind)).data().toString(),
                 QString::fromLatin1(operationFacts(known).text));
        QCOMPARE(model.index(0, int(OperationColumn::Server)).data().toString(), u"rack 0"_s);
        QCOMPARE(stored::kindWord(operation()), kind);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Desk> m_desk;
};

QTEST_GUILESS_MAIN(OldJournalTest)
#include "tst_oldjournal.moc"
