#pragma once

#include "app/edits/RegistryEditor.h"

#include <optional>

namespace streamkeeper {

/// The one secret of some settings of the registry, as an edit keeps, replaces or drops it. The session's
/// thread.
class SettingsSecret
{
public:
    /// An empty `given` keeps the stored one; not `isWanted`: there is none from now on. Secret: the new one
    /// cannot be sealed.
    [[nodiscard]] static Result<SettingsSecret> change(RegistryMemory &memory, QLatin1StringView purpose,
                                                       const SecretId &stored, bool isWanted,
                                                       const SecretText &given);

    /// What the settings refer to from now on; null: none.
    [[nodiscard]] const SecretId &id() const { return m_id; }
    /// What is written with the edit.
    void writeWith(RegistryEdit &edit) const;
    /// After it was written, and not before: if nothing was, the old one still counts.
    void remember(RegistryMemory &memory) const;

private:
    SecretId m_stored;
    SecretId m_id;
    std::optional<SealedSecret> m_sealed;
    SecretText m_forThisRun; ///< the next run has the key again, and the secret that was sealed with it
};

} // namespace streamkeeper
