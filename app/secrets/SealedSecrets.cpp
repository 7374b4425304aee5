#include "app/secrets/SealedSecrets.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace streamkeeper {

namespace {

Q_LOGGING_CATEGORY(logSecrets, "streamkeeper.secrets")

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SealedSecrets)
};

} // namespace

void SealedSecrets::set(const std::vector<SealedSecret> &secrets)
{
    QHash<SecretId, SealedSecret> known;
    known.reserve(qsizetype(secrets.size()));
    for (const SealedSecret &secret : secrets)
        known.insert(secret.id, secret);
    const QSet<SecretId> inserted = std::exchange(m_insertedSinceReading, {});
    for (const SecretId &id : inserted) {
        if (!known.contains(id) && m_secrets.contains(id))
            known.insert(id, m_secrets.value(id));
    }
    m_secrets = std::move(known);
}

Result<SealedSecret> SealedSecrets::seal(QLatin1StringView purpose, const SecretText &secret) const
{
    const SecretId id = SecretId::create();
    auto sealed = m_vault.seal(id.toString(), purpose, secret);
    if (!sealed)
        return tl::unexpected(sealed.error());
    return SealedSecret{id, purpose, std::move(*sealed)};
}

Result<SecretText> SealedSecrets::unseal(const SecretId &id) const
{
    if (const auto lent = m_forThisRun.constFind(id); lent != m_forThisRun.cend())
        return *lent;
    const auto sealed = m_secrets.constFind(id);
    if (sealed == m_secrets.cend())
        return fail(ErrorCategory::Secret, Texts::tr("The registry does not have this secret any more."));
    return m_vault.unseal(sealed->id.toString(), sealed->purpose, sealed->sealed);
}

bool SealedSecrets::outlastsThisRun(const SecretId &id) const
{
    const auto sealed = m_secrets.constFind(id);
    return m_vault.isForThisRun() && sealed != m_secrets.cend() &&
           !m_vault.unseal(sealed->id.toString(), sealed->purpose, sealed->sealed);
}

int SealedSecrets::count(QLatin1StringView purpose) const
{
    return int(std::ranges::count(m_secrets, purpose, &SealedSecret::purpose));
}

void SealedSecrets::unsealAddresses(std::vector<Stream> &streams) const
{
    if (!m_vault.isOpen())
        return;
    int failed = 0;
    QString reason;
    for (Stream &stream : streams) {
        if (!m_secrets.contains(stream.addressSecret) || !stream.address.full().isEmpty())
            continue;
        if (const auto full = unseal(stream.addressSecret)) {
            stream.address.setFull(*full);
        } else {
            ++failed;
            reason = full.error().message;
        }
    }
    if (failed > 0)
        qCWarning(logSecrets).noquote() << "addresses of" << failed << "streams:" << reason;
}

} // namespace streamkeeper
