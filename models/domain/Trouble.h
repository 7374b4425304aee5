#pragma once

#include "models/domain/Ids.h"

#include <QString>

#include <vector>

namespace streamkeeper {

/// What happens to a stream that is in trouble (domain.md 4), as polls tell it; in the order in which it
/// happens within one moment.
enum class TroubleKind : quint8 {
    Lost,       ///< no picture any more
    Reconnects, ///< so many times the server connected to the camera anew
    Back,       ///< picture again, or nobody wants one any more
    SwitchedOff ///< though the registry wants it on: the server, or this console, gave up
};

/// One such event. 16 bytes, since a flapping fleet has many of them.
struct TroubleEvent
{
    qint64 atMs = 0;  ///< UTC on our clock
    qint32 count = 0; ///< of Reconnects; 0 otherwise
    TroubleKind kind = TroubleKind::Lost;

    bool operator==(const TroubleEvent &) const = default;
};

/// Of one stream, oldest first.
using TroubleHistory = std::vector<TroubleEvent>;

/// Longer notes are refused: they stand in one line.
inline constexpr int maxTroubleNoteLength = 500;

/// What operators said of a stream in trouble, for each other. An acknowledgement counts for the trouble of
/// its time, not for a later one.
struct TroubleMark
{
    QString acknowledgedBy;
    qint64 acknowledgedAtMs = 0; ///< UTC; 0: nobody has
    QString note;
    QString silencedBy;
    qint64 silencedUntilMs = 0; ///< UTC; 0 or past: not silenced

    bool operator==(const TroubleMark &) const = default;
};

/// A stream that the console has switched off because it was Problematic; until somebody enables it.
struct SwitchedOff
{
    ServerId server; ///< its main one then
    qint64 atMs = 0; ///< UTC
    QString reason;  ///< for people

    bool operator==(const SwitchedOff &) const = default;
};

} // namespace streamkeeper
