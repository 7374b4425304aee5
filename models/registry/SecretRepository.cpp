#include "models/registry/SecretRepository.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

Result<std::vector<SealedSecret>> SecretRepository::all()
{
    auto query = m_database.run(u"SELECT id, purpose, sealed FROM secret"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<SealedSecret> secrets;
    while (query->next())
        secrets.push_back({SecretId::fromString(query->value(0).toString()), query->value(1).toString(),
                           query->value(2).toByteArray()});
    return secrets;
}

VoidResult SecretRepository::save(const std::vector<SealedSecret> &secrets)
{
    auto query = m_database.prepare(
        u"INSERT INTO secret(id, purpose, sealed) VALUES(?, ?, ?)"
        " ON CONFLICT(id) DO UPDATE SET purpose = excluded.purpose, sealed = excluded.sealed"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const SealedSecret &secret : secrets) {
        if (auto done = m_database.runPrepared(*query, {secret.id.toString(), secret.purpose, secret.sealed});
            !done)
            return done;
    }
    return {};
}

VoidResult SecretRepository::remove(const std::vector<SecretId> &ids)
{
    auto query = m_database.prepare(u"DELETE FROM secret WHERE id = ?"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const SecretId &id : ids) {
        if (auto done = m_database.runPrepared(*query, {id.toString()}); !done)
            return done;
    }
    return {};
}

} // namespace streamkeeper
