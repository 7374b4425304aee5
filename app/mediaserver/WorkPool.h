#pragma once

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace streamkeeper {

/// Threads for what would hold the network thread, which all servers share: reading large answers. Lives on
/// the network thread. Whoever gives it work sees to it that he gives one at a time (ServerChannel does), so
/// that no server has more than one of the threads, and those that wait get their turns one after the other.
class WorkPool : public QObject
{
    Q_OBJECT

public:
    static constexpr int threadCount = 2;

    explicit WorkPool(QObject *parent = nullptr);
    /// Waits for what is running, which is bounded as answers are; what has not begun does not begin.
    ~WorkPool() override;

    /// Runs `work` on one of the threads, drops it there, and then runs `done` here; none after the pool's
    /// end.
    void run(std::function<void()> work, std::function<void()> done);

    /// What is running or has to wait.
    [[nodiscard]] int pendingCount() const { return m_pendingCount; }

private:
    QThreadPool m_threads;
    int m_pendingCount = 0;
};

} // namespace streamkeeper
