#pragma once

#include "app/edits/RegistryEditor.h"
#include "models/domain/Event.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace streamkeeper {

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

    /// Soon in the registry. `atMs` 0: now. An outage with an end is the end of the one that is going on
    /// (EventRepository::add).
    void add(Event event);
    /// All that was added, now.
    void flush();

    /// Newest first; see EventRepository::list(). What was added and is not written yet is not there.
    void read(const EventFilter &filter, int most, const EventPlace &before, QObject *context,
              RegistryEditor::Done<std::vector<Event>> done);

Q_SIGNALS:
    /// The registry has more than before, by this program.
    void written();

private:
    void takeBack(std::vector<Event> events);

    RegistryEditor &m_editor;
    std::vector<Event> m_waiting;
    QTimer m_timer;
    bool m_isWriting = false;
};

} // namespace streamkeeper
