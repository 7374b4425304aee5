#pragma once

#include "models/domain/Camera.h"
#include "models/domain/MediaServer.h"

#include <QString>

#include <vector>

namespace streamkeeper {

/// One setting that differs between two versions of a server or camera, in words for people. Secrets
/// show only that they changed.
struct SettingChange
{
    QString name;
    QString before;
    QString after;
};

// What two consoles changed at the same time, and both put together. Id, revision and the date of
// creation are no settings.

[[nodiscard]] std::vector<SettingChange> changesOf(const MediaServer &before, const MediaServer &after);
[[nodiscard]] std::vector<SettingChange> changesOf(const Camera &before, const Camera &after);
/// Their version with my changes (mine against base) on top: theirs everywhere else.
[[nodiscard]] MediaServer mergeChanges(const MediaServer &base, const MediaServer &mine,
                                       const MediaServer &theirs);
[[nodiscard]] Camera mergeChanges(const Camera &base, const Camera &mine, const Camera &theirs);
/// Each as a line: "Limit of streams: 100 → 50".
[[nodiscard]] QString textOf(const std::vector<SettingChange> &changes);

} // namespace streamkeeper
