#include "app/player/EndingThreads.h"

#include "app/player/PlaybackThread.h"

#include <algorithm>
#include <chrono>

namespace streamkeeper {

namespace {

constexpr std::chrono::milliseconds endWait{2'000};

bool isFinished(const std::shared_ptr<PlaybackThread> &thread)
{
    return thread->isFinished();
}

} // namespace

void EndingThreads::end(std::shared_ptr<PlaybackThread> thread)
{
    if (!thread)
        return;
    thread->requestStop();
    m_threads.push_back(std::move(thread));
    removeFinished();
}

void EndingThreads::removeFinished()
{
    std::erase_if(m_threads, isFinished);
}

void EndingThreads::release()
{
    const auto until = std::chrono::steady_clock::now() + endWait;
    while (!std::ranges::all_of(m_threads, isFinished) && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    for (const auto &thread : m_threads)
        thread->release();
    m_threads.clear();
}

} // namespace streamkeeper
