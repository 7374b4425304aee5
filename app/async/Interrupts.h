#pragma once

#include <QObject>

class QSocketNotifier;

namespace streamkeeper {

/// Ctrl-C, a polite request to end and a terminal that is gone (SIGINT, SIGTERM, SIGHUP) as events of this
/// thread. One object at a time.
class Interrupts : public QObject
{
    Q_OBJECT

public:
    explicit Interrupts(QObject *parent = nullptr);
    /// The signals end the program again.
    ~Interrupts() override;

    [[nodiscard]] int count() const { return m_count; }

Q_SIGNALS:
    void interrupted();

private:
    QSocketNotifier *m_notifier;
    int m_count = 0;
};

} // namespace streamkeeper
