#pragma once

#include "tests/fleet/RecordedPeriod.h"

#include <QByteArray>

namespace streamkeeper::fleet {

/// Recordings as a file, remuxed without re-encoding.
namespace recordingExport {
enum class Format {
    Mp4,           ///< with its index first, so that it plays while it is being loaded
    FragmentedMp4, ///< what MediaMTX calls fmp4
};
enum class Begin {
    Segment, ///< with the whole segment that holds the first moment, which is time 0
    /// With the key frame before the first moment; the moment is time 0. FragmentedMp4 cannot tell times
    /// before it, so that what leads in has no length there.
    KeyFrame,
};
/// Null if nothing of it can be read any more, or nothing is at or behind its first moment. Takes its time:
/// on a worker thread.
[[nodiscard]] QByteArray toMp4(const RecordedPeriod &period, Format format, Begin begin = Begin::Segment);
} // namespace recordingExport

} // namespace streamkeeper::fleet
