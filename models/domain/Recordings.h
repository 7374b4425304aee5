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

    bool operator==(const RecordedPeriod &) const = default;
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
