#include "models/rules/ArchivePlayback.h"

#include "models/rules/ArchiveCoverage.h"

#include <algorithm>
#include <limits>

namespace streamkeeper {

namespace {

/// Sooner after the start of a period, "previous" means the one before it.
constexpr qint64 justBegunMs = 3'000;

using Coverage = std::vector<RecordedPeriod>;

/// The period that holds the moment, or the first one after it.
Coverage::const_iterator periodFrom(const Coverage &coverage, qint64 momentMs)
{
    return std::ranges::find_if(coverage,
                                [&](const RecordedPeriod &period) { return momentMs < period.untilMs; });
}

qint64 stepForward(const Coverage &coverage, qint64 momentMs, qint64 stepMs)
{
    for (auto period = periodFrom(coverage, momentMs); period != coverage.end(); ++period) {
        momentMs = std::max(momentMs, period->fromMs);
        if (momentMs + stepMs < period->untilMs)
            return momentMs + stepMs;
        stepMs -= period->untilMs - momentMs;
    }
    return coverage.back().untilMs;
}

qint64 stepBack(const Coverage &coverage, qint64 momentMs, qint64 stepMs)
{
    for (auto period = coverage.rbegin(); period != coverage.rend(); ++period) {
        if (period->fromMs >= momentMs)
            continue;
        momentMs = std::min(momentMs, period->untilMs);
        if (momentMs - stepMs >= period->fromMs)
            return momentMs - stepMs;
        stepMs -= momentMs - period->fromMs;
    }
    return coverage.front().fromMs;
}

} // namespace

std::optional<qint64> recordedMomentFrom(const Coverage &coverage, qint64 momentMs)
{
    const auto period = periodFrom(coverage, momentMs);
    if (period == coverage.end())
        return {};
    return std::max(momentMs, period->fromMs);
}

qint64 stepInRecordings(const Coverage &coverage, qint64 momentMs, qint64 stepMs)
{
    if (coverage.empty())
        return momentMs + stepMs;
    return stepMs < 0 ? stepBack(coverage, momentMs, -stepMs) : stepForward(coverage, momentMs, stepMs);
}

std::optional<qint64> startAfterNextGap(const Coverage &coverage, qint64 momentMs)
{
    const auto next = std::ranges::upper_bound(coverage, momentMs, {}, &RecordedPeriod::fromMs);
    if (next == coverage.end())
        return {};
    return next->fromMs;
}

std::optional<qint64> startAfterPreviousGap(const Coverage &coverage, qint64 momentMs)
{
    const auto isBefore = [&](const RecordedPeriod &period) {
        return period.fromMs + justBegunMs < momentMs;
    };
    const auto found = std::find_if(coverage.rbegin(), coverage.rend(), isBefore);
    if (found != coverage.rend())
        return found->fromMs;
    if (coverage.empty() || coverage.front().fromMs >= momentMs)
        return {};
    return coverage.front().fromMs;
}

ArchiveMap::ArchiveMap(std::vector<ArchiveHolder> index, const ServerId &main)
    : m_index(std::move(index))
{
    std::erase_if(m_index, [](const ArchiveHolder &holder) {
        return holder.untilMs && *holder.untilMs <= holder.fromMs;
    });
    std::ranges::stable_sort(m_index, {}, &ArchiveHolder::fromMs);
    const auto lastOf = [&](const ServerId &server) {
        qint64 last = std::numeric_limits<qint64>::min();
        for (const ArchiveHolder &holder : m_index) {
            if (holder.server == server)
                last = std::max(last, holder.untilMs.value_or(std::numeric_limits<qint64>::max()));
        }
        return last;
    };
    for (const ArchiveHolder &holder : m_index) {
        if (std::ranges::find(m_servers, holder.server) == m_servers.end())
            m_servers.push_back(holder.server);
    }
    std::ranges::stable_sort(m_servers, [&](const ServerId &left, const ServerId &right) {
        if ((left == main) != (right == main))
            return left == main;
        return lastOf(left) > lastOf(right);
    });
}

ArchiveMap ArchiveMap::without(const QSet<ServerId> &servers) const
{
    ArchiveMap rest = *this;
    std::erase_if(rest.m_index, [&](const ArchiveHolder &holder) { return servers.contains(holder.server); });
    std::erase_if(rest.m_servers, [&](const ServerId &server) { return servers.contains(server); });
    return rest;
}

bool ArchiveMap::isOpen() const
{
    return std::ranges::any_of(m_index, [](const ArchiveHolder &holder) { return !holder.untilMs; });
}

std::vector<RecordedPeriod> ArchiveMap::coverage(qint64 nowMs) const
{
    return coverageOf(m_index, nowMs);
}

/// What follows on the same server within the tolerance belongs to it: segments are cut at key frames. Not
/// where each period is asked for by its own name: such a server stops at its end.
ArchivePlace ArchiveMap::placeIn(const ArchiveHolder &holder, qint64 momentMs, qint64 nowMs) const
{
    ArchivePlace place{holder.server,
                       holder.remoteName,
                       holder.untilMs.value_or(nowMs),
                       !holder.untilMs,
                       std::max(momentMs, holder.fromMs),
                       {holder.fromMs, holder.untilMs.value_or(nowMs), holder.toldStart}};
    if (!holder.toldStart.isEmpty())
        return place;
    for (const ArchiveHolder &next : m_index) {
        const bool isSame = next.server == holder.server && next.remoteName == holder.remoteName;
        if (!isSame || next.fromMs < holder.fromMs || next.fromMs > place.untilMs + gapToleranceMs)
            continue;
        place.untilMs = std::max(place.untilMs, next.untilMs.value_or(nowMs));
        place.isOpen = place.isOpen || !next.untilMs;
    }
    return place;
}

std::optional<ArchivePlace> ArchiveMap::placeAt(qint64 momentMs, qint64 nowMs,
                                                const QSet<ServerId> &unusable) const
{
    // First who holds the moment itself, then who begins so soon after it that it is no gap.
    for (const qint64 toleranceMs : {qint64(0), gapToleranceMs}) {
        for (const ServerId &server : m_servers) {
            if (unusable.contains(server))
                continue;
            const auto found = std::ranges::find_if(m_index, [&](const ArchiveHolder &holder) {
                return holder.server == server && holder.fromMs <= momentMs + toleranceMs &&
                       momentMs < holder.untilMs.value_or(nowMs);
            });
            if (found != m_index.end())
                return placeIn(*found, momentMs, nowMs);
        }
    }
    return {};
}

} // namespace streamkeeper
