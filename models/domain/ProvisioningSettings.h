#pragma once

#include "models/domain/OnvifDevice.h"

#include <vector>

namespace streamkeeper {

/// How cameras come by themselves, for all programs on the registry.
struct ProvisioningSettings
{
    bool isOn = true; ///< off: no order is taken, and no device goes on
    int manualLockMinutes =
        5; ///< that a device has its address before streams are added by hand (domain.md 1.2)
    std::vector<OnvifChoice> choices; ///< of profiles

    bool operator==(const ProvisioningSettings &) const = default;
};

} // namespace streamkeeper
