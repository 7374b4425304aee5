#include "app/player/PacketQueue.h"

namespace streamkeeper {

bool PacketQueue::push(PacketPtr packet, const std::stop_token &stop,
                       std::shared_ptr<const PacketTracks> tracks)
{
    std::unique_lock lock(m_mutex);
    const Clock::time_point now = Clock::now();
    if (m_overflow == Overflow::WaitForRoom) {
        const bool hasRoom = m_changed.wait(lock, stop, [this] {
            return m_isClosed || (m_items.size() < m_room.packets && m_waitingBytes < m_room.bytes);
        });
        if (!hasRoom)
            return false;
    } else if (!m_items.empty() && now - m_items.front().readAt > maxLag) {
        m_items.clear();
        m_waitingBytes = 0;
        m_markNext = true;
    }
    if (m_isClosed || stop.stop_requested())
        return false;
    m_waitingBytes += packet->size;
    m_items.push_back({std::move(packet), now, std::exchange(m_markNext, false), std::move(tracks)});
    lock.unlock();
    m_changed.notify_all();
    return true;
}

PacketQueue::PopStatus PacketQueue::pop(Item &item, Clock::time_point until, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    const bool isReady =
        m_changed.wait_until(lock, stop, until, [this] { return m_isClosed || !m_items.empty(); });
    if (stop.stop_requested())
        return PopStatus::Closed;
    if (!isReady)
        return PopStatus::TimedOut;
    if (m_items.empty())
        return PopStatus::Closed;
    item = std::move(m_items.front());
    m_items.pop_front();
    m_waitingBytes -= item.packet->size;
    lock.unlock();
    m_changed.notify_all();
    return PopStatus::Packet;
}

void PacketQueue::close()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isClosed = true;
    }
    m_changed.notify_all();
}

} // namespace streamkeeper
