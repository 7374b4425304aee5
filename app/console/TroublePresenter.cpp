#include "app/console/TroublePresenter.h"

#include "app/console/ClosingDialog.h"
#include "app/console/OperationsPresenter.h"
#include "models/fleet/TroublePlaces.h"
#include "views/shell/MainWindow.h"
#include "views/streams/StreamActions.h"
#include "views/trouble/AcknowledgeDialog.h"
#include "views/trouble/CauseList.h"
#include "views/trouble/StepsDialog.h"
#include "views/trouble/TroublePage.h"

#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// A look at all streams costs more than one at those in trouble.
constexpr qint64 causesPauseMs = 5'000;
constexpr qint64 msPerHour = 3'600'000;

} // namespace

TroublePresenter::TroublePresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                                   QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_page(*window.page<TroublePage>())
{
    connect(&m_page, &TroublePage::causesWanted, this, [this] {
        if (!m_sinceCauses.isValid() || m_sinceCauses.elapsed() > causesPauseMs)
            findCauses();
    });
    connect(m_page.actions(), &StreamActions::requested, &operations, &OperationsPresenter::perform);
    connect(&m_page, &TroublePage::acknowledgeRequested, this, &TroublePresenter::askNote);
    // Nobody waits for these: what could not be written is told by the session.
    connect(&m_page, &TroublePage::acknowledgeWithNoteRequested, this,
            [this](const std::vector<StreamId> &streams, const QString &note) {
                m_session.edits().troubles.acknowledge(streams, note, this, {});
            });
    connect(&m_page, &TroublePage::withdrawRequested, this, [this](const std::vector<StreamId> &streams) {
        m_session.edits().troubles.withdraw(streams, this, {});
    });
    connect(&m_page, &TroublePage::silenceRequested, this,
            [this](const std::vector<StreamId> &streams, int hours) {
                const qint64 untilMs = hours == 0 ? 0 : m_session.clock().nowMs() + hours * msPerHour;
                m_session.edits().troubles.silence(streams, untilMs, this, {});
            });
    connect(&m_page, &TroublePage::stepsRequested, this, &TroublePresenter::openSteps);
    const auto refresh = [this] {
        if (m_page.isVisible())
            m_page.model().refresh();
    };
    connect(&m_session, &Session::registryWritten, this, refresh);
    connect(&m_session, &Session::registryChanged, this, refresh);
}

void TroublePresenter::findCauses()
{
    m_sinceCauses.start();
    const qint64 nowMs = m_session.clock().nowMs();
    TroublePlaces places =
        troublePlaces(m_session.fleet(), m_session.devices(), nowMs - TroubleTableModel::stripMs);
    std::vector<NamedCause> causes;
    for (RootCause &cause : rootCausesOf(places.places, std::move(places.losses))) {
        const QString name = causeName(cause, m_session.fleet(), m_session.clusters());
        causes.push_back({std::move(cause), name});
    }
    m_page.causes()->setCauses(std::move(causes), nowMs);
}

void TroublePresenter::askNote(const std::vector<StreamId> &streams)
{
    QStringList names;
    for (const StreamId &stream : streams) {
        if (const int row = m_session.fleet().rowOf(stream); row >= 0)
            names.append(m_session.fleet().row(row).cameraName);
    }
    names.removeDuplicates();
    if (names.isEmpty())
        return;
    auto *dialog = new AcknowledgeDialog(names, int(streams.size()), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AcknowledgeDialog::confirmed, this, [this, dialog, streams] {
        m_session.edits().troubles.acknowledge(streams, dialog->note(), this, closing(dialog));
    });
    dialog->open();
}

void TroublePresenter::openSteps()
{
    auto *dialog = new StepsDialog(m_session.fleet().troubles().policy(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &StepsDialog::saveRequested, this, [this, dialog] {
        m_session.edits().troubles.savePolicy(dialog->value(), this, closing(dialog));
    });
    dialog->open();
}

} // namespace streamkeeper
