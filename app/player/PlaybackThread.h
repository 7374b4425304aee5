#pragma once

#include <QSize>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace streamkeeper {

/// The thread behind a player: made and asked by the GUI thread, which it never makes wait. It is told to
/// stop and removes itself when it has done so; it holds itself until then, so an owner can leave at any
/// time.
class PlaybackThread : public std::enable_shared_from_this<PlaybackThread>
{
public:
    PlaybackThread(const PlaybackThread &) = delete;
    PlaybackThread &operator=(const PlaybackThread &) = delete;
    virtual ~PlaybackThread();

    void requestStop();
    /// It has ended, or is about to without touching anything but this object.
    [[nodiscard]] bool isFinished() const { return m_isFinished; }
    /// The owner goes: no more wakes, and the thread is left to end by itself.
    void release();

    void setTargetSize(QSize devicePixels);

    /// Those of the whole process that still run.
    [[nodiscard]] static int liveCount();

protected:
    /// `wake` is called from the thread when there is an update, at most once until the update is taken, once
    /// more when it has ended, and never after release().
    explicit PlaybackThread(std::function<void()> wake);

    /// Begins run(); once, and not in a constructor.
    void launch();
    virtual void run() = 0;
    void notify();
    /// The next notify() wakes again.
    void noteTaken() { m_isWakePending = false; }
    [[nodiscard]] QSize targetSize() const;
    [[nodiscard]] std::stop_token stopToken() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::thread m_thread;
    std::atomic<bool> m_isFinished{false};
    std::atomic<quint64> m_targetSize{0};
    std::mutex m_wakeMutex; ///< held while waking: after release() nothing is called
    std::function<void()> m_wake;
    std::atomic<bool> m_isWakePending{false};
};

} // namespace streamkeeper
