#pragma once

#include "app/cli/Arguments.h"
#include "models/domain/MediaServer.h"

namespace streamkeeper {

/// Options that `servers add` and `servers edit` share.
[[nodiscard]] std::vector<OptionSpec> serverSettingOptions();

/// Takes the options of a command line into the card of a media server. Wrong usage: a value that cannot be
/// one.
[[nodiscard]] CliExpected<void> applyServerOptions(const ParsedCommand &command, MediaServer &server);

/// The names of changed settings that may not change with so many streams on the server
/// (models/rules/ServerEditRule.h); empty: the change is allowed.
[[nodiscard]] QString lockedServerChange(const MediaServer &before, const MediaServer &after,
                                         int streamCount);

/// Takes the options of limits, which servers and clusters have alike; "none" takes a limit away.
[[nodiscard]] CliExpected<void> applyLimits(const ParsedCommand &command, std::optional<int> &streams,
                                            std::optional<qint64> &bitrateBps);
/// The value of an option whose "none" means nothing.
[[nodiscard]] QString valueOrNone(const ParsedCommand &command, const QString &name);

/// A whole number of an option.
[[nodiscard]] CliExpected<qint64> numberOption(const ParsedCommand &command, const QString &name,
                                               qint64 minimum, qint64 maximum);

} // namespace streamkeeper
