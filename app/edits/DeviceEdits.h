#pragma once

#include "app/edits/RegistryEditor.h"
#include "models/domain/Event.h"
#include "models/domain/ProvisioningOrder.h"
#include "models/domain/ProvisioningSettings.h"

#include <vector>

namespace streamkeeper {

/// What people and outside systems order of network devices (domain.md 5); the registry alone is written, and
/// DeviceKeeper goes on from there. What happened stands in the log of events, in the same transaction. The
/// session's thread; see RegistryEditor.
class DeviceEdits
{
public:
    template <typename T>
    using Done = RegistryEditor::Done<T>;

    explicit DeviceEdits(RegistryEditor &editor)
        : m_editor(editor)
    {
    }

    /// `author`: the outside system that orders it; empty: the user of this process. An order that has been
    /// carried out already is taken, and changes nothing. Invalid: what it says cannot be, or names a device
    /// that is not there; Conflict: provisioning is off, or it is somebody else's already.
    void carryOut(const ProvisioningOrder &order, const QString &author, QObject *context,
                  Done<ProvisioningReceipt> done);
    /// They try again what was in vain, now.
    void resume(const std::vector<NetworkDeviceId> &devices, QObject *context, Done<void> done);
    /// Conflict: it is still a camera's, or has an address reserved.
    void remove(const NetworkDeviceId &device, QObject *context, Done<void> done);
    /// Who keeps the streams of cameras that were added automatically (domain.md 1.2).
    void setActivation(const std::vector<CameraId> &cameras, Activation activation, QObject *context,
                       Done<void> done);
    void saveSettings(const ProvisioningSettings &settings, QObject *context, Done<void> done);

private:
    struct Plan;
    [[nodiscard]] Result<Plan> plan(const NewCameraOrder &order) const;
    [[nodiscard]] Result<Plan> plan(const AttachCameraOrder &order) const;
    [[nodiscard]] Result<Plan> correction(const AttachCameraOrder &order, Plan plan,
                                          const Camera &known) const;
    [[nodiscard]] Result<Plan> plan(const DhcpReport &report) const;
    [[nodiscard]] Result<const Camera *> replacedCamera(const AttachCameraOrder &order) const;
    [[nodiscard]] VoidResult readProfile(const AttachCameraOrder &order, Camera &camera) const;
    void apply(Plan plan, const QString &author, QObject *context, Done<ProvisioningReceipt> done);
    [[nodiscard]] Event eventOf(EventType type, const NetworkDevice &device, const QString &detail) const;

    RegistryEditor &m_editor;
};

} // namespace streamkeeper
