#pragma once

#include "models/domain/OnvifDevice.h"

#include <QStringList>

namespace streamkeeper::texts {

/// A profile, to choose it: "Main: H264, 1920 × 1080, 25 frames/s, 4,096 kbit/s"; what is not told is left
/// out.
[[nodiscard]] QString onvifProfile(const OnvifProfile &profile);
/// What is worth knowing of a device that has answered, a sentence each.
[[nodiscard]] QStringList onvifRemarks(const OnvifDevice &device);

} // namespace streamkeeper::texts
