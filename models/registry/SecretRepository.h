#pragma once

#include "models/domain/Ids.h"
#include "models/registry/RegistryDatabase.h"

#include <QByteArray>

#include <vector>

namespace streamkeeper {

/// A secret as it lies in the registry: sealed by app/secrets, unreadable here.
struct SealedSecret
{
    SecretId id;
    QString purpose; ///< what it is for; part of what the seal protects
    QByteArray sealed;
};

/// The table of sealed secrets. Used on the registry's thread.
class SecretRepository
{
public:
    explicit SecretRepository(RegistryDatabase &database)
        : m_database(database)
    {
    }

    [[nodiscard]] Result<std::vector<SealedSecret>> all();
    [[nodiscard]] VoidResult save(const std::vector<SealedSecret> &secrets); ///< inserts or replaces
    [[nodiscard]] VoidResult remove(const std::vector<SecretId> &ids);

private:
    RegistryDatabase &m_database;
};

} // namespace streamkeeper
