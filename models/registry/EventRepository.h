#pragma once

#include "models/domain/Event.h"
#include "models/domain/Operation.h"
#include "models/domain/Retention.h"
#include "models/registry/RegistryDatabase.h"

#include <QStringList>

#include <vector>

namespace streamkeeper {

/// The log of what happened (domain.md 7). Used on the registry's thread.
class EventRepository
{
public:
    static constexpr int keptDays = 90;
    static constexpr int keptDaysOfGoneCamera = 30; ///< after its camera was deleted
    /// Seen by two programs no further apart is seen once: they poll at most a minute apart.
    static constexpr qint64 sameMomentMs = 120'000;

    explicit EventRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    /// In this order. What another program has seen too is written once. An outage with an end is the end of
    /// the one that is going on; where there is none, all of it is written if it has a begin.
    [[nodiscard]] VoidResult add(const std::vector<Event> &events);
    /// What an operation that has ended did, and that its camera went with its last stream: after the
    /// registry was changed, in the same transaction.
    [[nodiscard]] VoidResult addEndOf(const Operation &operation, qint64 nowMs);
    /// A camera that came with its first stream.
    [[nodiscard]] VoidResult addNewCamera(const Operation &operation, const QString &name, qint64 nowMs);

    /// Newest first, at most so many.
    [[nodiscard]] Result<std::vector<Event>> list(const EventFilter &filter, int most,
                                                  const EventPlace &before = {});
    /// Outages that go on, in no order.
    [[nodiscard]] Result<std::vector<Event>> goingOn();
    /// Lets go, as of the newest event if that is before `nowMs`, of at most so many: what is older than it
    /// is kept, and the oldest of too many. What goes on stays. How many have gone; in transactions of its
    /// own.
    [[nodiscard]] Result<int> prune(qint64 nowMs, int most, const EventBounds &bounds = {});

private:
    [[nodiscard]] VoidResult insert(const Event &event);
    /// Unknown: it did nothing that is an event.
    [[nodiscard]] Result<EventType> typeOfEnd(const Operation &operation);
    [[nodiscard]] VoidResult addSeen(const Event &event);
    [[nodiscard]] VoidResult addOutage(const Event &event);
    [[nodiscard]] Result<bool> endOutage(const Event &event);
    [[nodiscard]] Result<QStringList> firstColumn(const QString &statement, const QVariantList &values);
    [[nodiscard]] VoidResult noteGoneCameras(qint64 nowMs, int most);
    [[nodiscard]] Result<bool> has(const QString &statement, const QVariantList &values);

    RegistryDatabase &m_database;
};

} // namespace streamkeeper
