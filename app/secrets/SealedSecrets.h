#pragma once

#include "app/secrets/SecretVault.h"
#include "models/domain/Stream.h"
#include "models/registry/SecretRepository.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace streamkeeper {

/// The secrets of the open registry as they are stored, and the vault that opens them: what is sealed stays
/// sealed in memory until somebody needs it. Lives on the session's thread; the vault outlives it.
class SealedSecrets
{
public:
    explicit SealedSecrets(const SecretVault &vault)
        : m_vault(vault)
    {
    }

    /// All that the registry has, as of a reading. What was inserted while it was under way stays.
    void set(const std::vector<SealedSecret> &secrets);
    /// What was written to the registry, or has left it.
    void insert(const SealedSecret &secret)
    {
        m_secrets.insert(secret.id, secret);
        m_insertedSinceReading.insert(secret.id);
    }
    void remove(const SecretId &id) { m_secrets.remove(id); }

    /// For the registry, under a new id each time, which is part of the seal: an old sealed value cannot be
    /// put back in the place of a new one.
    [[nodiscard]] Result<SealedSecret> seal(QLatin1StringView purpose, const SecretText &secret) const;
    [[nodiscard]] Result<SecretText> unseal(const SecretId &id) const;
    /// True: it is sealed by a key that this run does not have, and what this run seals will be unreadable
    /// when it has ended. Nothing may take its place in the registry.
    [[nodiscard]] bool outlastsThisRun(const SecretId &id) const;
    /// What counts instead of such a one until the end of the program; it stays in the registry as it is.
    void replaceForThisRun(const SecretId &id, const SecretText &secret) { m_forThisRun.insert(id, secret); }
    /// How many there are for a purpose.
    [[nodiscard]] int count(QLatin1StringView purpose) const;
    /// Completes the addresses of streams that have one to unseal. Those that cannot be stay as they are: all
    /// of them while the vault is closed, else with a line in the log that counts them.
    void unsealAddresses(std::vector<Stream> &streams) const;

private:
    const SecretVault &m_vault;
    QHash<SecretId, SealedSecret> m_secrets;
    QSet<SecretId> m_insertedSinceReading;
    QHash<SecretId, SecretText> m_forThisRun;
};

} // namespace streamkeeper
