#pragma once

#include "models/rules/StatusStrip.h"

#include <QString>

#include <vector>

namespace streamkeeper {

/// How far back a chart goes.
enum class ChartSpan { Hour, Day, Week };

[[nodiscard]] constexpr qint64 lengthMs(ChartSpan span)
{
    constexpr qint64 hourMs = 3'600'000;
    return span == ChartSpan::Hour ? hourMs : span == ChartSpan::Day ? 24 * hourMs : 7 * 24 * hourMs;
}

/// What a point of a chart stands for: narrower ones would share a pixel.
[[nodiscard]] constexpr qint64 stepMs(ChartSpan span)
{
    return span == ChartSpan::Hour ? 30'000 : span == ChartSpan::Day ? 5 * 60'000 : 15 * 60'000;
}

struct ChartPoint
{
    qint64 atMs = 0;   ///< UTC
    double value = -1; ///< negative: unknown, a gap

    bool operator==(const ChartPoint &) const = default;
};

// Where things stand in a chart: pure functions, tested by tables.
namespace chart {

/// An axis of values from 0 on.
struct ValueScale
{
    double top = 1;
    double step = 1; ///< between two lines

    bool operator==(const ValueScale &) const = default;
};

/// Round numbers (1, 2, 5 and their tenfolds), at most `mostSteps` of them, so that `highest` is in it.
[[nodiscard]] ValueScale valueScale(double highest, int mostSteps);

/// Between two moments of the axis; at most `most` of them fit into `lengthMs`.
[[nodiscard]] qint64 timeStep(qint64 lengthMs, int most);
/// Whole hours, days or parts of them in local time.
[[nodiscard]] std::vector<qint64> timeTicks(TimeSpan shown, qint64 stepMs);
/// "14:30"; of whole days "Mon 23".
[[nodiscard]] QString tickText(qint64 atMs, qint64 stepMs);

/// One point for each step: the mean of what is known in it. A step without any is not there.
[[nodiscard]] std::vector<ChartPoint> thinned(const std::vector<ChartPoint> &points, qint64 stepMs);

/// Which points belong to one line: pairs of begin and end (behind the last). A gap begins where a point is
/// unknown, where the next one is further away than two steps and a half, or where `gaps` has a part.
[[nodiscard]] std::vector<std::pair<size_t, size_t>> runs(const std::vector<ChartPoint> &points,
                                                          qint64 stepMs, const std::vector<TimeSpan> &gaps);

/// The point that is meant by a moment: the nearest one, no further away than a step; -1: none.
[[nodiscard]] int nearest(const std::vector<ChartPoint> &points, qint64 atMs, qint64 stepMs);

} // namespace chart

} // namespace streamkeeper
