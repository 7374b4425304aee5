#include "models/rules/TroubleRule.h"

#include <algorithm>
#include <cstdlib>

namespace streamkeeper {

namespace {

constexpr qint64 minuteMs = 60'000;
/// Nobody looked for so long: what counters have grown by is no burst of the present.
constexpr qint64 gapMs = 2 * minuteMs;
/// A server that was started has its streams after so long; its clock may be a little off.
constexpr qint64 connectingMs = 5 * minuteMs;

bool hasPicture(const ObservedStream &seen)
{
    return seen.status == StreamStatus::Active;
}

bool isDown(const ObservedStream &seen)
{
    return seen.isEnabled && seen.status == StreamStatus::Inactive;
}

/// A moment that a server tells is believed if it lies between the polls: its clock may be another one.
qint64 within(const TroublePolls &polls, qint64 toldMs)
{
    return toldMs > polls.beforeMs && toldMs <= polls.nowMs ? toldMs : polls.nowMs;
}

int grown(qint32 before, qint32 now)
{
    return before >= 0 && now > before ? std::min(now - before, mostTroubleReconnects) : 0;
}

bool isUnseenBreak(const ObservedStream &before, const ObservedStream &now)
{
    return hasPicture(before) && hasPicture(now) && before.sourceStartMs > 0 &&
           now.sourceStartMs > before.sourceStartMs;
}

int reconnectsBetween(const TroublePolls &polls, bool isBack)
{
    const ObservedStream &now = polls.now;
    const ObservedStream *before = polls.before;
    if (!before || polls.isServerRestarted || polls.isOurDoing)
        return 0;
    int count = 0;
    if (before->reconnectTotal >= 0 && now.reconnectTotal >= 0)
        count = grown(before->reconnectTotal, now.reconnectTotal);
    else if (now.reconnectAttempts > 0) // since the loss: they begin anew with each
        count = grown(isDown(*before) ? before->reconnectAttempts : 0, now.reconnectAttempts);
    return count == 0 && ((isBack && !polls.isLossOfRestart) || isUnseenBreak(*before, now)) ? 1 : count;
}

qint64 latestMs(const TroubleHistory &history)
{
    return history.empty() ? 0 : history.back().atMs;
}

/// Where the trouble begins that has not ended for `quietMs`: the first event that is no further from the
/// next one.
qint64 beginOf(const TroubleHistory &history, qint64 quietMs)
{
    qint64 begin = latestMs(history);
    for (auto it = history.rbegin(); it != history.rend() && begin - it->atMs <= quietMs; ++it)
        begin = it->atMs;
    return begin;
}

const TroubleStep &stepFor(const TroubleHistory &history, const TroublePolicy &policy)
{
    const auto off = size_t(std::ranges::count(history, TroubleKind::SwitchedOff, &TroubleEvent::kind));
    return policy.steps[std::min(off, policy.steps.size() - 1)];
}

qint64 switchedOffMs(const TroubleHistory &history)
{
    const auto last =
        std::ranges::find(history.rbegin(), history.rend(), TroubleKind::SwitchedOff, &TroubleEvent::kind);
    return last == history.rend() ? 0 : last->atMs;
}

int reconnectsSince(const TroubleHistory &history, qint64 sinceMs)
{
    int count = 0;
    for (auto it = history.rbegin(); it != history.rend() && it->atMs > sinceMs; ++it)
        count += it->count;
    return count;
}

} // namespace

bool wasRestarted(const std::optional<qint64> &startedBefore, const std::optional<qint64> &startedNow)
{
    // Times of a start are reckoned from a running time, and differ a little.
    constexpr qint64 slackMs = 30'000;
    return startedBefore && startedNow && *startedNow - *startedBefore > slackMs;
}

bool isLost(const TroubleHistory &history)
{
    const auto last = std::ranges::find_if(history.rbegin(), history.rend(), [](const TroubleEvent &event) {
        return event.kind == TroubleKind::Lost || event.kind == TroubleKind::Back;
    });
    return last != history.rend() && last->kind == TroubleKind::Lost;
}

bool isLossOfRestart(const TroubleHistory &history, std::optional<qint64> serverStartedAtMs)
{
    const auto lost =
        std::ranges::find(history.rbegin(), history.rend(), TroubleKind::Lost, &TroubleEvent::kind);
    return serverStartedAtMs && lost != history.rend() &&
           std::abs(lost->atMs - *serverStartedAtMs) <= connectingMs;
}

TroubleHistory troubleBetween(const TroublePolls &polls)
{
    TroubleHistory events;
    const ObservedStream &now = polls.now;
    const bool begins = isDown(now) && !polls.isLost && !polls.isOurDoing;
    const bool ends = !isDown(now) && polls.isLost;
    if (begins)
        events.push_back({within(polls, now.lostSinceMs), 0, TroubleKind::Lost});
    const bool isGap = polls.beforeMs > 0 && polls.nowMs - polls.beforeMs > gapMs;
    const qint64 endMs = ends    ? within(polls, now.sourceStartMs)
                         : isGap ? polls.beforeMs + (polls.nowMs - polls.beforeMs) / 2
                                 : polls.nowMs;
    if (const int count = reconnectsBetween(polls, ends && hasPicture(now)); count > 0)
        events.push_back({endMs, count, TroubleKind::Reconnects});
    if (ends)
        events.push_back({endMs, 0, TroubleKind::Back});
    const bool wasOn = polls.before && polls.before->isEnabled;
    if (wasOn && !now.isEnabled && polls.isWantedOn && !polls.isOurDoing)
        events.push_back({polls.nowMs, 0, TroubleKind::SwitchedOff});
    std::ranges::stable_sort(events, {}, &TroubleEvent::atMs);
    return events;
}

TroubleVerdict judgeTrouble(const TroubleHistory &history, const TroubleFacts &facts,
                            const TroublePolicy &policy, qint64 nowMs)
{
    TroubleVerdict verdict;
    const TroubleStep &step = stepFor(history, policy);
    const bool isExtended = facts.hasIncreasedReconnectionTime;
    verdict.windowMinutes = isExtended ? step.extendedWindowMinutes : step.windowMinutes;
    verdict.limit = isExtended ? step.extendedCount : step.count;
    // What came before it was switched off has been answered by that.
    verdict.reconnects =
        reconnectsSince(history, std::max(nowMs - verdict.windowMinutes * minuteMs, switchedOffMs(history)));
    const bool isOffByUs = facts.isSwitchedOff && !facts.isWantedOn;
    if (!facts.seen || (!facts.isWantedOn && !isOffByUs) || facts.seen->status == StreamStatus::Idle)
        return verdict;
    const qint64 quietMs = policy.incorrectMinutes * minuteMs;
    const bool isTroubled = facts.seen->reconnectAttempts > 0 ||
                            (!history.empty() && nowMs - latestMs(history) < quietMs) || isLost(history);
    if (isOffByUs || !facts.seen->isEnabled)
        verdict.characteristic = Characteristic::Disconnected;
    else if (verdict.reconnects >= verdict.limit)
        verdict.characteristic = Characteristic::Problematic;
    else if (isTroubled)
        verdict.characteristic = Characteristic::Incorrect;
    else
        return verdict;
    verdict.sinceMs =
        history.empty() ? std::max<qint64>(facts.seen->lostSinceMs, 0) : beginOf(history, quietMs);
    return verdict;
}

bool isAcknowledged(const TroubleMark &mark, const TroubleVerdict &verdict)
{
    return verdict.characteristic != Characteristic::None && mark.acknowledgedAtMs > 0 &&
           mark.acknowledgedAtMs >= verdict.sinceMs;
}

bool isSilenced(const TroubleMark &mark, qint64 nowMs)
{
    return mark.silencedUntilMs > nowMs;
}

void pruneTrouble(TroubleHistory &history, qint64 nowMs, size_t most)
{
    const qint64 oldest = nowMs - longestTroubleMinutes * minuteMs;
    auto keep =
        std::ranges::find_if(history, [&](const TroubleEvent &event) { return event.atMs >= oldest; });
    if (size_t(history.end() - keep) > most)
        keep = history.end() - qptrdiff(most);
    history.erase(history.begin(), keep);
}

} // namespace streamkeeper
