#include "app/secrets/WrappedKey.h"

#include "app/secrets/SecretVault.h"

#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(WrappedKey)
};

const QString wrapPurpose = u"registry-key"_s;
const QString costKey = u"scrypt"_s;

/// Of records that say nothing of it.
constexpr ScryptCost formerCost{1u << 15, 8, 1};

/// 0, which is never sane: no number of that size.
quint64 numberIn(const QJsonObject &object, const QString &key)
{
    return quint64(qMax(object[key].toInteger(), 0));
}

ScryptCost costOf(const QJsonObject &record)
{
    if (!record.contains(costKey))
        return formerCost;
    const QJsonObject cost = record[costKey].toObject();
    return {numberIn(cost, u"n"_s), numberIn(cost, u"r"_s), numberIn(cost, u"p"_s)};
}

QJsonObject toJson(const ScryptCost &cost)
{
    return {{u"n"_s, qint64(cost.n)}, {u"r"_s, qint64(cost.r)}, {u"p"_s, qint64(cost.p)}};
}

QByteArray bytesIn(const QJsonObject &record, const QString &key)
{
    return QByteArray::fromBase64(record[key].toString().toLatin1());
}

} // namespace

Result<QJsonObject> wrapKey(const QString &registryId, const SecretText &key, const SecretText &passphrase)
{
    const auto salt = SecretVault::createSalt();
    if (!salt)
        return tl::unexpected(salt.error());
    const ScryptCost cost;
    const auto wrapping = SecretVault::deriveKey(passphrase, *salt, cost);
    if (!wrapping)
        return tl::unexpected(wrapping.error());
    const auto wrapped = SecretVault(*wrapping).seal(registryId, wrapPurpose, key);
    if (!wrapped)
        return tl::unexpected(wrapped.error());
    return QJsonObject{{u"kept"_s, u"passphrase"_s},
                       {u"keyId"_s, SecretVault::keyId(key)},
                       {costKey, toJson(cost)},
                       {u"salt"_s, QString::fromLatin1(salt->toBase64())},
                       {u"wrapped"_s, QString::fromLatin1(wrapped->toBase64())}};
}

Result<SecretText> unwrapKey(const QString &registryId, const QJsonObject &record,
                             const SecretText &passphrase)
{
    const auto wrapping = SecretVault::deriveKey(passphrase, bytesIn(record, u"salt"_s), costOf(record));
    if (!wrapping)
        return tl::unexpected(wrapping.error());
    const auto key = SecretVault(*wrapping).unseal(registryId, wrapPurpose, bytesIn(record, u"wrapped"_s));
    if (!key || key->reveal().size() != SecretVault::keyLength)
        return fail(ErrorCategory::Secret, Texts::tr("This is not the passphrase of the registry."));
    return *key;
}

bool isWeaklyWrapped(const QJsonObject &record)
{
    const ScryptCost cost = costOf(record);
    const ScryptCost advised;
    return cost.n * cost.r < advised.n * advised.r || cost.n * cost.r * cost.p < advised.n * advised.r;
}

} // namespace streamkeeper
