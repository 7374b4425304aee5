#pragma once

#include <QtGlobal>

namespace streamkeeper {

/// A day of an archive, or of a link: 24 hours, whatever the clocks on the wall do.
inline constexpr qint64 dayMs = 86'400'000;

/// One kbit/s is 1,000 bit/s, wherever people read or write one. The registry and all models keep bit/s; a
/// vendor's number with another base is brought to bit/s by its decoder and nowhere else.
inline constexpr qint64 bitsPerKbit = 1000;

/// Whole kbit/s, the nearest.
[[nodiscard]] constexpr qint64 kbpsFromBps(qint64 bps)
{
    return (bps + bitsPerKbit / 2) / bitsPerKbit;
}

[[nodiscard]] constexpr qint64 bpsFromKbps(qint64 kbps)
{
    return kbps * bitsPerKbit;
}

} // namespace streamkeeper
