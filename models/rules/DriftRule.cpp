#include "models/rules/DriftRule.h"

namespace streamkeeper {

Differences findDifferences(const DesiredSettings &desired, const ObservedStream &observed)
{
    Differences differences;
    if (observed.addressFingerprint != 0 && desired.addressFingerprint != 0) {
        if (observed.addressFingerprint != desired.addressFingerprint)
            differences |= Difference::Address;
    } else if (!observed.maskedAddress.isEmpty() && !desired.maskedAddress.isEmpty() &&
               observed.maskedAddress != desired.maskedAddress) {
        differences |= Difference::Address;
    }
    if (observed.isEnabled != desired.isEnabled)
        differences |= Difference::Enabled;
    // Audio that is wanted may be absent because the camera has none; audio that is off may not be there.
    if (desired.audio == Tristate::No && observed.hasAudio == Tristate::Yes)
        differences |= Difference::Audio;
    return differences;
}

Drift judgeDrift(const DesiredSettings &desired, const ObservedStream *observed)
{
    if (!observed)
        return Drift::Missing;
    return findDifferences(desired, *observed) ? Drift::Different : Drift::None;
}

} // namespace streamkeeper
