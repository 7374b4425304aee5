#include "app/console/ArchiveIndexPresenter.h"

#include "app/console/OperationsPresenter.h"
#include "app/session/Session.h"
#include "models/texts/StreamActionTexts.h"
#include "models/texts/StreamTexts.h"
#include "views/archive/ArchiveIndexDialog.h"
#include "views/shell/MainWindow.h"

namespace streamkeeper {

ArchiveIndexPresenter::ArchiveIndexPresenter(Session &session, MainWindow &window,
                                             OperationsPresenter &operations, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_operations(operations)
{
    connect(&operations, &OperationsPresenter::archiveIndexRequested, this, &ArchiveIndexPresenter::open);
    connect(&session.operations(), &OperationRunner::operationChanged, this,
            [this](const Operation &operation) {
                if (!m_dialog || operation.stream != m_stream)
                    return;
                refreshObstacle();
                if (isOpen(operation.state))
                    return;
                if (operation.kind == OperationKind::UpdateIndexes)
                    m_dialog->showOutcome(operation.message, operation.state != OperationState::Confirmed);
                showIndex();
            });
    // The row knows of an operation a moment after it has begun, or ended.
    const auto refresh = [this] {
        if (m_dialog)
            refreshObstacle();
    };
    connect(&session.fleet(), &FleetState::rowsChanged, this, refresh);
    connect(&session.fleet(), &FleetState::structureChanged, this, refresh);
}

void ArchiveIndexPresenter::open(const StreamId &stream)
{
    const int row = m_session.fleet().rowOf(stream);
    if (row < 0 || m_dialog)
        return;
    const FleetRow &shown = m_session.fleet().row(row);
    m_stream = stream;
    m_dialog = new ArchiveIndexDialog(
        tr("%1 · %2", "camera · quality").arg(shown.cameraName, texts::quality(shown.quality)), &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ArchiveIndexDialog::updateRequested, this, &ArchiveIndexPresenter::update);
    refreshObstacle();
    showIndex();
    m_dialog->open();
}

void ArchiveIndexPresenter::showIndex()
{
    m_session.archive().index(m_stream, m_dialog, [this](const Result<std::vector<ArchiveHolder>> &index) {
        if (!index) {
            m_dialog->showOutcome(index.error().message, true);
            return;
        }
        const FleetState &fleet = m_session.fleet();
        const Stream *stream = fleet.stream(m_stream);
        std::vector<HeldPeriod> periods;
        for (const ArchiveHolder &holder : *index) {
            if (!fleet.server(holder.server))
                continue;
            const bool isCurrent =
                stream && (holder.server == stream->mainServer || holder.server == stream->additionalServer);
            periods.push_back({fleet.serverName(holder.server), !isCurrent, holder.fromMs, holder.untilMs});
        }
        m_dialog->showIndex(periods, m_session.clock().nowMs());
    });
}

void ArchiveIndexPresenter::refreshObstacle()
{
    const int row = m_session.fleet().rowOf(m_stream);
    m_dialog->setObstacle(row < 0 ? tr("The stream is not in the registry any more.")
                          : m_session.fleet().row(row).pending ? texts::obstacle(Obstacle::Pending)
                                                               : QString());
}

void ArchiveIndexPresenter::update()
{
    StreamCommand command;
    command.kind = OperationKind::UpdateIndexes;
    command.stream = m_stream;
    m_dialog->showOutcome({}, false);
    m_operations.run({command});
}

} // namespace streamkeeper
