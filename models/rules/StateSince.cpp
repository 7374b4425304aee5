#include "models/rules/StateSince.h"

#include "models/rules/TroubleRule.h"

#include <algorithm>

namespace streamkeeper {

namespace {

qint64 lastOf(const TroubleHistory &history, TroubleKind kind)
{
    const auto found = std::ranges::find(history.rbegin(), history.rend(), kind, &TroubleEvent::kind);
    return found == history.rend() ? 0 : found->atMs;
}

/// The first loss of those that end the history: polls may tell one twice.
qint64 beginOfLoss(const TroubleHistory &history)
{
    qint64 beginMs = 0;
    for (auto it = history.rbegin(); it != history.rend() && it->kind != TroubleKind::Back; ++it) {
        if (it->kind == TroubleKind::Lost)
            beginMs = it->atMs;
    }
    return beginMs;
}

qint64 believed(qint64 atMs, const StateFacts &facts)
{
    return atMs > 0 && atMs <= facts.untilMs ? atMs : 0;
}

StateSince seenFrom(const StateFacts &facts, qint64 exactMs)
{
    if (exactMs > 0)
        return {exactMs, false};
    return {facts.seenSinceMs, facts.seenSinceMs > 0};
}

StateSince activeSince(const StateFacts &facts)
{
    // A restart of ours is no loss of the history, but a new capture; the latest of all is the truth.
    const qint64 exactMs = std::max(
        {believed(facts.sourceStartMs, facts), facts.changedAtMs, lastOf(facts.history, TroubleKind::Back)});
    if (exactMs > 0 || facts.keptSinceMs <= 0)
        return seenFrom(facts, exactMs);
    // Whoever was heard all the time, and of whom no loss is written down, was up all the time.
    const qint64 atLeastMs =
        facts.seenSinceMs > 0 ? std::min(facts.seenSinceMs, facts.keptSinceMs) : facts.keptSinceMs;
    return {atLeastMs, true};
}

} // namespace

StateSince stateSince(const StateFacts &facts)
{
    if (facts.isOff)
        return seenFrom(facts, std::max(facts.changedAtMs, lastOf(facts.history, TroubleKind::SwitchedOff)));
    switch (facts.status) {
    case StreamStatus::Active:
        return activeSince(facts);
    case StreamStatus::Inactive:
        if (isLost(facts.history))
            return {beginOfLoss(facts.history), false};
        if (const qint64 toldMs = believed(facts.lostSinceMs, facts); toldMs > 0)
            return {toldMs, false};
        break;
    case StreamStatus::Empty:
    case StreamStatus::Initialization:
    case StreamStatus::Idle:
        break;
    }
    return seenFrom(facts, facts.changedAtMs);
}

} // namespace streamkeeper
