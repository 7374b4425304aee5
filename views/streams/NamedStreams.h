#pragma once

#include <QStringList>

namespace streamkeeper {

/// Streams that a question is about, by name. Those that the operator does not see right now are told apart:
/// nobody shall act on what was selected a while ago and is forgotten.
struct NamedStreams
{
    QStringList inSight;
    QStringList outOfSight; ///< scrolled away

    [[nodiscard]] int count() const { return int(inSight.size() + outOfSight.size()); }
    /// One name on each line, long lists cut; those out of sight below a line of their own.
    [[nodiscard]] QString lines() const;
};

} // namespace streamkeeper
