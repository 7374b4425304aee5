#pragma once

#include "models/fleet/FleetState.h"

#include <QDateTime>

#include <algorithm>
#include <memory>
#include <vector>

namespace streamkeeper::test {

/// A made-up fleet: `serverCount` servers with `perServer` streams each, every camera with one high stream.
struct FleetMaker
{
    std::vector<MediaServer> servers;
    std::vector<Camera> cameras;
    std::vector<Stream> streams;

    FleetMaker(int serverCount, int perServer)
    {
        for (int i = 0; i < serverCount; ++i) {
            MediaServer server;
            server.id = ServerId::create();
            server.name = QStringLiteral("server %1").arg(i, 3, 10, QChar(u'0'));
            servers.push_back(server);
            for (int k = 0; k < perServer; ++k)
                addStream(i, QStringLiteral("Camera %1").arg(i * perServer + k));
        }
    }

    Stream &addStream(int server, const QString &name,
                      const QString &address = QStringLiteral("rtsp://10.0.0.1/x"))
    {
        Camera camera;
        camera.id = CameraId::create();
        camera.name = name;
        camera.createdAt = QDateTime::fromMSecsSinceEpoch(1);
        Stream stream;
        stream.id = StreamId::create();
        stream.camera = camera.id;
        stream.mainServer = servers[size_t(server)].id;
        stream.remoteName = QStringLiteral("s%1").arg(streams.size(), 6, 10, QChar(u'0'));
        stream.address = StreamAddress::fromText(address);
        stream.createdAt = QDateTime::fromMSecsSinceEpoch(1);
        cameras.push_back(std::move(camera));
        streams.push_back(std::move(stream));
        return streams.back();
    }

    void give(FleetState &fleet) const { fleet.setFleet(servers, cameras, streams); }

    /// What the server says: its streams, all active with different rates.
    [[nodiscard]] std::shared_ptr<ServerSnapshot> snapshot(int server, qint64 polledAtMs = 1'000'000) const
    {
        auto made = std::make_shared<ServerSnapshot>();
        made->server = servers[size_t(server)].id;
        made->polledAtMs = polledAtMs;
        for (size_t i = 0; i < streams.size(); ++i) {
            if (streams[i].mainServer == made->server)
                made->streams.push_back(observed(streams[i].remoteName, qint64(i) * 1000));
        }
        std::ranges::sort(made->streams, {}, &ObservedStream::remoteName);
        return made;
    }

    [[nodiscard]] static ObservedStream observed(const QString &name, qint64 bps = 1'000'000)
    {
        ObservedStream one;
        one.remoteName = name;
        one.bitrateInBps = bps;
        one.status = StreamStatus::Active;
        return one;
    }
};

} // namespace streamkeeper::test
