#pragma once

#include <QString>

#include <vector>

namespace streamkeeper {

/// What an operator has to hear of without looking for it (domain.md 4).
enum class AlarmKind : quint8 {
    ServerDown,  ///< a media server does not answer
    RootCause,   ///< many streams were lost that have something in common
    StreamsLost, ///< many streams were lost that have nothing in common
    StorageFull, ///< a disk of a media server is nearly full
    LinkEnding,  ///< a share link is about to end
};

/// One such condition, from its begin to its end. One for what is one thing: never one for each camera.
struct Alarm
{
    AlarmKind kind = AlarmKind::ServerDown;
    QString key;         ///< of what it is about: the id of a server or link, the cause, the mount of a disk
    QString name;        ///< the same as people call it, as it was then
    int count = 0;       ///< streams, or percent of a disk
    int total = 0;       ///< streams that have the cause in common
    qint64 atMs = 0;     ///< UTC; when it began
    qint64 endMs = 0;    ///< UTC; 0: it goes on
    QString seenBy;      ///< empty: it is new
    qint64 seenAtMs = 0; ///< UTC

    [[nodiscard]] bool isNew() const { return seenAtMs == 0; }
    /// The same condition in the same time, whatever became of it since.
    [[nodiscard]] bool isSameAs(const Alarm &other) const
    {
        return kind == other.kind && key == other.key && atMs == other.atMs;
    }

    bool operator==(const Alarm &) const = default;
};

/// When there is an alarm, for everybody who works on the registry. Project defaults (domain.md 4).
struct AlarmPolicy
{
    bool isServerDownOn = true;
    int serverDownMinutes = 1; ///< that it has not answered
    bool isRootCauseOn = true;
    bool isStreamsLostOn = true;
    int lostCount = 5; ///< so many streams within so many minutes
    int lostMinutes = 5;
    bool isStorageOn = true;
    int storagePercent = 80;
    bool isLinkEndingOn = true;
    int linkHours = 2; ///< before its end

    bool operator==(const AlarmPolicy &) const = default;
};

/// How one desk hears of alarms.
struct AlarmDesk
{
    bool isNotified = true; ///< by the desktop
    bool isSounded = true;
    int quietFromMinute = 0; ///< of the day, local time; equal to the other one: never quiet
    int quietUntilMinute = 0;

    bool operator==(const AlarmDesk &) const = default;
};

} // namespace streamkeeper
