#pragma once

#include "models/fleet/FleetState.h"
#include "models/rules/RootCauses.h"
#include "models/rules/TroubleChart.h"

#include <QString>

namespace streamkeeper::texts {

// The words for streams in trouble (domain.md 4).

/// "lost", "3 reconnects", "picture again", "switched off".
[[nodiscard]] QString troubleEvent(const TroubleEvent &event);
/// What is known last of a stream: its history, or that its server does not answer.
[[nodiscard]] QString lastTrouble(const FleetState &fleet, const FleetRow &row);
/// "subnet 10.20.3.0/24"; `name` stands for a key that is an id.
[[nodiscard]] QString causeSubject(CauseKind kind, const QString &name);
/// "of subnet 10.20.3.0/24 lost within 2 min"
[[nodiscard]] QString causeSentence(const RootCause &cause, const QString &name);
/// "3 losses, 12 reconnects, 4 min without picture"
[[nodiscard]] QString troubleSums(const TroubleSums &sums);
/// "10 reconnects within 60 min"
[[nodiscard]] QString troubleStep(int count, int windowMinutes);
/// Why the console has switched a stream off by itself.
[[nodiscard]] QString switchedOffBecause(int reconnects, int windowMinutes);
/// "ann@desk, 12 min ago: power supply"
[[nodiscard]] QString acknowledgement(const TroubleMark &mark, qint64 nowMs);

} // namespace streamkeeper::texts
