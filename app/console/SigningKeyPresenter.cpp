#include "app/console/SigningKeyPresenter.h"

#include "app/console/SignedServerCheck.h"
#include "models/texts/Formatting.h"
#include "views/common/ConfirmDialog.h"
#include "views/share/ShareLinksPage.h"
#include "views/share/SigningKeyDialog.h"
#include "views/shell/MainWindow.h"

namespace streamkeeper {

SigningKeyPresenter::SigningKeyPresenter(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    connect(window.page<ShareLinksPage>(), &ShareLinksPage::signingKeyRequested, this,
            &SigningKeyPresenter::open);
}

void SigningKeyPresenter::open()
{
    if (m_dialog)
        return;
    m_dialog = new SigningKeyDialog(&m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &SigningKeyDialog::exportRequested, this, &SigningKeyPresenter::askToExport);
    connect(m_dialog, &SigningKeyDialog::changeRequested, this, &SigningKeyPresenter::askToChange);
    if (!m_session.vaultOpener().vault().isOpen())
        m_dialog->setObstacle(tr("The secrets of this registry are locked. Unlock them first."));
    show();
    m_dialog->open();
}

QStringList SigningKeyPresenter::signedServers() const
{
    QStringList names;
    for (const FleetServer &entry : m_session.fleet().servers()) {
        if (entry.server.auth == ServerAuth::Jwt)
            names.append(entry.server.name);
    }
    return names;
}

void SigningKeyPresenter::show()
{
    const auto key = m_session.signingKeys().current();
    m_dialog->showKey(key ? key->id : QString(), key ? format::moment(key->createdAtMs) : QString(),
                      m_session.signingKeys().exportTarget(), signedServers());
}

void SigningKeyPresenter::askToExport(const QString &target)
{
    confirmKeyTarget(m_session, target, m_dialog, [this, target](bool isWanted) {
        if (isWanted)
            exportTo(target);
    });
}

void SigningKeyPresenter::exportTo(const QString &target)
{
    m_dialog->setBusy(true);
    const auto finish = [this](const VoidResult &written) {
        m_dialog->setBusy(false);
        if (written)
            show();
        m_dialog->showOutcome(
            written ? tr("The public key is written. Let authJWTJWKS of the servers point to it.")
                    : written.error().message,
            !written);
    };
    m_session.signingKeys().ensure(m_dialog, [this, target, finish](const Result<SigningKeyInfo> &key) {
        if (key)
            m_session.signingKeys().exportTo(target, {key->publicJwk}, m_dialog, finish);
        else
            finish(tl::unexpected(key.error()));
    });
}

void SigningKeyPresenter::askToChange()
{
    QStringList sentences{
        tr("Every link that the present key has signed ends, and who watches by one is cut off.")};
    const QStringList servers = signedServers();
    if (!servers.isEmpty())
        sentences.append(
            tr("%1 get both keys first and are tried with the new one; if one of them does not take "
               "it, nothing is changed.")
                .arg(servers.join(QStringLiteral(", "))));
    auto *question = new ConfirmDialog(tr("Change the signing key"), sentences, tr("Change key"), m_dialog);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &ConfirmDialog::confirmed, this, [this, question] {
        question->accept();
        change();
    });
    question->open();
}

void SigningKeyPresenter::change()
{
    m_dialog->setBusy(true);
    m_session.signingKeys().change(m_dialog, [this](const Result<KeyChange::Report> &report) {
        m_dialog->setBusy(false);
        show();
        if (!report)
            m_dialog->showOutcome(report.error().message, true);
        else if (report->notes.isEmpty())
            m_dialog->showOutcome(tr("The key was changed. %n session(s) of the old one were ended.", nullptr,
                                     report->sessionsEnded),
                                  false);
        else
            m_dialog->showOutcome(report->notes.join(QLatin1Char(' ')), true);
    });
}

} // namespace streamkeeper
