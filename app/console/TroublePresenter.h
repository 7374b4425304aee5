#pragma once

#include "app/session/Session.h"

#include <QElapsedTimer>
#include <QObject>

namespace streamkeeper {

class MainWindow;
class OperationsPresenter;
class TroublePage;

/// The section of incorrect cameras on a session: root causes, what operators say of troubles, what is done
/// about them.
class TroublePresenter : public QObject
{
    Q_OBJECT

public:
    /// `operations` outlives it.
    TroublePresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                     QObject *parent = nullptr);

private:
    void findCauses();
    void askNote(const std::vector<StreamId> &streams);
    void openSteps();

    Session &m_session;
    MainWindow &m_window;
    TroublePage &m_page;
    QElapsedTimer m_sinceCauses;
};

} // namespace streamkeeper
