#include "models/rules/ArchiveCoverage.h"

#include <algorithm>

namespace streamkeeper {

std::vector<RecordedPeriod> coverageOf(std::vector<RecordedPeriod> periods)
{
    std::erase_if(periods, [](const RecordedPeriod &period) { return period.untilMs <= period.fromMs; });
    std::ranges::sort(periods, {}, &RecordedPeriod::fromMs);
    std::vector<RecordedPeriod> coverage;
    for (const RecordedPeriod &period : periods) {
        if (!coverage.empty() && period.fromMs <= coverage.back().untilMs + gapToleranceMs)
            coverage.back().untilMs = std::max(coverage.back().untilMs, period.untilMs);
        else
            coverage.push_back(period);
    }
    return coverage;
}

std::vector<RecordedPeriod> coverageOf(const std::vector<ArchiveHolder> &index, qint64 nowMs)
{
    std::vector<RecordedPeriod> periods;
    periods.reserve(index.size());
    for (const ArchiveHolder &holder : index)
        periods.push_back({holder.fromMs, holder.untilMs.value_or(nowMs)});
    return coverageOf(std::move(periods));
}

std::vector<RecordedPeriod> gapsIn(const std::vector<RecordedPeriod> &coverage)
{
    std::vector<RecordedPeriod> gaps;
    for (size_t i = 1; i < coverage.size(); ++i)
        gaps.push_back({coverage[i - 1].untilMs, coverage[i].fromMs});
    return gaps;
}

std::vector<RecordedPeriod> gapsWithin(const std::vector<RecordedPeriod> &coverage,
                                       const RecordedPeriod &period)
{
    std::vector<RecordedPeriod> edged{{period.fromMs, period.fromMs}};
    edged.insert(edged.end(), coverage.begin(), coverage.end());
    edged.push_back({period.untilMs, period.untilMs});
    std::vector<RecordedPeriod> gaps = gapsIn(edged);
    std::erase_if(gaps, [](const RecordedPeriod &gap) { return gap.untilMs - gap.fromMs <= gapToleranceMs; });
    return gaps;
}

CoverageChange compareCoverage(const std::vector<RecordedPeriod> &before,
                               const std::vector<RecordedPeriod> &after)
{
    const auto gapsBefore = gapsIn(before);
    const auto gapsAfter = gapsIn(after);
    const auto overlapsAny = [](const RecordedPeriod &gap, const std::vector<RecordedPeriod> &others) {
        // They come in order, and a server may tell very many.
        const auto next = std::ranges::upper_bound(others, gap.fromMs, {}, &RecordedPeriod::untilMs);
        return next != others.end() && next->fromMs < gap.untilMs;
    };
    const auto isHealed = [&](const RecordedPeriod &gap) {
        const bool isInside =
            !after.empty() && after.front().fromMs <= gap.fromMs && gap.untilMs <= after.back().untilMs;
        return isInside && !overlapsAny(gap, gapsAfter);
    };
    CoverageChange change;
    change.gapsBefore = int(gapsBefore.size());
    change.gapsAfter = int(gapsAfter.size());
    change.healed = int(std::ranges::count_if(gapsBefore, isHealed));
    change.found = int(std::ranges::count_if(
        gapsAfter, [&](const RecordedPeriod &gap) { return !overlapsAny(gap, gapsBefore); }));
    return change;
}

} // namespace streamkeeper
