#include "models/fleet/TroubleMemory.h"

#include "models/rules/TroubleRule.h"

namespace streamkeeper {

const TroubleHistory &TroubleMemory::of(const StreamId &stream) const
{
    static const TroubleHistory none;
    const auto found = m_histories.constFind(stream);
    return found == m_histories.cend() ? none : *found;
}

void TroubleMemory::add(const StreamId &stream, const TroubleHistory &events, qint64 nowMs)
{
    if (events.empty())
        return;
    TroubleHistory &history = m_histories[stream];
    history.insert(history.end(), events.begin(), events.end());
    pruneTrouble(history, nowMs, mostEvents);
    TroubleHistory &fresh = m_new[stream];
    fresh.insert(fresh.end(), events.begin(), events.end());
    if (fresh.size() > mostEvents) // nobody has taken them for long
        fresh.erase(fresh.begin(), fresh.end() - qptrdiff(mostEvents));
}

void TroubleMemory::forget(const StreamId &stream)
{
    m_histories.remove(stream);
    m_new.remove(stream);
    m_marks.remove(stream);
}

} // namespace streamkeeper
