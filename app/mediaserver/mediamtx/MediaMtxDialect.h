#pragma once

#include "app/mediaserver/Dialect.h"

namespace streamkeeper::mediamtx {

extern const Dialect dialect;

} // namespace streamkeeper::mediamtx
