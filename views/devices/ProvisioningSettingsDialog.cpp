#include "views/devices/ProvisioningSettingsDialog.h"

#include "views/common/DialogBody.h"
#include "views/common/DialogEnd.h"
#include "views/common/PlainText.h"
#include "views/devices/DhcpForm.h"
#include "views/devices/InletForm.h"

#include <QEvent>
#include <QGroupBox>
#include <QVBoxLayout>

namespace streamkeeper {

namespace {

void addPart(QVBoxLayout &layout, const QString &title, QWidget *form)
{
    auto *box = new QGroupBox(title);
    auto *inside = new QVBoxLayout(box);
    inside->addWidget(form);
    layout.addWidget(box);
}

} // namespace

ProvisioningSettingsDialog::ProvisioningSettingsDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Provisioning settings"));
    const auto [outer, layout] = layOut(*this, {640, 0});
    layout->setSpacing(12);
    m_dhcp = new DhcpForm;
    m_inlet = new InletForm;
    addPart(*layout, tr("DHCP server (ISC Kea)"), m_dhcp);
    addPart(*layout, tr("Orders of other programs"), m_inlet);
    m_end = new DialogEnd(tr("Save"), "saveProvisioning", DialogEnd::Weight::Usual, this);
    outer->addWidget(m_end);
    connect(m_end, &DialogEnd::confirmed, this, &ProvisioningSettingsDialog::submit);
    fitHeight(*this);
}

bool ProvisioningSettingsDialog::event(QEvent *event)
{
    const bool isDone = QDialog::event(event);
    // What changed in the forms inside has come up to here only now.
    if (event->type() == QEvent::LayoutRequest)
        fitHeight(*this);
    return isDone;
}

void ProvisioningSettingsDialog::submit()
{
    for (const QString &problem : {m_dhcp->problem(), m_inlet->problem()}) {
        if (!problem.isEmpty()) {
            showFailure({ErrorCategory::Invalid, problem, {}});
            return;
        }
    }
    Q_EMIT saveRequested();
}

void ProvisioningSettingsDialog::showFailure(const Error &error)
{
    m_end->showFailure(error);
}

} // namespace streamkeeper
