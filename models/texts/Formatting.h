#pragma once

#include <QString>
#include <QtGlobal>

namespace streamkeeper::format {

// Numbers and times as people read them: pure functions, by the current QLocale. Unknown (negative)
// is an en dash, never 0.

[[nodiscard]] QString unknown(); ///< "–"
/// Bits per second as kbit/s of 1,000 bit/s, whole, without the unit (the header has it).
[[nodiscard]] QString kbps(qint64 bps);
[[nodiscard]] QString count(qint64 number);
/// "98.7 %" of `total`, rounded down: only all of them are 100 %.
[[nodiscard]] QString share(qint64 part, qint64 total);
/// "2048 × 1536"
[[nodiscard]] QString resolution(int width, int height);
/// "4 s", "12 min", "3 h", "2 d": the largest unit that fits, for ages and downtimes.
[[nodiscard]] QString duration(qint64 ms);
/// The same with the second unit where it tells something: "4 min", "3 h 12", "2 d".
[[nodiscard]] QString elapsed(qint64 ms);
/// "4 min ago"; "never" for 0.
[[nodiscard]] QString age(qint64 atMs, qint64 nowMs);
/// "14:05:10", with the date before it unless it is today's.
[[nodiscard]] QString shortMoment(qint64 utcMs, qint64 nowMs);
/// Local date and time with seconds and the zone, for tooltips.
[[nodiscard]] QString moment(qint64 utcMs);
/// Text that Qt must not take for HTML (camera names may hold < and &), for tooltips.
[[nodiscard]] QString plainToolTip(const QString &text);

} // namespace streamkeeper::format
