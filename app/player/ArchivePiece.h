#pragma once

#include "app/player/MediaSource.h"
#include "models/domain/Ids.h"
#include "models/domain/Recordings.h"

#include <optional>

namespace streamkeeper {

/// A short period of an archive, as it is fetched from one server. Holds a token or credentials: never
/// logged.
struct ArchivePiece
{
    MediaSource source;           ///< isRecorded
    RecordedPeriod period;        ///< what was asked for; the server may give some more at both ends
    qint64 clockOffsetMs = 0;     ///< server clock minus ours
    std::optional<qint64> zeroMs; ///< our clock at time 0 of the media; none: `period` or the playlist tells
    ServerId server;
};

} // namespace streamkeeper
