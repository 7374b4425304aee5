#pragma once

#include "models/domain/Result.h"

#include <QDialog>

class QLabel;

namespace streamkeeper {

class DhcpForm;
class DialogEnd;
class InletForm;

/// What cameras that come by themselves need: the DHCP server that keeps their addresses, and where orders of
/// a billing system are taken.
class ProvisioningSettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ProvisioningSettingsDialog(QWidget *parent = nullptr);

    [[nodiscard]] DhcpForm &dhcp() { return *m_dhcp; }
    [[nodiscard]] InletForm &inlet() { return *m_inlet; }

    /// What went wrong with the last attempt; the dialog stays open.
    void showFailure(const Error &error);

Q_SIGNALS:
    /// Both forms hold what can be kept.
    void saveRequested();

protected:
    bool event(QEvent *event) override;

private:
    void submit();

    DhcpForm *m_dhcp;
    InletForm *m_inlet;
    DialogEnd *m_end;
};

} // namespace streamkeeper
