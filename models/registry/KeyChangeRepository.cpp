#include "models/registry/KeyChangeRepository.h"

#include "models/registry/StoredNames.h"
#include "models/registry/StoredOwner.h"

#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace stored;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(KeyChangeRepository)
};

PendingKeyChange changeFromRow(const QSqlQuery &row)
{
    PendingKeyChange change;
    change.key.id = row.value(0).toString();
    change.key.publicJwk = row.value(1).toString().toUtf8();
    change.key.secret = SecretId::fromString(row.value(2).toString());
    change.replacedId = row.value(3).toString();
    change.isWithdrawn = row.value(4).toBool();
    change.key.createdAtMs = row.value(5).toLongLong();
    change.owner = {row.value(6).toString(), row.value(7).toString(), row.value(8).toLongLong(),
                    row.value(9).toLongLong()};
    change.leaseUntilMs = row.value(10).toLongLong();
    return change;
}

VoidResult outcomeOf(const Result<QSqlQuery> &done)
{
    return done ? VoidResult() : tl::unexpected(done.error());
}

} // namespace

Result<std::optional<PendingKeyChange>> KeyChangeRepository::pending()
{
    auto query =
        m_database.run(u"SELECT key_id, public_jwk, secret_id, replaced_id, is_withdrawn, created_at_ms,"
                       " owner_host, owner_boot, owner_pid, owner_start, lease_until_ms FROM key_change"_s);
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? std::optional(changeFromRow(*query)) : std::nullopt;
}

VoidResult KeyChangeRepository::begin(const PendingKeyChange &change)
{
    const auto known = pending();
    if (!known)
        return tl::unexpected(known.error());
    if (*known)
        return fail(ErrorCategory::Conflict,
                    Texts::tr("Another console is changing the signing key. Wait until it has ended."));
    return outcomeOf(m_database.run(
        u"INSERT INTO key_change(id, key_id, public_jwk, secret_id, replaced_id, is_withdrawn, created_at_ms,"
        " owner_host, owner_boot, owner_pid, owner_start, lease_until_ms)"
        " VALUES(1,?,?,?,?,?,?,?,?,?,?,?)"_s,
        {text(change.key.id), QString::fromUtf8(change.key.publicJwk), change.key.secret.toString(),
         text(change.replacedId), change.isWithdrawn, change.key.createdAtMs, text(change.owner.host),
         text(change.owner.bootId), change.owner.pid, change.owner.startTime, change.leaseUntilMs}));
}

VoidResult KeyChangeRepository::hand(const PendingKeyChange &seen, const OperationOwner &owner,
                                     qint64 leaseUntilMs)
{
    return ofOwner(u"UPDATE key_change SET owner_host = ?, owner_boot = ?, owner_pid = ?, owner_start = ?,"
                   " lease_until_ms = ?"_s,
                   {text(owner.host), text(owner.bootId), owner.pid, owner.startTime, leaseUntilMs}, seen);
}

VoidResult KeyChangeRepository::withdraw(const PendingKeyChange &seen)
{
    return ofOwner(u"UPDATE key_change SET is_withdrawn = 1"_s, {}, seen);
}

VoidResult KeyChangeRepository::end(const PendingKeyChange &seen)
{
    if (auto ended = ofOwner(u"DELETE FROM key_change"_s, {}, seen); !ended)
        return ended;
    return outcomeOf(m_database.run(u"DELETE FROM secret WHERE id = ? AND id NOT IN"
                                    " (SELECT secret_id FROM signing_key WHERE retired_at_ms IS NULL)"_s,
                                    {seen.key.secret.toString()}));
}

/// Runs a change of the row, as long as it is as it was seen.
VoidResult KeyChangeRepository::ofOwner(const QString &change, QVariantList values,
                                        const PendingKeyChange &seen)
{
    values += QVariantList{text(seen.key.id)} + ownerValues(seen.owner);
    auto done = m_database.run(change + u" WHERE key_id = ? AND "_s + isOwner, values);
    if (done && done->numRowsAffected() == 0)
        return fail(ErrorCategory::Conflict,
                    Texts::tr("The change of the signing key was taken over by another console."));
    return outcomeOf(done);
}

} // namespace streamkeeper
