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

VoidResult SecretRepository::removeUnused()
{
    // An operation under way may have to put the old address back. Links and signing keys end by rules of
    // their own.
    auto done = m_database.run(
        u"DELETE FROM secret WHERE purpose IN ('token', 'address', 'others', 'onvif') AND id NOT IN ("
        "SELECT token_secret FROM media_server WHERE token_secret IS NOT NULL"
        " UNION SELECT address_secret FROM stream WHERE address_secret IS NOT NULL"
        " UNION SELECT others_secret FROM stream WHERE others_secret IS NOT NULL"
        " UNION SELECT onvif_secret FROM camera WHERE onvif_secret IS NOT NULL"
        " UNION SELECT old_secret FROM operation WHERE old_secret IS NOT NULL"
        " UNION SELECT new_secret FROM operation WHERE new_secret IS NOT NULL)"_s);
    return done ? VoidResult() : tl::unexpected(done.error());
}

} // namespace streamkeeper
