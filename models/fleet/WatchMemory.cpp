#include "models/fleet/WatchMemory.h"

#include <algorithm>

namespace streamkeeper {

void WatchMemory::mark(Hours &hours, qint64 fromMs, qint64 untilMs)
{
    for (qint64 minute = fromMs / minuteMs; minute <= untilMs / minuteMs; ++minute)
        hours[minute / 60] |= quint64(1) << (minute % 60);
}

void WatchMemory::noteHeard(const ServerId &server, qint64 atMs)
{
    Server &known = m_servers[server];
    const bool isUnbroken = known.lastMs > 0 && atMs >= known.lastMs && atMs - known.lastMs <= bridgeMs;
    if (!isUnbroken && atMs > known.lastMs)
        known.unbrokenSinceMs = atMs;
    mark(known.hours, isUnbroken ? known.lastMs : atMs, atMs);
    known.lastMs = std::max(known.lastMs, atMs);
    while (known.hours.firstKey() <= atMs / hourMs - keptHours)
        known.hours.erase(known.hours.begin());
}

void WatchMemory::restore(const QHash<ServerId, Hours> &heard)
{
    for (auto it = heard.cbegin(); it != heard.cend(); ++it) {
        Server &known = m_servers[it.key()];
        for (auto hour = it->cbegin(); hour != it->cend(); ++hour)
            known.hours[hour.key()] |= hour.value();
        reckon(known);
    }
}

void WatchMemory::reckon(Server &server)
{
    qint64 beginMs = 0;
    qint64 endMs = 0;
    for (auto hour = server.hours.cbegin(); hour != server.hours.cend(); ++hour) {
        for (int minute = 0; minute < 60; ++minute) {
            if (!(hour.value() >> minute & 1))
                continue;
            const qint64 atMs = hour.key() * hourMs + minute * minuteMs;
            if (beginMs == 0 || atMs - endMs >= bridgeMs)
                beginMs = atMs;
            endMs = atMs + minuteMs;
        }
    }
    server.unbrokenSinceMs = beginMs;
    server.lastMs = std::max(server.lastMs, endMs > 0 ? endMs - 1 : 0);
}

qint64 WatchMemory::unbrokenSinceMs(const ServerId &server) const
{
    const auto known = m_servers.constFind(server);
    return known == m_servers.cend() ? 0 : known->unbrokenSinceMs;
}

std::vector<TimeSpan> WatchMemory::unheard(const ServerId &server, TimeSpan within) const
{
    const auto known = m_servers.constFind(server);
    if (known == m_servers.cend())
        return joined({within}, within);
    std::vector<TimeSpan> spans;
    qint64 heardUntilMs = within.fromMs;
    const auto first = known->hours.lowerBound(within.fromMs / hourMs);
    for (auto hour = first; hour != known->hours.cend() && hour.key() * hourMs < within.untilMs; ++hour) {
        for (int minute = 0; minute < 60; ++minute) {
            if (!(hour.value() >> minute & 1))
                continue;
            const qint64 atMs = hour.key() * hourMs + minute * minuteMs;
            if (atMs > heardUntilMs)
                spans.push_back({heardUntilMs, atMs});
            heardUntilMs = std::max(heardUntilMs, atMs + minuteMs);
        }
    }
    if (within.untilMs - heardUntilMs > bridgeMs)
        spans.push_back({heardUntilMs, within.untilMs});
    return joined(std::move(spans), within);
}

} // namespace streamkeeper
