#include "app/console/ProvisioningSettingsPresenter.h"

#include "app/console/ClosingDialog.h"
#include "models/rules/InletRule.h"
#include "views/devices/DhcpForm.h"
#include "views/devices/InletForm.h"
#include "views/devices/ProvisioningSettingsDialog.h"

namespace streamkeeper {

ProvisioningSettingsPresenter::ProvisioningSettingsPresenter(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

void ProvisioningSettingsPresenter::open(QWidget &window)
{
    auto *dialog = new ProvisioningSettingsDialog(&window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->dhcp().setValue(m_session.dhcpSettings());
    dialog->inlet().setValue(m_session.inletSettings());
    showInletState(*dialog);
    connect(&dialog->inlet(), &InletForm::tokenRequested, this, [this, dialog] { makeToken(*dialog); });
    connect(&dialog->dhcp(), &DhcpForm::testRequested, this, [this, dialog] { testDhcp(*dialog); });
    connect(&m_session.inlet(), &Inlet::stateChanged, dialog, [this, dialog] { showInletState(*dialog); });
    connect(dialog, &ProvisioningSettingsDialog::saveRequested, this, [this, dialog] { save(*dialog); });
    dialog->open();
}

void ProvisioningSettingsPresenter::makeToken(ProvisioningSettingsDialog &dialog)
{
    const auto token = InletEdits::createToken();
    if (token)
        dialog.inlet().setNewToken(*token);
    else
        dialog.showFailure(token.error());
}

void ProvisioningSettingsPresenter::testDhcp(ProvisioningSettingsDialog &dialog)
{
    DhcpAccess draft{dialog.dhcp().value(), dialog.dhcp().password()};
    if (draft.password.isEmpty() && !draft.settings.userName.isEmpty()) {
        const auto stored = m_session.dhcpAccess();
        if (!stored) {
            dialog.dhcp().setTestResult(stored.error().message, false);
            return;
        }
        draft.password = stored->password;
    }
    // Not told of settings that were changed meanwhile.
    const auto show = [&dialog, tested = draft.settings](const DhcpProbe &probe) {
        if (dialog.dhcp().value() != tested)
            return;
        if (probe.abilities) {
            dialog.dhcp().setTestResult(probe.abilities->hasHostCommands ||
                                                probe.abilities->hasConfigurationCommands
                                            ? tr("Kea %1 has answered.").arg(probe.abilities->version)
                                            : tr("Kea %1 has answered, but it has no commands that make "
                                                 "reservations.")
                                                  .arg(probe.abilities->version),
                                        true);
            return;
        }
        dialog.dhcp().setTestResult(probe.abilities.error().message, false);
        if (probe.abilities.error().category == ErrorCategory::Tls && probe.certificate)
            dialog.dhcp().offerCertificate(probe.certificate->sha256);
    };
    m_session.dhcp().probe(draft, &dialog, show);
}

void ProvisioningSettingsPresenter::showInletState(ProvisioningSettingsDialog &dialog)
{
    const Inlet &inlet = m_session.inlet();
    const QString place = inletPlace(m_session.inletSettings());
    switch (inlet.state()) {
    case Inlet::State::Off:
        dialog.inlet().setState({}, true);
        break;
    case Inlet::State::Starting:
    case Inlet::State::Listening:
        dialog.inlet().setState(tr("Orders are taken at %1.").arg(place), true);
        break;
    case Inlet::State::Failed:
        dialog.inlet().setState(inlet.error().message, false);
        break;
    }
}

void ProvisioningSettingsPresenter::save(ProvisioningSettingsDialog &dialog)
{
    if (!dialog.dhcp().isChanged()) {
        saveInlet(dialog);
        return;
    }
    const auto saved = [this, guard = QPointer(&dialog)](const VoidResult &result) {
        if (!guard)
            return;
        if (result)
            saveInlet(*guard);
        else
            guard->showFailure(result.error());
    };
    m_session.edits().dhcp.save(dialog.dhcp().value(), dialog.dhcp().password(), this, saved);
}

void ProvisioningSettingsPresenter::saveInlet(ProvisioningSettingsDialog &dialog)
{
    if (!dialog.inlet().isChanged()) {
        dialog.accept();
        return;
    }
    m_session.edits().inlet.save(dialog.inlet().value(), dialog.inlet().newToken(), this, closing(&dialog));
}

} // namespace streamkeeper
