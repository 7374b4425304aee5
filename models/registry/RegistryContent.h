#pragma once

#include "models/domain/Camera.h"
#include "models/domain/Cluster.h"
#include "models/domain/DhcpSettings.h"
#include "models/domain/HolderCopy.h"
#include "models/domain/InletSettings.h"
#include "models/domain/MediaServer.h"
#include "models/domain/NetworkDevice.h"
#include "models/domain/Operation.h"
#include "models/domain/PlacementPolicy.h"
#include "models/domain/ProvisioningSettings.h"
#include "models/domain/ServerGroup.h"
#include "models/domain/ServerSnapshot.h"
#include "models/domain/SigningKeyInfo.h"
#include "models/domain/Stream.h"
#include "models/registry/AlarmRepository.h"
#include "models/registry/HistoryRepository.h"
#include "models/registry/SecretRepository.h"
#include "models/registry/TroubleRepository.h"

#include <memory>
#include <vector>

namespace streamkeeper {

/// Everything that a session keeps in memory of its registry.
struct RegistryContent
{
    QString registryId;
    QString vaultRecord;
    std::vector<MediaServer> servers;
    std::vector<Camera> cameras;
    std::vector<Stream> streams; ///< addresses masked
    std::vector<Cluster> clusters;
    std::vector<ServerGroup> groups;
    PlacementPolicy policy;
    DhcpSettings dhcp;
    std::vector<NetworkDevice> devices;
    ProvisioningSettings provisioning;
    InletSettings inlet;
    std::vector<HolderCopy> copies;
    std::vector<SealedSecret> secrets;
    std::vector<SigningKeyInfo> signingKeys;
    QString keyExportTarget; ///< where media servers fetch the public halves; empty: nowhere yet
    std::vector<Operation> openOperations;
    std::vector<SnapshotPtr> observations; ///< only when asked for
    std::vector<PollFailure> pollFailures; ///< likewise
    TroubleRepository::Histories troubles; ///< likewise
    HistoryRepository::Heard heard;        ///< likewise
    TroublePolicy troublePolicy;
    TroubleRepository::Marks troubleMarks;
    QHash<StreamId, SwitchedOff> switchedOff;
    std::vector<Alarm> alarms; ///< the newest first
    AlarmPolicy alarmPolicy;
    qint64 othersChangeMark = 0; ///< as of this reading (RegistryDatabase)
};

/// Reads it on the registry's thread as of one moment, so that it fits together. Writes nothing.
[[nodiscard]] Result<std::shared_ptr<RegistryContent>> readRegistry(RegistryDatabase &database,
                                                                    bool withObservations);

/// What the operators of a registry have decided for searches; all programs on it share that.
[[nodiscard]] Result<PlacementPolicy> readPlacementPolicy(RegistryDatabase &database);
[[nodiscard]] VoidResult writePlacementPolicy(RegistryDatabase &database, const PlacementPolicy &policy);

} // namespace streamkeeper
