#include "app/console/VaultPresenter.h"

#include "views/shell/MainWindow.h"
#include "views/shell/NoticeBar.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const auto passphraseKey = u"passphrase"_s;
const auto unlockKey = u"unlock"_s;
const auto thisRunKey = u"this-run"_s;
const auto retryKey = u"retry"_s;
const auto dismissKey = u"dismiss"_s;
const auto anewKey = u"anew"_s;

} // namespace

VaultPresenter::VaultPresenter(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_opener(session.vaultOpener())
    , m_window(window)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(std::chrono::milliseconds(1500));
    connect(&m_patience, &QTimer::timeout, this, &VaultPresenter::showWaiting);
    connect(&m_opener, &VaultOpener::stateChanged, this, &VaultPresenter::showState);
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
        // Only now, where the operator works without the key: a keychain that is merely locked is no reason.
        if (m_opener.mayStartAnew())
            notice->showNotice(m_opener.reason(), {{tr("Dismiss"), dismissKey},
                                                   {tr("Try the keychain again"), retryKey},
                                                   {tr("The key is lost…"), anewKey}});
        else
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
    case VaultOpener::State::KeyUnreachable:
        notice->showNotice(tr("%1 Nothing is lost as long as the key is somewhere.").arg(m_opener.reason()),
                           {{tr("Try the keychain again"), retryKey}, {tr("This run only"), thisRunKey}});
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
        askPassphrase(PassphraseDialog::Purpose::Choose);
    else if (key == unlockKey)
        askPassphrase(PassphraseDialog::Purpose::Unlock);
    else if (key == anewKey)
        askPassphrase(PassphraseDialog::Purpose::StartAnew);
    else if (key == retryKey)
        m_opener.retry();
    else if (key == dismissKey)
        m_window.vaultNotice()->clear();
    else if (key == thisRunKey) {
        if (const auto used = m_opener.useThisRunOnly(); !used)
            m_window.vaultNotice()->showNotice(used.error().message, {{tr("This run only"), thisRunKey}});
    }
}

QStringList VaultPresenter::losses() const
{
    const auto count = [this](QLatin1StringView purpose) { return m_session.countSecrets(purpose); };
    QStringList losses;
    if (const int tokens = count(tokenPurpose))
        losses.append(tr("%n token(s) of media servers", nullptr, tokens));
    if (const int addresses = count(addressPurpose))
        losses.append(tr("%n stream address(es) with a password", nullptr, addresses));
    if (const int passwords = count(onvifPurpose))
        losses.append(tr("%n ONVIF password(s)", nullptr, passwords));
    if (const int links = count(linkPurpose))
        losses.append(tr("%n share link(s)", nullptr, links));
    if (const int others = count(othersPurpose))
        losses.append(tr("other settings of %n stream(s)", nullptr, others));
    if (count(dhcpPurpose) > 0)
        losses.append(tr("the password of the DHCP server"));
    if (count(signingKeyPurpose) > 0)
        losses.append(tr("the key that signs tokens"));
    return losses;
}

void VaultPresenter::askPassphrase(PassphraseDialog::Purpose purpose)
{
    using Purpose = PassphraseDialog::Purpose;
    auto *dialog =
        new PassphraseDialog(purpose, purpose == Purpose::StartAnew ? losses() : QStringList(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PassphraseDialog::passphraseEntered, this,
            [this, dialog, purpose](const SecretText &passphrase) {
                dialog->showWorking();
                const auto answered = [dialog](const VoidResult &result) {
                    if (result)
                        dialog->accept();
                    else
                        dialog->showFailure(result.error().message);
                };
                if (purpose == Purpose::Unlock)
                    m_opener.unlock(passphrase, dialog, answered);
                else if (purpose == Purpose::Choose)
                    m_opener.choosePassphrase(passphrase, dialog, answered);
                else
                    m_opener.startAnew(passphrase, dialog, answered);
            });
    dialog->open();
}

} // namespace streamkeeper
