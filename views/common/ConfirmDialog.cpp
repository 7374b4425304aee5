#include "views/common/ConfirmDialog.h"

#include "views/common/PlainText.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ConfirmDialog::ConfirmDialog(const QString &title, const QStringList &sentences, const QString &deed,
                             QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(title);
    setMinimumWidth(460);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(10);
    for (const QString &sentence : sentences)
        layout->addWidget(sentenceLabel(sentence, this));
    m_problem = sentenceLabel({}, this);
    m_problem->setProperty("bad", true);
    m_problem->hide();
    layout->addWidget(m_problem);
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_deed = new QPushButton(buttonText(deed), this);
    m_deed->setObjectName(u"confirmButton"_s);
    m_deed->setProperty("danger", true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_deed);
    layout->addLayout(buttons);
    cancel->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_deed, &QPushButton::clicked, this, [this] {
        m_deed->setEnabled(false); // once
        Q_EMIT confirmed();
    });
    fitHeight(*this);
}

void ConfirmDialog::showFailure(const Error &error)
{
    m_deed->setEnabled(true);
    m_problem->setText(error.message);
    m_problem->show();
    fitHeight(*this);
}

} // namespace streamkeeper
