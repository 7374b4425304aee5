#pragma once

#include "models/domain/Alarm.h"
#include "models/domain/ServerSnapshot.h"
#include "models/domain/ShareLink.h"
#include "models/rules/RootCauses.h"

#include <QSet>

namespace streamkeeper {

/// What alarms are judged by; all times UTC.
struct AlarmFacts
{
    struct Server
    {
        ServerId id;
        QString name;
        qint64 downSinceMs = 0; ///< 0: it answers, or was not asked yet
        const std::vector<ServerStorage> *storages = nullptr;
    };
    struct Cause
    {
        RootCause cause;
        QString name; ///< as people call it
    };
    struct Loss
    {
        StreamId stream;
        ServerId server; ///< main
        qint64 atMs = 0;

        bool operator==(const Loss &) const = default;
    };
    std::vector<Server> servers;
    std::vector<Cause> causes; ///< of those losses
    /// Streams that are lost now and not silenced, with their last loss.
    std::vector<Loss> losses;
    std::vector<ShareLink> links;
};

/// The conditions that hold now, each once. What a server that is down or a root cause explains is no loss of
/// its own. `known`: those that are going on; a disk has to be a little under its limit before it is over.
[[nodiscard]] std::vector<Alarm> alarmsNow(const AlarmFacts &facts, const AlarmPolicy &policy,
                                           const std::vector<Alarm> &known, qint64 nowMs);

/// What became of the alarms that were going on: those that hold still, those that are over (with their end),
/// and those that are new. Only what changed is told.
struct AlarmChanges
{
    std::vector<Alarm> begun;
    std::vector<Alarm> changed; ///< count or end
};
[[nodiscard]] AlarmChanges changesOfAlarms(const std::vector<Alarm> &known, std::vector<Alarm> now,
                                           qint64 nowMs);

/// Whether sounds and notifications are held back: from one minute of the day to another, over midnight, too.
/// Equal: never.
[[nodiscard]] bool isQuietTime(int minuteOfDay, int fromMinute, int untilMinute);

} // namespace streamkeeper
