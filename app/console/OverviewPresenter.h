#pragma once

#include "app/session/Session.h"

#include <QElapsedTimer>
#include <QObject>

namespace streamkeeper {

class MainWindow;
class OverviewPage;

/// The overview on a session: reads what the registry knows of the last hours, and leads on.
class OverviewPresenter : public QObject
{
    Q_OBJECT

public:
    OverviewPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);

private:
    void read();
    void readHistory();
    void findCauses();
    void leadOn();

    Session &m_session;
    MainWindow &m_window;
    OverviewPage &m_page;
    QElapsedTimer m_sinceHistory;
};

} // namespace streamkeeper
