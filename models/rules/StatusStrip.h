#pragma once

#include "models/rules/TroubleChart.h"

#include <QMetaType>

#include <vector>

namespace streamkeeper {

/// A stretch of time, UTC; `untilMs` is not part of it.
struct TimeSpan
{
    qint64 fromMs = 0;
    qint64 untilMs = 0;

    bool operator==(const TimeSpan &) const = default;
};

/// One stream over a stretch of time, as it is painted in tables, panels and tiles alike: what is in none of
/// its parts was seen to be up. No two parts overlap, but for reconnects, which are moments.
struct StatusStrip
{
    qint64 fromMs = 0; ///< UTC
    qint64 untilMs = 0;
    std::vector<TroublePeriod> periods; ///< lost or switched off, oldest first
    std::vector<qint64> reconnects;
    std::vector<TimeSpan> unknown; ///< nobody looked, or its server did not answer; oldest first

    /// Nobody looked at any time of it.
    [[nodiscard]] bool isUnknown() const
    {
        return unknown.size() == 1 && unknown.front() == TimeSpan{fromMs, untilMs};
    }
    bool operator==(const StatusStrip &) const = default;
};

/// `unknown` may overlap and come in any order. What nobody saw is neither lost nor up: a loss that went on
/// before and after such a time is two.
[[nodiscard]] StatusStrip stripOf(const TroubleHistory &history, std::vector<TimeSpan> unknown,
                                  TimeSpan shown, bool isOffNow);

/// Cut to `within`, in their order, those that touch made one.
[[nodiscard]] std::vector<TimeSpan> joined(std::vector<TimeSpan> spans, TimeSpan within);

} // namespace streamkeeper

Q_DECLARE_METATYPE(streamkeeper::StatusStrip)
