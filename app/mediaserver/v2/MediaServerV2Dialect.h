#pragma once

#include "app/mediaserver/Dialect.h"

namespace streamkeeper::v2 {

extern const Dialect dialect;

} // namespace streamkeeper::v2
