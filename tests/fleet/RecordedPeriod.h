#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>
#include <vector>

namespace streamkeeper::fleet {

class Archive;
class ServerClock;

/// One file of recordings (MPEG-TS, begins with a key frame). Times are UTC milliseconds of the true time.
struct RecordedSegment
{
    qint64 startMs = 0;
    qint64 lengthMs = 0;
    QString file;
    bool isDiscontinuous = false; ///< does not continue the one before it
};

/// A part of what was recorded of one stream, by the files that hold it: begins with the one that holds the
/// first moment. The files may vanish while somebody reads them. A value.
struct RecordedPeriod
{
    qint64 fromMs = 0;
    qint64 untilMs = 0;
    std::vector<RecordedSegment> segments; ///< never empty

    /// What a viewer asks for by `timestamp` (UTC seconds by the server's clock) and `duration` (seconds) in
    /// the query of an address, or the status that refuses it: 400 if one is missing or no number, 404 if
    /// nothing was recorded at that second (the server does not look for the next moment). Any thread.
    [[nodiscard]] static tl::expected<RecordedPeriod, int>
    read(const Archive &archive, const ServerClock &clock, const QByteArray &query);
};

} // namespace streamkeeper::fleet
