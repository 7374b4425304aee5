#pragma once

#include <QObject>

namespace streamkeeper {

class MainWindow;
class Session;

/// Reads what the charts of the panel and of the server card want to show from the registry.
class HistoryPresenter : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    HistoryPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);

private:
    void feedPanel();
    void feedServerCard();

    Session &m_session;
    MainWindow &m_window;
};

} // namespace streamkeeper
