#pragma once

#include <QHash>
#include <QString>

#include <optional>

namespace streamkeeper::mediamtx {

/// Byte counters of one path as one poll read them.
struct CounterSample
{
    qint64 inboundBytes = -1; ///< -1: not told
    qint64 outboundBytes = -1;
    bool isReady = false;
    std::optional<qint64> readySinceMs;
    std::optional<qint64> serverTimeMs; ///< Date header, whole seconds
    qint64 receivedAtMs = 0;            ///< our clock
};

/// What the console derives from two samples. Unknown is -1, as in ObservedStream.
struct DerivedFigures
{
    qint64 inBps = -1;
    qint64 outBps = -1;
    int reconnectTotal = 0;  ///< counted by the console since it knows the stream
    qint64 lostSinceMs = -1; ///< our clock; -1 while ready
};

/// Turns counters into rates and counts losses, for servers that tell neither
/// (media-server-apis.md B.6, H). A smaller counter is a reset: no rate for that poll. The time
/// between two samples is ours, which is exact to milliseconds, unless the server's own clock says
/// that the answers are of other moments (a cache or proxy in between): then the server's.
class RateMeter
{
public:
    DerivedFigures update(const QString &path, const CounterSample &sample);
    /// What an earlier run had counted, so that totals go on.
    void restore(const QString &path, int reconnectTotal);
    void retainOnly(const QHash<QString, bool> &present);

private:
    struct State
    {
        CounterSample last;
        DerivedFigures figures;
        bool wasReady = false;
        bool wasEverReady = false;
        std::optional<qint64> lastReadySinceMs;
    };
    QHash<QString, State> m_states;
};

} // namespace streamkeeper::mediamtx
