#include "models/rules/StatusStrip.h"

#include <algorithm>

namespace streamkeeper {

namespace {

/// What is left of a period without the spans, which are in their order.
void appendKnown(std::vector<TroublePeriod> &known, TroublePeriod period,
                 const std::vector<TimeSpan> &unknown)
{
    for (const TimeSpan &span : unknown) {
        if (span.untilMs <= period.fromMs)
            continue;
        if (span.fromMs > period.untilMs || (span.fromMs == period.untilMs && span.fromMs > period.fromMs))
            break;
        if (span.fromMs > period.fromMs)
            known.push_back({period.fromMs, span.fromMs, period.isOff});
        if (span.untilMs >= period.untilMs)
            return;
        period.fromMs = span.untilMs;
    }
    known.push_back(period);
}

} // namespace

std::vector<TimeSpan> joined(std::vector<TimeSpan> spans, TimeSpan within)
{
    std::ranges::sort(spans, {}, &TimeSpan::fromMs);
    std::vector<TimeSpan> found;
    for (TimeSpan span : spans) {
        span.fromMs = std::max(span.fromMs, within.fromMs);
        span.untilMs = std::min(span.untilMs, within.untilMs);
        if (span.fromMs >= span.untilMs)
            continue;
        if (!found.empty() && span.fromMs <= found.back().untilMs)
            found.back().untilMs = std::max(found.back().untilMs, span.untilMs);
        else
            found.push_back(span);
    }
    return found;
}

StatusStrip stripOf(const TroubleHistory &history, std::vector<TimeSpan> unknown, TimeSpan shown,
                    bool isOffNow)
{
    StatusStrip strip{shown.fromMs, shown.untilMs, {}, {}, joined(std::move(unknown), shown)};
    for (const TroublePeriod &period : trouble::periods(history, shown.fromMs, shown.untilMs, isOffNow))
        appendKnown(strip.periods, period, strip.unknown);
    strip.reconnects = trouble::reconnects(history, shown.fromMs, shown.untilMs);
    return strip;
}

} // namespace streamkeeper
