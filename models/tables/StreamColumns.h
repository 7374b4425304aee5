#pragma once

#include <QString>

namespace streamkeeper {

/// The columns of the stream table by name: what is saved of the header refers to their keys, not to
/// numbers, so that a new column disturbs nothing.
enum class StreamColumn {
    Status,
    Since,
    Last24Hours, ///< a status strip
    Camera,
    Quality,
    Address,
    Bitrate,
    Output,
    Resolution,
    Clients,
    MainServer,
    AdditionalServer,
    CapturedBy,
    ReconnectAttempts,
    ReconnectTotal,
    Audio,
    Recording,
    Addition,
    Drift,
    Polled,
    Location,
    Uuid,
    Count,
};

/// What is fixed about a column. `title` and `toolTip` are source texts of the translation context
/// StreamTableModel; an empty tooltip means the title says it all.
struct StreamColumnFacts
{
    const char *key; ///< the stable word for settings and exports
    const char *title;
    const char *toolTip;
    bool isRightAligned;
    bool isFixedWidth; ///< drawn in a fixed-width face
};

[[nodiscard]] const StreamColumnFacts &factsOf(StreamColumn column);

} // namespace streamkeeper
