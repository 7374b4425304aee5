#pragma once

#include "models/domain/Ids.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace streamkeeper {

/// A group of media servers (domain.md 3.3, "pack"): says in which clusters the streams of its cameras may
/// be, those that name it and those whose address is in one of its subnets. A child is a part of its parent:
/// what may go to the parent may go to the child's clusters too (rules/Placement.h).
struct ServerGroup
{
    ServerGroupId id;
    QString name;
    std::optional<ServerGroupId> parent;
    std::vector<ClusterId> clusters; ///< a cluster may be in several groups
    QStringList subnets;             ///< "192.0.2.0/24", "2001:db8::/32"
    QDateTime createdAt;             ///< UTC
    int revision = 1;                ///< of the registry's row; a save with an old one is refused

    bool operator==(const ServerGroup &) const = default;
};

} // namespace streamkeeper
