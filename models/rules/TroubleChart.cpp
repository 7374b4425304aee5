#include "models/rules/TroubleChart.h"

#include <algorithm>
#include <optional>

namespace streamkeeper::trouble {

namespace {

bool isWithin(const TroubleEvent &event, qint64 fromMs, qint64 untilMs)
{
    return event.atMs >= fromMs && event.atMs < untilMs;
}

void append(std::vector<TroublePeriod> &found, TroublePeriod period, qint64 fromMs, qint64 untilMs)
{
    period.fromMs = std::max(period.fromMs, fromMs);
    period.untilMs = std::min(period.untilMs, untilMs);
    if (period.fromMs <= period.untilMs && period.fromMs < untilMs)
        found.push_back(period);
}

} // namespace

std::vector<TroublePeriod> periods(const TroubleHistory &history, qint64 fromMs, qint64 untilMs,
                                   bool isOffNow)
{
    std::vector<TroublePeriod> found;
    std::optional<TroublePeriod> open;
    const auto close = [&](qint64 atMs) {
        if (open)
            append(found, {open->fromMs, open->isOff ? open->fromMs : atMs, open->isOff}, fromMs, untilMs);
        open.reset();
    };
    for (const TroubleEvent &event : history) {
        if (event.kind == TroubleKind::Reconnects)
            continue;
        if (event.kind == TroubleKind::Lost && open && !open->isOff)
            continue; // a poll that told it again
        close(event.atMs);
        if (event.kind != TroubleKind::Back)
            open = TroublePeriod{event.atMs, untilMs, event.kind == TroubleKind::SwitchedOff};
    }
    if (open && open->isOff && !isOffNow)
        close(untilMs);
    else if (open)
        append(found, *open, fromMs, untilMs);
    return found;
}

std::vector<qint64> reconnects(const TroubleHistory &history, qint64 fromMs, qint64 untilMs)
{
    std::vector<qint64> moments;
    for (const TroubleEvent &event : history) {
        if (event.kind == TroubleKind::Reconnects && isWithin(event, fromMs, untilMs))
            moments.push_back(event.atMs);
    }
    return moments;
}

std::vector<int> reconnectsByPart(const TroubleHistory &history, qint64 fromMs, qint64 untilMs, int count)
{
    std::vector<int> parts(size_t(count), 0);
    for (const TroubleEvent &event : history) {
        if (event.kind == TroubleKind::Reconnects && isWithin(event, fromMs, untilMs))
            parts[size_t((event.atMs - fromMs) * count / (untilMs - fromMs))] += event.count;
    }
    return parts;
}

TroubleSums sums(const TroubleHistory &history, qint64 fromMs, qint64 untilMs, bool isOffNow)
{
    TroubleSums sums;
    for (const TroubleEvent &event : history) {
        if (isWithin(event, fromMs, untilMs)) {
            sums.losses += event.kind == TroubleKind::Lost ? 1 : 0;
            sums.reconnects += event.count;
        }
    }
    for (const TroublePeriod &period : periods(history, fromMs, untilMs, isOffNow)) {
        sums.lostMs += period.untilMs - period.fromMs;
        sums.longestMs = std::max(sums.longestMs, period.untilMs - period.fromMs);
    }
    return sums;
}

} // namespace streamkeeper::trouble
