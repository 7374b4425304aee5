#pragma once

#include "models/domain/Ids.h"
#include "models/domain/Types.h"

#include <QString>

#include <optional>
#include <vector>

namespace streamkeeper {

/// The checks a media server has to pass before it gets a stream (domain.md 3.1).
enum class ServerCheck : quint8 {
    Distribution, ///< "Active": it may receive new streams
    Answers,      ///< its last poll succeeded
    StreamLimit,  ///< of main streams
    TrafficLimit, ///< of main and additional streams together
    GroupType,    ///< public, private, or all
    Storage,      ///< not every disk above the threshold
};

/// What is known of a media server when a stream looks for a place.
struct ServerStanding
{
    ServerId id;
    QString name;
    bool isActive = true;
    bool answers = true;
    GroupType groupType = GroupType::All;
    std::optional<int> streamsLimit;
    std::optional<qint64> bitrateLimitBps;
    int mainStreams = 0;
    std::optional<qint64> mainBitrateBps;  ///< of main streams; none: unknown
    std::optional<qint64> totalBitrateBps; ///< of all streams; none: unknown
    /// Fullness of each usable disk in percent; empty: the server does not tell.
    std::vector<int> disksFullPercent;
};

/// What looks for a place.
struct PlacementNeeds
{
    GroupType groupType = GroupType::Public; ///< of the camera
    int streams = 1;
    qint64 bitrateBps = 0; ///< 0: not known, counts nothing
};

struct ServerVerdict
{
    std::vector<ServerCheck> failed; ///< in the order of ServerCheck
    bool isStorageUnknown = false;   ///< allowed, with a warning

    [[nodiscard]] bool fits() const { return failed.empty(); }
};

/// The vendor's threshold (domain.md 3.1, MAX_MEDIA_SERVER_STORAGE_USAGE).
inline constexpr int storageFullPercent = 80;

[[nodiscard]] ServerVerdict judgeServer(const ServerStanding &server, const PlacementNeeds &needs);

/// Index of the server that fits and has the lowest bitrate of main streams; unknown load is last, ties
/// go by name, then id, so that the order of input does not matter. None: no server fits.
[[nodiscard]] std::optional<size_t> findLeastLoaded(const std::vector<ServerStanding> &servers,
                                                    const PlacementNeeds &needs);

} // namespace streamkeeper
