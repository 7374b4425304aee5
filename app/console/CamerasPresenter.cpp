#include "app/console/CamerasPresenter.h"

#include "app/console/OperationsPresenter.h"
#include "app/operations/StreamOrders.h"
#include "models/rules/NaturalOrder.h"
#include "models/texts/CameraTexts.h"
#include "models/texts/StreamActionTexts.h"
#include "views/cameras/CameraCard.h"
#include "views/cameras/JoinCamerasDialog.h"
#include "views/cameras/SplitCameraDialog.h"
#include "views/shell/MainWindow.h"
#include "views/streams/CameraPairActions.h"
#include "views/streams/StreamsPage.h"

#include <algorithm>

namespace streamkeeper {

CamerasPresenter::CamerasPresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                                   QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_operations(operations)
{
    CameraCard *card = m_window.page<CameraCard>();
    connect(card, &CameraCard::saveRequested, this,
            [this, card](const Camera &camera, const std::optional<SecretText> &password) {
                const Camera *before = m_session.fleet().camera(camera.id);
                const bool isAccessNew = before && isAccessChanged(*before, camera);
                m_session.edits().cameras.save(
                    camera, password, this,
                    [this, card, isAccessNew, id = camera.id](const Result<void> &saved) {
                        card->finishSaving(id, saved);
                        const auto commands = saved && isAccessNew ? accessCommands(m_session.fleet(), {id})
                                                                   : std::vector<StreamCommand>();
                        if (!commands.empty())
                            m_operations.run(commands);
                    });
            });
    CameraPairActions *actions = m_window.page<StreamsPage>()->pairActions();
    connect(actions, &CameraPairActions::splitRequested, this, &CamerasPresenter::split);
    connect(actions, &CameraPairActions::joinRequested, this, &CamerasPresenter::join);
    connect(card, &CameraCard::splitRequested, this, &CamerasPresenter::split);
    connect(card, &CameraCard::joinRequested, this, [this](const CameraId &camera) { join(camera, {}); });
}

// ---- which streams are one camera

void CamerasPresenter::split(const CameraId &id)
{
    const Camera *camera = m_session.fleet().camera(id);
    if (!camera)
        return;
    auto *dialog =
        new SplitCameraDialog(camera->name, proposedSplitName(m_session.fleet(), *camera), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SplitCameraDialog::confirmed, this, [this, dialog, id](const QString &name) {
        m_session.edits().cameras.split(id, name, dialog, [this, dialog, name](const Result<CameraId> &done) {
            if (!done) {
                dialog->showFailure(done.error());
                return;
            }
            dialog->accept();
            m_operations.showOutcome(texts::operationKind(OperationKind::SplitCamera),
                                     tr("%1 is a camera of its own now.").arg(name.trimmed()), false);
        });
    });
    dialog->open();
}

std::vector<Camera> CamerasPresenter::fittingOnes(const Camera &camera) const
{
    const FleetState &fleet = m_session.fleet();
    const PairFacts facts = pairFactsOf(fleet, camera);
    std::vector<Camera> fitting;
    for (int row = 0; row < fleet.rowCount(); ++row) {
        if (!fleet.row(row).isManaged() || fleet.siblingOf(row) >= 0)
            continue;
        const PairFacts other = pairFactsOf(fleet, row);
        if (joinObstacle(facts, other) == PairObstacle::None)
            fitting.push_back(other.camera);
    }
    const QCollator collator = naturalCollator();
    std::ranges::sort(fitting, [&](const Camera &left, const Camera &right) {
        return collator.compare(left.name, right.name) < 0;
    });
    return fitting;
}

void CamerasPresenter::join(const CameraId &id, const CameraId &otherId)
{
    const FleetState &fleet = m_session.fleet();
    const Camera *camera = fleet.camera(id);
    const Camera *other = fleet.camera(otherId);
    if (!camera)
        return;
    const std::vector<Camera> others = other ? std::vector{*other} : fittingOnes(*camera);
    const QString title = texts::operationKind(OperationKind::JoinCameras);
    if (others.empty()) {
        m_operations.showOutcome(
            title, tr("No other camera has one stream alone that fits to %1.").arg(camera->name), true);
        return;
    }
    const Quality quality = pairFactsOf(fleet, *camera).hasHigh ? Quality::High : Quality::Low;
    auto *dialog = new JoinCamerasDialog(*camera, quality, others, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &JoinCamerasDialog::confirmed, this,
            [this, dialog, title](const CameraId &kept, const CameraId &gone) {
                m_session.edits().cameras.join(
                    kept, gone, dialog, [this, dialog, title, kept, gone](const VoidResult &done) {
                        if (!done) {
                            dialog->showFailure(done.error());
                            return;
                        }
                        dialog->accept();
                        const Camera *joined = m_session.fleet().camera(kept);
                        m_operations.showOutcome(
                            title, tr("%1 has both streams now.").arg(joined ? joined->name : QString()),
                            false);
                        CameraCard *card = m_window.page<CameraCard>();
                        if (card->isVisible() && card->camera() == gone)
                            m_window.openCamera(kept);
                    });
            });
    dialog->open();
}

} // namespace streamkeeper
