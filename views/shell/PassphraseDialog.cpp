#include "views/shell/PassphraseDialog.h"

#include "models/domain/Passphrase.h"
#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace streamkeeper {

using namespace Qt::StringLiterals;

PassphraseDialog::PassphraseDialog(Purpose purpose, const QStringList &losses, QWidget *parent)
    : QDialog(parent)
    , m_purpose(purpose)
{
    setWindowTitle(purpose == Purpose::Unlock      ? tr("Unlock the registry")
                   : purpose == Purpose::StartAnew ? tr("Give up the lost key")
                                                   : tr("Choose a passphrase"));
    const auto [outer, layout] = layOut(*this, {460, 0});
    layout->setSpacing(10);
    layout->addWidget(sentenceLabel(introduction(losses), this));
    addFields(*layout);
    m_failure = sentenceLabel({}, this);
    m_failure->setProperty("bad", true);
    m_failure->hide();
    layout->addWidget(m_failure);
    addButtons(*outer);
    for (QLineEdit *field : {m_first, m_second, m_word})
        connect(field, &QLineEdit::textChanged, this, &PassphraseDialog::updateButton);
    updateButton();
    fitHeight(*this);
}

QString PassphraseDialog::introduction(const QStringList &losses) const
{
    const QString chosen = tr("Tokens and camera passwords are sealed with a key that this passphrase "
                              "protects. It is asked for at every start and cannot be recovered.");
    switch (m_purpose) {
    case Purpose::Unlock:
        return tr("Tokens and camera passwords of this registry are protected by a passphrase.");
    case Purpose::Choose:
        return chosen;
    case Purpose::StartAnew:
        break;
    }
    const QString lost = losses.isEmpty() ? tr("nothing is sealed with it") : losses.join(u", "_s);
    return tr("A new key takes the place of the one that is lost. All that is sealed with that one cannot be "
              "opened any more by anybody, even if it is found again: %1. If the keychain is only locked, "
              "cancel and unlock it.")
               .arg(lost) +
           u"\n\n"_s + chosen;
}

void PassphraseDialog::addFields(QVBoxLayout &layout)
{
    auto *form = new QFormLayout;
    m_first = new QLineEdit(this);
    m_first->setEchoMode(QLineEdit::Password);
    m_first->setAccessibleName(tr("Passphrase"));
    m_second = new QLineEdit(this);
    m_second->setEchoMode(QLineEdit::Password);
    m_second->setAccessibleName(tr("Passphrase again"));
    m_word = new QLineEdit(this);
    m_word->setAccessibleName(tr("Confirmation"));
    form->addRow(tr("Passphrase"), m_first);
    if (m_purpose != Purpose::Unlock)
        form->addRow(tr("Again"), m_second);
    else
        m_second->hide();
    if (m_purpose == Purpose::StartAnew)
        form->addRow(tr("Type \"%1\"").arg(confirmationWord()), m_word);
    else
        m_word->hide();
    layout.addLayout(form);
}

void PassphraseDialog::addButtons(QVBoxLayout &layout)
{
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_accept = new QPushButton(acceptText(), this);
    m_accept->setObjectName(u"acceptPassphrase"_s);
    m_accept->setProperty("primary", true);
    m_accept->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    layout.addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QPushButton::clicked, this,
            [this] { Q_EMIT passphraseEntered(SecretText(m_first->text())); });
}

QString PassphraseDialog::acceptText() const
{
    switch (m_purpose) {
    case Purpose::Unlock:
        return tr("Unlock");
    case Purpose::StartAnew:
        return tr("Give up what is sealed");
    case Purpose::Choose:
        break;
    }
    return tr("Protect with this passphrase");
}

QString PassphraseDialog::confirmationWord()
{
    return tr("give up", "typed to confirm that sealed secrets are lost");
}

QString PassphraseDialog::obstacle() const
{
    if (m_purpose == Purpose::Unlock)
        return m_first->text().isEmpty() ? tr("Enter the passphrase.") : QString();
    if (const auto checked = checkNewPassphrase(SecretText(m_first->text())); !checked)
        return checked.error().message;
    if (m_first->text() != m_second->text())
        return tr("The two passphrases differ.");
    const bool isConfirmed = m_word->text().trimmed().compare(confirmationWord(), Qt::CaseInsensitive) == 0;
    if (m_purpose == Purpose::StartAnew && !isConfirmed)
        return tr("Type \"%1\" to confirm that what is sealed is lost.").arg(confirmationWord());
    return {};
}

void PassphraseDialog::updateButton()
{
    m_failure->hide();
    const QString reason = obstacle();
    m_accept->setEnabled(reason.isEmpty());
    m_accept->setToolTip(reason);
}

void PassphraseDialog::setEditable(bool isEditable)
{
    for (QLineEdit *field : {m_first, m_second, m_word})
        field->setEnabled(isEditable);
    m_accept->setEnabled(isEditable);
}

void PassphraseDialog::showWorking()
{
    m_failure->hide();
    setEditable(false);
    m_accept->setToolTip(tr("The key is being derived from the passphrase."));
}

void PassphraseDialog::showFailure(const QString &sentence)
{
    setEditable(true);
    updateButton();
    m_failure->setText(sentence);
    m_failure->show();
    m_first->selectAll();
    m_first->setFocus();
}

} // namespace streamkeeper
