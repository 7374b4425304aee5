#include "app/session/SwitchOffKeeper.h"

#include "app/operations/AuditEntry.h"
#include "models/registry/EventRepository.h"
#include "models/registry/TroubleRepository.h"
#include "models/rules/SwitchOffRule.h"
#include "models/texts/TroubleTexts.h"

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace std::chrono_literals;

namespace {

constexpr auto lookInterval = 10s;
/// An order follows what was written down of it sooner.
constexpr auto orderTime = 60s;
/// After a server has refused, or somebody else's operation was under way.
constexpr auto refusedPause = 1h;

} // namespace

SwitchOffKeeper::SwitchOffKeeper(RegistryEditor &editor, OperationRunner &operations, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_fleet(editor.memory().fleet)
    , m_operations(operations)
{
    m_timer.setInterval(lookInterval);
    connect(&m_timer, &QTimer::timeout, this, &SwitchOffKeeper::look);
    connect(&operations, &OperationRunner::operationChanged, this, &SwitchOffKeeper::handleEnd);
    connect(&operations, &OperationRunner::refused, this, [this](const Operation &operation) {
        if (operation.kind == OperationKind::Disable && m_ordered.remove(operation.stream)) {
            m_notBeforeMs.insert(operation.stream,
                                 m_editor.clock().nowMs() + std::chrono::milliseconds(refusedPause).count());
            forget({operation.stream});
        }
    });
}

void SwitchOffKeeper::handleEnd(const Operation &operation)
{
    const auto &all = m_fleet.troubles().switchedOff();
    const Stream *stream = isOpen(operation.state) ? nullptr : m_fleet.stream(operation.stream);
    if (!stream || !all.contains(stream->id))
        return;
    const bool isOurs = operation.kind == OperationKind::Disable && m_ordered.remove(stream->id);
    if (isOurs && !stream->isEnabled) {
        noteSwitchedOff(*stream, all.value(stream->id));
        return;
    }
    if (isOurs)
        m_notBeforeMs.insert(stream->id,
                             m_editor.clock().nowMs() + std::chrono::milliseconds(refusedPause).count());
    if (stream->isEnabled)
        forget({stream->id});
}

void SwitchOffKeeper::start()
{
    m_timer.start();
}

std::vector<StreamId> SwitchOffKeeper::switchedOffOn(const ServerId &server) const
{
    std::vector<StreamId> streams;
    const auto &all = m_fleet.troubles().switchedOff();
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        const Stream *stream = m_fleet.stream(it.key());
        if (stream && !stream->isEnabled && it->server == server)
            streams.push_back(it.key());
    }
    std::sort(streams.begin(), streams.end());
    return streams;
}

std::vector<StreamCommand> SwitchOffKeeper::enablingOf(const std::vector<StreamId> &streams) const
{
    std::vector<StreamCommand> commands;
    for (const StreamId &stream : streams) {
        StreamCommand command;
        command.kind = OperationKind::Enable;
        command.stream = stream;
        commands.push_back(std::move(command));
    }
    return commands;
}

void SwitchOffKeeper::look()
{
    forgetEnabled();
    for (const FleetServer &server : m_fleet.servers()) {
        if (server.server.switchesOff() && !server.isStale() && server.snapshot &&
            server.capabilities().testFlag(Capability::SwitchOff) && !m_writing.contains(server.server.id))
            switchOff(server);
    }
}

void SwitchOffKeeper::forgetEnabled()
{
    // A young one may be of a console that is about to give its order.
    const qint64 oldMs = m_editor.clock().nowMs() - std::chrono::milliseconds(orderTime).count();
    std::vector<StreamId> over;
    const auto &all = m_fleet.troubles().switchedOff();
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        const int row = m_fleet.rowOf(it.key());
        if (row < 0 || (it->atMs < oldMs && m_fleet.row(row).isEnabled && !m_fleet.row(row).pending))
            over.push_back(it.key());
    }
    if (!over.empty())
        forget(over);
}

void SwitchOffKeeper::forget(const std::vector<StreamId> &streams)
{
    RegistryEdit edit;
    edit.write = [streams](RegistryDatabase &database) {
        return TroubleRepository(database).removeSwitchedOff(streams);
    };
    edit.remember = [this, streams] {
        for (const StreamId &stream : streams)
            m_fleet.troubles().removeSwitchedOff(stream);
    };
    m_editor.apply(std::move(edit), this, {}); // what could not be written is told by the session
}

void SwitchOffKeeper::switchOff(const FleetServer &server)
{
    const qint64 nowMs = m_editor.clock().nowMs();
    const int own = m_fleet.serverIndex(server.server.id);
    const auto &all = m_fleet.troubles().switchedOff();
    std::vector<SwitchOffCandidate> candidates;
    int streams = 0;
    int alreadyOff = 0;
    for (const int index : server.rows) {
        const FleetRow &row = m_fleet.row(index);
        if (!row.isManaged() || row.mainServer != own)
            continue;
        ++streams;
        if (all.contains(row.id)) {
            if (row.isEnabled || row.pending)
                return; // its order is under way
            ++alreadyOff;
        }
        if (!row.isEnabled || row.pending || row.characteristic != Characteristic::Problematic ||
            m_notBeforeMs.value(row.id) > nowMs)
            continue;
        const TroubleVerdict verdict = m_fleet.troubleOf(row, nowMs);
        if (verdict.characteristic == Characteristic::Problematic)
            candidates.push_back({row.id, verdict.reconnects, verdict.limit});
    }
    const auto next = nextToSwitchOff(candidates, streams, alreadyOff);
    const Stream *stream = next ? m_fleet.stream(*next) : nullptr;
    if (!stream)
        return;
    const TroubleVerdict verdict = m_fleet.troubleOf(m_fleet.row(m_fleet.rowOf(*next)), nowMs);
    order(*stream, texts::switchedOffBecause(verdict.reconnects, verdict.windowMinutes));
}

void SwitchOffKeeper::order(const Stream &stream, const QString &reason)
{
    const StreamId id = stream.id;
    const SwitchedOff off{stream.mainServer, m_editor.clock().nowMs(), reason};
    RegistryEdit edit;
    edit.write = [id, off](RegistryDatabase &database) {
        return TroubleRepository(database).addSwitchedOff(id, off);
    };
    edit.remember = [this, id, off] { m_fleet.troubles().addSwitchedOff(id, off); };
    m_writing.insert(off.server);
    m_editor.apply(std::move(edit), this, [this, id, off](const VoidResult &written) {
        m_writing.remove(off.server);
        if (!written)
            return; // somebody else's console was first
        StreamCommand command;
        command.kind = OperationKind::Disable;
        command.stream = id;
        command.wanted.reason = off.reason;
        m_ordered.insert(id);
        m_operations.start({command});
    });
}

void SwitchOffKeeper::noteSwitchedOff(const Stream &stream, const SwitchedOff &off)
{
    const qint64 nowMs = m_editor.clock().nowMs();
    m_fleet.troubles().add(stream.id, {{nowMs, 0, TroubleKind::SwitchedOff}}, nowMs);
    Event event;
    event.type = EventType::SwitchedOff;
    event.atMs = nowMs;
    event.camera = stream.camera;
    event.stream = stream.id;
    event.server = stream.mainServer;
    event.serverName = m_fleet.serverName(stream.mainServer);
    const Camera *camera = m_fleet.camera(stream.camera);
    event.subject = journalName(camera ? camera->name : QString(), stream.quality);
    event.detail = off.reason;
    event.author = auditAuthor();
    RegistryEdit edit;
    edit.write = [event](RegistryDatabase &database) { return EventRepository(database).add({event}); };
    m_editor.apply(std::move(edit), this, {});
}

} // namespace streamkeeper
