#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Operation.h"
#include "models/domain/ProvisioningOrder.h"

#include <QString>

namespace streamkeeper {

/// What a network device gets next on its way to a camera with picture (domain.md 5). In this order; what has
/// a device behind it is done.
enum class DeviceStage : quint8 {
    Profile, ///< a camera of the registry (`attach_camera`)
    Address, ///< an IP address, reserved where there is a DHCP server
    Streams, ///< by ONVIF, high then low
    Done,
};

/// A camera as a thing in the network, known by its MAC address; one for each. How far it is, is written down
/// after each step, so that whoever comes later goes on from there.
struct NetworkDevice
{
    NetworkDeviceId id;
    QString mac; ///< "00:11:22:33:44:55"
    QString serialNumber;
    QString manufacturer;
    QString model;
    QString ipAddress; ///< empty: it has none yet
    RelayInformation option82;
    CameraId camera; ///< null: it is none yet; may name one that is not in the registry any more
    DeviceStage stage = DeviceStage::Profile;
    /// It does not go on by itself: somebody has to do something about what `lastEvent` says.
    bool isStopped = false;
    /// Its camera has streams that lead to another device or address.
    bool renewsStreams = false;
    /// The console has begun to make streams: what is there is no reason any more to make none.
    bool hasBegunStreams = false;
    QString reservedAddress;  ///< what the DHCP server keeps for it by our order, or soon; empty: nothing
    qint64 addressedAtMs = 0; ///< UTC, when it got its address
    int attempts = 0;         ///< of the step that is next, in vain
    qint64 dueAtMs = 0;       ///< UTC, not before
    QString lastEvent;        ///< for people
    qint64 lastEventAtMs = 0; ///< UTC
    qint64 createdAtMs = 0;   ///< UTC
    int revision = 1;         ///< of the registry's row; a save with an old one is refused
    // Who works on it, of all programs on the registry; claimed and let go apart from the rest.
    OperationOwner owner;
    qint64 leaseUntilMs = 0; ///< UTC; 0: nobody

    bool operator==(const NetworkDevice &) const = default;
};

} // namespace streamkeeper
