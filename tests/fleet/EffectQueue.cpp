#include "tests/fleet/EffectQueue.h"

#include "tests/fleet/SteadyClock.h"

#include <algorithm>
#include <glib.h>

namespace streamkeeper::fleet {

EffectQueue::EffectQueue(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &EffectQueue::runDue);
}

void EffectQueue::add(const QByteArray &subject, std::chrono::milliseconds delay,
                      std::function<void()> effect)
{
    if (delay.count() <= 0) {
        finish(subject);
        effect();
        return;
    }
    // Never before what was accepted earlier, even if the delay was made shorter since.
    const qint64 earliest = m_pending.empty() ? 0 : m_pending.back().dueMs;
    m_pending.push_back({subject, std::max(steadyMs() + delay.count(), earliest), std::move(effect)});
    arm();
}

void EffectQueue::arm()
{
    if (m_pending.empty()) {
        m_timer.stop();
    } else {
        m_timer.start(std::chrono::milliseconds(std::max<qint64>(0, m_pending.front().dueMs - steadyMs())));
    }
}

void EffectQueue::finish(const QByteArray &subject)
{
    std::deque<Pending> now;
    std::erase_if(m_pending, [&](Pending &pending) {
        if (pending.subject != subject) {
            return false;
        }
        now.push_back(std::move(pending));
        return true;
    });
    arm();
    for (const Pending &pending : now) {
        pending.effect();
    }
}

void EffectQueue::finishAll()
{
    const std::deque<Pending> now = std::exchange(m_pending, {});
    arm();
    for (const Pending &pending : now) {
        pending.effect();
    }
}

void EffectQueue::runDue()
{
    const qint64 now = steadyMs();
    while (!m_pending.empty() && m_pending.front().dueMs <= now) {
        const Pending pending = std::move(m_pending.front());
        m_pending.pop_front();
        pending.effect();
    }
    arm();
}

} // namespace streamkeeper::fleet
