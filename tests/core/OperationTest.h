#pragma once

#include "tests/core/OperationDesk.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace streamkeeper::test {

using Mood = FakeServers::Mood;

/// A test of operations on two media servers, "rack 0" and "rack 1", with three streams, "yard-0" and
/// "yard-2" on the first one, "yard-1" on the second one: what such tests share.
class OperationTest : public QObject
{
protected:
    void setUp()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(path());
        QVERIFY(m_desk->isOpen);
        m_streams.clear();
        for (int i = 0; i < 2; ++i)
            addServer(u"rack %1"_s.arg(i));
        for (int i = 0; i < 3; ++i)
            addStream(i % 2, u"yard-%1"_s.arg(i));
        m_desk->load();
        for (const MediaServer &server : m_racks)
            m_desk->servers.pollNow(server.id);
    }

    void tearDown()
    {
        m_desk.reset();
        m_racks.clear();
    }

    [[nodiscard]] QString path() const { return m_dir->filePath(u"fleet.sqlite"_s); }

    void addServer(const QString &name)
    {
        MediaServer server;
        server.id = ServerId::create();
        server.name = name;
        server.internalHost = u"127.0.0.1"_s;
        m_racks.push_back(server);
        (void)m_desk->ask<void>(
            [server](RegistryDatabase &database) { return ServerRepository(database).save(server); });
    }

    StreamId addStream(int rack, const QString &name)
    {
        Camera camera;
        camera.id = CameraId::create();
        camera.name = u"Camera %1"_s.arg(m_streams.size());
        Stream stream;
        stream.id = StreamId::create();
        stream.camera = camera.id;
        stream.mainServer = m_racks[size_t(rack)].id;
        stream.remoteName = name;
        stream.address = StreamAddress::fromText(u"rtsp://u:old@10.0.0.1/x"_s);
        stream.addressSecret = SecretId::create();
        stream.audio = Tristate::Unknown;
        stream.createdAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);
        m_desk->secrets.insert(stream.addressSecret, stream.address.full());
        (void)m_desk->ask<void>([camera, stream](RegistryDatabase &database) -> VoidResult {
            (void)SecretRepository(database).save({{stream.addressSecret, u"address"_s, "sealed"}});
            (void)FleetRepository(database).saveCameras({camera});
            return FleetRepository(database).saveStreams({stream});
        });
        FakeServers::Remote remote;
        remote.settings.remoteName = name;
        remote.settings.address = stream.address;
        m_desk->servers.streams[stream.mainServer].insert(name, remote);
        m_streams.push_back(stream.id);
        return stream.id;
    }

    [[nodiscard]] StreamCommand command(OperationKind kind, std::optional<StreamId> stream = {}) const
    {
        StreamCommand command;
        command.kind = kind;
        command.stream = stream.value_or(m_streams[0]);
        if (kind == OperationKind::ChangeAddress || kind == OperationKind::ChangeSettings)
            command.address = StreamAddress::fromText(u"rtsp://u:new@10.0.0.9/new"_s);
        if (kind == OperationKind::ChangeSettings) {
            command.wanted.isEnabled = false;
            command.wanted.audio = Tristate::No;
        }
        return command;
    }

    [[nodiscard]] std::optional<OperationState> stateOf(const OperationId &id)
    {
        const auto found = m_desk->ask<std::optional<Operation>>(
            [id](RegistryDatabase &database) { return OperationRepository(database).find(id); });
        return found && *found ? std::optional((*found)->state) : std::nullopt;
    }

    /// Every stream of the registry is on its server with the registry's settings, and no other is.
    void verifyAgreement()
    {
        int onServers = 0;
        for (const auto &there : std::as_const(m_desk->servers.streams))
            onServers += int(there.size());
        const auto streams = m_desk->ask<std::vector<Stream>>(
            [](RegistryDatabase &database) { return FleetRepository(database).streams(); });
        QCOMPARE(int(streams->size()), onServers);
        for (const Stream &stream : *streams) {
            const auto *remote = m_desk->servers.find(stream.mainServer, stream.remoteName);
            QVERIFY(remote);
            QCOMPARE(remote->settings.isEnabled, stream.isEnabled);
            QCOMPARE(remote->settings.address.masked(), stream.address.masked());
            QCOMPARE(remote->settings.address.full(), m_desk->secrets.value(stream.addressSecret));
            if (stream.audio != Tristate::Unknown)
                QCOMPARE(remote->settings.audio, stream.audio);
            // And memory says what the registry says.
            const Stream *known = m_desk->fleet.stream(stream.id);
            QVERIFY(known);
            QCOMPARE(known->revision, stream.revision);
            QCOMPARE(known->isEnabled, stream.isEnabled);
            QCOMPARE(known->address.masked(), stream.address.masked());
        }
        QCOMPARE(m_desk->fleet.streams().size(), streams->size());
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Desk> m_desk;
    std::vector<MediaServer> m_racks;
    std::vector<StreamId> m_streams;
};

} // namespace streamkeeper::test
