#pragma once

#include <QtGlobal>

namespace streamkeeper {

/// What an operator can do with one row of the stream table.
enum class StreamAction : quint8 {
    Restart,
    Enable,
    Disable,
    AudioOn,
    AudioOff,
    EditAddress,
    Delete,
    Forget,
    Adopt,
    Recreate,
    Push,
    TakeTheirs,
    Transfer,     ///< to another media server; the one that has the stream need not answer
    ArchiveIndex, ///< shows which server holds what, and has it read anew
    Share,        ///< a link for an outsider
};
inline constexpr int streamActionCount = 15;

} // namespace streamkeeper
