#pragma once

#include "models/domain/Event.h"
#include "models/fleet/FleetState.h"

#include <QHash>

#include <functional>
#include <optional>
#include <vector>

namespace streamkeeper {

/// Sees in what polls tell what has happened (domain.md 7): media servers and streams that go down and come
/// up, restarts, and what others have changed on the servers. What it knows is compared with each poll as it
/// is then: a program that died, or another one, leaves nothing open. Times are those of polls. Lives on the
/// session's thread.
class EventWatch
{
public:
    /// Gets each event as it is seen (EventRepository::add).
    using Sink = std::function<void(Event)>;

    /// What is lost within this time after a media server came up is its doing: its captures begin anew.
    static constexpr qint64 graceMs = 60'000;
    /// One poll that fails is no outage.
    static constexpr int failuresOfOutage = 2;

    EventWatch(const FleetState &fleet, Sink sink);

    /// As things stand: what differs or is lost now is not seen to begin. `goingOn`: outages that the
    /// registry has.
    void start(const std::vector<Event> &goingOn);
    /// To be called when the fleet shows it.
    void take(const ServerSnapshot &snapshot);
    void take(const PollFailure &failure);
    /// The registry's outages, of all programs: ends those of what is not there any more; the others end with
    /// the next poll that shows their end.
    void compare(const std::vector<Event> &goingOn, qint64 nowMs);

private:
    struct Server
    {
        qint64 polledAtMs = 0;
        std::optional<qint64> startedAtMs;
        qint64 failingSinceMs = 0; ///< 0: it answers
        qint64 graceUntilMs = 0;
        bool isDown = false;
    };
    /// How a stream differs from the registry on its server.
    struct Difference
    {
        int what = 0; ///< 0: not at all
        qint64 sinceMs = 0;
        bool isTold = true; ///< or known from the start, or our own doing
    };

    void takeRow(const FleetRow &row, bool isOfMain, const Server &before, qint64 polledAtMs);
    void takeDifference(const FleetRow &row, const Server &before, qint64 polledAtMs);
    void begin(const FleetRow &row, const Server &before, qint64 polledAtMs);
    void end(const FleetRow &row, qint64 polledAtMs);
    [[nodiscard]] int streamsOf(const FleetServer &server, bool areLost) const;
    [[nodiscard]] Event about(const FleetRow &row, EventType type) const;

    const FleetState &m_fleet;
    Sink m_sink;
    QHash<ServerId, Server> m_servers;
    QHash<StreamId, qint64> m_lost; ///< since when, of outages that go on
    QHash<StreamId, qint64> m_held; ///< likewise, of those that may be their server's doing
    QHash<StreamId, Difference> m_differences;
};

} // namespace streamkeeper
