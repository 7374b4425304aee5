#pragma once

#include "app/console/ProvisioningSettingsPresenter.h"
#include "app/session/Session.h"

#include <QObject>

namespace streamkeeper {

class DevicesPage;
class MainWindow;

/// The page of network devices on a session, and the activation toggle of cameras wherever it stands.
class DevicesPresenter : public QObject
{
    Q_OBJECT

public:
    DevicesPresenter(Session &session, MainWindow &window, QObject *parent = nullptr);

    /// Opens the page on the device of a camera.
    void showDeviceOf(const CameraId &camera);
    /// At once: nothing is lost by it, and it can be switched back.
    void setActivation(const std::vector<CameraId> &cameras, Activation activation);

private:
    void showSource();
    void showOnCard();
    void add();
    void attach(const NetworkDeviceId &id);
    void enterAddress(const NetworkDeviceId &id);
    void remove(const NetworkDeviceId &id);
    void askToDelete(const CameraId &id);
    void deleteCamera(const CameraId &id);
    void removeEmpty(const CameraId &id);
    void importOrders(const QString &fileName);
    template <typename Dialog>
    void carryOut(Dialog *dialog);

    Session &m_session;
    MainWindow &m_window;
    DevicesPage &m_page;
    ProvisioningSettingsPresenter m_settings;
};

} // namespace streamkeeper
