#include "models/registry/RegistryContent.h"

#include "models/registry/ArchiveRepository.h"
#include "models/registry/ClusterRepository.h"
#include "models/registry/DeviceRepository.h"
#include "models/registry/DhcpRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/InletRepository.h"
#include "models/registry/ObservationRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/ServerRepository.h"
#include "models/registry/ShareRepository.h"

#include <array>

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
    if (auto read = take(database.meta(u"vault"_s), content.vaultRecord); !read)
        return read;
    if (auto read = take(ServerRepository(database).all(), content.servers); !read)
        return read;
    if (auto read = take(FleetRepository(database).cameras(), content.cameras); !read)
        return read;
    if (auto read = take(FleetRepository(database).streams(), content.streams); !read)
        return read;
    if (auto read = take(ClusterRepository(database).clusters(), content.clusters); !read)
        return read;
    if (auto read = take(ClusterRepository(database).groups(), content.groups); !read)
        return read;
    if (auto read = take(ArchiveRepository(database).copies(), content.copies); !read)
        return read;
    if (auto read = take(readPlacementPolicy(database), content.policy); !read)
        return read;
    if (auto read = take(DhcpRepository(database).settings(), content.dhcp); !read)
        return read;
    if (auto read = take(DeviceRepository(database).all(), content.devices); !read)
        return read;
    if (auto read = take(DeviceRepository(database).settings(), content.provisioning); !read)
        return read;
    if (auto read = take(InletRepository(database).settings(), content.inlet); !read)
        return read;
    if (auto read = take(SecretRepository(database).all(), content.secrets); !read)
        return read;
    if (auto read = take(ShareRepository(database).keys(), content.signingKeys); !read)
        return read;
    if (auto read = take(database.meta(u"jwks_target"_s), content.keyExportTarget); !read)
        return read;
    if (auto read = take(OperationRepository(database).open(), content.openOperations); !read)
        return read;
    if (auto read = take(TroubleRepository(database).policy(), content.troublePolicy); !read)
        return read;
    if (auto read = take(TroubleRepository(database).marks(), content.troubleMarks); !read)
        return read;
    if (auto read = take(TroubleRepository(database).switchedOff(), content.switchedOff); !read)
        return read;
    if (auto read = take(AlarmRepository(database).all(), content.alarms); !read)
        return read;
    if (auto read = take(AlarmRepository(database).policy(), content.alarmPolicy); !read)
        return read;
    if (auto read = take(database.othersChangeMark(), content.othersChangeMark); !read)
        return read;
    if (!withObservations)
        return {};
    if (auto read = take(TroubleRepository(database).load(), content.troubles); !read)
        return read;
    if (auto read = take(HistoryRepository(database).heard(), content.heard); !read)
        return read;
    if (auto read = take(ObservationRepository(database).failures(), content.pollFailures); !read)
        return read;
    return take(ObservationRepository(database).load(), content.observations);
}

} // namespace

Result<std::shared_ptr<RegistryContent>> readRegistry(RegistryDatabase &database, bool withObservations)
{
    auto content = std::make_shared<RegistryContent>();
    auto read = database.inReading([&] { return readInto(*content, database, withObservations); });
    if (!read)
        return tl::unexpected(read.error());
    return content;
}

Result<PlacementPolicy> readPlacementPolicy(RegistryDatabase &database)
{
    const auto full = database.meta(u"storage_full_percent"_s);
    if (!full)
        return tl::unexpected(full.error());
    const auto unknown = database.meta(u"storage_unknown"_s);
    if (!unknown)
        return tl::unexpected(unknown.error());
    const auto lock = database.meta(u"transfer_lock_minutes"_s);
    if (!lock)
        return tl::unexpected(lock.error());
    PlacementPolicy policy;
    bool isNumber = false;
    const int percent = full->toInt(&isNumber);
    if (isNumber && percent >= 1 && percent <= 100)
        policy.storageFullPercent = percent;
    policy.isStorageUnknownAllowed = *unknown != u"refuse";
    const int minutes = lock->toInt(&isNumber);
    if (isNumber && minutes >= 0)
        policy.transferLockMinutes = minutes;
    return policy;
}

VoidResult writePlacementPolicy(RegistryDatabase &database, const PlacementPolicy &policy)
{
    const std::array<std::pair<QString, QString>, 3> settings{
        {{u"storage_full_percent"_s, QString::number(policy.storageFullPercent)},
         {u"storage_unknown"_s, policy.isStorageUnknownAllowed ? u"allow"_s : u"refuse"_s},
         {u"transfer_lock_minutes"_s, QString::number(policy.transferLockMinutes)}}};
    for (const auto &[key, value] : settings) {
        if (auto written = database.setMeta(key, value); !written)
            return written;
    }
    return {};
}

} // namespace streamkeeper
