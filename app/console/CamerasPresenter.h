#pragma once

#include "app/session/Session.h"

#include <QObject>

namespace streamkeeper {

class MainWindow;
class OperationsPresenter;

/// Ties the camera's card to the session: saves what was changed there, and has the media servers let people
/// in as it says then.
class CamerasPresenter : public QObject
{
    Q_OBJECT

public:
    CamerasPresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                     QObject *parent = nullptr);

private:
    void split(const CameraId &camera);
    /// `other` null: it is asked for.
    void join(const CameraId &camera, const CameraId &other);
    [[nodiscard]] std::vector<Camera> fittingOnes(const Camera &camera) const;

    Session &m_session;
    MainWindow &m_window;
    OperationsPresenter &m_operations;
};

} // namespace streamkeeper
