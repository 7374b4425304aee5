#pragma once

#include "models/domain/ArchiveHolder.h"
#include "models/domain/Recordings.h"

#include <vector>

namespace streamkeeper {

/// Shorter interruptions are no gaps: servers tell whole seconds, and segments are cut at key frames.
inline constexpr qint64 gapToleranceMs = 2'000;

/// What all servers together hold, by time: periods that overlap, or follow each other without a gap, are
/// one.
[[nodiscard]] std::vector<RecordedPeriod> coverageOf(std::vector<RecordedPeriod> periods);
/// The same for an archive index; what is recorded now goes until `nowMs`.
[[nodiscard]] std::vector<RecordedPeriod> coverageOf(const std::vector<ArchiveHolder> &index, qint64 nowMs);

/// The times between the periods of a coverage.
[[nodiscard]] std::vector<RecordedPeriod> gapsIn(const std::vector<RecordedPeriod> &coverage);

/// The same with what is not recorded at the beginning and at the end of `period`, in which the coverage
/// lies.
[[nodiscard]] std::vector<RecordedPeriod> gapsWithin(const std::vector<RecordedPeriod> &coverage,
                                                     const RecordedPeriod &period);

/// What an update of the archive indexes has brought.
struct CoverageChange
{
    int gapsBefore = 0;
    int gapsAfter = 0;
    int healed = 0; ///< gaps of before that are recorded by now
    int found = 0;  ///< gaps of now that nobody knew of
};

/// A gap whose surroundings have expired is neither healed nor found.
[[nodiscard]] CoverageChange compareCoverage(const std::vector<RecordedPeriod> &before,
                                             const std::vector<RecordedPeriod> &after);

} // namespace streamkeeper
