#pragma once

#include "models/domain/OnvifDevice.h"

#include <QStringList>

namespace streamkeeper::texts {

/// What is worth knowing of a device that has answered, a sentence each.
[[nodiscard]] QStringList onvifRemarks(const OnvifDevice &device);

} // namespace streamkeeper::texts
