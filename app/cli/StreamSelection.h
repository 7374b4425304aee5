#pragma once

#include "app/cli/CliContext.h"
#include "app/cli/Naming.h"
#include "models/tables/StreamFilter.h"

#include <functional>
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

/// filterOptions(), --all, --yes and --dry-run.
[[nodiscard]] std::vector<OptionSpec> selectionOptions();

/// Whether more than were named are asked about: not where streams are only looked at.
enum class Asking { ForMany, Never };

/// How a verb that works on many streams takes them.
struct StreamChoice
{
    QStringList typed;    ///< by name; empty: by selectionOptions()
    bool confirms = true; ///< CliContext::open()
    Shortening shortening = Shortening::Allowed;
    Asking asking = Asking::ForMany;
};

/// Opens the registry and has `work` done with the streams that are meant. Where more are meant than were
/// named, the operator is asked, or has said --yes. How streams are is asked of their servers first: nothing
/// is done by what was seen some time ago; some of them silent, the program ends with Failed at best. With
/// --dry-run, or if none is meant, that is told and nothing done.
[[nodiscard]] CliResult withStreams(CliContext &context, const StreamChoice &choice,
                                    const std::function<CliResult(const std::vector<StreamId> &)> &work);

/// Of a stream that streamsOf() has found.
[[nodiscard]] const FleetRow &rowOf(CliContext &context, const StreamId &id);
/// "Yard gate (high)"
[[nodiscard]] QString nameOf(const FleetRow &row);

} // namespace streamkeeper
