#include "models/rules/ProvisioningRule.h"

#include "models/rules/RetryRule.h"

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::array<std::chrono::milliseconds, 5> retryDelays{10s, 30s, 2min, 10min, 30min};
/// What waits for the key of the registry looks so often.
constexpr std::chrono::milliseconds keyDelay = 10s;

bool isToBeReleased(const NetworkDevice &device, const DeviceFacts &facts)
{
    return facts.hasDhcp && !device.reservedAddress.isEmpty() &&
           (!facts.hasCamera || device.reservedAddress != device.ipAddress);
}

/// What would be next, whether it may be or not.
DeviceStep wantedStep(const NetworkDevice &device, const DeviceFacts &facts)
{
    if (isToBeReleased(device, facts))
        return DeviceStep::Release;
    if (!facts.hasCamera || device.stage == DeviceStage::Done)
        return DeviceStep::None;
    if (device.ipAddress.isEmpty())
        return facts.hasDhcp ? DeviceStep::FindLease : DeviceStep::None;
    // In this stage it is only noted that it is to be kept.
    if (facts.hasDhcp && (device.stage == DeviceStage::Address || device.reservedAddress != device.ipAddress))
        return DeviceStep::Reserve;
    return DeviceStep::MakeStreams;
}

} // namespace

DeviceStep nextStep(const NetworkDevice &device, const DeviceFacts &facts, qint64 nowMs)
{
    const DeviceStep step = wantedStep(device, facts);
    // A moment in the future, of a console whose clock was ahead, holds nobody up for longer than a wait
    // lasts.
    const bool isDue = device.dueAtMs <= nowMs || device.dueAtMs > nowMs + retryDelays.back().count();
    // What was reserved for a camera that has gone goes, whatever is switched off, or stopped a stage of that
    // camera.
    if (step == DeviceStep::Release && !facts.hasCamera) {
        const bool isOfCamera = device.stage != DeviceStage::Profile;
        return isOfCamera || (isDue && !device.isStopped) ? step : DeviceStep::None;
    }
    if (step == DeviceStep::None || device.isStopped || !isDue)
        return DeviceStep::None;
    if (!facts.isOn || facts.activation == Activation::Manual)
        return DeviceStep::None;
    return step == DeviceStep::MakeStreams && facts.isPending ? DeviceStep::None : step;
}

DeviceCondition conditionOf(const NetworkDevice &device, const DeviceFacts &facts)
{
    const DeviceStep step = wantedStep(device, facts);
    if (step == DeviceStep::Release && !facts.hasCamera && device.stage != DeviceStage::Profile)
        return DeviceCondition::Releasing;
    if (device.isStopped)
        return DeviceCondition::Stopped;
    if (step == DeviceStep::Release && !facts.hasCamera)
        return device.attempts > 0 ? DeviceCondition::Retrying : DeviceCondition::Releasing;
    if (!facts.hasCamera)
        return DeviceCondition::AwaitsCamera;
    if (device.stage == DeviceStage::Done && step == DeviceStep::None)
        return DeviceCondition::Done;
    if (facts.activation == Activation::Manual)
        return DeviceCondition::Manual;
    if (!facts.isOn)
        return DeviceCondition::Paused;
    if (device.attempts > 0)
        return DeviceCondition::Retrying;
    switch (step) {
    case DeviceStep::None:
    case DeviceStep::FindLease:
        return DeviceCondition::AwaitsAddress;
    case DeviceStep::Reserve:
        return DeviceCondition::Reserving;
    case DeviceStep::Release:
        return DeviceCondition::Releasing;
    case DeviceStep::MakeStreams:
        return DeviceCondition::MakingStreams;
    }
    return DeviceCondition::AwaitsAddress;
}

QString conditionWord(DeviceCondition condition)
{
    switch (condition) {
    case DeviceCondition::AwaitsCamera:
        return u"awaits_camera"_s;
    case DeviceCondition::AwaitsAddress:
        return u"awaits_address"_s;
    case DeviceCondition::Reserving:
        return u"reserving"_s;
    case DeviceCondition::MakingStreams:
        return u"making_streams"_s;
    case DeviceCondition::Releasing:
        return u"releasing"_s;
    case DeviceCondition::Retrying:
        return u"retrying"_s;
    case DeviceCondition::Stopped:
        return u"stopped"_s;
    case DeviceCondition::Manual:
        return u"manual"_s;
    case DeviceCondition::Paused:
        return u"paused"_s;
    case DeviceCondition::Done:
        return u"done"_s;
    }
    return {};
}

NetworkDevice attached(NetworkDevice device, const CameraId &camera, bool hasStreams)
{
    device = resumed(std::move(device));
    device.camera = camera;
    device.stage = DeviceStage::Address;
    device.renewsStreams = hasStreams;
    device.hasBegunStreams = false;
    return device;
}

NetworkDevice addressed(NetworkDevice device, const QString &ip, const RelayInformation &option82,
                        bool hasStreams, qint64 nowMs)
{
    if (!option82.isEmpty())
        device.option82 = option82;
    // A DHCP server tells each renewal: that is no reason to try a refused password once more.
    if (device.ipAddress == ip)
        return device;
    device = resumed(std::move(device));
    device.renewsStreams = device.renewsStreams || hasStreams;
    device.ipAddress = ip;
    device.addressedAtMs = nowMs;
    if (device.stage != DeviceStage::Profile)
        device.stage = DeviceStage::Address;
    return device;
}

NetworkDevice reserved(NetworkDevice device)
{
    device = resumed(std::move(device));
    device.reservedAddress = device.ipAddress;
    device.stage = DeviceStage::Streams;
    return device;
}

NetworkDevice withoutCamera(NetworkDevice device)
{
    if (device.stage == DeviceStage::Profile)
        return device;
    device = resumed(std::move(device));
    device.camera = {};
    device.renewsStreams = false;
    device.hasBegunStreams = false;
    device.stage = DeviceStage::Profile;
    return device;
}

NetworkDevice released(NetworkDevice device, bool hasCamera)
{
    device = resumed(std::move(device));
    device.reservedAddress.clear();
    if (hasCamera)
        return device;
    device = withoutCamera(std::move(device));
    device.camera = {};
    device.ipAddress.clear();
    device.addressedAtMs = 0;
    return device;
}

NetworkDevice provided(NetworkDevice device)
{
    device = resumed(std::move(device));
    device.stage = DeviceStage::Done;
    device.renewsStreams = false;
    device.hasBegunStreams = false;
    return device;
}

NetworkDevice failed(NetworkDevice device, const Error &error, qint64 nowMs)
{
    if (error.category == ErrorCategory::Secret) {
        device.dueAtMs = nowMs + keyDelay.count();
        return device;
    }
    const auto attempt = size_t(device.attempts++);
    const bool isFinal = isHopeless(error) || error.category == ErrorCategory::Cancelled; // by an operator
    device.isStopped = isFinal || attempt >= retryDelays.size();
    device.dueAtMs = device.isStopped ? 0 : nowMs + retryDelays[attempt].count();
    return device;
}

NetworkDevice resumed(NetworkDevice device)
{
    device.isStopped = false;
    device.attempts = 0;
    device.dueAtMs = 0;
    return device;
}

qint64 manualLockLeftMs(const NetworkDevice &device, const ProvisioningSettings &settings, qint64 nowMs)
{
    if (device.addressedAtMs == 0)
        return 0;
    const qint64 lockMs = std::chrono::milliseconds(std::chrono::minutes(settings.manualLockMinutes)).count();
    return std::clamp<qint64>(device.addressedAtMs + lockMs - nowMs, 0, lockMs);
}

} // namespace streamkeeper
