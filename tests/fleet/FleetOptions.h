#pragma once

#include <QString>
#include <QStringList>

#include <chrono>
#include <variant>

namespace streamkeeper::fleet {

/// Api: the API of every server, and nothing else of it.
enum class TlsUse { None, First, Api, All };

/// What the command line of streamkeeper-fleet asks for.
struct FleetOptions
{
    int servers = 3;
    int mediaMtxServers = 0; ///< the last so many of the servers are MediaMTX
    int cameras = 12;
    int live = 12; ///< of the cameras: the first so many have real video
    TlsUse tls = TlsUse::First;
    double gopSeconds = 1.0;
    std::chrono::milliseconds reconnectDelay{1000};
    std::chrono::milliseconds effectDelay{100}; ///< from the answer to a command to its effect
    int privateEvery = 0;                       ///< every so-many-th camera is private; 0: none
    int recorded = 0;                           ///< the first so many cameras are recorded (media_server_v2)
    quint16 controlPort = 0;
    bool exitWithStdin = false;
    /// So many times faster than usual is the fleet's own time: every delay above, the warm-up of captures
    /// and the takeover by reserves. What is ordered by the control port, clocks, and what real video takes
    /// (GOP, segments) stays as it is.
    int hurry = 1;
    bool usesJwt = false;      ///< MediaMTX servers begin with authMethod jwt
    QString jwks;              ///< where they fetch the keys; empty: from the control port
    bool answersGroup = false; ///< searches of the whole network for ONVIF devices, not of its own port alone
    /// So many live cameras, the last ones, are in trouble: the last of all is lost after a while, the others
    /// again and again.
    int troubled = 0;
    bool isSteady = false; ///< no synthetic camera is broken, or away for some minutes of each hour

    [[nodiscard]] std::chrono::milliseconds hurried(std::chrono::milliseconds delay) const
    {
        return delay / hurry;
    }
};

/// Said instead of starting: help or version (exit code 0), or what is wrong with the arguments (2).
struct FleetUsage
{
    QString text;
    int exitCode = 2;
};

[[nodiscard]] std::variant<FleetOptions, FleetUsage> parseFleetOptions(const QStringList &arguments);

} // namespace streamkeeper::fleet
