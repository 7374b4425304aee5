#include "app/sharing/KeyChange.h"

#include "app/async/ProcessIdentity.h"
#include "app/edits/RegistryEditor.h"
#include "app/servers/PolledServers.h"
#include "app/sharing/SignedAccessCheck.h"
#include "app/sharing/SigningKeys.h"
#include "models/registry/KeyChangeRepository.h"
#include "models/registry/ShareRepository.h"

#include <utility>

namespace streamkeeper {

namespace {

/// For one server: what it is asked meanwhile has deadlines that are shorter together.
constexpr std::chrono::minutes lease{5};

} // namespace

void KeyChange::start(const Tools &tools, QObject *parent, Done done)
{
    auto *change = new KeyChange(Purpose::Change, tools, parent, std::move(done)); // deletes itself
    change->run();
}

void KeyChange::finish(const Tools &tools, QObject *parent, Done done)
{
    auto *change = new KeyChange(Purpose::Finish, tools, parent, std::move(done)); // deletes itself
    change->run();
}

KeyChange::KeyChange(Purpose purpose, const Tools &tools, QObject *parent, Done done)
    : QObject(parent)
    , m_purpose(purpose)
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
    using Pending = std::optional<PendingKeyChange>;
    const auto reading = [this](auto done) {
        m_tools.editor.registry().run(
            this, [](RegistryDatabase &database) { return KeyChangeRepository(database).pending(); },
            std::move(done));
    };
    const auto pending = co_await m_scope.call<Pending>(reading);
    if (!pending)
        co_return tl::unexpected(pending.error());
    if (*pending) {
        const auto isEnough = co_await finishPending(**pending);
        if (!isEnough)
            co_return tl::unexpected(isEnough.error());
        if (*isEnough)
            co_return m_report;
    }
    if (m_purpose == Purpose::Finish)
        co_return m_report;
    VoidResult changed = co_await begin();
    if (changed)
        changed = co_await goForward();
    if (!changed)
        co_return tl::unexpected(changed.error());
    co_return m_report;
}

QCoro::Task<Result<bool>> KeyChange::finishPending(PendingKeyChange pending)
{
    const bool isFree = isProvenDead(pending.owner, pending.leaseUntilMs, m_tools.editor.clock().nowMs());
    if (!isFree)
        co_return m_purpose == Purpose::Finish; // whoever works on it ends it; begin() refuses a second one
    m_pending = std::move(pending);
    VoidResult done = co_await takeOver();
    if (!done)
        co_return tl::unexpected(done.error());
    const auto current = m_tools.keys.current();
    const QString currentId = current ? current->id : QString();
    const bool isReplaced = currentId == m_pending.key.id;
    const bool mayGoOn = !m_pending.isWithdrawn && currentId == m_pending.replacedId && !m_newPem.isEmpty();
    if (isReplaced) {
        m_report.newKeyId = currentId;
        done = co_await dropOldKey();
        if (done && m_isOldKeyExported && m_purpose == Purpose::Change)
            done = fail(ErrorCategory::Storage, m_report.notes.join(QLatin1Char(' ')));
    } else if (mayGoOn) {
        done = co_await goForward();
    } else {
        done = co_await takeBack();
        if (m_purpose == Purpose::Finish)
            m_report.notes.append(tr("The new key was taken back; the present one goes on signing."));
    }
    if (!done)
        co_return tl::unexpected(done.error());
    // What was only cleared away is not the change that was asked for now.
    co_return m_purpose == Purpose::Finish || mayGoOn;
}

QCoro::Task<VoidResult> KeyChange::takeOver()
{
    const auto held = co_await hold();
    if (!held)
        co_return held; // another program was quicker
    m_pending.owner = currentOwner();
    readOldKey();
    m_newPem = m_tools.editor.memory().secrets.unseal(m_pending.key.secret).value_or(SecretText());
    co_return VoidResult();
}

bool KeyChange::isExported() const
{
    return !m_tools.keys.exportTarget().isEmpty();
}

void KeyChange::readOldKey()
{
    const auto old = m_tools.keys.current();
    if (!old || old->id == m_pending.key.id)
        return;
    m_oldJwk = old->publicJwk;
    m_oldPem = m_tools.keys.privatePem().value_or(SecretText());
}

QCoro::Task<VoidResult> KeyChange::begin()
{
    const auto old = m_tools.keys.current();
    if (!(isExported() && old) && !m_tools.signedServers.empty())
        co_return fail(
            ErrorCategory::Invalid,
            tr("It is not known from where the media servers fetch the keys. Export the keys first."));
    const auto key = SigningKey::create();
    const auto sealed = key ? m_tools.keys.seal(*key) : tl::unexpected(key.error());
    if (!sealed)
        co_return tl::unexpected(sealed.error());
    m_pending = {sealed->info, old ? old->id : QString(), false, currentOwner(),
                 m_tools.editor.clock().nowMs() + std::chrono::milliseconds(lease).count()};
    m_newPem = key->privatePem().value_or(SecretText());
    readOldKey();
    // Before anybody hears of the new key: what is known nowhere could be neither finished nor taken back.
    const auto writing = [this, secret = sealed->secret](auto done) {
        RegistryEdit edit;
        edit.secrets = {secret};
        edit.write = [pending = m_pending](RegistryDatabase &database) {
            return KeyChangeRepository(database).begin(pending);
        };
        m_tools.editor.apply(std::move(edit), this, std::move(done));
    };
    co_return co_await m_scope.call<void>(writing);
}

QCoro::Task<VoidResult> KeyChange::goForward()
{
    VoidResult changed;
    if (isExported() && !m_oldJwk.isEmpty()) {
        const std::vector<QByteArray> both{m_oldJwk, m_pending.key.publicJwk};
        changed = co_await exportKeys(both);
    }
    if (changed)
        changed = co_await offerNewKey();
    if (changed)
        changed = co_await replace();
    if (m_scope.isClosed())
        co_return fail(ErrorCategory::Cancelled, {}); // the next start goes on
    if (changed)
        co_return co_await dropOldKey();
    Error told = changed.error();
    if (told.category == ErrorCategory::Conflict)
        co_return tl::unexpected(told); // whoever has taken it over goes on or takes it back
    told.message += QLatin1Char(' ') + tr("The key was not changed.");
    const auto taken = co_await takeBack();
    if (!taken)
        told.message += QLatin1Char(' ') + taken.error().message;
    co_return tl::unexpected(told);
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
        const auto held = co_await hold();
        if (!held)
            co_return held;
        const auto tried = co_await tryNewKey(server);
        if (!tried)
            co_return tried;
    }
    co_return VoidResult();
}

QCoro::Task<VoidResult> KeyChange::tryNewKey(MediaServer server)
{
    const auto checking = [this, server](auto done) {
        SignedAccessCheck::start(m_tools.network, server, m_newPem, m_pending.key.id, this,
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
    const auto replacing = [this](auto done) {
        SigningKeyInfo key = m_pending.key;
        key.createdAtMs = m_tools.editor.clock().nowMs(); // from when it signs
        m_tools.keys.replace(key, {}, this, std::move(done));
    };
    const auto replaced = co_await m_scope.call<SigningKeyInfo>(replacing);
    if (!replaced)
        co_return tl::unexpected(replaced.error());
    m_report.newKeyId = replaced->id;
    co_return VoidResult();
}

QCoro::Task<VoidResult> KeyChange::dropOldKey()
{
    const std::vector<QByteArray> newOnly{m_pending.key.publicJwk};
    VoidResult written;
    if (isExported())
        written = co_await exportKeys(newOnly);
    if (!written) {
        m_isOldKeyExported = true;
        m_report.notes.append(
            tr("The old key is still exported, so its links go on opening. The next start tries again. %1")
                .arg(written.error().message));
        co_return co_await release();
    }
    for (const MediaServer &server : m_tools.signedServers) {
        // By the old key: another console may have put its own in the new one's place there. By the new one
        // if the server has fetched the keys by itself meanwhile, or the old one has left the registry.
        VoidResult dropped = fail(ErrorCategory::Authentication, {});
        if (!m_oldPem.isEmpty())
            dropped = co_await refreshBy(m_oldPem, server);
        if (!dropped && dropped.error().category == ErrorCategory::Authentication)
            dropped = co_await refreshBy(m_newPem, server);
        if (!dropped)
            m_report.notes.append(
                tr("%1 has not dropped the old key yet; it does when it fetches the keys next, "
                   "within an hour. %2")
                    .arg(server.name, dropped.error().message));
        const auto held = co_await hold();
        if (!held)
            co_return held;
        co_await endSessions(server);
        if (m_scope.isClosed())
            co_return VoidResult();
    }
    co_return co_await end();
}

QCoro::Task<void> KeyChange::endSessions(MediaServer server)
{
    const auto ending = [this, server](auto done) {
        m_tools.network.runWithClient<Result<int>>(
            this, server, m_newPem,
            [oldId = m_pending.replacedId](MediaServerClient &client) {
                return client.endSessionsOfKey(oldId, {});
            },
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

QCoro::Task<VoidResult> KeyChange::takeBack()
{
    const auto withdrawing = [pending = m_pending](RegistryDatabase &database) {
        return KeyChangeRepository(database).withdraw(pending);
    };
    const auto noted = co_await write(withdrawing);
    if (!noted) {
        (void)co_await release();
        co_return noted;
    }
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
    VoidResult written;
    if (isExported())
        written = co_await exportKeys(presentOnly);
    if (!written) {
        (void)co_await release();
        Error told = written.error();
        told.message =
            tr("The new key could not be taken back; the next start tries again. %1").arg(told.message);
        co_return tl::unexpected(told);
    }
    // Signed with the key that was offered here last: a server that has not taken it has the other console's.
    // One that does not answer fetches the keys by itself, within an hour.
    if (present != m_oldJwk) {
        for (const MediaServer &server : m_tools.signedServers)
            (void)co_await refreshBy(m_newPem, server);
    }
    co_return co_await end();
}

QCoro::Task<VoidResult> KeyChange::write(std::function<VoidResult(RegistryDatabase &)> job)
{
    const auto writing = [this, job](auto done) {
        m_tools.editor.registry().run(
            this,
            [job](RegistryDatabase &database) {
                return database.inTransaction([&] { return job(database); });
            },
            std::move(done));
    };
    co_return co_await m_scope.call<void>(writing);
}

QCoro::Task<VoidResult> KeyChange::hold()
{
    const qint64 untilMs = m_tools.editor.clock().nowMs() + std::chrono::milliseconds(lease).count();
    const OperationOwner owner = currentOwner();
    co_return co_await handTo(owner, untilMs);
}

QCoro::Task<VoidResult> KeyChange::release()
{
    const OperationOwner nobody;
    const qint64 noLease = 0;
    co_return co_await handTo(nobody, noLease);
}

QCoro::Task<VoidResult> KeyChange::handTo(OperationOwner owner, qint64 leaseUntilMs)
{
    const auto handing = [pending = m_pending, owner, leaseUntilMs](RegistryDatabase &database) {
        return KeyChangeRepository(database).hand(pending, owner, leaseUntilMs);
    };
    co_return co_await write(handing);
}

QCoro::Task<VoidResult> KeyChange::end()
{
    const auto ending = [pending = m_pending](RegistryDatabase &database) {
        return KeyChangeRepository(database).end(pending);
    };
    co_return co_await write(ending);
}

QCoro::Task<VoidResult> KeyChange::exportKeys(std::vector<QByteArray> publicJwks)
{
    const auto exporting = [this, publicJwks](auto done) {
        // The new key is in no list of the registry before it signs, nor after it was taken back.
        m_tools.keys.exportTo(m_tools.keys.exportTarget(), publicJwks, this, std::move(done),
                              {m_pending.replacedId, m_pending.key.id});
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
