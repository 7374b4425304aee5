#include "app/console/VaultPresenter.h"

#include "views/shell/MainWindow.h"
#include "views/shell/NoticeBar.h"
#include "views/shell/PassphraseDialog.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const auto passphraseKey = u"passphrase"_s;
const auto unlockKey = u"unlock"_s;
const auto thisRunKey = u"this-run"_s;
const auto retryKey = u"retry"_s;
const auto dismissKey = u"dismiss"_s;

} // namespace

VaultPresenter::VaultPresenter(VaultOpener &opener, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_opener(opener)
    , m_window(window)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(std::chrono::milliseconds(1500));
    connect(&m_patience, &QTimer::timeout, this, &VaultPresenter::showWaiting);
    connect(&opener, &VaultOpener::stateChanged, this, &VaultPresenter::showState);
    connect(window.vaultNotice(), &NoticeBar::choiceMade, this, &VaultPresenter::handleChoice);
}

void VaultPresenter::showState()
{
    NoticeBar *notice = m_window.vaultNotice();
    m_patience.stop();
    switch (m_opener.state()) {
    case VaultOpener::State::Waiting:
        m_patience.start();
        break;
    case VaultOpener::State::Closed:
    case VaultOpener::State::Open:
        notice->clear();
        break;
    case VaultOpener::State::OpenThisRun:
        notice->showNotice(m_opener.reason(), {{tr("Dismiss"), dismissKey}});
        break;
    case VaultOpener::State::NeedsChoice:
        notice->showNotice(
            tr("%1 Where shall the key to tokens and camera passwords be kept?").arg(m_opener.reason()),
            {{tr("Protect by a passphrase…"), passphraseKey},
             {tr("This run only"), thisRunKey},
             {tr("Try the keychain again"), retryKey}});
        break;
    case VaultOpener::State::NeedsPassphrase:
        notice->showNotice(m_opener.reason(), {{tr("Unlock…"), unlockKey}});
        break;
    case VaultOpener::State::KeyMissing:
        notice->showNotice(m_opener.reason(), {{tr("Try the keychain again"), retryKey},
                                               {tr("Start anew with a passphrase…"), passphraseKey},
                                               {tr("This run only"), thisRunKey}});
        break;
    }
}

void VaultPresenter::showWaiting()
{
    QList<NoticeBar::Choice> choices;
    if (!m_opener.hasKey())
        choices.append({tr("Protect by a passphrase…"), passphraseKey});
    choices.append({tr("This run only"), thisRunKey});
    m_window.vaultNotice()->showNotice(m_opener.reason(), choices);
}

void VaultPresenter::handleChoice(const QString &key)
{
    if (key == passphraseKey)
        askPassphrase(true);
    else if (key == unlockKey)
        askPassphrase(false);
    else if (key == retryKey)
        m_opener.retry();
    else if (key == dismissKey)
        m_window.vaultNotice()->clear();
    else if (key == thisRunKey) {
        if (const auto used = m_opener.useThisRunOnly(); !used)
            m_window.vaultNotice()->showNotice(used.error().message, {{tr("This run only"), thisRunKey}});
    }
}

void VaultPresenter::askPassphrase(bool isNew)
{
    auto *dialog = new PassphraseDialog(
        isNew ? PassphraseDialog::Purpose::Choose : PassphraseDialog::Purpose::Unlock, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PassphraseDialog::passphraseEntered, this,
            [this, dialog, isNew](const SecretText &passphrase) {
                const auto result =
                    isNew ? m_opener.choosePassphrase(passphrase) : m_opener.unlock(passphrase);
                if (result)
                    dialog->accept();
                else
                    dialog->showFailure(result.error().message);
            });
    dialog->open();
}

} // namespace streamkeeper
