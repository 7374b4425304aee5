#include "app/cli/ArchiveExportVerb.h"
#include "app/cli/CliContext.h"
#include "app/cli/CommandRun.h"
#include "app/cli/JsonOf.h"
#include "app/cli/StreamSelection.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "models/rules/ArchiveCoverage.h"
#include "models/texts/Formatting.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QJsonArray gapsJson(const std::vector<ArchiveHolder> &index, qint64 nowMs)
{
    QJsonArray gaps;
    for (const RecordedPeriod &gap : gapsIn(coverageOf(index, nowMs)))
        gaps.append(
            QJsonObject{{u"fromAt"_s, json::moment(gap.fromMs)}, {u"untilAt"_s, json::moment(gap.untilMs)}});
    return gaps;
}

CliResult showRanges(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto found = streamOf(context, context.command().arguments.first());
    if (!found)
        return tl::unexpected(found.error());
    const StreamId id = *found;
    const auto index = context.await<std::vector<ArchiveHolder>>([&](QObject *listener, auto done) {
        context.session().archive().index(id, listener, std::move(done));
    });
    if (!index)
        return tl::unexpected(index.error());
    const Stream *stream = context.fleet().stream(id);
    QJsonArray periods;
    TextTable table({{u"SERVER"_s}, {u"HOLDS"_s}, {u"FROM"_s}, {u"UNTIL"_s}});
    for (const ArchiveHolder &holder : *index) {
        const bool isCurrent =
            stream && (holder.server == stream->mainServer || holder.server == stream->additionalServer);
        const QString name = context.fleet().serverName(holder.server);
        periods.append(
            QJsonObject{{u"server"_s, name},
                        {u"remoteName"_s, holder.remoteName},
                        {u"isArchiveHolder"_s, !isCurrent},
                        {u"fromAt"_s, json::moment(holder.fromMs)},
                        {u"untilAt"_s, holder.untilMs ? json::moment(*holder.untilMs) : QJsonValue::Null}});
        table.add({name, isCurrent ? u"captures it"_s : u"archive holder"_s, format::moment(holder.fromMs),
                   holder.untilMs ? format::moment(*holder.untilMs) : u"now"_s});
    }
    const QJsonArray gaps = gapsJson(*index, context.nowMs());
    const QString text = periods.isEmpty()
                             ? u"Nothing is known of recordings; archive update asks the media servers.\n"_s
                             : table.text() + u"Gaps: %1\n"_s.arg(gaps.size());
    return CliAnswer{QJsonObject{{u"uuid"_s, id.toString()}, {u"periods"_s, periods}, {u"gaps"_s, gaps}},
                     text, ExitCode::Done};
}

CliResult updateIndexesOf(CliContext &context, const std::vector<StreamId> &ids)
{
    std::vector<StreamCommand> commands;
    for (const StreamId &id : ids) {
        StreamCommand command;
        command.kind = OperationKind::UpdateIndexes;
        command.stream = id;
        commands.push_back(command);
    }
    return CommandRun(context).run(commands);
}

CliResult updateIndexes(CliContext &context)
{
    StreamChoice choice{context.command().arguments};
    choice.asking = Asking::Never; // they are only read
    return withStreams(context, choice,
                       [&](const std::vector<StreamId> &ids) { return updateIndexesOf(context, ids); });
}

} // namespace

std::vector<VerbSpec> archiveVerbs()
{
    const QString noun = u"archive"_s;
    return {
        {noun,
         u"ranges"_s,
         u"STREAM"_s,
         1,
         1,
         ValueKind::StreamName,
         u"Tells which media server holds which period of the recordings, as it was read last."_s,
         {},
         showRanges},
        {noun, u"update"_s, u"STREAM ..."_s, 0, -1, ValueKind::StreamName,
         u"Reads the archive indexes of streams anew from every media server that ever held them."_s,
         selectionOptions(), updateIndexes},
        {noun,
         u"export"_s,
         u"STREAM FILE"_s,
         2,
         2,
         ValueKind::StreamName,
         u"Writes what is recorded in a period into one MP4 file, over servers and gaps, without encoding "
         "anew."_s,
         {{u"from"_s, u"ISO8601"_s,
           u"The beginning, like 2026-11-23T14:05:00+01:00; without a zone it is local time. Needed."_s},
          {u"to"_s, u"ISO8601"_s, u"The end, at most 24 hours later. Needed."_s},
          {u"replace"_s, {}, u"Replaces FILE if there is one."_s},
          {u"skip-unreachable"_s,
           {},
           u"Leaves out what servers hold that do not answer, instead of failing."_s}},
         exportArchive,
         true}};
}

} // namespace streamkeeper
