#pragma once

#include <memory>
#include <vector>

namespace streamkeeper {

class PlaybackThread;

/// Threads of a player that were told to stop and are not waited for: the next one begins at once. GUI
/// thread.
class EndingThreads
{
public:
    void end(std::shared_ptr<PlaybackThread> thread);
    void removeFinished();
    [[nodiscard]] int count() const { return int(m_threads.size()); }
    /// The owner goes: waits at most 2 s for them, then leaves them to end by themselves.
    void release();

private:
    std::vector<std::shared_ptr<PlaybackThread>> m_threads;
};

} // namespace streamkeeper
