#pragma once

#include "models/domain/Camera.h"
#include "models/domain/NetworkDevice.h"
#include "models/domain/ProvisioningSettings.h"
#include "models/domain/Result.h"

#include <chrono>
#include <optional>

namespace streamkeeper {

// The staged algorithm of auto-provisioning (domain.md 5) as pure functions over what is written down of a
// device. All times UTC.

/// What the console does next for a device.
enum class DeviceStep : quint8 {
    None,
    FindLease,   ///< the DHCP server is asked whether it has given it an address
    Reserve,     ///< and is told to keep that for it
    Release,     ///< or not any more: its camera has gone, or it has another address
    MakeStreams, ///< by ONVIF
};

/// Where a device stands, for people.
enum class DeviceCondition : quint8 {
    AwaitsCamera,
    AwaitsAddress,
    Reserving,
    MakingStreams,
    Releasing,
    Retrying, ///< it was in vain, and is tried again
    Stopped,  ///< it was in vain, and somebody has to do something
    Manual,   ///< its camera is in manual mode
    Paused,   ///< provisioning is off
    Done,
};

/// What decides about a device beside itself.
struct DeviceFacts
{
    bool isOn = true;       ///< provisioning
    bool hasDhcp = false;   ///< a DHCP server that is asked
    bool hasCamera = false; ///< that the registry still has
    Activation activation = Activation::Auto;
    int streams = 0;        ///< of its camera
    bool isPending = false; ///< something is under way on one of them
};

[[nodiscard]] DeviceStep nextStep(const NetworkDevice &device, const DeviceFacts &facts, qint64 nowMs);
[[nodiscard]] DeviceCondition conditionOf(const NetworkDevice &device, const DeviceFacts &facts);

/// In JSON and answers of the inlet; the words for people are texts::deviceCondition().
[[nodiscard]] QString conditionWord(DeviceCondition condition);

// What becomes of a device; what happened is said by the caller.

/// It is a camera now. `hasStreams`: that of another device, whose streams lead elsewhere still.
[[nodiscard]] NetworkDevice attached(NetworkDevice device, const CameraId &camera, bool hasStreams);
/// It got an address. `hasStreams`: they lead to another one.
[[nodiscard]] NetworkDevice addressed(NetworkDevice device, const QString &ip,
                                      const RelayInformation &option82, bool hasStreams, qint64 nowMs);
/// The DHCP server keeps its address.
[[nodiscard]] NetworkDevice reserved(NetworkDevice device);
/// Its camera has gone, or is another device's: what stopped it on its way does not count any more.
[[nodiscard]] NetworkDevice withoutCamera(NetworkDevice device);
/// The DHCP server keeps nothing for it any more; without a camera it is as new.
[[nodiscard]] NetworkDevice released(NetworkDevice device, bool hasCamera);
/// Its streams are there.
[[nodiscard]] NetworkDevice provided(NetworkDevice device);
/// A step was in vain: it is tried again later and later (10 s, 30 s, 2, 10 and 30 min), and then stops; at
/// once where the same would fail again. What waits for the registry's key is not counted. Project defaults.
[[nodiscard]] NetworkDevice failed(NetworkDevice device, const Error &error, qint64 nowMs);
/// An operator, or a new order, has it go on.
[[nodiscard]] NetworkDevice resumed(NetworkDevice device);

/// For how long streams of the camera cannot be added by hand yet, in ms (domain.md 1.2); 0: they can.
[[nodiscard]] qint64 manualLockLeftMs(const NetworkDevice &device, const ProvisioningSettings &settings,
                                      qint64 nowMs);

} // namespace streamkeeper
