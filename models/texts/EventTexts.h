#pragma once

#include "models/domain/Event.h"

#include <QString>

namespace streamkeeper::texts {

// The words for what happened (domain.md 7).

[[nodiscard]] QString eventType(EventType type);
[[nodiscard]] QString eventGroup(EventGroup group);
/// "Audio on", "404 Not Found", "Transfer: ms-02 refused it".
[[nodiscard]] QString eventDetail(const Event &event);
/// "12 min", "12 min, goes on"; empty for a moment.
[[nodiscard]] QString eventDuration(const Event &event, qint64 nowMs);

} // namespace streamkeeper::texts
