#pragma once

#include "app/operations/OperationRunner.h"
#include "app/operations/StreamOrders.h"
#include "models/registry/ArchiveRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/ServerRepository.h"
#include "tests/core/FakeServers.h"

#include <QTest>

#include <optional>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline OperationPace quickPace()
{
    OperationPace pace;
    pace.retryDelays = {1ms, 1ms, 1ms};
    pace.confirmDelays = {1ms, 1ms, 1ms, 1ms};
    pace.pictureDelays = {1ms, 1ms, 1ms, 1ms};
    pace.sourceDelays = {1ms, 1ms, 1ms, 1ms};
    pace.indexDelays = {1ms, 1ms, 1ms};
    pace.journalDelays = {1ms, 1ms, 1ms};
    pace.settleDelay = 1ms;
    pace.jitter = 0ms;
    return pace;
}

/// A registry with media servers and their streams, and everything that operations need, in one process'
/// hands.
class Desk
{
public:
    explicit Desk(const QString &path)
        : runner({registry,
                  fleet,
                  servers,
                  quickPace(),
                  [this](const SecretId &id) -> Result<SecretText> { return secrets.value(id); },
                  [this](const SecretText &address) {
                      const SecretId id = SecretId::create();
                      secrets.insert(id, address); // no vault here: what counts is which secret is used
                      return Result<SealedSecret>(SealedSecret{id, addressPurpose, "sealed"});
                  },
                  [this](const Operation &, const Stream &) { return admission; },
                  [this](const StreamId &id, const std::optional<Stream> &stream) {
                      if (stream)
                          fleet.updateStream(*stream);
                      else
                          fleet.removeStreams({id});
                  },
                  {}})
    {
        std::optional<VoidResult> opened;
        registry.open(path, &m_context, [&](const VoidResult &result) { opened = result; });
        (void)QTest::qWaitFor([&] { return opened.has_value(); });
        isOpen = opened && *opened;
        servers.polled = [this](const SnapshotPtr &snapshot) { fleet.applySnapshot(snapshot); };
        QObject::connect(&runner, &OperationRunner::operationChanged, &m_context,
                         [this](const Operation &operation) { last.insert(operation.id, operation); });
        QObject::connect(&runner, &OperationRunner::refused, &m_context,
                         [this](const Operation &operation, const Error &) { refused.append(operation); });
        QObject::connect(&runner, &OperationRunner::journalFailed, &m_context,
                         [this](const Error &error) { journalFailures.append(error.message); });
        QObject::connect(&runner, &OperationRunner::streamsAdded, &m_context,
                         [this](const std::vector<Camera> &cameras, const std::vector<Stream> &streams) {
                             fleet.addStreams(cameras, streams);
                         });
    }

    template <typename T, typename Job>
    Result<T> ask(Job job)
    {
        std::optional<Result<T>> answer;
        registry.run(&m_context, std::move(job), [&](Result<T> result) { answer = std::move(result); });
        (void)QTest::qWaitFor([&] { return answer.has_value(); });
        return *answer;
    }

    [[nodiscard]] Result<std::optional<Stream>> stored(const StreamId &id)
    {
        return ask<std::optional<Stream>>(
            [id](RegistryDatabase &database) { return FleetRepository(database).stream(id); });
    }

    /// A media server in the registry; null: it could not be saved.
    [[nodiscard]] ServerId addServer(const QString &name, ServerType type = ServerType::MediaServerV2)
    {
        MediaServer server;
        server.id = ServerId::create();
        server.name = name;
        server.type = type;
        server.internalHost = u"127.0.0.1"_s;
        const auto saved = ask<void>(
            [server](RegistryDatabase &database) { return ServerRepository(database).save(server); });
        return saved ? server.id : ServerId();
    }

    /// The stream "yard" of a camera of its own, captured by this server; null: it could not be saved.
    [[nodiscard]] StreamId addYard(const ServerId &server)
    {
        Camera camera;
        camera.id = CameraId::create();
        camera.name = u"Yard"_s;
        Stream stream;
        stream.id = StreamId::create();
        stream.camera = camera.id;
        stream.mainServer = server;
        stream.remoteName = u"yard"_s;
        stream.address = StreamAddress::fromText(u"rtsp://10.0.0.1/x"_s);
        stream.isOurs = true;
        stream.createdAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);
        const auto saved = ask<void>([camera, stream](RegistryDatabase &database) -> VoidResult {
            if (auto saved = FleetRepository(database).saveCameras({camera}); !saved)
                return saved;
            return FleetRepository(database).saveStreams({stream});
        });
        FakeServers::Remote remote;
        remote.settings.remoteName = stream.remoteName;
        remote.settings.address = stream.address;
        servers.streams[server].insert(stream.remoteName, remote);
        return saved ? stream.id : StreamId();
    }

    /// Takes over what the registry holds, as a session does.
    void load()
    {
        auto all = ask<std::vector<MediaServer>>(
            [](RegistryDatabase &database) { return ServerRepository(database).all(); });
        auto cameras = ask<std::vector<Camera>>(
            [](RegistryDatabase &database) { return FleetRepository(database).cameras(); });
        auto streams = ask<std::vector<Stream>>(
            [](RegistryDatabase &database) { return FleetRepository(database).streams(); });
        for (Stream &stream : *streams) {
            if (!stream.addressSecret.isNull())
                stream.address.setFull(secrets.value(stream.addressSecret));
        }
        fleet.setFleet(*all, *cameras, *streams);
        fleet.setHolderCopies(*ask<std::vector<HolderCopy>>(
            [](RegistryDatabase &database) { return ArchiveRepository(database).copies(); }));
    }

    BatchId run(const std::vector<StreamCommand> &commands) { return runner.start(commands); }

    [[nodiscard]] bool runToEnd(const std::vector<StreamCommand> &commands)
    {
        const BatchId id = run(commands);
        return QTest::qWaitFor([&] { return runner.batch(id)->isOver() && runner.isIdle(); });
    }

    [[nodiscard]] Operation only() const { return last.size() == 1 ? *last.cbegin() : Operation(); }

    bool isOpen = false;
    VoidResult admission; ///< what transfers are told when they begin
    Registry registry;
    FleetState fleet;
    FakeServers servers;
    QHash<SecretId, SecretText> secrets;
    OperationRunner runner;
    QHash<OperationId, Operation> last;
    QList<Operation> refused;
    QStringList journalFailures;

private:
    QObject m_context;
};

} // namespace streamkeeper::test
