#pragma once

#include "app/cli/CliContext.h"
#include "app/cli/Naming.h"
#include "models/tables/StreamFilter.h"

#include <vector>

namespace streamkeeper {

// Streams as verbs name them: one by one, or by what they have in common.

/// --filter, --server, --status, --quality and --drift with these words.
[[nodiscard]] std::vector<OptionSpec> filterOptions(const QStringList &drifts);
/// What these options say; after the registry was opened. Words of the search mean what they mean in the
/// window.
[[nodiscard]] CliExpected<StreamFilter> filterOf(CliContext &context);
/// Rows of the registry's streams that pass, in the order of the window; unmanaged ones only if the filter
/// asks for them.
[[nodiscard]] std::vector<const FleetRow *> rowsOf(const FleetState &fleet, const StreamFilter &filter);
/// Asks the media servers, and reads the addresses that polls do not tell where the filter needs them. Tells
/// on standard error who did not answer.
[[nodiscard]] ExitCode pollFor(CliContext &context, const StreamFilter &filter);

/// Every stream that one word means: a UUID or its beginning, CAMERA/high, CAMERA/low, CAMERA.
[[nodiscard]] CliExpected<std::vector<StreamId>> streamsNamed(CliContext &context, const QString &typed,
                                                              Shortening shortening = Shortening::Allowed);
/// All of them or none: a list with a mistyped name is not half done.
[[nodiscard]] CliExpected<std::vector<StreamId>> streamsOf(CliContext &context, const QStringList &typed,
                                                           Shortening shortening = Shortening::Allowed);
/// The one stream that the verb works on.
[[nodiscard]] CliExpected<StreamId> streamOf(CliContext &context, const QString &typed);

/// What a verb that works on many streams is to do.
struct ChosenStreams
{
    std::vector<StreamId> ids;
    std::optional<CliAnswer> instead; ///< there is nothing to be done: this is told
    ExitCode code = ExitCode::Done;   ///< Failed: some server did not tell how its streams are
};

/// Whether more than were named are asked about: not where streams are only looked at.
enum class Asking { ForMany, Never };

/// filterOptions(), --all, --yes and --dry-run.
[[nodiscard]] std::vector<OptionSpec> selectionOptions();
/// Names or options, not both and not neither; before the registry is opened.
[[nodiscard]] CliExpected<void> checkSelection(const ParsedCommand &command, const QStringList &typed);
/// Where more streams are meant than were named, the operator is asked, or has said --yes. How streams are is
/// asked of their servers first: nothing is done by what was seen some time ago.
[[nodiscard]] CliExpected<ChosenStreams> chooseStreams(CliContext &context, const QStringList &typed,
                                                       Shortening shortening = Shortening::Allowed,
                                                       Asking asking = Asking::ForMany);

/// Of a stream that streamsOf() has found.
[[nodiscard]] const FleetRow &rowOf(CliContext &context, const StreamId &id);
/// "Yard gate (high)"
[[nodiscard]] QString nameOf(const FleetRow &row);

} // namespace streamkeeper
