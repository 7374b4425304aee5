#pragma once

#include "app/session/Session.h"

#include <QObject>

#include <stop_token>

namespace streamkeeper {

class ProvisioningSettingsDialog;

/// "Provisioning settings": ties the dialog to the session.
class ProvisioningSettingsPresenter : public QObject
{
    Q_OBJECT

public:
    explicit ProvisioningSettingsPresenter(Session &session, QObject *parent = nullptr);

    /// Shows the dialog over `window`.
    void open(QWidget &window);

private:
    void makeToken(ProvisioningSettingsDialog &dialog);
    void testDhcp(ProvisioningSettingsDialog &dialog);
    void showInletState(ProvisioningSettingsDialog &dialog);
    void save(ProvisioningSettingsDialog &dialog);
    void saveInlet(ProvisioningSettingsDialog &dialog);

    Session &m_session;
};

} // namespace streamkeeper
