#pragma once

#include "models/domain/Alarm.h"
#include "models/registry/RegistryDatabase.h"

namespace streamkeeper {

/// Alarms that are going on, or that nobody has seen, and some that are over; and when there are any. Used on
/// the registry's thread.
class AlarmRepository
{
public:
    explicit AlarmRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    /// The newest first.
    [[nodiscard]] Result<std::vector<Alarm>> all();
    /// Not where the same is going on already: another program has seen it first.
    [[nodiscard]] VoidResult begin(const std::vector<Alarm> &alarms);
    /// Count and end of those that are there.
    [[nodiscard]] VoidResult update(const std::vector<Alarm> &alarms);
    [[nodiscard]] VoidResult markSeen(const std::vector<Alarm> &alarms, const QString &by, qint64 atMs);
    /// Lets go of what is over, was seen, and began before.
    [[nodiscard]] VoidResult prune(qint64 beforeMs);

    [[nodiscard]] Result<AlarmPolicy> policy();
    [[nodiscard]] VoidResult setPolicy(const AlarmPolicy &policy);

private:
    RegistryDatabase &m_database;
};

} // namespace streamkeeper
