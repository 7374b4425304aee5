#include "app/cli/CliContext.h"
#include "app/cli/CommandRun.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ListMapping.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "app/files/WholeFile.h"
#include "app/session/ImportCommands.h"
#include "models/cameracsv/CameraExport.h"
#include "models/cameracsv/ImportPlanner.h"
#include "models/cameracsv/ImportTableModel.h"

#include <QFile>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

// ---- export

CliResult exportAll(CliContext &context)
{
    const QString target = context.command().value(u"to"_s);
    const bool isJson = context.command().isSet(u"json"_s);
    if (isJson && target.isEmpty())
        return wrongUsage(u"The export is CSV: with --json name a file by --to."_s);
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const FleetState &fleet = context.fleet();
    std::vector<MediaServer> servers;
    for (const FleetServer &server : fleet.servers())
        servers.push_back(server.server);
    const QByteArray text = exportCameras(fleet.cameras(), fleet.streams(), servers);
    if (target.isEmpty()) {
        // Reading takes the byte order mark away.
        return CliAnswer{{}, QChar(QChar::ByteOrderMark) + QString::fromUtf8(text), ExitCode::Done, true};
    }
    if (const auto written = writeWholeFile(target, text, ownerOnly); !written)
        return cliFailure(u"The file %1 cannot be written: %2"_s.arg(target, written.error().message));
    const int count = int(fleet.cameras().size());
    return CliAnswer{QJsonObject{{u"file"_s, target}, {u"cameras"_s, count}},
                     u"%1 cameras written to %2\n"_s.arg(count).arg(target), ExitCode::Done};
}

// ---- import

CliExpected<QByteArray> readInput(const QString &name)
{
    if (name == u"-")
        return SecretInput::readAll();
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return cliFailure(u"The file %1 cannot be read: %2"_s.arg(name, file.errorString()));
    return file.readAll();
}

QString fateWord(ImportFate fate)
{
    switch (fate) {
    case ImportFate::New:
        return u"new"_s;
    case ImportFate::Changed:
        return u"changed"_s;
    case ImportFate::Unchanged:
        return u"unchanged"_s;
    case ImportFate::Wrong:
        break;
    }
    return u"error"_s;
}

QJsonArray problemsOf(const QList<ImportProblem> &problems)
{
    QJsonArray array;
    for (const ImportProblem &problem : problems)
        array.append(QJsonObject{{u"column"_s, json::text(problem.column)},
                                 {u"value"_s, json::text(problem.value)},
                                 {u"message"_s, problem.message}});
    return array;
}

/// Lines that change nothing and have nothing to say are left out.
bool isTold(const ImportLine &line)
{
    return line.fate != ImportFate::Unchanged || !line.warnings.isEmpty();
}

QJsonObject documentOf(const ImportPlan &plan, bool isApplied)
{
    QJsonArray lines;
    for (const ImportLine &line : plan.lines) {
        if (!isTold(line))
            continue;
        QJsonArray changes;
        for (const ImportChange &change : line.changes)
            changes.append(QJsonObject{{u"column"_s, change.column},
                                       {u"before"_s, json::text(change.before)},
                                       {u"after"_s, json::text(change.after)}});
        lines.append(
            QJsonObject{{u"line"_s, line.line},
                        {u"camera"_s, json::text(line.camera)},
                        {u"cameraId"_s, line.cameraId.isNull() ? QJsonValue() : line.cameraId.toString()},
                        {u"outcome"_s, fateWord(line.fate)},
                        {u"changes"_s, changes},
                        {u"errors"_s, problemsOf(line.errors)},
                        {u"warnings"_s, problemsOf(line.warnings)}});
    }
    return {{u"list"_s, listJson(plan)},
            {u"summary"_s, QJsonObject{{u"new"_s, plan.newCameras},
                                       {u"changed"_s, plan.changedCameras},
                                       {u"unchanged"_s, plan.unchangedCameras},
                                       {u"errors"_s, plan.wrongLines},
                                       {u"warnings"_s, plan.warnings},
                                       {u"newStreams"_s, plan.newStreams},
                                       {u"proposed"_s, plan.proposedLines}}},
            {u"applied"_s, isApplied},
            {u"lines"_s, lines}};
}

QString textOf(const ImportPlan &plan)
{
    TextTable table({{u"LINE"_s, TextTable::Align::Right}, {u"OUTCOME"_s}, {u"CAMERA"_s}, {u"DETAILS"_s}});
    for (const ImportLine &line : plan.lines) {
        if (isTold(line))
            table.add({QString::number(line.line), fateWord(line.fate), line.camera,
                       texts::importDetails(line).join(u"; "_s)});
    }
    const bool hasLines = std::ranges::any_of(plan.lines, isTold);
    return (hasLines ? table.text() + u'\n' : QString()) +
           u"%1 new, %2 changed, %3 unchanged, %4 with errors\n"_s.arg(plan.newCameras)
               .arg(plan.changedCameras)
               .arg(plan.unchangedCameras)
               .arg(plan.wrongLines);
}

ImportSource sourceOf(CliContext &context, const std::optional<ColumnMapping> &mapping)
{
    ImportSource source = importSourceOf(context.fleet(), context.session().clusters(),
                                         context.session().placementPolicy(), context.isUnsealed());
    source.mayMoveCredentials = context.command().isSet(u"move-passwords"_s);
    source.takesProposals = context.command().isSet(u"propose-addresses"_s);
    source.mapping = mapping;
    return source;
}

/// The choice of media servers is by what is, not by what was.
CliExpected<ImportPlan> makePlan(CliContext &context, const QByteArray &file)
{
    const auto mapping = wantedMapping(context.command(), file);
    if (!mapping)
        return tl::unexpected(mapping.error());
    auto plan = planImport(file, sourceOf(context, *mapping));
    if (!plan)
        return cliFailure(plan.error().message + mappingHint(file, *mapping));
    const bool choosesServers =
        plan->newStreams > 0 || std::ranges::any_of(plan->lines, [](const auto &line) {
            return std::ranges::any_of(line.errors,
                                       [](const auto &error) { return error.column.endsWith(u"_server"); });
        });
    if (!choosesServers)
        return std::move(*plan);
    (void)context.tellFailures(context.poll(context.allServers(), true));
    if (context.isInterrupted())
        return CliContext::interruptedFailure();
    plan = planImport(file, sourceOf(context, *mapping));
    if (!plan)
        return cliFailure(plan.error());
    return std::move(*plan);
}

/// Settings of cameras; answers with the lines that could not be saved.
CliExpected<QJsonArray> saveSettings(CliContext &context, const ImportOrders &orders)
{
    QJsonArray failed;
    if (orders.cameras.empty())
        return failed;
    const auto saved = context.await<std::vector<VoidResult>>([&](QObject *listener, auto done) {
        context.session().edits().cameras.saveMany(orders.cameras, {}, {}, listener, std::move(done));
    });
    if (!saved)
        return tl::unexpected(saved.error());
    for (size_t i = 0; i < saved->size(); ++i) {
        if ((*saved)[i])
            continue;
        const QString message = (*saved)[i].error().message;
        context.note(u"Line %1, %2: %3"_s.arg(orders.cameraLines[i]).arg(orders.cameras[i].name, message));
        failed.append(QJsonObject{{u"line"_s, orders.cameraLines[i]},
                                  {u"camera"_s, orders.cameras[i].name},
                                  {u"message"_s, message}});
    }
    return failed;
}

CliResult apply(CliContext &context, const ImportPlan &plan)
{
    const ImportOrders orders = ordersOf(plan, context.fleet(), context.session().clock().nowUtc());
    QJsonObject document = documentOf(plan, plan.hasWork());
    const auto failed = saveSettings(context, orders);
    if (!failed)
        return tl::unexpected(failed.error());
    document.insert(u"notSaved"_s, *failed);
    CliAnswer answer{document, textOf(plan), ExitCode::Done};
    if (!orders.commands.empty()) {
        auto run = CommandRun(context).run(orders.commands, document);
        if (!run)
            return run;
        answer.json = run->json;
        answer.text += u'\n' + run->text;
        answer.exitCode = run->exitCode;
    } else {
        document.insert(u"outcome"_s, orders.cameras.empty() ? u"nothing"_s : u"confirmed"_s);
        document.insert(u"operations"_s, QJsonArray());
        answer.json = document;
    }
    if (!failed->isEmpty() && answer.exitCode == ExitCode::Done)
        answer.exitCode = ExitCode::Failed;
    return answer;
}

CliResult importFile(CliContext &context)
{
    const ParsedCommand &command = context.command();
    const auto file = readInput(command.arguments.first());
    if (!file)
        return tl::unexpected(file.error());
    if (auto opened = context.open(command.isSet(u"wait"_s)); !opened)
        return tl::unexpected(opened.error());
    const auto plan = makePlan(context, *file);
    if (!plan)
        return tl::unexpected(plan.error());
    if (const QString notice = listNotice(*plan); !notice.isEmpty())
        context.note(notice);
    const bool isDry = command.isSet(u"dry-run"_s);
    const bool isRefused = plan->wrongLines > 0 && !command.isSet(u"skip-invalid"_s);
    if (isDry || isRefused) {
        if (plan->wrongLines > 0)
            context.note(isDry ? u"%1 lines have errors."_s.arg(plan->wrongLines)
                               : u"Nothing was changed: %1 lines have errors. Mend them, or leave them out "
                                 "with --skip-invalid."_s.arg(plan->wrongLines));
        return CliAnswer{documentOf(*plan, false), textOf(*plan),
                         plan->wrongLines > 0 ? ExitCode::Failed : ExitCode::Done};
    }
    return apply(context, *plan);
}

} // namespace

std::vector<VerbSpec> cameraCsvVerbs()
{
    const QString noun = u"cameras"_s;
    std::vector<OptionSpec> importOptions{
        {u"dry-run"_s, {}, u"Only tell what would change."_s},
        {u"skip-invalid"_s, {}, u"Import the valid lines and leave out those with errors."_s},
        {u"move-passwords"_s,
         {},
         u"Let stored users and passwords (\u2022\u2022\u2022) go to other hosts or ports where the file changes them."_s}};
    for (const auto &group : {mappingOptions(), waitingOptions()})
        importOptions.insert(importOptions.end(), group.begin(), group.end());
    return {
        {noun,
         u"export"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Writes all cameras with their streams as CSV, passwords masked."_s,
         {{u"to"_s, u"FILE"_s, u"Write to this file instead of standard output."_s, ValueKind::File}},
         exportAll},
        {noun, u"import"_s, u"FILE|-"_s, 1, 1, ValueKind::File,
         u"Takes cameras and streams from a CSV file as \"export\" or a known tool of another maker writes "
         u"it, "
         "or from standard input. Nothing is changed unless all lines are valid; nothing is ever deleted."_s,
         importOptions, importFile}};
}

} // namespace streamkeeper
