#pragma once

namespace streamkeeper {

/// The vendor's threshold (domain.md 3.1, MAX_MEDIA_SERVER_STORAGE_USAGE).
inline constexpr int storageFullPercent = 80;

inline constexpr int longestTransferLockMinutes = 1440;

/// What the operators of a registry have decided for all searches.
struct PlacementPolicy
{
    int storageFullPercent = streamkeeper::storageFullPercent; ///< a disk above it is full
    bool isStorageUnknownAllowed = true;                       ///< allowed with a warning, else refused
    int transferLockMinutes = 60; ///< no further transfer of a stream after one; 0: none (domain.md 1.3)

    bool operator==(const PlacementPolicy &) const = default;
};

} // namespace streamkeeper
