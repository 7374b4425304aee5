#pragma once

#include <QByteArray>

namespace streamkeeper::fleet {

/// What a media server tells about a stream at one moment. Times are Unix seconds, 0 for none.
struct StreamNumbers
{
    QByteArray status;
    qint64 bitrateIn = 0;  ///< bit/s
    qint64 bitrateOut = 0; ///< bit/s
    qint64 bytesIn = 0;
    int clients = 0;
    int width = 0;
    int height = 0;
    bool hasVideo = false;
    bool hasAudio = false;
    int reconnectAttempt = 0;
    qint64 reconnectTotal = 0;
    qint64 reconnectTime = 0;
    qint64 pingTime = 0;
    qint64 startTime = 0;
};

/// Numbers of a stream that does not exist: plausible, slowly changing, computed from its seed and the clock
/// alone, so that a hundred thousand of them cost nothing while nobody asks.
[[nodiscard]] StreamNumbers syntheticNumbers(quint32 seed, bool high, qint64 nowUtcMs,
                                             qint64 serverStartUtcMs);

} // namespace streamkeeper::fleet
