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

} // namespace

SwitchOffKeeper::SwitchOffKeeper(RegistryEditor &editor, OperationRunner &operations, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_fleet(editor.memory().fleet)
    , m_operations(operations)
{
    m_timer.setInterval(lookInterval);
    connect(&m_timer, &QTimer::timeout, this, &SwitchOffKeeper::look);
    connect(&operations, &OperationRunner::operationChanged, this, [this](const Operation &operation) {
        const Stream *stream = isOpen(operation.state) ? nullptr : m_fleet.stream(operation.stream);
        if (!stream || !m_fleet.troubles().switchedOff().contains(stream->id))
            return;
        const bool wasEnabled = operation.kind != OperationKind::Disable && stream->isEnabled;
        const bool isRefused = operation.kind == OperationKind::Disable && stream->isEnabled;
        if (wasEnabled || isRefused)
            forget({stream->id});
    });
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
    if (m_isWriting)
        return;
    forgetEnabled();
    for (const FleetServer &server : m_fleet.servers()) {
        if (m_isWriting)
            return; // one at a time: what is in memory is what the next one is judged by
        if (server.server.switchesOff() && !server.isStale() && server.snapshot &&
            server.capabilities().testFlag(Capability::SwitchOff))
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
    m_isWriting = true;
    m_editor.apply(std::move(edit), this, [this](const VoidResult &) { m_isWriting = false; });
}

void SwitchOffKeeper::switchOff(const FleetServer &server)
{
    const qint64 nowMs = m_editor.clock().nowMs();
    const int own = m_fleet.serverIndex(server.server.id);
    std::vector<SwitchOffCandidate> candidates;
    int streams = 0;
    for (const int index : server.rows) {
        const FleetRow &row = m_fleet.row(index);
        if (!row.isManaged() || row.mainServer != own)
            continue;
        ++streams;
        if (!row.isEnabled || row.pending || row.characteristic != Characteristic::Problematic)
            continue;
        const TroubleVerdict verdict = m_fleet.troubleOf(row, nowMs);
        if (verdict.characteristic == Characteristic::Problematic)
            candidates.push_back({row.id, verdict.reconnects, verdict.limit});
    }
    const int alreadyOff = int(switchedOffOn(server.server.id).size());
    const auto next = nextToSwitchOff(candidates, streams, alreadyOff);
    if (!next)
        return;
    const TroubleVerdict verdict = m_fleet.troubleOf(m_fleet.row(m_fleet.rowOf(*next)), nowMs);
    order(*next, texts::switchedOffBecause(verdict.reconnects, verdict.windowMinutes));
}

void SwitchOffKeeper::order(const StreamId &id, const QString &reason)
{
    const Stream *stream = m_fleet.stream(id);
    if (!stream)
        return;
    const qint64 nowMs = m_editor.clock().nowMs();
    const SwitchedOff off{stream->mainServer, nowMs, reason};
    Event event;
    event.type = EventType::SwitchedOff;
    event.atMs = nowMs;
    event.camera = stream->camera;
    event.stream = id;
    event.server = stream->mainServer;
    event.serverName = m_fleet.serverName(stream->mainServer);
    const Camera *camera = m_fleet.camera(stream->camera);
    event.subject = journalName(camera ? camera->name : QString(), stream->quality);
    event.detail = reason;
    event.author = auditAuthor();
    RegistryEdit edit;
    edit.write = [id, off, event](RegistryDatabase &database) -> VoidResult {
        if (auto added = TroubleRepository(database).addSwitchedOff(id, off); !added)
            return added;
        return EventRepository(database).add({event});
    };
    edit.remember = [this, id, off, nowMs] {
        m_fleet.troubles().addSwitchedOff(id, off);
        m_fleet.troubles().add(id, {{nowMs, 0, TroubleKind::SwitchedOff}}, nowMs);
    };
    m_isWriting = true;
    m_editor.apply(std::move(edit), this, [this, id, reason](const VoidResult &written) {
        m_isWriting = false;
        if (!written)
            return; // somebody else's console was first
        StreamCommand command;
        command.kind = OperationKind::Disable;
        command.stream = id;
        command.wanted.reason = reason;
        m_operations.start({command});
    });
}

} // namespace streamkeeper
