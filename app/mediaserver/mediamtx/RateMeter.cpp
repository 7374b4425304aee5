#include "app/mediaserver/mediamtx/RateMeter.h"

#include <algorithm>
#include <cstdlib>

namespace streamkeeper::mediamtx {

namespace {

/// The Date header has whole seconds at both ends: up to a second off in either direction, and some
/// for the way. Only a larger disagreement says that the answers are not of the moments they came.
constexpr qint64 clockSlackMs = 1'500;
/// No stream carries more.
constexpr double maxPlausibleBps = 100e9;

qint64 elapsedMs(const CounterSample &earlier, const CounterSample &later)
{
    const qint64 ours = later.receivedAtMs - earlier.receivedAtMs;
    if (!earlier.serverTimeMs || !later.serverTimeMs)
        return ours;
    const qint64 theirs = *later.serverTimeMs - *earlier.serverTimeMs;
    // A clock that was set back tells nothing of the time between; waiting until it catches up would show
    // old rates as present ones.
    if (theirs < 0)
        return ours;
    return std::llabs(ours - theirs) > clockSlackMs ? theirs : ours;
}

/// Polls are a second apart at least: the same Date with the same counters is the same answer again, as
/// a cache in between gives it, and no sign that the stream stands still.
bool isRepeated(const CounterSample &earlier, const CounterSample &later)
{
    return earlier.serverTimeMs && earlier.serverTimeMs == later.serverTimeMs &&
           earlier.inboundBytes == later.inboundBytes && earlier.outboundBytes == later.outboundBytes;
}

qint64 rate(qint64 before, qint64 now, qint64 ms)
{
    if (before < 0 || now < before)
        return -1;
    // In floating point: an absurd counter must not overflow.
    const double bps = double(now - before) * 8'000 / double(ms);
    return bps <= maxPlausibleBps ? qint64(bps) : -1;
}

} // namespace

DerivedFigures RateMeter::update(const QString &path, const CounterSample &sample)
{
    State &state = m_states[path];
    DerivedFigures &figures = state.figures;
    if (sample.isReady) {
        // A loss and return between two polls shows only in the changed time.
        if (sample.readySinceMs ? state.lastReadySinceMs && *sample.readySinceMs != *state.lastReadySinceMs
                                : figures.lostSinceMs >= 0 && state.wasEverReady)
            ++figures.reconnectTotal;
        state.wasEverReady = true;
        if (sample.readySinceMs)
            state.lastReadySinceMs = sample.readySinceMs;
        figures.lostSinceMs = -1;
    } else if (figures.lostSinceMs < 0) {
        figures.lostSinceMs = sample.receivedAtMs;
    }
    if (!sample.isReady || !state.wasReady || sample.readySinceMs != state.last.readySinceMs) {
        figures.inBps = figures.outBps = -1;
    } else if (const qint64 ms = elapsedMs(state.last, sample); ms > 0 && !isRepeated(state.last, sample)) {
        figures.inBps = rate(state.last.inboundBytes, sample.inboundBytes, ms);
        figures.outBps = rate(state.last.outboundBytes, sample.outboundBytes, ms);
    } else {
        // The same moment again (a repeated answer) tells nothing new: the rates stay.
        return figures;
    }
    state.wasReady = sample.isReady;
    state.last = sample;
    return figures;
}

void RateMeter::restore(const QString &path, int reconnectTotal)
{
    m_states[path].figures.reconnectTotal = std::max(0, reconnectTotal);
}

void RateMeter::retainOnly(const QHash<QString, bool> &present)
{
    m_states.removeIf([&](auto it) { return !present.contains(it.key()); });
}

} // namespace streamkeeper::mediamtx
