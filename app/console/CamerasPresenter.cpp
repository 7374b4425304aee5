#include "app/console/CamerasPresenter.h"

#include "views/cameras/CameraCard.h"
#include "views/shell/MainWindow.h"

namespace streamkeeper {

CamerasPresenter::CamerasPresenter(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    CameraCard *card = m_window.cameraCard();
    connect(card, &CameraCard::saveRequested, this,
            [this, card](const Camera &camera, const std::optional<SecretText> &password) {
                m_session.saveCamera(
                    camera, password, this,
                    [card, id = camera.id](const Result<void> &saved) { card->finishSaving(id, saved); });
            });
}

} // namespace streamkeeper
