#pragma once

#include "models/domain/ServerSnapshot.h"
#include "models/domain/Types.h"

#include <QFlags>

namespace streamkeeper {

/// What differs between a registered stream and what its server says of it.
enum class Difference : quint8 {
    None = 0,
    Address = 1 << 0,
    Enabled = 1 << 1,
    Audio = 1 << 2,
};
Q_DECLARE_FLAGS(Differences, Difference)
Q_DECLARE_OPERATORS_FOR_FLAGS(Differences)

/// The part of a registered stream that a server can contradict.
struct DesiredSettings
{
    QString maskedAddress;
    quint64 addressFingerprint = 0; ///< 0: the complete address could not be unsealed
    bool isEnabled = true;
    Tristate audio = Tristate::Unknown;
};

/// Compares only what both sides know: an address that a poll did not tell is no difference. With
/// the complete address at hand its fingerprint decides, else the masked text.
[[nodiscard]] Differences findDifferences(const DesiredSettings &desired, const ObservedStream &observed);

/// Drift of a registered stream. `observed` is null when the answering server does not have it.
[[nodiscard]] Drift judgeDrift(const DesiredSettings &desired, const ObservedStream *observed);

} // namespace streamkeeper
