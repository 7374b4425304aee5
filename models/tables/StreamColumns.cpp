#include "models/tables/StreamColumns.h"

#include <QtGlobal>

#include <array>

namespace streamkeeper {

namespace {

constexpr std::array<StreamColumnFacts, size_t(StreamColumn::Count)> columnFacts{{
    {"status", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Status"), "", false, false},
    {"since", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Since"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel",
                       "How long the stream has been in this state; “>”: for longer, nobody looked before"),
     true, false},
    {"last-24-hours", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "24 hours"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel",
                       "The last 24 hours: line – with picture, block – lost, empty block – switched off, "
                       "hatched – nobody saw it"),
     false, false},
    {"camera", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Camera"), "", false, false},
    {"quality", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Quality"), "", false, false},
    {"address", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Address"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel",
                       "Where the media server pulls the stream; account and password are masked"),
     false, true},
    {"bitrate", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Bitrate, kbit/s"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Incoming, at the last poll"), true, false},
    {"output", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Output, kbit/s"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Delivered to all viewers, at the last poll"), true,
     false},
    {"resolution", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Resolution"), "", true, false},
    {"clients", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Clients at last poll"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Viewers at the last poll of the media server"),
     true, false},
    {"main-server", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Main server"), "", false, false},
    {"additional-server", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Additional server"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel",
                       "The reserve for a failure of the main media server"),
     false, false},
    {"captured-by", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Captured by"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel",
                       "Which of its media servers captures the stream now, and since when"),
     false, false},
    {"reconnects", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Reconnects since loss"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel",
                       "Attempts since the connection to the camera was lost"),
     true, false},
    {"reconnects-total", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Reconnects in total"), "", true,
     false},
    {"audio", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Audio"), "", false, false},
    {"recording", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Recording"), "", false, false},
    {"addition", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Added"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel",
                       "How the stream was added: manually or automatically"),
     false, false},
    {"drift", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Drift"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Where registry and media server disagree"), false,
     false},
    {"polled", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Polled"),
     QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Age of what is shown"), true, false},
    {"location", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "Location"), "", false, false},
    {"uuid", QT_TRANSLATE_NOOP("streamkeeper::StreamTableModel", "UUID"), "", false, true},
}};

} // namespace

const StreamColumnFacts &factsOf(StreamColumn column)
{
    return columnFacts[size_t(column)];
}

} // namespace streamkeeper
