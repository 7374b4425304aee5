#pragma once

#include <QString>

#include <memory>

namespace streamkeeper {

// What this program makes for a while, and takes away by itself, is left where it is when the program is
// killed. It is noted while it is there, so that the next start can take it away. Thread-safe.

/// Notes a file or a folder that this program has just made: nobody else's may be named. The note goes with
/// the last copy of what is answered; null, and a line in the log: it could not be written.
[[nodiscard]] std::shared_ptr<void> noteLeftover(const QString &path);

/// Takes away what programs have noted that are dead: the very file or folder, not what has its name now.
void sweepLeftovers();

} // namespace streamkeeper
