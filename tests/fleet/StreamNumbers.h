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
    qint64 bytesOut = 0; ///< to all viewers, since startTime
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

/// What the numbers of a stream that does not exist follow from.
struct SyntheticMoment
{
    quint32 seed = 0;
    bool isHigh = true;
    qint64 nowUtcMs = 0;
    qint64 serverStartUtcMs = 0;
    qint64 captureStartUtcMs = 0; ///< not before the server's start
    bool isSteady = false;        ///< the camera is never away
};

/// Numbers of a stream that does not exist: plausible, slowly changing, computed from the moment alone, so
/// that a hundred thousand of them cost nothing while nobody asks.
[[nodiscard]] StreamNumbers syntheticNumbers(const SyntheticMoment &moment);

} // namespace streamkeeper::fleet
