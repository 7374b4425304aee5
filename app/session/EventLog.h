#pragma once

#include "app/edits/RegistryEditor.h"
#include "app/session/EventWatch.h"
#include "models/domain/Event.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <vector>

namespace streamkeeper {

class FleetPolling;

/// A CSV file (EventCsv.h), and how many events are in it.
struct EventExport
{
    QByteArray text;
    int count = 0;
};

/// The log of what happened (domain.md 7), of all programs on the registry. What is added is collected and
/// written together, since a fleet of which much is lost has much to tell. What operations do is written with
/// their end, not here (EventRepository::addEndOf). Lives on the session's thread.
class EventLog : public QObject
{
    Q_OBJECT

public:
    /// More that wait are written at once.
    static constexpr size_t mostTogether = 500;
    /// While the registry takes nothing so many are kept, the newest, and at most as many again for a while.
    static constexpr size_t mostWaiting = 20'000;

    explicit EventLog(RegistryEditor &editor, QObject *parent = nullptr);
    /// Hands over what has not been written.
    ~EventLog() override;

    /// From now on what polls show is logged, too: of programs that look all the time, since one that looks
    /// now and then knows of no begin.
    void watch(const FleetPolling &polling);

    /// Soon in the registry. `atMs` 0: now. An outage with an end is the end of the one that is going on
    /// (EventRepository::add).
    void add(Event event);
    /// All that was added, now.
    void flush();

    /// Newest first; see EventRepository::list(). What was added and is not written yet is not there.
    void read(const EventFilter &filter, int most, const EventPlace &before, QObject *context,
              RegistryEditor::Done<std::vector<Event>> done);
    /// All that the filter finds, as a file; read a portion at a time, so that others get
    /// their turn.
    void exportCsv(const EventFilter &filter, QObject *context, RegistryEditor::Done<EventExport> done);

Q_SIGNALS:
    /// The registry has other events than before, or may have: look again at what is shown of them.
    void changed();

private:
    void startWatching(const FleetPolling &polling, const std::vector<Event> &goingOn);
    void compare();
    void takeBack(std::vector<Event> events);
    void exportMore(const EventFilter &filter, const EventPlace &before, EventExport soFar,
                    const QPointer<QObject> &context, RegistryEditor::Done<EventExport> done);

    RegistryEditor &m_editor;
    EventWatch m_watch;
    std::vector<Event> m_waiting;
    QTimer m_timer;
    QTimer m_compareTimer;
    bool m_isWriting = false;
};

} // namespace streamkeeper
