#include "views/common/DialogEnd.h"

#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QPushButton>

namespace streamkeeper {

DialogEnd::DialogEnd(const QString &deed, const char *name, Weight weight, QDialog *dialog)
    : QWidget(dialog)
    , m_dialog(dialog)
{
    const bool isDanger = weight == Weight::Danger;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    m_problem = sentenceLabel({}, this);
    m_problem->setProperty("bad", true);
    m_problem->hide();
    layout->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_deed = new QPushButton(buttonText(deed), this);
    m_deed->setObjectName(QString::fromLatin1(name));
    m_deed->setProperty(isDanger ? "danger" : "primary", true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_deed);
    layout->addLayout(buttons);
    (isDanger ? cancel : m_deed)->setDefault(true);
    connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    connect(m_deed, &QPushButton::clicked, this, [this] {
        m_deed->setEnabled(false);
        m_deed->setToolTip(tr("Being done"));
        Q_EMIT confirmed();
    });
}

void DialogEnd::showFailure(const Error &error)
{
    m_deed->setEnabled(true);
    m_deed->setToolTip({});
    tell(m_problem, error.message);
    fitHeight(*m_dialog);
}

} // namespace streamkeeper
