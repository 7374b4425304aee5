#include "app/console/AccountQuestion.h"

#include "app/session/Session.h"

#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QMessageBox *makeBox(QWidget *window, const QString &title, const QString &text)
{
    auto *box = new QMessageBox(window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Warning);
    box->setWindowTitle(title);
    box->setTextFormat(Qt::PlainText);
    box->setText(text);
    return box;
}

} // namespace

AccountQuestion::AccountQuestion(Session &session, QWidget *window)
    : m_session(session)
    , m_window(window)
{
}

void AccountQuestion::ask(const ServerId &server, const QString &what, QObject *context,
                          std::function<void()> go)
{
    const FleetServer *entry = m_session.fleet().server(server);
    if (!entry || entry->server.unencryptedAccount != UnencryptedAccount::Ask || m_asked.contains(server))
        return;
    m_asked.insert(server);
    QMessageBox *box = makeBox(m_window, tr("Account of %1").arg(entry->server.name), what);
    box->setObjectName(u"accountQuestion"_s);
    box->setInformativeText(
        tr("If the account %1 is sent all the same, whoever can read along in the network "
           "learns its password. The card of the server has this setting, too.")
            .arg(entry->server.userName));
    const auto answer = [this, server, context, go = std::move(go)](UnencryptedAccount wanted) {
        const FleetServer *now = m_session.fleet().server(server);
        if (!now)
            return;
        MediaServer changed = now->server;
        changed.unencryptedAccount = wanted;
        m_session.edits().servers.save(changed, {}, context, [=, this](const VoidResult &saved) {
            if (!saved)
                makeBox(m_window, tr("Account of %1").arg(changed.name), saved.error().message)->open();
            else if (wanted == UnencryptedAccount::Send)
                go();
        });
    };
    const QPushButton *send = box->addButton(tr("Send it unencrypted"), QMessageBox::DestructiveRole);
    const QPushButton *withhold = box->addButton(tr("Never send it"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(tr("Not now"), QMessageBox::RejectRole));
    QObject::connect(send, &QPushButton::clicked, context, [answer] { answer(UnencryptedAccount::Send); });
    QObject::connect(withhold, &QPushButton::clicked, context,
                     [answer] { answer(UnencryptedAccount::Withhold); });
    box->open();
}

} // namespace streamkeeper
