#include "app/sharing/KeyChange.h"

#include "app/edits/RegistryEditor.h"
#include "app/servers/PolledServers.h"
#include "app/sharing/SignedAccessCheck.h"
#include "app/sharing/SigningKeys.h"
#include "models/registry/ShareRepository.h"

#include <QJsonDocument>

#include <utility>

namespace streamkeeper {

void KeyChange::start(const Tools &tools, QObject *context, Done done)
{
    auto *change = new KeyChange(tools, context, std::move(done)); // deletes itself
    change->run();
}

KeyChange::KeyChange(const Tools &tools, QObject *context, Done done)
    : QObject(context)
    , m_tools(tools)
    , m_done(std::move(done))
{
}

QCoro::Task<void> KeyChange::run()
{
    Result<Report> result = co_await change();
    if (m_scope.isClosed())
        co_return; // nobody waits any more
    const Done done = std::exchange(m_done, {});
    done(std::move(result));
    deleteLater();
}

QCoro::Task<Result<KeyChange::Report>> KeyChange::change()
{
    auto key = SigningKey::create();
    if (!key)
        co_return tl::unexpected(key.error());
    const auto pem = key->privatePem();
    if (!pem)
        co_return tl::unexpected(pem.error());
    m_new = *key;
    m_newPem = *pem;
    m_newJwk = QJsonDocument(key->publicJwk()).toJson(QJsonDocument::Compact);
    if (const auto old = m_tools.keys.current()) {
        m_oldId = old->id;
        m_oldJwk = old->publicJwk;
        m_oldPem = m_tools.keys.privatePem().value_or(SecretText());
    }
    const bool isExported = !m_tools.keys.exportTarget().isEmpty() && !m_oldJwk.isEmpty();
    if (!isExported && !m_tools.signedServers.empty())
        co_return fail(
            ErrorCategory::Invalid,
            tr("It is not known from where the media servers fetch the keys. Export the keys first."));
    if (isExported) {
        const std::vector<QByteArray> both{m_oldJwk, m_newJwk};
        const auto written = co_await exportKeys(both);
        if (!written)
            co_return tl::unexpected(written.error());
    }
    auto changed = co_await offerNewKey();
    if (changed && !m_scope.isClosed())
        changed = co_await replace();
    if (m_scope.isClosed())
        co_return fail(ErrorCategory::Cancelled, {}); // what the next start finds is what the registry says
    if (!changed) {
        co_await takeBack();
        Error told = changed.error();
        told.message += QLatin1Char(' ') + tr("The key was not changed.");
        co_return tl::unexpected(told);
    }
    if (!m_tools.keys.exportTarget().isEmpty())
        co_await dropOldKey();
    co_return m_report;
}

QCoro::Task<VoidResult> KeyChange::offerNewKey()
{
    for (const MediaServer &server : m_tools.signedServers) {
        const auto refreshing = [this, id = server.id](auto done) {
            m_tools.servers.refreshKeys(id, this, std::move(done));
        };
        const auto refreshed = co_await m_scope.call<void>(refreshing);
        if (!refreshed)
            co_return refreshed;
    }
    for (const MediaServer &server : m_tools.signedServers) {
        const auto tried = co_await tryNewKey(server);
        if (!tried)
            co_return tried;
    }
    co_return VoidResult();
}

QCoro::Task<VoidResult> KeyChange::tryNewKey(MediaServer server)
{
    const auto checking = [this, server](auto done) {
        SignedAccessCheck::start(m_tools.network, server, m_newPem, m_new->id(), this,
                                 [done = std::move(done)](const SignedAccessReport &report) mutable {
                                     done(Result<SignedAccessReport>(report));
                                 });
    };
    const auto report = co_await m_scope.call<SignedAccessReport>(checking);
    if (!report || report->isPassed())
        co_return report ? VoidResult() : tl::unexpected(report.error());
    QStringList failed;
    for (const SignedAccessReport::Line &line : report->lines) {
        if (line.outcome == SignedAccessReport::Outcome::Failed)
            failed.append(line.text);
    }
    co_return fail(ErrorCategory::Authentication,
                   tr("%1 does not take the new key. %2").arg(server.name, failed.join(QLatin1Char(' '))));
}

QCoro::Task<VoidResult> KeyChange::replace()
{
    const auto replacing = [this](auto done) { m_tools.keys.replace(*m_new, this, std::move(done)); };
    const auto replaced = co_await m_scope.call<SigningKeyInfo>(replacing);
    if (!replaced)
        co_return tl::unexpected(replaced.error());
    m_report.newKeyId = replaced->id;
    const auto revoking = [this](auto done) {
        RegistryEdit edit;
        edit.write = [oldId = m_oldId, now = m_tools.editor.clock().nowMs()](RegistryDatabase &database) {
            return ShareRepository(database).revokeSignedBy(oldId, now);
        };
        m_tools.editor.apply(std::move(edit), this, std::move(done));
    };
    const auto revoked = co_await m_scope.call<void>(revoking);
    if (!revoked)
        m_report.notes.append(revoked.error().message);
    co_return VoidResult();
}

QCoro::Task<void> KeyChange::dropOldKey()
{
    const std::vector<QByteArray> newOnly{m_newJwk};
    const auto written = co_await exportKeys(newOnly);
    if (!written) {
        m_report.notes.append(
            tr("The old key is still exported, so its links go on opening. %1").arg(written.error().message));
        co_return;
    }
    for (const MediaServer &server : m_tools.signedServers) {
        // By the old key: another console may have put its own in the new one's place there. By the new one
        // if the server has fetched the keys by itself meanwhile.
        auto dropped = co_await refreshBy(m_oldPem, server);
        if (!dropped && dropped.error().category == ErrorCategory::Authentication)
            dropped = co_await refreshBy(m_newPem, server);
        if (!dropped)
            m_report.notes.append(
                tr("%1 has not dropped the old key yet; it does when it fetches the keys next, "
                   "within an hour. %2")
                    .arg(server.name, dropped.error().message));
        co_await endSessions(server);
        if (m_scope.isClosed())
            co_return;
    }
}

QCoro::Task<void> KeyChange::endSessions(MediaServer server)
{
    const auto ending = [this, server](auto done) {
        m_tools.network.runWithClient<Result<int>>(
            this, server, m_newPem,
            [oldId = m_oldId](MediaServerClient &client) { return client.endSessionsOfKey(oldId, {}); },
            std::move(done));
    };
    const auto ended = co_await m_scope.call<int>(ending);
    if (ended)
        m_report.sessionsEnded += *ended;
    else if (!m_scope.isClosed())
        m_report.notes.append(
            tr("%1 did not end what the links of the old key have opened: whoever watches by them goes on "
               "until leaving. %2")
                .arg(server.name, ended.error().message));
}

QCoro::Task<void> KeyChange::takeBack()
{
    // What the registry says, not what it said: another console may have changed the key meanwhile, and its
    // key must not leave the servers.
    const auto reading = [this](auto done) {
        m_tools.editor.registry().run(
            this, [](RegistryDatabase &database) { return ShareRepository(database).keys(); },
            std::move(done));
    };
    const auto keys = co_await m_scope.call<std::vector<SigningKeyInfo>>(reading);
    QByteArray present = m_oldJwk;
    for (const SigningKeyInfo &key : keys.value_or(std::vector<SigningKeyInfo>())) {
        if (!key.retiredAtMs)
            present = key.publicJwk;
    }
    const std::vector<QByteArray> presentOnly{present};
    const auto written = co_await exportKeys(presentOnly);
    if (!written || present == m_oldJwk)
        co_return;
    // Signed with the key that was offered here last: a server that has not taken it has the other console's.
    // One that does not answer fetches the keys by itself, within an hour.
    for (const MediaServer &server : m_tools.signedServers)
        co_await refreshBy(m_newPem, server);
}

QCoro::Task<VoidResult> KeyChange::exportKeys(std::vector<QByteArray> publicJwks)
{
    const auto exporting = [this, publicJwks](auto done) {
        // The new key is in no list of the registry before it signs, nor after it was taken back.
        m_tools.keys.exportTo(m_tools.keys.exportTarget(), publicJwks, this, std::move(done),
                              {m_oldId, m_new->id()});
    };
    co_return co_await m_scope.call<void>(exporting);
}

QCoro::Task<VoidResult> KeyChange::refreshBy(SecretText pem, MediaServer server)
{
    const auto refreshing = [this, pem, server](auto done) {
        m_tools.network.runWithClient<VoidResult>(
            this, server, pem, [](MediaServerClient &client) { return client.refreshKeys({}); },
            std::move(done));
    };
    co_return co_await m_scope.call<void>(refreshing);
}

} // namespace streamkeeper
