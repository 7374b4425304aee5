#include "app/sharing/KeyChange.h"

#include "app/session/SessionServers.h"
#include "app/sharing/SigningKeys.h"
#include "app/sharing/SwitchOver.h"
#include "models/registry/ShareRepository.h"

#include <QDateTime>
#include <QJsonDocument>

#include <utility>

namespace streamkeeper {

void KeyChange::start(const Tools &tools, QObject *context, Done done)
{
    auto *change = new KeyChange(tools, context, std::move(done)); // deletes itself
    const auto old = tools.keys.current();
    auto key = SigningKey::create();
    if (!key) {
        change->finish(tl::unexpected(key.error()));
        return;
    }
    change->m_new = *key;
    change->m_newJwk = QJsonDocument(key->publicJwk()).toJson(QJsonDocument::Compact);
    if (old) {
        change->m_oldId = old->id;
        change->m_oldJwk = old->publicJwk;
        change->m_oldPem = tools.keys.privatePem().value_or(SecretText());
    }
    change->offerBoth();
}

KeyChange::KeyChange(const Tools &tools, QObject *context, Done done)
    : QObject(context)
    , m_tools(tools)
    , m_done(std::move(done))
{
}

void KeyChange::offerBoth()
{
    const QString target = m_tools.keys.exportTarget();
    if (target.isEmpty() || m_oldJwk.isEmpty()) {
        if (m_tools.signedServers.empty())
            replace();
        else
            finish(fail(
                ErrorCategory::Invalid,
                tr("It is not known from where the media servers fetch the keys. Export the keys first.")));
        return;
    }
    m_tools.keys.exportTo(target, {m_oldJwk, m_newJwk}, this, [this](const VoidResult &written) {
        if (written)
            refreshNext(0);
        else
            finish(tl::unexpected(written.error()));
    });
}

void KeyChange::refreshNext(size_t server)
{
    if (server == m_tools.signedServers.size()) {
        tryNext(0);
        return;
    }
    m_tools.servers.refreshKeys(m_tools.signedServers[server].id, this,
                                [this, server](const VoidResult &done) {
                                    if (done)
                                        refreshNext(server + 1);
                                    else
                                        takeBack(done.error());
                                });
}

void KeyChange::tryNext(size_t server)
{
    if (server == m_tools.signedServers.size()) {
        replace();
        return;
    }
    const auto pem = m_new->privatePem();
    if (!pem) {
        takeBack(pem.error());
        return;
    }
    SwitchOver::check(m_tools.network, m_tools.signedServers[server], *pem, m_new->id(), this,
                      [this, server](const SwitchOverReport &report) {
                          if (report.isPassed()) {
                              tryNext(server + 1);
                              return;
                          }
                          QStringList failed;
                          for (const SwitchOverReport::Line &line : report.lines) {
                              if (line.outcome == SwitchOverReport::Outcome::Failed)
                                  failed.append(line.text);
                          }
                          takeBack(
                              {ErrorCategory::Authentication,
                               tr("%1 does not take the new key. %2")
                                   .arg(m_tools.signedServers[server].name, failed.join(QLatin1Char(' '))),
                               {},
                               0});
                      });
}

void KeyChange::replace()
{
    m_tools.keys.replace(*m_new, this, [this](const Result<SigningKeyInfo> &replaced) {
        if (!replaced) {
            takeBack(replaced.error());
            return;
        }
        m_report.newKeyId = replaced->id;
        const auto job = [oldId = m_oldId](RegistryDatabase &database) {
            return database.inTransaction([&] {
                return ShareRepository(database).revokeSignedBy(oldId, QDateTime::currentMSecsSinceEpoch());
            });
        };
        m_tools.registry.run(this, job, [this](const VoidResult &revoked) {
            if (!revoked)
                m_report.notes.append(revoked.error().message);
            dropOld();
        });
    });
}

void KeyChange::dropOld()
{
    const QString target = m_tools.keys.exportTarget();
    if (target.isEmpty()) {
        finish(m_report);
        return;
    }
    m_tools.keys.exportTo(target, {m_newJwk}, this, [this](const VoidResult &written) {
        if (written) {
            dropNext(0);
            return;
        }
        m_report.notes.append(
            tr("The old key is still exported, so its links go on opening. %1").arg(written.error().message));
        finish(m_report);
    });
}

void KeyChange::dropNext(size_t server)
{
    if (server == m_tools.signedServers.size()) {
        finish(m_report);
        return;
    }
    const MediaServer &asked = m_tools.signedServers[server];
    const auto goOn = [this, server, name = asked.name](const VoidResult &done) {
        if (!done)
            m_report.notes.append(
                tr("%1 has not dropped the old key yet; it does when it fetches the keys next, "
                   "within an hour. %2")
                    .arg(name, done.error().message));
        dropNext(server + 1);
    };
    // By the old key: another console may have put its own in the new one's place there. By the new one if
    // the server has fetched the keys by itself meanwhile.
    refreshBy(m_oldPem, asked, [this, asked, goOn](const VoidResult &done) {
        if (done || done.error().category != ErrorCategory::Authentication)
            goOn(done);
        else
            refreshBy(m_new->privatePem().value_or(SecretText()), asked, goOn);
    });
}

void KeyChange::refreshBy(const SecretText &pem, const MediaServer &server,
                          const std::function<void(const VoidResult &)> &next)
{
    m_tools.network.runWithClient<VoidResult>(
        this, server, pem, [](MediaServerClient &client) { return client.refreshKeys({}); }, next);
}

void KeyChange::takeBack(const Error &reason)
{
    Error told = reason;
    told.message += QLatin1Char(' ') + tr("The key was not changed.");
    // What the registry says, not what it said: another console may have changed the key meanwhile, and its
    // key must not leave the servers.
    m_tools.registry.run(
        this, [](RegistryDatabase &database) { return ShareRepository(database).keys(); },
        [this, told](const Result<std::vector<SigningKeyInfo>> &keys) {
            QByteArray present = m_oldJwk;
            for (const SigningKeyInfo &key : keys.value_or(std::vector<SigningKeyInfo>())) {
                if (!key.retiredAtMs)
                    present = key.publicJwk;
            }
            const bool isOther = present != m_oldJwk;
            m_tools.keys.exportTo(m_tools.keys.exportTarget(), {present}, this,
                                  [this, told, isOther](const VoidResult &written) {
                                      if (written && isOther)
                                          refreshForOther(0, told);
                                      else
                                          finish(tl::unexpected(told));
                                  });
        });
}

void KeyChange::refreshForOther(size_t server, const Error &told)
{
    if (server == m_tools.signedServers.size()) {
        finish(tl::unexpected(told));
        return;
    }
    // Signed with the key that was offered here last: a server that has not taken it has the other console's.
    // One that does not answer fetches the keys by itself, within an hour.
    refreshBy(m_new->privatePem().value_or(SecretText()), m_tools.signedServers[server],
              [this, server, told](const VoidResult &) { refreshForOther(server + 1, told); });
}

void KeyChange::finish(Result<Report> result)
{
    const Done done = std::exchange(m_done, {});
    if (done)
        done(std::move(result));
    deleteLater();
}

} // namespace streamkeeper
