#include "app/secrets/SealedSecrets.h"

#include <QCoreApplication>
#include <QLoggingCategory>

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
    m_secrets.clear();
    for (const SealedSecret &secret : secrets)
        insert(secret);
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
    const auto sealed = m_secrets.constFind(id);
    if (sealed == m_secrets.cend())
        return fail(ErrorCategory::Secret, Texts::tr("The registry does not have this secret any more."));
    return m_vault.unseal(sealed->id.toString(), sealed->purpose, sealed->sealed);
}

void SealedSecrets::unsealAddresses(std::vector<Stream> &streams) const
{
    for (Stream &stream : streams) {
        if (!m_secrets.contains(stream.addressSecret) || !stream.address.full().isEmpty())
            continue;
        if (const auto full = unseal(stream.addressSecret))
            stream.address.setFull(*full);
        else
            qCWarning(logSecrets).noquote()
                << "address of stream" << stream.id.toString() << full.error().message;
    }
}

} // namespace streamkeeper
