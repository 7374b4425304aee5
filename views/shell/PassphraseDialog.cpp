#include "views/shell/PassphraseDialog.h"

#include "views/common/PlainText.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace streamkeeper {

namespace {

constexpr int minimumLength = 8;

} // namespace

PassphraseDialog::PassphraseDialog(Purpose purpose, QWidget *parent)
    : QDialog(parent)
    , m_purpose(purpose)
{
    const bool isNew = purpose == Purpose::Choose;
    setWindowTitle(isNew ? tr("Choose a passphrase") : tr("Unlock the registry"));
    setMinimumWidth(440);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(
        sentenceLabel(isNew ? tr("Tokens and camera passwords are sealed with a key that this passphrase "
                                 "protects. It is asked for at every start and cannot be recovered.")
                            : tr("Tokens and camera passwords of this registry are protected by a "
                                 "passphrase."),
                      this));
    auto *form = new QFormLayout;
    m_first = new QLineEdit(this);
    m_first->setEchoMode(QLineEdit::Password);
    m_first->setAccessibleName(tr("Passphrase"));
    m_second = new QLineEdit(this);
    m_second->setEchoMode(QLineEdit::Password);
    m_second->setAccessibleName(tr("Passphrase again"));
    form->addRow(tr("Passphrase"), m_first);
    if (isNew)
        form->addRow(tr("Again"), m_second);
    else
        m_second->hide();
    layout->addLayout(form);
    m_failure = sentenceLabel({}, this);
    m_failure->setProperty("bad", true);
    m_failure->hide();
    layout->addWidget(m_failure);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_accept = new QPushButton(isNew ? tr("Protect with this passphrase") : tr("Unlock"), this);
    m_accept->setProperty("primary", true);
    m_accept->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QPushButton::clicked, this,
            [this] { Q_EMIT passphraseEntered(SecretText(m_first->text())); });
    connect(m_first, &QLineEdit::textChanged, this, &PassphraseDialog::updateButton);
    connect(m_second, &QLineEdit::textChanged, this, &PassphraseDialog::updateButton);
    updateButton();
    fitHeight(*this);
}

void PassphraseDialog::updateButton()
{
    m_failure->hide();
    QString reason;
    if (m_purpose == Purpose::Choose && m_first->text().size() < minimumLength)
        reason = tr("Use at least %n character(s).", nullptr, minimumLength);
    else if (m_purpose == Purpose::Choose && m_first->text() != m_second->text())
        reason = tr("The two passphrases differ.");
    else if (m_first->text().isEmpty())
        reason = tr("Enter the passphrase.");
    m_accept->setEnabled(reason.isEmpty());
    m_accept->setToolTip(reason);
}

void PassphraseDialog::showFailure(const QString &sentence)
{
    m_failure->setText(sentence);
    m_failure->show();
    m_first->selectAll();
    m_first->setFocus();
}

} // namespace streamkeeper
