#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace streamkeeper {

/// A time of which a server has recordings, without a gap inside. UTC by our clock.
struct RecordedPeriod
{
    qint64 fromMs = 0;
    qint64 untilMs = 0;
    /// How the server itself calls the beginning, where it wants to be asked with exactly that; empty: it is
    /// asked by time.
    QString toldStart{};

    bool operator==(const RecordedPeriod &) const = default;
};

/// What is asked for of a recorded period. UTC by our clock.
struct RecordedPart
{
    qint64 fromMs = 0;
    qint64 untilMs = 0;
    RecordedPeriod within{}; ///< the whole period, as its server told it; empty: known by time only
};

/// Between which nodes of the servers' own cluster a stream is moved (media-server-v2-api.md 2.6). Names
/// that the servers give themselves.
struct NodeTransfer
{
    QString currentMain;
    QStringList currentAdditional;
    QString targetMain;
    QStringList targetAdditional;
};

} // namespace streamkeeper
