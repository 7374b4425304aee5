#include "app/console/CamerasPresenter.h"

#include "app/console/OperationsPresenter.h"
#include "app/operations/StreamOrders.h"
#include "views/cameras/CameraCard.h"
#include "views/shell/MainWindow.h"

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
}

} // namespace streamkeeper
