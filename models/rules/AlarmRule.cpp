#include "models/rules/AlarmRule.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;

Alarm alarmOf(AlarmKind kind, const QString &key, const QString &name, qint64 atMs)
{
    Alarm alarm;
    alarm.kind = kind;
    alarm.key = key;
    alarm.name = name;
    alarm.atMs = atMs;
    return alarm;
}

int percentOf(const ServerStorage &storage)
{
    return storage.totalBytes > 0 && storage.freeBytes >= 0
               ? int((storage.totalBytes - storage.freeBytes) * 100 / storage.totalBytes)
               : -1;
}

/// A disk that is written and pruned all the time would come and go.
constexpr int storageSlackPercent = 2;

bool isGoingOn(const std::vector<Alarm> &known, AlarmKind kind, const QString &key)
{
    return std::ranges::any_of(known, [&](const Alarm &alarm) {
        return alarm.kind == kind && alarm.key == key && alarm.endMs == 0;
    });
}

void addStorages(std::vector<Alarm> &alarms, const AlarmFacts::Server &server, int limit,
                 const std::vector<Alarm> &known, qint64 nowMs)
{
    if (!server.storages)
        return;
    for (const ServerStorage &storage : *server.storages) {
        const QString key = server.id.toString() + storage.mount;
        const int slack = isGoingOn(known, AlarmKind::StorageFull, key) ? storageSlackPercent : 0;
        if (const int percent = percentOf(storage); percent > limit - slack) {
            Alarm alarm = alarmOf(AlarmKind::StorageFull, key, server.name + u' ' + storage.mount, nowMs);
            alarm.count = percent;
            alarms.push_back(std::move(alarm));
        }
    }
}

void addServers(std::vector<Alarm> &alarms, const AlarmFacts &facts, const AlarmPolicy &policy,
                const std::vector<Alarm> &known, qint64 nowMs)
{
    for (const AlarmFacts::Server &server : facts.servers) {
        const bool isDown =
            server.downSinceMs > 0 && nowMs - server.downSinceMs >= policy.serverDownMinutes * minuteMs;
        if (policy.isServerDownOn && isDown)
            alarms.push_back(
                alarmOf(AlarmKind::ServerDown, server.id.toString(), server.name, server.downSinceMs));
        if (policy.isStorageOn && server.downSinceMs == 0)
            addStorages(alarms, server, policy.storagePercent, known, nowMs);
    }
}

/// Takes what a cause explains out of `losses`.
void addCauses(std::vector<Alarm> &alarms, const AlarmFacts &facts, std::vector<AlarmFacts::Loss> &losses)
{
    QSet<StreamId> lost;
    for (const AlarmFacts::Loss &loss : losses)
        lost.insert(loss.stream);
    for (const auto &[cause, name] : facts.causes) {
        // What has come back is over: a cause without losses of now is of the past.
        const auto still = std::ranges::count_if(
            cause.streams, [&](const StreamId &stream) { return lost.contains(stream); });
        if (still == 0)
            continue;
        const QSet<StreamId> explained(cause.streams.begin(), cause.streams.end());
        std::erase_if(losses, [&](const AlarmFacts::Loss &loss) { return explained.contains(loss.stream); });
        Alarm alarm =
            alarmOf(AlarmKind::RootCause, u"%1 %2"_s.arg(int(cause.kind)).arg(cause.key), name, cause.fromMs);
        alarm.count = cause.lost;
        alarm.total = cause.total;
        alarms.push_back(std::move(alarm));
    }
}

void addLosses(std::vector<Alarm> &alarms, std::vector<AlarmFacts::Loss> losses, const AlarmPolicy &policy,
               qint64 nowMs)
{
    std::erase_if(losses, [&](const AlarmFacts::Loss &loss) {
        return nowMs - loss.atMs > policy.lostMinutes * minuteMs;
    });
    if (int(losses.size()) < policy.lostCount)
        return;
    const auto first = std::ranges::min_element(losses, {}, &AlarmFacts::Loss::atMs);
    Alarm alarm = alarmOf(AlarmKind::StreamsLost, {}, {}, first->atMs);
    alarm.count = int(losses.size());
    alarms.push_back(std::move(alarm));
}

void addLinks(std::vector<Alarm> &alarms, const AlarmFacts &facts, const AlarmPolicy &policy, qint64 nowMs)
{
    for (const ShareLink &link : facts.links) {
        const bool isEnding = stateOf(link, nowMs) == ShareState::Valid && link.expiresAtMs &&
                              *link.expiresAtMs - nowMs <= policy.linkHours * hourMs;
        // One that was made for less is no surprise.
        if (isEnding && *link.expiresAtMs - link.createdAtMs > policy.linkHours * hourMs)
            alarms.push_back(alarmOf(AlarmKind::LinkEnding, link.id.toString(), link.target,
                                     *link.expiresAtMs - policy.linkHours * hourMs));
    }
}

bool isSameThing(const Alarm &one, const Alarm &other)
{
    return one.kind == other.kind && one.key == other.key;
}

} // namespace

std::vector<Alarm> alarmsNow(const AlarmFacts &facts, const AlarmPolicy &policy,
                             const std::vector<Alarm> &known, qint64 nowMs)
{
    std::vector<Alarm> alarms;
    addServers(alarms, facts, policy, known, nowMs);
    QSet<ServerId> down;
    for (const AlarmFacts::Server &server : facts.servers) {
        if (server.downSinceMs > 0)
            down.insert(server.id);
    }
    std::vector<AlarmFacts::Loss> losses = facts.losses;
    std::erase_if(losses, [&](const AlarmFacts::Loss &loss) { return down.contains(loss.server); });
    if (policy.isRootCauseOn)
        addCauses(alarms, facts, losses);
    if (policy.isStreamsLostOn)
        addLosses(alarms, std::move(losses), policy, nowMs);
    if (policy.isLinkEndingOn)
        addLinks(alarms, facts, policy, nowMs);
    return alarms;
}

AlarmChanges changesOfAlarms(const std::vector<Alarm> &known, std::vector<Alarm> now, qint64 nowMs)
{
    AlarmChanges changes;
    for (const Alarm &alarm : known) {
        if (alarm.endMs != 0)
            continue;
        const auto found =
            std::ranges::find_if(now, [&](const Alarm &other) { return isSameThing(alarm, other); });
        Alarm changed = alarm;
        if (found == now.end()) {
            changed.endMs = nowMs;
        } else {
            changed.count = std::max(alarm.count, found->count);
            changed.total = found->total;
            now.erase(found);
        }
        if (changed != alarm)
            changes.changed.push_back(std::move(changed));
    }
    changes.begun = std::move(now);
    return changes;
}

bool isQuietTime(int minuteOfDay, int fromMinute, int untilMinute)
{
    if (fromMinute <= untilMinute)
        return minuteOfDay >= fromMinute && minuteOfDay < untilMinute;
    return minuteOfDay >= fromMinute || minuteOfDay < untilMinute;
}

} // namespace streamkeeper
