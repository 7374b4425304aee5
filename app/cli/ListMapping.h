#pragma once

#include "app/cli/Arguments.h"
#include "models/cameracsv/ImportPlan.h"

namespace streamkeeper {

// What the columns of a list are, as `cameras import` is told.

[[nodiscard]] std::vector<OptionSpec> mappingOptions();
/// Of `--mapping` and `--map`; none: the header says it.
[[nodiscard]] CliExpected<std::optional<ColumnMapping>> wantedMapping(const ParsedCommand &command,
                                                                      const QByteArray &file);
/// What can be done about a header that nobody knows; empty: nothing.
[[nodiscard]] QString mappingHint(const QByteArray &file, const std::optional<ColumnMapping> &mapping);
/// Whose list it is, and what of it is not imported; empty: all is ours.
[[nodiscard]] QString listNotice(const ImportPlan &plan);
[[nodiscard]] QJsonValue listJson(const ImportPlan &plan);

} // namespace streamkeeper
