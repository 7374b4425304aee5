#include "models/fleet/ServerTotals.h"

#include <algorithm>

namespace streamkeeper {

void ServerTotals::sumUp(const ServerSnapshot &snapshot)
{
    seenMain = 0;
    qint64 main = 0;
    qint64 total = 0;
    bool isKnown = false;
    bool hasPicture = false;
    for (const ObservedStream &stream : snapshot.streams) {
        const qint64 bitrate = std::max<qint64>(0, stream.bitrateInBps);
        isKnown = isKnown || stream.bitrateInBps >= 0;
        hasPicture = hasPicture || stream.status == StreamStatus::Active;
        total += bitrate;
        if (stream.role == StreamRole::Main) {
            main += bitrate;
            ++seenMain;
        }
    }
    const bool isTold = isKnown || !hasPicture;
    mainBitrateBps = isTold ? std::optional(main) : std::nullopt;
    totalBitrateBps = isTold ? std::optional(total) : std::nullopt;
}

} // namespace streamkeeper
