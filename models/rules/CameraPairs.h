#pragma once

#include "models/domain/Camera.h"

#include <QString>

#include <functional>

namespace streamkeeper {

// Which streams are one camera, said afterwards: a camera is split in two, or two are joined.

/// What decides about it.
struct PairFacts
{
    Camera camera;
    bool hasHigh = false;
    bool hasLow = false;
    bool isPending = false; ///< an operation is under way on one of its streams

    [[nodiscard]] bool isWhole() const { return hasHigh && hasLow; }
};

/// Why not; the words for people are texts::pairObstacle().
enum class PairObstacle : quint8 {
    None,
    NothingChosen,
    NotManaged, ///< adopt it first
    Pending,
    OneStream,   ///< there is nothing to split
    NotOne,      ///< streams of several cameras
    NotTwo,      ///< two streams make a camera, no more and no less
    SameCamera,  ///< they are one already
    WholeCamera, ///< one of them has both streams
    NoStream,    ///< one of them has none
    SameQuality, ///< which is kept; a camera has one of each
    OtherAccess, ///< the media servers let other people in, and they are not asked
    OtherAddition,
};

[[nodiscard]] PairObstacle splitObstacle(const PairFacts &camera);
[[nodiscard]] PairObstacle joinObstacle(const PairFacts &one, const PairFacts &other);

/// A name for the camera of the low stream: "Gate (low)", with `suffix` in the language of whoever reads it;
/// counted on while `isTaken` says so, and no longer than a name may be.
[[nodiscard]] QString proposedSplitName(const QString &name, const QString &suffix,
                                        const std::function<bool(const QString &)> &isTaken);

} // namespace streamkeeper
