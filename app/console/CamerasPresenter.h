#pragma once

#include "app/session/Session.h"

#include <QObject>

namespace streamkeeper {

class MainWindow;

/// Ties the camera's card to the session: saves what was changed there.
class CamerasPresenter : public QObject
{
    Q_OBJECT

public:
    CamerasPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);

private:
    Session &m_session;
    MainWindow &m_window;
};

} // namespace streamkeeper
