#include "app/edits/DeviceEdits.h"

#include "app/operations/AuditEntry.h"
#include "models/registry/DeviceRepository.h"
#include "models/registry/EventRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/rules/FieldRules.h"
#include "models/rules/ProvisioningRule.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(DeviceEdits)
};

tl::unexpected<Error> refusal(ErrorCategory category, const QString &message)
{
    return fail(category, message);
}

Result<QString> checkedMac(const QString &text)
{
    auto mac = fields::checkMacAddress(text);
    if (mac && mac->isEmpty())
        return refusal(ErrorCategory::Invalid, Texts::tr("Enter the MAC address of the device."));
    return mac;
}

/// Takes what was said, and keeps what was known where nothing was.
VoidResult takeText(QString &known, const QString &said)
{
    auto text = fields::checkText(said, known);
    if (!text)
        return tl::unexpected(text.error());
    if (!text->isEmpty())
        known = *text;
    return {};
}

/// What the inlet answers with: whoever asked named something that is not there.
constexpr int httpNotFound = 404;

/// In the log of events one line is enough.
void tell(NetworkDevice &device, const QString &event, qint64 nowMs)
{
    device.lastEvent = event;
    device.lastEventAtMs = nowMs;
}

Operation entryOf(OperationKind kind, const NetworkDevice &device, const Camera *camera)
{
    Operation entry = auditEntry(kind, camera ? u"%1 · %2"_s.arg(device.mac, camera->name) : device.mac);
    entry.camera = device.camera;
    return entry;
}

} // namespace

/// What an order changes; nothing where all of it was so already.
struct DeviceEdits::Plan
{
    OperationKind kind = OperationKind::Unknown;
    NetworkDevice device;
    bool isChanged = true;
    std::optional<NetworkDevice> released; ///< the device that lost its camera
    std::optional<Camera> camera;          ///< new, or changed
    std::optional<SealedSecret> secret;
    std::vector<Event> events;
};

Event DeviceEdits::eventOf(EventType type, const NetworkDevice &device, const QString &detail) const
{
    Event event;
    event.type = type;
    event.atMs = m_editor.clock().nowMs();
    event.camera = device.camera;
    event.device = device.id;
    const Camera *camera = m_editor.memory().fleet.camera(device.camera);
    event.subject = camera ? camera->name : device.mac;
    event.detail = detail;
    return event;
}

Result<DeviceEdits::Plan> DeviceEdits::plan(const NewCameraOrder &order) const
{
    const RegistryMemory &memory = m_editor.memory();
    const auto mac = checkedMac(order.mac);
    if (!mac)
        return tl::unexpected(mac.error());
    Plan plan;
    plan.kind = OperationKind::AddDevice;
    const NetworkDevice *known = memory.devices.deviceByMac(*mac);
    if (known)
        plan.device = *known;
    else
        plan.device.id = NetworkDeviceId::create();
    plan.device.mac = *mac;
    for (const auto &[field, said] : {std::pair(&plan.device.serialNumber, &order.serialNumber),
                                      std::pair(&plan.device.manufacturer, &order.manufacturer),
                                      std::pair(&plan.device.model, &order.model)}) {
        if (auto taken = takeText(*field, *said); !taken)
            return tl::unexpected(taken.error());
    }
    if (plan.device.serialNumber.isEmpty())
        return refusal(ErrorCategory::Invalid, Texts::tr("Enter the serial number of the device."));
    plan.isChanged = !known || plan.device != *known;
    if (!plan.isChanged)
        return plan;
    const qint64 nowMs = m_editor.clock().nowMs();
    if (!known)
        plan.device.createdAtMs = nowMs;
    tell(plan.device, known ? Texts::tr("Told anew.") : Texts::tr("New device."), nowMs);
    plan.events = {eventOf(EventType::NewCamera, plan.device, plan.device.serialNumber)};
    return plan;
}

Result<const Camera *> DeviceEdits::replacedCamera(const AttachCameraOrder &order) const
{
    const RegistryMemory &memory = m_editor.memory();
    if (!order.replacedMac.isEmpty()) {
        const auto mac = checkedMac(order.replacedMac);
        if (!mac)
            return tl::unexpected(mac.error());
        const NetworkDevice *old = memory.devices.deviceByMac(*mac);
        const Camera *camera = old ? memory.fleet.camera(old->camera) : nullptr;
        if (!camera)
            return refusal(
                ErrorCategory::Invalid,
                Texts::tr("No camera has the device %1, so that it cannot be replaced.").arg(*mac));
        return camera;
    }
    const Camera *found = nullptr;
    for (const Camera &camera : memory.fleet.cameras()) {
        if (camera.name != order.name.trimmed())
            continue;
        if (found)
            return refusal(ErrorCategory::Invalid,
                           Texts::tr("More than one camera is called %1. Name the MAC address of the device "
                                     "that is replaced.")
                               .arg(camera.name));
        found = &camera;
    }
    if (!found)
        return refusal(ErrorCategory::Invalid,
                       Texts::tr("No camera is called %1, so that its device cannot be replaced.")
                           .arg(order.name.trimmed()));
    if (found->addition != Addition::Auto)
        return refusal(ErrorCategory::Conflict,
                       Texts::tr("%1 was added manually: change the addresses of its streams instead.")
                           .arg(found->name));
    return found;
}

VoidResult DeviceEdits::readProfile(const AttachCameraOrder &order, Camera &camera) const
{
    if (!order.isReplacement) {
        const auto name = fields::checkCameraName(order.name);
        if (!name)
            return tl::unexpected(name.error());
        camera.name = *name;
        if (order.archiveDays) {
            const auto days = fields::checkArchiveDays(QString::number(*order.archiveDays));
            if (!days)
                return tl::unexpected(days.error());
            camera.isRecording = true;
            camera.archiveDays = *days;
        }
    }
    if (auto taken = takeText(camera.location, order.location); !taken)
        return taken;
    if (auto taken = takeText(camera.onvifUser, order.userName); !taken)
        return taken;
    if (!order.userName.isEmpty() || !order.isReplacement) {
        const auto port = fields::checkPort(QString::number(order.onvifPort));
        if (!port)
            return tl::unexpected(port.error());
        camera.onvifPort = *port;
    }
    if (order.serverGroup.trimmed().isEmpty())
        return {};
    const auto &groups = m_editor.memory().clusters.groups();
    const auto group = std::ranges::find(groups, order.serverGroup.trimmed(), &ServerGroup::name);
    if (group == groups.end())
        return refusal(ErrorCategory::Invalid,
                       Texts::tr("There is no server group called %1.").arg(order.serverGroup.trimmed()));
    camera.serverGroup = group->id;
    return {};
}

/// Who has a profile has it (domain.md 5). But an account that was wrong is corrected by the same order,
/// where it has not led to streams yet.
Result<DeviceEdits::Plan> DeviceEdits::correction(const AttachCameraOrder &order, Plan plan,
                                                  const Camera &known) const
{
    plan.isChanged = false;
    if (order.isReplacement && known.macAddress != plan.device.mac)
        return refusal(ErrorCategory::Conflict,
                       Texts::tr("%1 is the device of %2 already.").arg(plan.device.mac, known.name));
    const auto stored = m_editor.memory().secrets.unseal(known.onvifSecret);
    const bool isOther = (!order.userName.isEmpty() && order.userName.trimmed() != known.onvifUser) ||
                         (!order.password.isEmpty() && (!stored || !(*stored == order.password))) ||
                         (!order.userName.isEmpty() && order.onvifPort != known.onvifPort);
    if (!isOther || plan.device.stage == DeviceStage::Done)
        return plan;
    Camera camera = known;
    AttachCameraOrder account = order;
    account.isReplacement = true; // name and archive stay as they are
    account.location.clear();
    account.serverGroup.clear();
    if (auto read = readProfile(account, camera); !read)
        return tl::unexpected(read.error());
    if (!order.password.isEmpty()) {
        auto sealed = m_editor.memory().secrets.seal(onvifPurpose, order.password);
        if (!sealed)
            return tl::unexpected(sealed.error());
        camera.onvifSecret = sealed->id;
        plan.secret = std::move(*sealed);
    }
    plan.isChanged = true;
    plan.device = resumed(std::move(plan.device));
    tell(plan.device, Texts::tr("Another account was told."), m_editor.clock().nowMs());
    plan.camera = std::move(camera);
    return plan;
}

Result<DeviceEdits::Plan> DeviceEdits::plan(const AttachCameraOrder &order) const
{
    const RegistryMemory &memory = m_editor.memory();
    const auto mac = checkedMac(order.mac);
    if (!mac)
        return tl::unexpected(mac.error());
    const qint64 nowMs = m_editor.clock().nowMs();
    Plan plan;
    plan.kind = OperationKind::AttachCamera;
    if (const NetworkDevice *known = memory.devices.deviceByMac(*mac)) {
        plan.device = *known;
    } else {
        plan.device.id = NetworkDeviceId::create();
        plan.device.mac = *mac;
        plan.device.createdAtMs = nowMs;
    }
    if (const Camera *own = memory.fleet.camera(plan.device.camera))
        return correction(order, std::move(plan), *own);
    for (const Camera &camera : memory.fleet.cameras()) {
        if (camera.macAddress == *mac && camera.addition == Addition::Manual)
            return refusal(ErrorCategory::Conflict,
                           Texts::tr("%1 has the MAC address %2 already, and was added manually.")
                               .arg(camera.name, *mac));
    }
    Camera camera;
    const NetworkDevice *old = nullptr;
    if (order.isReplacement) {
        const auto replaced = replacedCamera(order);
        if (!replaced)
            return tl::unexpected(replaced.error());
        camera = **replaced;
        old = memory.devices.deviceOf(camera.id);
    } else {
        camera.id = CameraId::create();
        camera.addition = Addition::Auto;
        camera.createdAt = m_editor.clock().nowUtc();
    }
    if (auto read = readProfile(order, camera); !read)
        return tl::unexpected(read.error());
    if (!order.password.isEmpty()) {
        auto sealed = memory.secrets.seal(onvifPurpose, order.password);
        if (!sealed)
            return tl::unexpected(sealed.error());
        camera.onvifSecret = sealed->id;
        plan.secret = std::move(*sealed);
    }
    camera.macAddress = *mac;
    camera.serialNumber = plan.device.serialNumber;
    camera.ipAddress = plan.device.ipAddress;
    if (old) {
        plan.released = withoutCamera(*old);
        tell(*plan.released, Texts::tr("Replaced by %1.").arg(*mac), nowMs);
    }
    plan.device = attached(std::move(plan.device), camera.id, !memory.fleet.rowsOf(camera.id).isEmpty());
    tell(plan.device,
         old ? Texts::tr("It takes the place of %1.").arg(old->mac) : Texts::tr("Attached to a camera."),
         nowMs);
    plan.events = {eventOf(order.isReplacement ? EventType::CameraReplaced : EventType::CameraAttached,
                           plan.device, plan.device.lastEvent)};
    plan.events.front().subject = camera.name;
    plan.camera = std::move(camera);
    return plan;
}

Result<DeviceEdits::Plan> DeviceEdits::plan(const DhcpReport &report) const
{
    const RegistryMemory &memory = m_editor.memory();
    const auto mac = checkedMac(report.mac);
    if (!mac)
        return tl::unexpected(mac.error());
    const auto ip = fields::checkIpAddress(report.ip);
    if (!ip)
        return tl::unexpected(ip.error());
    if (ip->isEmpty())
        return refusal(ErrorCategory::Invalid, Texts::tr("Enter the IP address of the device."));
    RelayInformation option82;
    for (const auto &[field, said] : {std::pair(&option82.circuitId, &report.option82.circuitId),
                                      std::pair(&option82.remoteId, &report.option82.remoteId)}) {
        if (auto taken = takeText(*field, *said); !taken)
            return tl::unexpected(taken.error());
    }
    const NetworkDevice *known = memory.devices.deviceByMac(*mac);
    if (!known)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("There is no network device with the MAC address %1.").arg(*mac), {},
                    httpNotFound);
    for (const NetworkDevice &other : memory.devices.devices()) {
        // One that is no camera any more, and has nothing reserved, has lost it.
        const bool isHeld = memory.fleet.camera(other.camera) || !other.reservedAddress.isEmpty();
        if (other.ipAddress == *ip && other.id != known->id && isHeld)
            return refusal(ErrorCategory::Conflict,
                           Texts::tr("%1 is the address of the device %2 already.").arg(*ip, other.mac));
    }
    const qint64 nowMs = m_editor.clock().nowMs();
    Plan plan;
    plan.kind = OperationKind::ReportAddress;
    const Camera *camera = memory.fleet.camera(known->camera);
    const bool hasStreams = camera && !memory.fleet.rowsOf(camera->id).isEmpty();
    plan.device = addressed(*known, *ip, option82, hasStreams, nowMs);
    plan.isChanged = plan.device != *known;
    if (!plan.isChanged)
        return plan;
    if (camera && camera->ipAddress != *ip) {
        plan.camera = *camera;
        plan.camera->ipAddress = *ip;
    }
    tell(plan.device, Texts::tr("It got the address %1.").arg(*ip), nowMs);
    plan.events = {eventOf(EventType::DhcpAddress, plan.device, *ip)};
    return plan;
}

void DeviceEdits::carryOut(const ProvisioningOrder &order, const QString &author, QObject *context,
                           Done<ProvisioningReceipt> done)
{
    if (!m_editor.memory().devices.settings().isOn) {
        done(refusal(ErrorCategory::Conflict, Texts::tr("Provisioning is switched off.")));
        return;
    }
    auto planned = std::visit([this](const auto &one) { return plan(one); }, order);
    if (!planned)
        done(tl::unexpected(planned.error()));
    else
        apply(std::move(*planned), author, context, std::move(done));
}

void DeviceEdits::apply(Plan plan, const QString &author, QObject *context, Done<ProvisioningReceipt> done)
{
    RegistryMemory &memory = m_editor.memory();
    const auto receipt = [&memory, id = plan.device.id, isChanged = plan.isChanged] {
        const NetworkDevice *device = memory.devices.device(id);
        if (!device)
            return ProvisioningReceipt{};
        const Camera *camera = memory.fleet.camera(device->camera);
        const DeviceFacts facts =
            deviceFacts(*device, memory.fleet, memory.devices.settings(), memory.dhcp.isOn());
        return ProvisioningReceipt{id.toString(), camera ? camera->id.toString() : QString(),
                                   conditionWord(conditionOf(*device, facts)), isChanged};
    };
    if (!plan.isChanged) {
        done(receipt());
        return;
    }
    const bool isKnown = memory.devices.device(plan.device.id);
    const bool isKnownCamera = plan.camera && memory.fleet.camera(plan.camera->id);
    RegistryEdit edit;
    edit.entries = {entryOf(plan.kind, plan.device,
                            plan.camera ? &*plan.camera : memory.fleet.camera(plan.device.camera))};
    if (!author.isEmpty())
        edit.entries.front().author = author;
    for (Event &event : plan.events)
        event.author = edit.entries.front().author;
    if (plan.secret)
        edit.secrets = {*plan.secret};
    edit.leavesSecrets = plan.secret && isKnownCamera;
    edit.write = [plan](RegistryDatabase &database) -> VoidResult {
        if (plan.released) {
            if (auto saved = DeviceRepository(database).save(*plan.released); !saved)
                return saved;
        }
        if (plan.camera) {
            if (auto saved = FleetRepository(database).saveCameras({*plan.camera}); !saved)
                return saved;
        }
        if (auto saved = DeviceRepository(database).save(plan.device); !saved)
            return saved;
        return EventRepository(database).add(plan.events);
    };
    edit.remember = [&memory, plan, isKnown, isKnownCamera]() mutable {
        if (plan.released) {
            ++plan.released->revision;
            memory.devices.update(*plan.released);
        }
        if (plan.camera && isKnownCamera) {
            ++plan.camera->revision;
            memory.fleet.updateCamera(*plan.camera);
        } else if (plan.camera) {
            memory.fleet.addStreams({*plan.camera}, {});
        }
        plan.device.revision += isKnown ? 1 : 0;
        memory.devices.update(plan.device);
    };
    m_editor.apply(std::move(edit), context, [receipt, done = std::move(done)](const VoidResult &result) {
        done(result ? Result<ProvisioningReceipt>(receipt()) : tl::unexpected(result.error()));
    });
}

void DeviceEdits::resume(const std::vector<NetworkDeviceId> &ids, QObject *context, Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    RegistryEdit edit;
    std::vector<NetworkDevice> devices;
    for (const NetworkDeviceId &id : ids) {
        const NetworkDevice *known = memory.devices.device(id);
        if (!known)
            continue;
        devices.push_back(resumed(*known));
        edit.entries.push_back(
            entryOf(OperationKind::EditDevice, *known, memory.fleet.camera(known->camera)));
    }
    edit.write = [devices](RegistryDatabase &database) -> VoidResult {
        for (const NetworkDevice &device : devices) {
            if (auto saved = DeviceRepository(database).save(device); !saved)
                return saved;
        }
        return {};
    };
    edit.remember = [&memory, devices] {
        for (NetworkDevice device : devices) {
            ++device.revision;
            memory.devices.update(device);
        }
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

void DeviceEdits::remove(const NetworkDeviceId &id, QObject *context, Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    const NetworkDevice *known = memory.devices.device(id);
    const Camera *camera = known ? memory.fleet.camera(known->camera) : nullptr;
    if (camera) {
        done(refusal(ErrorCategory::Conflict,
                     Texts::tr("%1 is the device of the camera %2. Delete the camera first.")
                         .arg(known->mac, camera->name)));
        return;
    }
    if (known && !known->reservedAddress.isEmpty() && memory.dhcp.isOn()) {
        done(refusal(ErrorCategory::Conflict,
                     Texts::tr("The DHCP server still keeps %1 for %2. It is released as soon as the DHCP "
                               "server can be asked.")
                         .arg(known->reservedAddress, known->mac)));
        return;
    }
    RegistryEdit edit;
    if (known)
        edit.entries = {entryOf(OperationKind::RemoveDevice, *known, nullptr)};
    const int revision = known ? known->revision : 0;
    edit.write = [id, revision](RegistryDatabase &database) {
        return DeviceRepository(database).remove(id, revision);
    };
    edit.remember = [&memory, id] { memory.devices.remove(id); };
    m_editor.apply(std::move(edit), context, std::move(done));
}

void DeviceEdits::setActivation(const std::vector<CameraId> &ids, Activation activation, QObject *context,
                                Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    const bool isManual = activation == Activation::Manual;
    RegistryEdit edit;
    std::vector<Camera> cameras;
    std::vector<Event> events;
    for (const CameraId &id : ids) {
        const Camera *known = memory.fleet.camera(id);
        if (!known || known->addition != Addition::Auto || known->activation == activation)
            continue;
        cameras.push_back(*known);
        cameras.back().activation = activation;
        edit.entries.push_back(auditEntry(OperationKind::SetActivation, known->name));
        edit.entries.back().camera = id;
        edit.entries.back().message = isManual ? Texts::tr("auto → manual") : Texts::tr("manual → auto");
        Event event;
        event.type = isManual ? EventType::ActivationManual : EventType::ActivationAuto;
        event.atMs = m_editor.clock().nowMs();
        event.camera = id;
        event.subject = known->name;
        event.author = auditAuthor();
        if (const NetworkDevice *device = memory.devices.deviceOf(id))
            event.device = device->id;
        events.push_back(std::move(event));
    }
    const bool isAnyAutomatic = std::ranges::any_of(ids, [&](const CameraId &id) {
        const Camera *camera = memory.fleet.camera(id);
        return camera && camera->addition == Addition::Auto;
    });
    if (cameras.empty() && isAnyAutomatic) {
        done({}); // so they were already
        return;
    }
    if (cameras.empty()) {
        done(refusal(ErrorCategory::Invalid,
                     Texts::tr("Only cameras that were added automatically can be switched.")));
        return;
    }
    edit.write = [cameras, events](RegistryDatabase &database) -> VoidResult {
        if (auto saved = FleetRepository(database).saveCameras(cameras); !saved)
            return saved;
        return EventRepository(database).add(events);
    };
    edit.remember = [&memory, cameras]() mutable {
        for (Camera &camera : cameras)
            ++camera.revision;
        memory.fleet.updateCameras(cameras);
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

void DeviceEdits::saveSettings(const ProvisioningSettings &settings, QObject *context, Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    RegistryEdit edit;
    edit.entries = {
        auditEntry(OperationKind::EditProvisioning, settings.isOn ? Texts::tr("on") : Texts::tr("off"))};
    edit.write = [settings](RegistryDatabase &database) {
        return DeviceRepository(database).setSettings(settings);
    };
    edit.remember = [&memory, settings] { memory.devices.setSettings(settings); };
    m_editor.apply(std::move(edit), context, std::move(done));
}

} // namespace streamkeeper
