#include "app/player/PlaybackThread.h"

#include <utility>

namespace streamkeeper {

namespace {

std::atomic<int> liveThreads{0};

} // namespace

PlaybackThread::PlaybackThread(std::function<void()> wake)
    : m_wake(std::move(wake))
{
}

PlaybackThread::~PlaybackThread()
{
    if (!m_thread.joinable())
        return;
    if (m_thread.get_id() == std::this_thread::get_id())
        m_thread.detach();
    else
        m_thread.join();
}

void PlaybackThread::launch()
{
    ++liveThreads;
    m_thread = std::thread([self = shared_from_this()] {
        self->run();
        self->m_isFinished = true;
        --liveThreads;
        self->m_isWakePending = false; // the end is told even if nobody has taken what was told before
        self->notify();
    });
}

int PlaybackThread::liveCount()
{
    return liveThreads;
}

void PlaybackThread::requestStop()
{
    m_stop.request_stop();
}

void PlaybackThread::release()
{
    requestStop();
    {
        const std::scoped_lock lock(m_wakeMutex);
        m_wake = nullptr;
    }
    if (m_thread.joinable()) {
        if (m_isFinished)
            m_thread.join();
        else
            m_thread.detach();
    }
}

void PlaybackThread::setTargetSize(QSize devicePixels)
{
    m_targetSize = devicePixels.isEmpty() ? 0
                                          : (static_cast<quint64>(devicePixels.width()) << 32) |
                                                static_cast<quint32>(devicePixels.height());
}

QSize PlaybackThread::targetSize() const
{
    const quint64 packed = m_targetSize;
    return {static_cast<int>(packed >> 32), static_cast<int>(packed & 0xffffffff)};
}

void PlaybackThread::notify()
{
    if (m_isWakePending.exchange(true))
        return;
    const std::scoped_lock lock(m_wakeMutex);
    if (m_wake)
        m_wake();
}

} // namespace streamkeeper
