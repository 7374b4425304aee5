#include "models/fleet/DeviceState.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(DeviceState)
};

const NetworkDevice *orNull(const std::vector<NetworkDevice> &devices,
                            std::vector<NetworkDevice>::const_iterator found)
{
    return found == devices.end() ? nullptr : &*found;
}

} // namespace

void DeviceState::set(std::vector<NetworkDevice> devices, const ProvisioningSettings &settings)
{
    if (devices == m_devices && settings == m_settings)
        return;
    m_devices = std::move(devices);
    m_settings = settings;
    Q_EMIT changed();
}

void DeviceState::update(const NetworkDevice &device)
{
    const auto known = std::ranges::find(m_devices, device.id, &NetworkDevice::id);
    if (known == m_devices.end())
        m_devices.push_back(device);
    else
        *known = device;
    Q_EMIT changed();
}

void DeviceState::remove(const NetworkDeviceId &id)
{
    std::erase_if(m_devices, [&](const NetworkDevice &device) { return device.id == id; });
    Q_EMIT changed();
}

void DeviceState::setSettings(const ProvisioningSettings &settings)
{
    m_settings = settings;
    Q_EMIT changed();
}

const NetworkDevice *DeviceState::device(const NetworkDeviceId &id) const
{
    return orNull(m_devices, std::ranges::find(m_devices, id, &NetworkDevice::id));
}

const NetworkDevice *DeviceState::deviceOf(const CameraId &camera) const
{
    return camera.isNull() ? nullptr
                           : orNull(m_devices, std::ranges::find(m_devices, camera, &NetworkDevice::camera));
}

const NetworkDevice *DeviceState::deviceByMac(const QString &mac) const
{
    return orNull(m_devices, std::ranges::find(m_devices, mac, &NetworkDevice::mac));
}

DeviceFacts deviceFacts(const NetworkDevice &device, const FleetState &fleet,
                        const ProvisioningSettings &settings, bool hasDhcp)
{
    DeviceFacts facts;
    facts.isOn = settings.isOn;
    facts.hasDhcp = hasDhcp;
    const Camera *camera = fleet.camera(device.camera);
    if (!camera)
        return facts;
    facts.hasCamera = true;
    facts.activation = camera->activation;
    for (const int row : fleet.rowsOf(camera->id)) {
        ++facts.streams;
        facts.isPending = facts.isPending || fleet.row(row).pending.has_value();
    }
    return facts;
}

VoidResult checkManualAdding(const Camera &camera, const DeviceState &devices, qint64 nowMs)
{
    if (camera.addition != Addition::Auto)
        return {};
    if (camera.activation == Activation::Auto)
        return fail(ErrorCategory::Conflict,
                    Texts::tr("The streams of %1 are kept by automatic provisioning. Switch the camera to "
                              "manual first.")
                        .arg(camera.name));
    const NetworkDevice *device = devices.deviceOf(camera.id);
    const qint64 leftMs = device ? manualLockLeftMs(*device, devices.settings(), nowMs) : 0;
    if (leftMs == 0)
        return {};
    return fail(ErrorCategory::Conflict,
                Texts::tr("%1 has just got its IP address. Streams can be added by hand in %n minute(s).",
                          nullptr, int((leftMs + 59'999) / 60'000))
                    .arg(camera.name));
}

} // namespace streamkeeper
