#pragma once

#include "tests/fleet/RtspAdmission.h"

#include <gst/rtsp-server/rtsp-media-factory.h>

namespace streamkeeper::fleet {

/// Makes the RTSP media of recordings: which ones, the query of the address says, so that each viewer's media
/// is made by a RecordingPlayer of its own.
namespace recordingFactory {
/// A new factory; the caller owns it.
[[nodiscard]] GstRTSPMediaFactory *create(RecordingLookup lookup);
} // namespace recordingFactory

} // namespace streamkeeper::fleet
