#include "app/session/AlarmKeeper.h"

#include "app/operations/AuditEntry.h"
#include "app/sharing/Sharing.h"
#include "models/fleet/TroublePlaces.h"
#include "models/registry/AlarmRepository.h"
#include "models/rules/TroubleRule.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace streamkeeper {

using namespace std::chrono_literals;

namespace {

constexpr auto alarmPace = 5s;
constexpr auto linkPace = 60s;
/// As far back as causes are looked for.
constexpr qint64 causesMs = 12 * 3'600'000LL;
/// Alarms that are over and seen.
constexpr qint64 keptMs = 30 * 24 * 3'600'000LL;

} // namespace

AlarmKeeper::AlarmKeeper(RegistryEditor &editor, Sharing &sharing, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_sharing(sharing)
{
    m_timer.setInterval(alarmPace);
    m_linkTimer.setInterval(linkPace);
    connect(&m_timer, &QTimer::timeout, this, &AlarmKeeper::look);
    connect(&m_linkTimer, &QTimer::timeout, this, &AlarmKeeper::readLinks);
    connect(&m_sharing, &Sharing::linksChanged, this, [this] {
        if (m_linkTimer.isActive())
            readLinks();
    });
}

void AlarmKeeper::start()
{
    m_timer.start();
    m_linkTimer.start();
    readLinks();
}

void AlarmKeeper::readLinks()
{
    m_sharing.readLinks(this, [this](Result<std::vector<ShareLink>> links) {
        if (links)
            m_links = std::move(*links);
        m_hasLinks = m_hasLinks || links;
    });
}

void AlarmKeeper::set(std::vector<Alarm> alarms, const AlarmPolicy &policy)
{
    m_policy = policy;
    const std::vector<Alarm> before = std::exchange(m_alarms, std::move(alarms));
    const bool wasLoaded = std::exchange(m_isLoaded, true);
    if (before == m_alarms)
        return;
    Q_EMIT changed();
    for (const Alarm &alarm : m_alarms) {
        const bool isKnown =
            std::ranges::any_of(before, [&](const Alarm &other) { return other.isSameAs(alarm); });
        if (wasLoaded && !isKnown && alarm.endMs == 0 && alarm.isNew())
            Q_EMIT raised(alarm);
    }
}

int AlarmKeeper::newCount() const
{
    return int(std::ranges::count_if(m_alarms, &Alarm::isNew));
}

std::vector<AlarmFacts::Loss> AlarmKeeper::losses(qint64 nowMs) const
{
    const FleetState &fleet = m_editor.memory().fleet;
    std::vector<AlarmFacts::Loss> losses;
    const TroubleMemory::Histories &histories = fleet.troubles().all();
    for (auto it = histories.cbegin(); it != histories.cend(); ++it) {
        const int row = isLost(*it) ? fleet.rowOf(it.key()) : -1;
        if (row < 0 || fleet.row(row).mainServer < 0 || !fleet.row(row).isEnabled ||
            isSilenced(fleet.troubles().markOf(it.key()), nowMs))
            continue;
        const auto last = std::ranges::find(it->rbegin(), it->rend(), TroubleKind::Lost, &TroubleEvent::kind);
        losses.push_back(
            {it.key(), fleet.servers()[size_t(fleet.row(row).mainServer)].server.id, last->atMs});
    }
    std::ranges::sort(losses, {},
                      [](const AlarmFacts::Loss &loss) { return std::pair(loss.atMs, loss.stream.uuid()); });
    return losses;
}

qint64 AlarmKeeper::downSince(const FleetServer &server, qint64 nowMs)
{
    // A token that cannot be unsealed says nothing of the server.
    const auto &failure = server.failure ? server.failure : server.earlierFailure;
    if (!failure || failure->error.category == ErrorCategory::Secret) {
        m_failingSince.remove(server.server.id);
        return 0;
    }
    if (server.snapshot)
        return server.snapshot->polledAtMs;
    const auto known = m_failingSince.constFind(server.server.id);
    return known != m_failingSince.cend() ? *known : *m_failingSince.insert(server.server.id, nowMs);
}

void AlarmKeeper::findCauses(const std::vector<AlarmFacts::Loss> &losses, qint64 nowMs)
{
    // Looking at all streams is dear, and tells nothing new while nothing was lost.
    if (losses == m_explained)
        return;
    m_explained = losses;
    m_causes.clear();
    if (int(losses.size()) < RootCauseRule().leastLost)
        return;
    TroublePlaces places =
        troublePlaces(m_editor.memory().fleet, m_editor.memory().devices, nowMs - causesMs);
    for (RootCause &cause : rootCausesOf(places.places, std::move(places.losses))) {
        const QString name = causeName(cause, m_editor.memory().fleet, m_editor.memory().clusters);
        m_causes.push_back({std::move(cause), name});
    }
}

void AlarmKeeper::look()
{
    if (m_isWriting || !m_isLoaded || !m_hasLinks)
        return;
    const qint64 nowMs = m_editor.clock().nowMs();
    AlarmFacts facts;
    for (const FleetServer &server : m_editor.memory().fleet.servers())
        facts.servers.push_back({server.server.id, server.server.name, downSince(server, nowMs),
                                 server.snapshot ? &server.snapshot->load.storages : nullptr});
    facts.losses = losses(nowMs);
    findCauses(facts.losses, nowMs);
    facts.causes = m_causes;
    facts.links = m_links;
    const AlarmChanges changes =
        changesOfAlarms(m_alarms, alarmsNow(facts, m_policy, m_alarms, nowMs), nowMs);
    if (!changes.begun.empty() || !changes.changed.empty())
        take(changes);
}

void AlarmKeeper::take(const AlarmChanges &changes)
{
    RegistryEdit edit;
    edit.write = [changes, oldestMs = m_editor.clock().nowMs() - keptMs](RegistryDatabase &database) {
        AlarmRepository alarms(database);
        if (auto done = alarms.begin(changes.begun); !done)
            return done;
        if (auto done = alarms.update(changes.changed); !done)
            return done;
        return alarms.prune(oldestMs);
    };
    edit.remember = [this, changes] { remember(changes); };
    m_isWriting = true;
    m_editor.apply(std::move(edit), this, [this](const VoidResult &result) {
        m_isWriting = false;
        if (!result)
            m_editor.tellFailure(result.error());
    });
}

void AlarmKeeper::remember(const AlarmChanges &changes)
{
    for (Alarm &alarm : m_alarms) {
        const auto found =
            std::ranges::find_if(changes.changed, [&](const Alarm &other) { return other.isSameAs(alarm); });
        if (found != changes.changed.end())
            std::tie(alarm.count, alarm.total, alarm.endMs) =
                std::tie(found->count, found->total, found->endMs);
    }
    m_alarms.insert(m_alarms.begin(), changes.begun.begin(), changes.begun.end());
    std::ranges::stable_sort(m_alarms, std::ranges::greater(), &Alarm::atMs);
    Q_EMIT changed();
    for (const Alarm &alarm : changes.begun)
        Q_EMIT raised(alarm);
}

void AlarmKeeper::markSeen(const std::vector<Alarm> &alarms, QObject *context,
                           RegistryEditor::Done<void> done)
{
    const QString by = auditAuthor();
    const qint64 nowMs = m_editor.clock().nowMs();
    RegistryEdit edit;
    edit.write = [alarms, by, nowMs](RegistryDatabase &database) {
        return AlarmRepository(database).markSeen(alarms, by, nowMs);
    };
    edit.remember = [this, alarms, by, nowMs] {
        for (Alarm &alarm : m_alarms) {
            const bool isMeant =
                std::ranges::any_of(alarms, [&](const Alarm &other) { return other.isSameAs(alarm); });
            if (isMeant && alarm.isNew())
                std::tie(alarm.seenBy, alarm.seenAtMs) = std::tie(by, nowMs);
        }
        Q_EMIT changed();
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

void AlarmKeeper::savePolicy(const AlarmPolicy &policy, QObject *context, RegistryEditor::Done<void> done)
{
    RegistryEdit edit;
    edit.entries = {auditEntry(OperationKind::EditAlarmRules, {})};
    edit.write = [policy](RegistryDatabase &database) { return AlarmRepository(database).setPolicy(policy); };
    edit.remember = [this, policy] { m_policy = policy; };
    m_editor.apply(std::move(edit), context, std::move(done));
}

} // namespace streamkeeper
