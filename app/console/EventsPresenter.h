#pragma once

#include "app/session/Session.h"

#include <QObject>

namespace streamkeeper {

class EventTable;
class MainWindow;

/// The log of what happened on a session: its page, and the part of it that cards and the panel show.
class EventsPresenter : public QObject
{
    Q_OBJECT

public:
    EventsPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);

private:
    /// Gives it what it asks for, as long as both live.
    void feed(EventTable &table);
    void exportEvents();
    void writeExport(const QString &file);

    Session &m_session;
    MainWindow &m_window;
};

} // namespace streamkeeper
