#include "app/session/RegistryContent.h"

#include "models/registry/FleetRepository.h"
#include "models/registry/ObservationRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/ServerRepository.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
VoidResult take(Result<T> &&from, T &to)
{
    if (!from)
        return tl::unexpected(from.error());
    to = std::move(*from);
    return {};
}

VoidResult readInto(RegistryContent &content, RegistryDatabase &database, bool withObservations)
{
    if (auto read = take(database.meta(u"registry_id"_s), content.registryId); !read)
        return read;
    if (content.registryId.isEmpty()) {
        content.registryId = QUuid::createUuid().toString(QUuid::WithoutBraces);
        if (auto stored = database.setMeta(u"registry_id"_s, content.registryId); !stored)
            return stored;
    }
    if (auto read = take(database.meta(u"vault"_s), content.vaultRecord); !read)
        return read;
    if (auto read = take(ServerRepository(database).all(), content.servers); !read)
        return read;
    if (auto read = take(FleetRepository(database).cameras(), content.cameras); !read)
        return read;
    if (auto read = take(FleetRepository(database).streams(), content.streams); !read)
        return read;
    if (auto read = take(SecretRepository(database).all(), content.secrets); !read)
        return read;
    if (auto read = take(OperationRepository(database).open(), content.openOperations); !read)
        return read;
    if (auto read = take(foreignVersion(database), content.foreignVersion); !read)
        return read;
    return withObservations ? take(ObservationRepository(database).load(), content.observations)
                            : VoidResult();
}

} // namespace

Result<std::shared_ptr<RegistryContent>> readRegistry(RegistryDatabase &database, bool withObservations)
{
    auto content = std::make_shared<RegistryContent>();
    auto read = database.inTransaction([&] { return readInto(*content, database, withObservations); });
    if (!read)
        return tl::unexpected(read.error());
    return content;
}

Result<qint64> foreignVersion(RegistryDatabase &database)
{
    auto query = database.run(u"PRAGMA data_version"_s);
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? query->value(0).toLongLong() : 0;
}

} // namespace streamkeeper
