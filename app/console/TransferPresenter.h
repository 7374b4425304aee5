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
    /// Open: what was shown last is shown again while it will do; Show: a search anew.
    enum class Purpose { Open, Show, Confirm };
    void openAt(const std::vector<int> &rows, const PlacementAim &aim);
    void takeSiblingAlong(TransferDialog &dialog);
    void search(Purpose purpose);
    void advance();
    void finishSearch();
    void tellLosses(TransferPlan plan);
    void carryOut(const TransferPlan &plan);
    void offerTargets();

    Session &m_session;
    MainWindow &m_window;
    OperationsPresenter &m_operations;
    QPointer<TransferDialog> m_dialog;
    std::vector<StreamId> m_streams;
    std::unique_ptr<TransferPlanner> m_planner;
    Purpose m_purpose = Purpose::Show;
    TransferPlan m_lastShown; ///< a proposal does not flip from one opening to the next
    QTimer m_timer;
};

} // namespace streamkeeper
