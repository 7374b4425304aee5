#pragma once

#include <QCollator>

namespace streamkeeper {

/// How names are sorted everywhere: "Camera 2" before "Camera 10", case aside, by the user's language. In
/// the C locale, where Qt compares bytes, by the rules of English.
[[nodiscard]] QCollator naturalCollator();

} // namespace streamkeeper
