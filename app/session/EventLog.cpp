#include "app/session/EventLog.h"

#include "models/registry/EventRepository.h"

#include <QLoggingCategory>

#include <chrono>
#include <utility>

namespace streamkeeper {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(logEvents, "streamkeeper.events", QtInfoMsg)

constexpr auto collectTime = 1s;

} // namespace

EventLog::EventLog(RegistryEditor &editor, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(collectTime);
    connect(&m_timer, &QTimer::timeout, this, &EventLog::flush);
}

EventLog::~EventLog()
{
    m_isWriting = false; // nobody is told any more how that ends
    flush();
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
                Q_EMIT written();
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

} // namespace streamkeeper
