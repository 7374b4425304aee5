#include "app/session/EventWatch.h"

#include "app/operations/AuditEntry.h"
#include "models/rules/TroubleRule.h"
#include "models/texts/StreamTexts.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(EventWatch)
};

constexpr int missingThere = 1 << 8; ///< beside the values of Difference

int differenceOf(const FleetRow &row)
{
    return row.drift == Drift::Missing ? missingThere : row.differences.toInt();
}

enum class Sight { Unknown, There, Lost };

/// What the last polls say, of both servers. On demand and idle is as good as there.
Sight sightOf(const FleetState &fleet, const FleetRow &row)
{
    if (row.isStale)
        return Sight::Unknown;
    if (!row.isEnabled || row.mainServer < 0)
        return Sight::There; // nobody wants one
    const ObservedStream *seen = fleet.observed(row);
    if (!seen)
        return row.drift == Drift::Missing ? Sight::Lost : Sight::Unknown;
    return seen->isEnabled && seen->status == StreamStatus::Inactive ? Sight::Lost : Sight::There;
}

} // namespace

EventWatch::EventWatch(const FleetState &fleet, Sink sink)
    : m_fleet(fleet)
    , m_sink(std::move(sink))
{
}

void EventWatch::start(const std::vector<Event> &goingOn)
{
    for (const FleetServer &server : m_fleet.servers()) {
        if (server.snapshot)
            m_servers.insert(server.server.id, {.polledAtMs = server.snapshot->polledAtMs,
                                                .startedAtMs = server.snapshot->load.startedAtMs});
    }
    for (const FleetRow &row : m_fleet.rows()) {
        if (const int what = row.isManaged() ? differenceOf(row) : 0)
            m_differences.insert(row.id, {.what = what});
    }
    for (const Event &event : goingOn) {
        if (event.type == EventType::ServerDown)
            m_servers[event.server].isDown = true;
        else
            m_lost.insert(event.stream, event.atMs);
    }
}

Event EventWatch::about(const FleetRow &row, EventType type) const
{
    Event event;
    event.type = type;
    event.camera = row.camera;
    event.stream = row.id;
    if (row.mainServer >= 0) {
        const MediaServer &server = m_fleet.servers()[size_t(row.mainServer)].server;
        event.server = server.id;
        event.serverName = server.name;
    }
    event.subject = journalName(row.cameraName, row.quality);
    return event;
}

int EventWatch::streamsOf(const FleetServer &server, bool areLost) const
{
    const int index = m_fleet.serverIndex(server.server.id);
    return int(std::ranges::count_if(server.rows, [&](int at) {
        const FleetRow &row = m_fleet.row(at);
        return row.isManaged() && row.mainServer == index && row.isEnabled &&
               (!areLost || sightOf(m_fleet, row) == Sight::Lost);
    }));
}

void EventWatch::take(const PollFailure &failure)
{
    const FleetServer *known = m_fleet.server(failure.server);
    // A token that cannot be unsealed says nothing of the server.
    if (!known || failure.error.category == ErrorCategory::Secret ||
        failure.error.category == ErrorCategory::Cancelled)
        return;
    Server &server = m_servers[failure.server];
    if (server.failingSinceMs == 0)
        server.failingSinceMs = failure.failedAtMs;
    if (server.isDown || failure.consecutive < failuresOfOutage)
        return;
    server.isDown = true;
    Event event;
    event.type = EventType::ServerDown;
    event.atMs = server.failingSinceMs;
    event.server = failure.server;
    event.subject = event.serverName = known->server.name;
    // What its streams lose is not told one by one.
    event.detail = failure.error.message + QChar(u' ') +
                   Texts::tr("%n stream(s) on it.", nullptr, streamsOf(*known, false));
    m_sink(std::move(event));
}

void EventWatch::take(const ServerSnapshot &snapshot)
{
    const FleetServer *known = m_fleet.server(snapshot.server);
    if (!known)
        return;
    Server &server = m_servers[snapshot.server];
    const qint64 polledAtMs = snapshot.polledAtMs;
    const bool isRestarted = wasRestarted(server.startedAtMs, snapshot.load.startedAtMs);
    Event event;
    event.server = snapshot.server;
    event.subject = event.serverName = known->server.name;
    if (server.isDown) {
        event.type = EventType::ServerDown;
        event.untilMs = polledAtMs;
        m_sink(event);
    }
    if (isRestarted || std::exchange(server.isDown, false))
        server.graceUntilMs = polledAtMs + graceMs;
    server.failingSinceMs = 0;
    if (isRestarted) {
        event.type = EventType::ServerRestarted;
        event.untilMs = 0;
        // By the server's clock; it lies between the two polls.
        event.atMs =
            std::clamp(*snapshot.load.startedAtMs, std::min(server.polledAtMs, polledAtMs), polledAtMs);
        if (const int lost = streamsOf(*known, true); lost > 0)
            event.detail = Texts::tr("%n stream(s) without picture at first.", nullptr, lost);
        m_sink(event);
    }
    const int index = m_fleet.serverIndex(snapshot.server);
    for (const int at : known->rows) {
        const FleetRow &row = m_fleet.row(at);
        if (row.isManaged())
            takeRow(row, row.mainServer == index, server, polledAtMs);
    }
    server.polledAtMs = polledAtMs;
    server.startedAtMs = snapshot.load.startedAtMs;
}

void EventWatch::takeRow(const FleetRow &row, bool isOfMain, const Server &before, qint64 polledAtMs)
{
    switch (sightOf(m_fleet, row)) {
    case Sight::Unknown:
        break;
    case Sight::There:
        end(row, polledAtMs);
        break;
    case Sight::Lost:
        // What an operation interrupts is none, unless it stays so.
        if (!row.pending && !row.isOurDoing)
            begin(row, before, polledAtMs);
        break;
    }
    if (isOfMain)
        takeDifference(row, before, polledAtMs);
}

void EventWatch::begin(const FleetRow &row, const Server &before, qint64 polledAtMs)
{
    if (m_lost.contains(row.id))
        return;
    const ObservedStream *seen = m_fleet.observed(row);
    const qint64 toldMs = seen ? seen->lostSinceMs : 0;
    // A moment that a server tells is believed if it lies between the polls: its clock may be another one.
    qint64 sinceMs = toldMs > before.polledAtMs && toldMs <= polledAtMs ? toldMs : polledAtMs;
    if (polledAtMs < before.graceUntilMs) {
        if (!m_held.contains(row.id))
            m_held.insert(row.id, sinceMs);
        return;
    }
    if (const auto held = m_held.constFind(row.id); held != m_held.cend()) {
        sinceMs = *held;
        m_held.erase(held);
    }
    m_lost.insert(row.id, sinceMs);
    Event event = about(row, EventType::StreamInactive);
    event.atMs = sinceMs;
    event.detail = seen ? seen->rawStatus : Texts::tr("The media server does not have it.");
    m_sink(std::move(event));
}

void EventWatch::end(const FleetRow &row, qint64 polledAtMs)
{
    m_held.remove(row.id);
    const auto lost = m_lost.constFind(row.id);
    if (lost == m_lost.cend())
        return;
    const ObservedStream *seen = m_fleet.observed(row);
    const qint64 toldMs = seen ? seen->sourceStartMs : 0;
    Event event = about(row, EventType::StreamInactive);
    event.untilMs = toldMs > *lost && toldMs <= polledAtMs ? toldMs : polledAtMs;
    m_lost.erase(lost);
    m_sink(std::move(event));
}

void EventWatch::takeDifference(const FleetRow &row, const Server &before, qint64 polledAtMs)
{
    const int what = differenceOf(row);
    if (what == 0) {
        m_differences.remove(row.id);
        return;
    }
    // New here, ours, or of a server that lost its memory: nobody has changed anything.
    const bool isKnown = row.pending || row.isOurDoing || polledAtMs < before.graceUntilMs ||
                         before.polledAtMs <= row.createdAtMs;
    Difference &difference = m_differences[row.id];
    if (difference.what != what || isKnown) {
        difference = {.what = what, .sinceMs = polledAtMs, .isTold = isKnown};
        return;
    }
    // Seen twice: what another console is just doing is over by then.
    if (std::exchange(difference.isTold, true))
        return;
    Event event = about(row, EventType::ChangedByOthers);
    event.atMs = difference.sinceMs;
    event.detail = what == missingThere ? Texts::tr("removed") : texts::differences(row.differences);
    m_sink(std::move(event));
}

void EventWatch::compare(const std::vector<Event> &goingOn, qint64 nowMs)
{
    for (Event event : goingOn) {
        const bool isServer = event.type == EventType::ServerDown;
        const int row = isServer ? -1 : m_fleet.rowOf(event.stream);
        const bool isThere =
            isServer ? m_fleet.server(event.server) != nullptr : row >= 0 && m_fleet.row(row).mainServer >= 0;
        if (!isThere) {
            m_lost.remove(event.stream);
            event.untilMs = std::max(nowMs, event.atMs);
            m_sink(std::move(event));
        } else if (isServer) {
            m_servers[event.server].isDown = true;
        } else if (!m_lost.contains(event.stream)) {
            m_lost.insert(event.stream, event.atMs);
        }
    }
}

} // namespace streamkeeper
