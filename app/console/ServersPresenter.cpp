#include "app/console/ServersPresenter.h"

#include "app/console/SignedServerCheck.h"
#include "models/rules/ServerEditRule.h"
#include "models/texts/StreamTexts.h"
#include "views/common/ConfirmDialog.h"
#include "views/servers/AdoptDialog.h"
#include "views/servers/RemoveServerDialog.h"
#include "views/servers/ServerCard.h"
#include "views/servers/ServerDialog.h"
#include "views/servers/ServersPage.h"
#include "views/shell/MainWindow.h"
#include "views/shell/NoticeBar.h"
#include "views/streams/FilterBar.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QLocale>
#include <QMenu>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ServersPresenter::ServersPresenter(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    connect(window.page<StreamsPage>()->addServerAction(), &QAction::triggered, this,
            &ServersPresenter::addServer);
    connect(window.page<StreamsPage>()->adoptAction(), &QAction::triggered, this,
            &ServersPresenter::chooseServerToAdoptFrom);
    ServersPage *page = window.page<ServersPage>();
    connect(page, &ServersPage::adoptRequested, this, &ServersPresenter::adoptFrom);
    connect(page, &ServersPage::removeRequested, this, &ServersPresenter::removeServer);
    connect(page, &ServersPage::pollRequested, this,
            [this](const ServerId &server) { m_session.polling().pollNow(server); });
    connect(page, &ServersPage::streamsRequested, this, &ServersPresenter::showStreams);
    connectCard();
}

void ServersPresenter::connectCard()
{
    ServerCard *card = m_window.page<ServerCard>();
    connect(card, &ServerCard::adoptRequested, this, &ServersPresenter::adoptFrom);
    connect(card, &ServerCard::removeRequested, this, &ServersPresenter::removeServer);
    connect(card, &ServerCard::pollRequested, this,
            [this](const ServerId &server) { m_session.polling().pollNow(server); });
    connect(card, &ServerCard::streamsRequested, this, &ServersPresenter::showStreams);
    connect(card, &ServerCard::testRequested, this,
            [this, card](const MediaServer &draft, const SecretText &secret) {
                testConnection(*card, draft, secret);
            });
    connect(card, &ServerCard::testCancelled, this, [this] { m_test.request_stop(); });
    connect(card, &ServerCard::saveRequested, this,
            [this, card](const MediaServer &server, const SecretText &secret) {
                const MediaServer *known = find(server.id);
                const bool endsSwitchingOff = known && known->switchesOff() && !server.switchesOff();
                const auto save = [this, card, server, secret, endsSwitchingOff] {
                    m_session.edits().servers.save(
                        server, secret, this,
                        [this, card, server, endsSwitchingOff](const Result<void> &saved) {
                            card->finishSaving(server.id, saved);
                            if (saved && endsSwitchingOff)
                                askToEnable(server);
                        });
                };
                if (!needsSigningCheck(find(server.id), server)) {
                    save();
                    return;
                }
                checkSignedServer(m_session, server, card->keyTarget(), card,
                                  [card, save, id = server.id](const Result<QStringList> &checked) {
                                      if (checked)
                                          save();
                                      else
                                          card->finishSaving(id, tl::unexpected(checked.error()));
                                  });
            });
    connect(card, &ServerCard::serverShown, this,
            [this, card] { card->setKeyTarget(m_session.signingKeys().exportTarget()); });
}

void ServersPresenter::askToEnable(const MediaServer &server)
{
    const std::vector<StreamId> streams = m_session.switchOff().switchedOffOn(server.id);
    if (streams.empty())
        return;
    auto *dialog = new ConfirmDialog(
        tr("Enable again?"),
        {tr("The console has switched off %n stream(s) of %1.", nullptr, int(streams.size()))
             .arg(server.name),
         tr("It switches nothing off there any more. Those that stay off are enabled one by one.")},
        tr("Enable %n stream(s)", nullptr, int(streams.size())), &m_window);
    dialog->setObjectName(u"enableAgain"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, streams] {
        m_session.runCommands(m_session.switchOff().enablingOf(streams));
        dialog->accept();
    });
    dialog->open();
}

void ServersPresenter::showStreams(const ServerId &server)
{
    StreamFilter filter;
    filter.server = server;
    m_window.page<StreamsPage>()->filterBar()->setFilter(filter);
    m_window.showPage<StreamsPage>();
}

const MediaServer *ServersPresenter::find(const ServerId &server) const
{
    return m_session.fleet().mediaServer(server);
}

void ServersPresenter::addServer()
{
    auto *dialog = new ServerDialog(&m_window);
    dialog->setKeyTarget(m_session.signingKeys().exportTarget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ServerDialog::testRequested, this,
            [this, dialog](const MediaServer &draft, const SecretText &secret) {
                testConnection(*dialog, draft, secret);
            });
    connect(dialog, &ServerDialog::testCancelled, this, [this] { m_test.request_stop(); });
    connect(dialog, &ServerDialog::saveRequested, this,
            [this, dialog](const MediaServer &server, const SecretText &secret) {
                saveNew(*dialog, server, secret);
            });
    dialog->open();
}

template <typename Form>
void ServersPresenter::testConnection(Form &form, const MediaServer &draft, const SecretText &secret)
{
    m_test.request_stop();
    m_test = std::stop_source();
    ++m_testNumber;
    form.showTesting();
    // Without a new token the stored one is tried.
    const SecretText effective = secret.isEmpty() ? m_session.secretOf(draft) : secret;
    QPointer<Form> guard(&form);
    if (draft.auth == ServerAuth::Jwt) {
        checkSignedServer(
            m_session, draft, form.keyTarget(), &form,
            [this, guard, draft, secret, number = m_testNumber](const Result<QStringList> &checked) {
                if (!guard || number != m_testNumber)
                    return;
                if (checked)
                    probe(*guard, draft, secret, *checked);
                else
                    guard->showFailure(checked.error().message, std::nullopt, false);
            });
        return;
    }
    probe(form, draft, effective, {});
}

template <typename Form>
void ServersPresenter::probe(Form &form, const MediaServer &draft, const SecretText &effective,
                             const QStringList &found)
{
    QPointer<Form> guard(&form);
    m_session.testConnection(
        draft, effective, this,
        [this, guard, draft, found, number = m_testNumber](ProbeReport report) {
            if (guard && number == m_testNumber) // not of a test that another one has replaced
            {
                if (report.facts)
                    report.facts->notes = found + report.facts->notes;
                showReport(*guard, draft, report);
            }
        },
        m_test.get_token());
}

template <typename Form>
void ServersPresenter::showReport(Form &form, const MediaServer &draft, const ProbeReport &report)
{
    if (report.facts) {
        const ServerFacts &facts = *report.facts;
        const QString sentence =
            tr("Connected to %1, version %2, with %n stream(s).", nullptr, facts.streamCount)
                .arg(texts::serverType(facts.type),
                     facts.version.isEmpty() ? tr("unknown", "a version") : facts.version);
        form.showSuccess(sentence, facts.notes, facts.rtspPort, facts.hlsPort, facts.mediaUsesTls);
        return;
    }
    const Error &error = report.facts.error();
    std::optional<ConnectionOutcome::CertificateView> certificate;
    if (error.category == ErrorCategory::Tls && report.certificate) {
        certificate = ConnectionOutcome::CertificateView{
            report.certificate->sha256,
            formatFingerprint(report.certificate->sha256),
            report.certificate->subject,
            report.certificate->issuer,
            QLocale().toString(report.certificate->expires.toLocalTime().date(), QLocale::ShortFormat),
            !draft.pinnedSha256.isEmpty()};
    }
    form.showFailure(error.message, certificate, isUnanswered(error));
}

void ServersPresenter::saveNew(ServerDialog &dialog, const MediaServer &server, const SecretText &secret)
{
    dialog.showSaving();
    QPointer<ServerDialog> guard(&dialog);
    m_session.edits().servers.save(server, secret, this,
                                   [this, guard, id = server.id](const Result<void> &result) {
                                       if (!result) {
                                           if (guard)
                                               guard->showSaveFailure(result.error().message);
                                           return;
                                       }
                                       if (guard)
                                           guard->accept();
                                       adoptFrom(id);
                                   });
}

void ServersPresenter::adoptFrom(const ServerId &id)
{
    const MediaServer *server = find(id);
    if (!server)
        return;
    auto *dialog = new AdoptDialog(server->name, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AdoptDialog::retryRequested, this,
            [this, dialog, draft = *server] { readStreams(*dialog, draft); });
    connect(dialog, &AdoptDialog::adoptRequested, this, [this, dialog, id] {
        dialog->showAdopting();
        QPointer<AdoptDialog> guard(dialog);
        m_session.edits().streams.adopt(id, dialog->model().found(), dialog->model().chosen(), this,
                                        [guard](const Result<int> &result) {
                                            if (guard && result)
                                                guard->accept();
                                            else if (guard)
                                                guard->showFailure(result.error().message);
                                        });
    });
    dialog->open();
    readStreams(*dialog, *server);
}

void ServersPresenter::readStreams(AdoptDialog &dialog, const MediaServer &server)
{
    dialog.showProgress(0, 0);
    std::stop_source stop;
    connect(&dialog, &QDialog::finished, &dialog, [stop]() mutable { stop.request_stop(); });
    QPointer<AdoptDialog> guard(&dialog);
    m_session.readRemoteStreams(
        server, m_session.secretOf(server), this,
        [guard](int done, int total) {
            if (guard)
                guard->showProgress(done, total);
        },
        [this, guard, id = server.id](Result<std::vector<RemoteStream>> found) {
            if (!guard)
                return;
            if (!found) {
                guard->showFailure(found.error().message);
                return;
            }
            AdoptionOffer offer = offerAdoption(std::move(*found), id, m_session.fleet().streams(),
                                                m_session.fleet().holderCopies());
            QStringList passedOver;
            for (const RemoteStream &stream : offer.found) {
                if (!stream.obstacle.isEmpty())
                    passedOver.append(stream.remoteName + u": "_s + stream.obstacle);
            }
            guard->showFound(std::move(offer.found), std::move(offer.proposals), passedOver);
        },
        stop.get_token());
}

void ServersPresenter::chooseServerToAdoptFrom()
{
    const FleetState &fleet = m_session.fleet();
    const int row = m_window.page<StreamsPage>()->table()->currentFleetRow();
    if (row >= 0 && fleet.row(row).drift == Drift::Unmanaged) {
        adoptFrom(fleet.servers()[size_t(fleet.row(row).mainServer)].server.id);
        return;
    }
    // Servers with something to adopt come first; with only one server there is nothing to choose.
    std::vector<int> unmanaged(fleet.servers().size(), 0);
    for (const FleetRow &candidate : fleet.rows()) {
        if (candidate.drift == Drift::Unmanaged)
            ++unmanaged[size_t(candidate.mainServer)];
    }
    if (fleet.servers().size() == 1) {
        adoptFrom(fleet.servers().front().server.id);
        return;
    }
    auto *menu = new QMenu(&m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (size_t i = 0; i < unmanaged.size(); ++i) {
        const MediaServer &server = fleet.servers()[i].server;
        QAction *action =
            menu->addAction(tr("%1: %n unmanaged stream(s)", nullptr, unmanaged[i]).arg(server.name));
        connect(action, &QAction::triggered, this, [this, id = server.id] { adoptFrom(id); });
    }
    menu->popup(QCursor::pos());
}

void ServersPresenter::removeServer(const ServerId &id)
{
    const MediaServer *server = find(id);
    if (!server)
        return;
    const auto &streams = m_session.fleet().streams();
    const auto main =
        std::ranges::count_if(streams, [&](const Stream &stream) { return stream.mainServer == id; });
    const auto additional =
        std::ranges::count_if(streams, [&](const Stream &stream) { return stream.additionalServer == id; });
    auto *dialog = new RemoveServerDialog(server->name, int(main), int(additional), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] {
        const auto fate =
            dialog->removesStreams() ? StreamsOfRemovedServer::Remove : StreamsOfRemovedServer::Keep;
        m_session.edits().servers.remove(id, fate, this, [this](const Result<void> &result) {
            if (!result)
                m_window.registryNotice()->showNotice(result.error().message,
                                                      {{tr("Dismiss"), u"dismiss"_s}});
        });
    });
    dialog->open();
}

} // namespace streamkeeper
