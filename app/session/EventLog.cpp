#include "app/session/EventLog.h"

#include "app/session/FleetPolling.h"
#include "models/cameracsv/CsvText.h"
#include "models/cameracsv/EventCsv.h"
#include "models/registry/EventRepository.h"

#include <QLoggingCategory>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace streamkeeper {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(logEvents, "streamkeeper.events", QtInfoMsg)

constexpr auto collectTime = 1s;
constexpr int exportedTogether = 5'000;
/// How soon the end of an outage is seen that only a program which is gone has begun.
constexpr auto comparePace = 60s;

Result<std::vector<Event>> readGoingOn(RegistryDatabase &database)
{
    return EventRepository(database).goingOn();
}

} // namespace

EventLog::EventLog(RegistryEditor &editor, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_watch(editor.memory().fleet, [this](Event event) { add(std::move(event)); })
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(collectTime);
    connect(&m_timer, &QTimer::timeout, this, &EventLog::flush);
    m_compareTimer.setInterval(comparePace);
    connect(&m_compareTimer, &QTimer::timeout, this, &EventLog::compare);
}

EventLog::~EventLog()
{
    m_isWriting = false; // nobody is told any more how that ends
    flush();
}

void EventLog::watch(const FleetPolling &polling)
{
    m_editor.registry().run(this, readGoingOn, [this, &polling](const Result<std::vector<Event>> &goingOn) {
        startWatching(polling, goingOn.value_or(std::vector<Event>()));
    });
}

void EventLog::startWatching(const FleetPolling &polling, const std::vector<Event> &goingOn)
{
    m_watch.start(goingOn);
    connect(&polling, &FleetPolling::snapshotApplied, this,
            [this](const SnapshotPtr &snapshot) { m_watch.take(*snapshot); });
    connect(&polling, &FleetPolling::pollFailed, this,
            [this](const PollFailure &failure) { m_watch.take(failure); });
    m_compareTimer.start();
}

void EventLog::compare()
{
    m_editor.registry().run(this, readGoingOn, [this](const Result<std::vector<Event>> &goingOn) {
        if (goingOn)
            m_watch.compare(*goingOn, m_editor.clock().nowMs());
    });
}

void EventLog::add(Event event)
{
    if (event.atMs == 0 && event.untilMs == 0)
        event.atMs = m_editor.clock().nowMs();
    m_waiting.push_back(std::move(event));
    if (m_waiting.size() >= 2 * mostWaiting)
        takeBack({});
    if (m_waiting.size() >= mostTogether)
        flush();
    else if (!m_timer.isActive())
        m_timer.start();
}

void EventLog::flush()
{
    if (m_isWriting || m_waiting.empty())
        return;
    m_timer.stop();
    m_isWriting = true;
    const auto job = [events = m_waiting](RegistryDatabase &database) {
        return database.inTransaction([&] { return EventRepository(database).add(events); });
    };
    // No edit: nobody has changed anything.
    m_editor.registry().run(
        this, job, [this, events = std::exchange(m_waiting, {})](const VoidResult &result) mutable {
            m_isWriting = false;
            if (result) {
                Q_EMIT changed();
            } else {
                qCWarning(logEvents).noquote() << result.error().message << result.error().detail;
                m_editor.tellFailure(result.error());
                takeBack(std::move(events));
            }
            if (m_waiting.size() >= mostTogether && result)
                flush();
            else if (!m_waiting.empty() && !m_timer.isActive())
                m_timer.start();
        });
}

void EventLog::takeBack(std::vector<Event> events)
{
    std::ranges::move(m_waiting, std::back_inserter(events));
    m_waiting = std::move(events);
    if (m_waiting.size() > mostWaiting)
        m_waiting.erase(m_waiting.begin(), m_waiting.end() - qptrdiff(mostWaiting));
}

void EventLog::read(const EventFilter &filter, int most, const EventPlace &before, QObject *context,
                    RegistryEditor::Done<std::vector<Event>> done)
{
    const auto job = [filter, most, before](RegistryDatabase &database) {
        return EventRepository(database).list(filter, most, before);
    };
    m_editor.registry().run(context, job, std::move(done));
}

void EventLog::exportCsv(const EventFilter &filter, QObject *context, RegistryEditor::Done<EventExport> done)
{
    flush(); // it is written before it is read
    exportMore(filter, {}, {csv::byteOrderMark + eventCsvHeader().toUtf8(), 0}, context, std::move(done));
}

void EventLog::exportMore(const EventFilter &filter, const EventPlace &before, EventExport soFar,
                          const QPointer<QObject> &context, RegistryEditor::Done<EventExport> done)
{
    if (!context)
        return;
    struct Portion
    {
        QByteArray lines;
        int count = 0;
        EventPlace end; ///< 0: there are no more
    };
    const auto job = [filter, before](RegistryDatabase &database) -> Result<Portion> {
        const auto events = EventRepository(database).list(filter, exportedTogether, before);
        if (!events)
            return tl::unexpected(events.error());
        Portion portion;
        for (const Event &event : *events)
            portion.lines += eventCsvLine(event).toUtf8();
        portion.count = int(events->size());
        if (portion.count == exportedTogether)
            portion.end = {events->back().atMs, events->back().id};
        return portion;
    };
    const auto answered = [this, filter, soFar = std::move(soFar), context,
                           done = std::move(done)](const Result<Portion> &portion) mutable {
        if (!portion) {
            done(tl::unexpected(portion.error()));
            return;
        }
        soFar.text += portion->lines;
        soFar.count += portion->count;
        if (portion->end.atMs == 0)
            done(std::move(soFar));
        else
            exportMore(filter, portion->end, std::move(soFar), context, std::move(done));
    };
    m_editor.registry().run(context, job, answered);
}

} // namespace streamkeeper
