#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>

namespace streamkeeper::fleet {

/// What a server has accepted and not yet done: media servers answer before they act. Effects happen in the
/// order in which they were accepted. Main thread.
class EffectQueue : public QObject
{
    Q_OBJECT
public:
    explicit EffectQueue(QObject *parent = nullptr);

    /// `subject` is what it is about (a stream). Without a delay it happens now.
    void add(const QByteArray &subject, std::chrono::milliseconds delay, std::function<void()> effect);
    /// Does now what waits for this subject, or all that waits.
    void finish(const QByteArray &subject);
    void finishAll();

private:
    struct Pending
    {
        QByteArray subject;
        qint64 dueMs;
        std::function<void()> effect;
    };
    void runDue();
    /// Sets the timer to the first that waits.
    void arm();

    std::deque<Pending> m_pending;
    QTimer m_timer;
};

} // namespace streamkeeper::fleet
