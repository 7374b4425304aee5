#pragma once

#include "app/session/TransferPlanner.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace streamkeeper {

class MainWindow;
class OperationsPresenter;
class Session;
class TransferDialog;

/// Ties the transfer dialog to the session: searches, a slice at a time, and has the streams moved that
/// found a place. What is confirmed is searched once more at that moment; if another place is found, the
/// operator is asked again.
class TransferPresenter : public QObject
{
    Q_OBJECT

public:
    TransferPresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                      QObject *parent = nullptr);

    /// Opens the dialog for these rows of the fleet and begins the search.
    void open(const std::vector<int> &rows);

private:
    enum class Purpose { Show, Confirm };
    void search(Purpose purpose);
    void advance();
    void finishSearch();
    void tellLosses(TransferPlan plan);
    void carryOut(const TransferPlan &plan);
    void offerClusters();

    Session &m_session;
    MainWindow &m_window;
    OperationsPresenter &m_operations;
    QPointer<TransferDialog> m_dialog;
    std::vector<StreamId> m_streams;
    std::unique_ptr<TransferPlanner> m_planner;
    Purpose m_purpose = Purpose::Show;
    QTimer m_timer;
};

} // namespace streamkeeper
