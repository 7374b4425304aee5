#pragma once

#include "app/player/MediaSource.h"
#include "models/domain/Ids.h"
#include "models/domain/Recordings.h"

namespace streamkeeper {

/// A short period of an archive, as it is fetched from one server. Holds a token or credentials: never
/// logged.
struct ArchivePiece
{
    MediaSource source;       ///< isRecorded
    RecordedPeriod period;    ///< what was asked for; the server may give some more at both ends
    qint64 clockOffsetMs = 0; ///< server clock minus ours
    ServerId server;
};

} // namespace streamkeeper
