#pragma once

#include "models/domain/NetworkDevice.h"
#include "models/domain/ProvisioningSettings.h"
#include "models/fleet/FleetState.h"
#include "models/rules/ProvisioningRule.h"

#include <QObject>

#include <vector>

namespace streamkeeper {

/// The network devices of the registry in memory, as of the last reading or edit. Some thousands at most:
/// they are looked up by walking. Lives on the session's thread.
class DeviceState : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void set(std::vector<NetworkDevice> devices, const ProvisioningSettings &settings);
    /// As the registry has it now; a new one is added.
    void update(const NetworkDevice &device);
    void remove(const NetworkDeviceId &id);
    void setSettings(const ProvisioningSettings &settings);

    /// In the order in which they came.
    [[nodiscard]] const std::vector<NetworkDevice> &devices() const { return m_devices; }
    [[nodiscard]] const ProvisioningSettings &settings() const { return m_settings; }
    // Null if there is none.
    [[nodiscard]] const NetworkDevice *device(const NetworkDeviceId &id) const;
    [[nodiscard]] const NetworkDevice *deviceOf(const CameraId &camera) const;
    /// `mac` as fields::checkMacAddress() has it.
    [[nodiscard]] const NetworkDevice *deviceByMac(const QString &mac) const;

Q_SIGNALS:
    void changed();

private:
    std::vector<NetworkDevice> m_devices;
    ProvisioningSettings m_settings;
};

/// What the fleet and the registry's settings say of a device.
[[nodiscard]] DeviceFacts deviceFacts(const NetworkDevice &device, const FleetState &fleet,
                                      const ProvisioningSettings &settings, bool hasDhcp);

/// Why streams cannot be added to the camera by hand now (domain.md 1.2): provisioning does so, or its device
/// has just got its address. Conflict.
[[nodiscard]] VoidResult checkManualAdding(const Camera &camera, const DeviceState &devices, qint64 nowMs);

} // namespace streamkeeper
