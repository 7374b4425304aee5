#pragma once

#include "app/operations/CopyKeeper.h"
#include "models/registry/ArchiveRepository.h"
#include "tests/core/OperationDesk.h"

#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace streamkeeper::test {

using Mood = FakeServers::Mood;

/// A test of transfers between four media servers, "rack 0" to "rack 3"; the stream "yard" is captured by the
/// first one: what such tests share.
class TransferTest : public QObject
{
protected:
    void setUp()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(m_dir->filePath(u"registry.sqlite"_s));
        QVERIFY(m_desk->isOpen);
        m_racks.clear();
        for (int i = 0; i < 4; ++i)
            m_racks.push_back(m_desk->addServer(u"rack %1"_s.arg(i)));
        m_stream = m_desk->addYard(m_racks[0]);
        m_desk->load();
        for (const ServerId &rack : m_racks)
            m_desk->servers.pollNow(rack);
    }

    [[nodiscard]] StreamCommand transfer(int rack, int additional = -1)
    {
        StreamCommand command;
        command.kind = OperationKind::Transfer;
        command.stream = m_stream;
        command.wanted.transfer.emplace().to = m_racks[size_t(rack)];
        if (additional >= 0)
            command.wanted.transfer->toAdditional = m_racks[size_t(additional)];
        return command;
    }
    void nameNode(int rack, const QString &node)
    {
        const ServerId id = m_racks[size_t(rack)];
        QVERIFY(m_desk->ask<void>([id, node](RegistryDatabase &database) -> VoidResult {
            const auto all = ServerRepository(database).all().value();
            MediaServer server = *std::ranges::find(all, id, &MediaServer::id);
            server.nodeName = node;
            return ServerRepository(database).save(server);
        }));
        m_desk->load();
    }

    void takesOneSession()
    {
        const CameraId id = stored().camera;
        QVERIFY(m_desk->ask<void>([id](RegistryDatabase &database) -> VoidResult {
            Camera camera = FleetRepository(database).camera(id).value().value();
            camera.hasSingleSession = true;
            return FleetRepository(database).saveCameras({camera});
        }));
        m_desk->load();
    }

    /// After the keeper has looked at what polls show, exactly the registered servers capture.
    void verifyCaptures(const QString &when)
    {
        CopyKeeper keeper(m_desk->fleet, m_desk->servers, m_desk->registry, {}, {}, 0ms);
        const auto polled = m_desk->servers.polled;
        m_desk->servers.polled = [&](const SnapshotPtr &snapshot) {
            polled(snapshot);
            keeper.look(snapshot);
        };
        const auto isRight = [&] {
            for (const ServerId &rack : m_racks)
                m_desk->servers.pollNow(rack);
            const Stream now = stored();
            for (int i = 0; i < int(m_racks.size()); ++i) {
                const bool isOurs =
                    now.mainServer == m_racks[size_t(i)] || now.additionalServer == m_racks[size_t(i)];
                if (captures(i) != isOurs)
                    return false;
            }
            return m_desk->fleet.counts().unmanaged == 0;
        };
        QVERIFY2(QTest::qWaitFor(isRight, 3000), qPrintable(when));
        m_desk->servers.polled = polled;
    }

    [[nodiscard]] std::vector<HolderCopy> copies()
    {
        return m_desk
            ->ask<std::vector<HolderCopy>>(
                [](RegistryDatabase &database) { return ArchiveRepository(database).copies(); })
            .value();
    }
    [[nodiscard]] std::vector<ArchiveHolder> holders()
    {
        return m_desk
            ->ask<std::vector<ArchiveHolder>>([id = m_stream](RegistryDatabase &database) {
                return ArchiveRepository(database).holdersOf(id);
            })
            .value();
    }
    [[nodiscard]] Stream stored() { return **m_desk->stored(m_stream); }
    [[nodiscard]] bool captures(int rack)
    {
        const auto *there = m_desk->servers.find(m_racks[size_t(rack)], u"yard"_s);
        return there && there->settings.isEnabled && !there->isHolder;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Desk> m_desk;
    std::vector<ServerId> m_racks;
    StreamId m_stream;
};

} // namespace streamkeeper::test
