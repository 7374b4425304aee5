#include "app/console/TransferPresenter.h"

#include "app/console/OperationsPresenter.h"
#include "app/session/Session.h"
#include "models/texts/StreamTexts.h"
#include "models/texts/TransferTexts.h"
#include "views/shell/MainWindow.h"
#include "views/transfer/TransferDialog.h"

#include <QElapsedTimer>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int sliceMs = 12; ///< shorter than one frame of the screen
constexpr int sliceStreams = 8;

} // namespace

TransferPresenter::TransferPresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                                     QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_operations(operations)
{
    connect(&operations, &OperationsPresenter::transferRequested, this, &TransferPresenter::open);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TransferPresenter::advance);
}

void TransferPresenter::open(const std::vector<int> &rows)
{
    if (!rows.empty() && !m_dialog)
        openAt(rows, {});
}

void TransferPresenter::openAt(const std::vector<int> &rows, const PlacementAim &aim)
{
    m_streams.clear();
    for (const int row : rows)
        m_streams.push_back(m_session.fleet().row(row).id);
    const FleetRow &first = m_session.fleet().row(rows.front());
    const QString title =
        tr("%1 · %2", "camera · quality").arg(first.cameraName, texts::quality(first.quality));
    auto *dialog = new TransferDialog(title, int(rows.size()), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->restoreState(m_window.dialogState(u"transfer"_s));
    m_dialog = dialog;
    offerTargets();
    dialog->setAim(aim);
    const int sibling = rows.size() == 1 ? m_session.fleet().siblingOf(rows.front()) : -1;
    if (sibling >= 0)
        dialog->offerSibling(texts::quality(m_session.fleet().row(sibling).quality));
    connect(dialog, &TransferDialog::siblingRequested, this, [this, dialog] { takeSiblingAlong(*dialog); });
    connect(dialog, &TransferDialog::searchRequested, this, [this] {
        offerTargets();
        search(Purpose::Show);
    });
    connect(dialog, &TransferDialog::confirmed, this, [this] { search(Purpose::Confirm); });
    connect(dialog, &TransferDialog::detailsRequested, this, [this](int index) {
        if (m_dialog && m_planner && m_planner->isDone())
            m_dialog->showDetails(index, m_planner->detailsOf(index));
    });
    connect(dialog, &QDialog::finished, this, [this, dialog] {
        m_timer.stop();
        m_window.setDialogState(u"transfer"_s, dialog->saveState());
        m_dialog.clear();
    });
    dialog->open();
    search(Purpose::Open);
}

/// By streams and not by rows: those may have moved while the dialog stood.
void TransferPresenter::takeSiblingAlong(TransferDialog &dialog)
{
    const FleetState &fleet = m_session.fleet();
    const int row = fleet.rowOf(m_streams.front());
    const int sibling = row < 0 ? -1 : fleet.siblingOf(row);
    if (sibling < 0)
        return;
    const PlacementAim aim = dialog.aim();
    dialog.reject();
    openAt({row, sibling}, aim);
}

void TransferPresenter::offerTargets()
{
    std::vector<TransferDialog::ClusterChoice> choices;
    const auto nameOf = [this](const ServerId &id) { return m_session.fleet().serverName(id); };
    for (const Cluster &cluster : m_session.clusters().clusters()) {
        QStringList additional;
        for (const ServerId &server : cluster.additionalServers)
            additional.append(nameOf(server));
        choices.push_back({cluster.id, cluster.name,
                           texts::serverPair(nameOf(cluster.mainServer), additional.join(u", "_s))});
    }
    std::vector<TransferDialog::ServerChoice> servers;
    for (const FleetServer &entry : m_session.fleet().servers())
        servers.push_back({entry.server.id, entry.server.name});
    m_dialog->setTargets(choices, servers);
}

void TransferPresenter::search(Purpose purpose)
{
    m_purpose = purpose;
    // What is confirmed is what was shown, also where a cluster was picked that is gone meanwhile.
    const PlacementAim aim = purpose == Purpose::Confirm ? m_dialog->plan().aim : m_dialog->aim();
    m_planner = std::make_unique<TransferPlanner>(m_session.fleet(), m_session.clusters(),
                                                  m_session.placementPolicy(), m_streams, aim,
                                                  m_session.clock().nowMs());
    if (purpose == Purpose::Confirm)
        m_planner->prefer(m_dialog->plan());
    else if (purpose == Purpose::Open)
        m_planner->prefer(m_lastShown);
    m_timer.stop();
    advance();
}

void TransferPresenter::advance()
{
    if (!m_dialog)
        return;
    QElapsedTimer slice;
    slice.start();
    while (!m_planner->isDone() && slice.elapsed() < sliceMs)
        m_planner->advance(sliceStreams);
    if (m_planner->isDone()) {
        finishSearch();
        return;
    }
    m_dialog->showSearching(m_planner->done(), m_planner->total());
    m_timer.start(0);
}

void TransferPresenter::finishSearch()
{
    const TransferPlan &plan = m_planner->plan();
    const bool isConfirming = m_purpose == Purpose::Confirm;
    if (isConfirming && plan.movable() > 0 && plan.hasSamePlacesAs(m_dialog->plan())) {
        carryOut(plan);
        m_dialog->accept();
        return;
    }
    m_lastShown = plan;
    m_dialog->showPlan(plan, isConfirming);
    tellLosses(plan);
}

/// The plan is shown at once; what new servers do not take comes when they have told it.
void TransferPresenter::tellLosses(TransferPlan plan)
{
    TransferLosses::Moves moves;
    for (const PlannedTransfer &transfer : plan.transfers) {
        if (transfer.canMove())
            moves.emplace_back(transfer.stream, *transfer.main);
    }
    const auto told = [this, plan](const QStringList &losses) mutable {
        const bool isShown = m_dialog && m_planner->isDone() && m_dialog->plan().hasSamePlacesAs(plan);
        if (losses.isEmpty() || !isShown)
            return;
        plan.losses = losses;
        m_dialog->showPlan(plan, m_purpose == Purpose::Confirm);
    };
    m_session.transferLosses().find(moves, this, told);
}

void TransferPresenter::carryOut(const TransferPlan &plan)
{
    std::vector<StreamCommand> commands;
    for (const PlannedTransfer &transfer : plan.transfers) {
        const Stream *stream = m_session.fleet().stream(transfer.stream);
        if (!stream || !transfer.canMove())
            continue;
        PlacementResult found;
        found.main = transfer.main;
        found.additional = transfer.additional;
        commands.push_back(transferCommand(*stream, found));
    }
    m_operations.run(commands);
}

} // namespace streamkeeper
