#include "tests/bench/GuiWatch.h"

#include <QEventLoop>
#include <QMetaEnum>
#include <QThread>

#include <algorithm>
#include <cmath>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

namespace {

constexpr double periodMs = 1.0;
/// Events that take less are not worth a name.
constexpr double slowEventMs = 5.0;

double millisecondsOf(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

double rounded(double milliseconds)
{
    return std::round(milliseconds * 100) / 100;
}

/// Nearest rank, of sorted values.
double percentile(const std::vector<double> &sorted, double share)
{
    const auto rank = size_t(std::ceil(share * double(sorted.size())));
    return rounded(sorted[std::clamp<size_t>(rank, 1, sorted.size()) - 1]);
}

/// Who was slow, before the event is delivered: receiver and event may be gone afterwards.
struct EventName
{
    const char *receiver;
    QEvent::Type type;
    int timerMs = -1; ///< timers are told apart by their interval

    [[nodiscard]] QString text() const
    {
        const char *what = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        const QString who = QString::fromLatin1(receiver);
        return (timerMs < 0 ? who : u"%1 of %2 ms"_s.arg(who).arg(timerMs)) + u", "_s +
               QString::fromLatin1(what ? what : "?");
    }
};

} // namespace

GuiWatch::GuiWatch(int &argc, char **argv)
    : QApplication(argc, argv)
{
    m_heart.setTimerType(Qt::PreciseTimer);
    m_heart.setInterval(int(periodMs));
    connect(&m_heart, &QTimer::timeout, this, &GuiWatch::beat);
}

bool GuiWatch::notify(QObject *receiver, QEvent *event)
{
    // Called by every thread with events; only one of them is watched.
    if (QThread::currentThread() != thread() || !m_isWatching || m_depth > 0)
        return QApplication::notify(receiver, event);
    const auto *timer = qobject_cast<const QTimer *>(receiver);
    const EventName name{receiver->metaObject()->className(), event->type(), timer ? timer->interval() : -1};
    QElapsedTimer elapsed;
    elapsed.start();
    ++m_depth;
    const bool isHandled = QApplication::notify(receiver, event);
    --m_depth;
    const double tookMs = millisecondsOf(elapsed);
    if (tookMs >= slowEventMs) {
        EventTime &entry = m_slow[name.text()];
        ++entry.count;
        entry.totalMs += tookMs;
        entry.longestMs = std::max(entry.longestMs, tookMs);
    }
    return isHandled;
}

void GuiWatch::begin()
{
    m_waitsMs.clear();
    m_slow.clear();
    m_isWatching = true;
    m_sinceBegin.start();
    m_sinceBeat.start();
    m_heart.start();
}

void GuiWatch::beat()
{
    const double lateMs = millisecondsOf(m_sinceBeat) - periodMs;
    m_sinceBeat.start();
    m_waitsMs.push_back(std::max(0.0, lateMs));
    for (double hidden = lateMs - periodMs; hidden > 0; hidden -= periodMs)
        m_waitsMs.push_back(hidden);
}

QJsonObject GuiWatch::end()
{
    beat(); // what has been blocking until now counts
    m_heart.stop();
    m_isWatching = false;
    std::ranges::sort(m_waitsMs);
    return {{u"p50Ms"_s, percentile(m_waitsMs, 0.5)},
            {u"p99Ms"_s, percentile(m_waitsMs, 0.99)},
            {u"p999Ms"_s, percentile(m_waitsMs, 0.999)},
            {u"maximumMs"_s, rounded(m_waitsMs.back())},
            {u"seconds"_s, rounded(millisecondsOf(m_sinceBegin) / 1000)},
            {u"slowEvents"_s, slowEvents()}};
}

QJsonObject GuiWatch::slowEvents() const
{
    QJsonObject events;
    for (auto it = m_slow.cbegin(); it != m_slow.cend(); ++it)
        events.insert(it.key(), QJsonObject{{u"count"_s, it->count},
                                            {u"meanMs"_s, rounded(it->totalMs / it->count)},
                                            {u"longestMs"_s, rounded(it->longestMs)}});
    return events;
}

QJsonObject GuiWatch::measure(std::chrono::milliseconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    begin();
    loop.exec();
    return end();
}

} // namespace streamkeeper::test
