#include "models/fleet/TroublePlaces.h"

namespace streamkeeper {

TroublePlaces troublePlaces(const FleetState &fleet, const DeviceState &devices, qint64 sinceMs)
{
    TroublePlaces found;
    QHash<CameraId, const NetworkDevice *> deviceOf;
    for (const NetworkDevice &device : devices.devices())
        deviceOf.insert(device.camera, &device);
    for (const FleetRow &row : fleet.rows()) {
        if (!row.isManaged())
            continue;
        TroublePlace place;
        place.stream = row.id;
        if (row.mainServer >= 0)
            place.server = fleet.servers()[size_t(row.mainServer)].server.id;
        place.address = IpAddress::fromText(row.ipAddress);
        if (const Camera *camera = fleet.camera(row.camera))
            place.group = camera->serverGroup.value_or(ServerGroupId());
        if (const NetworkDevice *device = deviceOf.value(row.camera)) {
            place.make = device->manufacturer;
            place.switchId = device->option82.remoteId;
            place.port = device->option82.circuitId;
        }
        for (const TroubleEvent &event : fleet.troubles().of(row.id)) {
            if (event.kind == TroubleKind::Lost && event.atMs >= sinceMs)
                found.losses.push_back({found.places.size(), event.atMs});
        }
        found.places.push_back(std::move(place));
    }
    return found;
}

QString causeName(const RootCause &cause, const FleetState &fleet, const ClusterState &clusters)
{
    if (cause.kind == CauseKind::Server)
        return fleet.serverName(ServerId::fromString(cause.key));
    if (cause.kind == CauseKind::ServerGroup) {
        const ServerGroup *group = clusters.group(ServerGroupId::fromString(cause.key));
        return group ? group->name : cause.key;
    }
    return cause.key;
}

} // namespace streamkeeper
