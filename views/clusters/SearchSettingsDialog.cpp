#include "views/clusters/SearchSettingsDialog.h"

#include "views/common/DialogBody.h"
#include "views/common/DialogEnd.h"
#include "views/common/FieldRow.h"
#include "views/common/PlainText.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QSpinBox>

namespace streamkeeper {

using namespace Qt::StringLiterals;

SearchSettingsDialog::SearchSettingsDialog(const PlacementPolicy &policy, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Search settings"));
    const auto [outer, layout] = layOut(*this, {480, 0});
    layout->setSpacing(12);
    layout->addWidget(sentenceLabel(
        tr("These settings are the registry's: they count for every search, of everybody who works on it."),
        this));
    QFormLayout *form = addFormColumn(*layout);
    m_full = new QSpinBox(this);
    m_full->setObjectName(u"storageFull"_s);
    m_full->setRange(1, 100);
    m_full->setButtonSymbols(QSpinBox::NoButtons);
    m_full->setSuffix(tr(" %", "percent, after a number"));
    m_full->setValue(policy.storageFullPercent);
    m_full->setToolTip(tr("A media server whose disks are all above it gets no new streams"));
    ignoreStrayWheel(m_full);
    m_unknown = new QCheckBox(tr("May be found, with a warning"), this);
    m_unknown->setObjectName(u"storageUnknown"_s);
    m_unknown->setChecked(policy.isStorageUnknownAllowed);
    m_lock = new QSpinBox(this);
    m_lock->setObjectName(u"transferLock"_s);
    m_lock->setRange(0, longestTransferLockMinutes);
    m_lock->setButtonSymbols(QSpinBox::NoButtons);
    m_lock->setSuffix(tr(" min", "minutes, after a number"));
    m_lock->setSpecialValueText(tr("None"));
    m_lock->setValue(policy.transferLockMinutes);
    m_lock->setToolTip(tr("How long a stream stays where a transfer has put it"));
    ignoreStrayWheel(m_lock);
    (void)FieldRow(*form, tr("A disk is full above"), m_full);
    (void)FieldRow(*form, tr("Servers that tell no storage"), m_unknown);
    (void)FieldRow(*form, tr("Lock after a transfer"), m_lock);
    layout->addStretch(1);
    m_end = new DialogEnd(tr("Save"), "saveSearchSettings", DialogEnd::Weight::Usual, this);
    outer->addWidget(m_end);
    connect(m_end, &DialogEnd::confirmed, this, &SearchSettingsDialog::saveRequested);
    fitHeight(*this);
}

PlacementPolicy SearchSettingsDialog::value() const
{
    PlacementPolicy policy;
    policy.storageFullPercent = m_full->value();
    policy.isStorageUnknownAllowed = m_unknown->isChecked();
    policy.transferLockMinutes = m_lock->value();
    return policy;
}

void SearchSettingsDialog::showFailure(const Error &error)
{
    m_end->showFailure(error);
}

} // namespace streamkeeper
