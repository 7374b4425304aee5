#include "views/common/RecordDialog.h"

#include "views/common/DialogBody.h"
#include "views/common/FieldRow.h"
#include "views/common/PlainText.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>

namespace streamkeeper {

RecordDialog::RecordDialog(const QString &title, const QSize &size, QWidget *parent)
    : QDialog(parent)
    , m_column(layOut(*this, size).body)
{
    setWindowTitle(title);
    m_column->setSpacing(12);
    m_form = addFormColumn(*m_column);
}

void RecordDialog::addFooter(const QString &saveText, const QString &saveName, const QString &problemName)
{
    m_problem = sentenceLabel({}, this);
    m_problem->setObjectName(problemName);
    m_problem->setProperty("bad", true);
    layout()->addWidget(m_problem);
    m_column->addStretch(1);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_save = new QPushButton(saveText, this);
    m_save->setObjectName(saveName);
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    static_cast<QVBoxLayout *>(layout())->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &RecordDialog::saveRequested);
}

void RecordDialog::setObstacle(const QString &obstacle, const QString &shown)
{
    tell(m_problem, shown);
    m_save->setEnabled(obstacle.isEmpty() && !m_isSaving);
    m_save->setToolTip(m_isSaving ? tr("It is being saved.") : obstacle);
    fitHeight(*this);
}

void RecordDialog::showSaving()
{
    m_isSaving = true;
    check();
}

void RecordDialog::showFailure(const Error &error)
{
    m_isSaving = false;
    check();
    m_problem->setText(error.message);
    m_problem->show();
    fitHeight(*this);
}

} // namespace streamkeeper
