#pragma once

#include "tests/fleet/RecordedPeriod.h"

#include <QByteArray>

#include <functional>
#include <gst/rtsp/gstrtspdefs.h>
#include <tl/expected.hpp>

namespace streamkeeper::fleet {

/// What a viewer of RTSP says about himself and what he wants.
struct RtspRequest
{
    QByteArray query;         ///< of the address
    QByteArray authorization; ///< header; empty if none
};

/// Whether he may watch.
struct RtspVerdict
{
    RtspVerdict(GstRTSPStatusCode code = GST_RTSP_STS_OK) // NOLINT(google-explicit-constructor): often all
        : status(code)
    {
    }

    GstRTSPStatusCode status;
    QByteArray user{};      ///< for the lists of sessions
    QByteArray challenge{}; ///< WWW-Authenticate, with 401
};

/// Asked at DESCRIBE, and at SETUP by those who come without one. Called on the viewer's own thread; it may
/// wait there.
using RtspCheck = std::function<RtspVerdict(const RtspRequest &request)>;

/// The recordings that an address with this query means, or the status that refuses it. Any thread.
using RecordingLookup = std::function<tl::expected<RecordedPeriod, int>(const QByteArray &query)>;

} // namespace streamkeeper::fleet
