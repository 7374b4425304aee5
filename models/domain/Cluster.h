#pragma once

#include "models/domain/Ids.h"
#include "models/domain/MediaServer.h"

#include <QDateTime>
#include <QString>

#include <algorithm>
#include <optional>
#include <vector>

namespace streamkeeper {

/// Settings that a cluster gives to all its members (domain.md 3.2): one that is set overwrites the member's
/// own, also that of a member that comes later; one that is not leaves every member its own.
struct ClusterSettings
{
    std::optional<int> streamsLimit;       ///< main streams of each member
    std::optional<qint64> bitrateLimitBps; ///< incoming traffic of each member
    std::optional<quint16> apiPort;        ///< "internal"
    std::optional<quint16> hlsPort;        ///< "external"
    std::optional<quint16> rtspPort;

    [[nodiscard]] bool isAnySet() const
    {
        return streamsLimit || bitrateLimitBps || apiPort || hlsPort || rtspPort;
    }
    void applyTo(MediaServer &server) const
    {
        if (streamsLimit)
            server.streamsLimit = streamsLimit;
        if (bitrateLimitBps)
            server.bitrateLimitBps = bitrateLimitBps;
        server.apiPort = apiPort.value_or(server.apiPort);
        server.hlsPort = hlsPort.value_or(server.hlsPort);
        server.rtspPort = rtspPort.value_or(server.rtspPort);
    }

    bool operator==(const ClusterSettings &) const = default;
};

/// Media servers that stand in for each other: one main and at least one additional server (domain.md 3.2).
/// A server is in one cluster at most.
struct Cluster
{
    ClusterId id;
    QString name;
    ServerId mainServer;
    std::vector<ServerId> additionalServers;
    ClusterSettings common;
    QDateTime createdAt; ///< UTC
    int revision = 1;    ///< of the registry's row; a save with an old one is refused

    [[nodiscard]] bool has(const ServerId &server) const
    {
        return mainServer == server ||
               std::ranges::find(additionalServers, server) != additionalServers.end();
    }
    /// The main server first.
    [[nodiscard]] std::vector<ServerId> members() const
    {
        std::vector<ServerId> all{mainServer};
        all.insert(all.end(), additionalServers.begin(), additionalServers.end());
        return all;
    }

    bool operator==(const Cluster &) const = default;
};

} // namespace streamkeeper
