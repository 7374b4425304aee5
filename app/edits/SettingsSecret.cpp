#include "app/edits/SettingsSecret.h"

#include <utility>

namespace streamkeeper {

Result<SettingsSecret> SettingsSecret::change(RegistryMemory &memory, QLatin1StringView purpose,
                                              const SecretId &stored, bool isWanted, const SecretText &given)
{
    SettingsSecret secret;
    secret.m_stored = stored;
    if (!isWanted)
        return secret;
    secret.m_id = stored;
    if (given.isEmpty())
        return secret;
    if (memory.secrets.outlastsThisRun(stored)) {
        secret.m_forThisRun = given;
        return secret;
    }
    auto sealed = memory.secrets.seal(purpose, given);
    if (!sealed)
        return tl::unexpected(sealed.error());
    secret.m_id = sealed->id;
    secret.m_sealed = std::move(*sealed);
    return secret;
}

void SettingsSecret::writeWith(RegistryEdit &edit) const
{
    if (m_sealed)
        edit.secrets.push_back(*m_sealed);
}

void SettingsSecret::remember(RegistryMemory &memory) const
{
    if (!m_forThisRun.isEmpty())
        memory.secrets.replaceForThisRun(m_id, m_forThisRun);
    if (m_stored != m_id)
        memory.secrets.remove(m_stored);
}

} // namespace streamkeeper
