#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QHash>
#include <QJsonObject>
#include <QTimer>

#include <vector>

namespace streamkeeper::test {

/// An application that knows how long the GUI thread was away from its event loop.
///
/// The figure is the delay of a heartbeat of 1 ms: it is what a key or a click would have had to wait,
/// whoever held the thread (events, timers, the window system, a preempting process). The time that single
/// events take would miss all but the first of these and add nothing up, so it serves only to name who was
/// slow. One late beat hides those that should have been within it: it counts once for each of them (a block
/// of 50 ms stands for waits of 50, 49, 48 ... ms), otherwise a thread that is blocked half of the time would
/// show a fine p99.
class GuiWatch : public QApplication
{
    Q_OBJECT

public:
    GuiWatch(int &argc, char **argv);

    bool notify(QObject *receiver, QEvent *event) override;

    /// Runs the event loop for that long and measures. QTest's waits would not do: they sleep in between.
    [[nodiscard]] QJsonObject measure(std::chrono::milliseconds duration);

    /// The same around something that ends by itself: begin, then end.
    void begin();
    [[nodiscard]] QJsonObject end();

private:
    void beat();
    [[nodiscard]] QJsonObject slowEvents() const;

    struct EventTime
    {
        int count = 0;
        double totalMs = 0;
        double longestMs = 0;
    };

    QTimer m_heart;
    QElapsedTimer m_sinceBeat;
    QElapsedTimer m_sinceBegin;
    std::vector<double> m_waitsMs;
    QHash<QString, EventTime> m_slow;
    int m_depth = 0;
    bool m_isWatching = false;
};

} // namespace streamkeeper::test
