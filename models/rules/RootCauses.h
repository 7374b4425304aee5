#pragma once

#include "models/domain/Ids.h"
#include "models/domain/IpAddress.h"

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace streamkeeper {

/// What streams have in common that are lost together: the cause is rarely the camera. From the particular to
/// the general: of two that explain the same losses the first one is told.
enum class CauseKind : quint8 { SwitchPort, Switch, Subnet, ServerGroup, Make, Server };

/// Where a stream hangs; what is not known is empty and explains nothing.
struct TroublePlace
{
    StreamId stream;
    ServerId server; ///< main media server
    ServerGroupId group;
    std::optional<IpAddress> address; ///< of the camera
    QString make;
    QString switchId; ///< DHCP option 82
    QString port;     ///< of that switch
};

/// A stream was lost then; `place` is an index into the places of all streams.
struct LossFact
{
    size_t place = 0;
    qint64 atMs = 0; ///< UTC
};

/// Several losses that one thing explains.
struct RootCause
{
    CauseKind kind = CauseKind::Server;
    QString key;       ///< "10.20.3.0/24", the id of a server or group, a make, a switch, "switch/port"
    int lost = 0;      ///< streams
    int total = 0;     ///< that have it in common
    qint64 fromMs = 0; ///< the first and the last loss
    qint64 untilMs = 0;
    std::vector<StreamId> streams; ///< the lost ones, in the order of the losses

    bool operator==(const RootCause &) const = default;
};

/// When losses have something in common rather than by chance (project rule, domain.md 4).
struct RootCauseRule
{
    std::chrono::minutes together{2}; ///< between one loss and the next of the same cause
    int leastLost = 3;
    int leastPercent = 60; ///< of all that have it in common

    bool operator==(const RootCauseRule &) const = default;
};

/// Names the causes of `losses`, the one that explains most first; each loss belongs to one cause at most,
/// and losses that nothing explains to none. Time in proportion to places and losses.
[[nodiscard]] std::vector<RootCause> rootCausesOf(const std::vector<TroublePlace> &places,
                                                  std::vector<LossFact> losses,
                                                  const RootCauseRule &rule = {});

} // namespace streamkeeper
