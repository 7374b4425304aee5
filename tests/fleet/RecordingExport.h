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
/// Null if nothing of it can be read any more. Takes its time: on a worker thread.
[[nodiscard]] QByteArray toMp4(const RecordedPeriod &period, Format format);
} // namespace recordingExport

} // namespace streamkeeper::fleet
