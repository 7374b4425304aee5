#pragma once

#include "models/domain/Alarm.h"

#include <QString>

namespace streamkeeper::texts {

/// "ms-02 does not answer", "37 of 40 streams lost: subnet 10.20.3.0/24".
[[nodiscard]] QString alarm(const Alarm &alarm);
[[nodiscard]] QString alarmKind(AlarmKind kind);

} // namespace streamkeeper::texts
