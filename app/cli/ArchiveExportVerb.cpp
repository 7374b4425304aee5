#include "app/cli/ArchiveExportVerb.h"

#include "app/archive/ArchiveExport.h"
#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/StreamSelection.h"
#include "app/cli/TypedMoment.h"
#include "app/fetching/TransportMediaFetcher.h"
#include "models/texts/Formatting.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QScopeGuard>
#include <QSet>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

CliExpected<qint64> momentOf(const CliContext &context, const QString &option)
{
    const QString text = context.command().value(option);
    if (text.isEmpty())
        return wrongUsage(u"Name the period by --from and --to, like --from 2026-11-23T14:05:00+01:00."_s);
    return typedMoment(option, text);
}

/// What is left out, by --skip-unreachable.
struct Skipped
{
    QSet<ServerId> servers;
    QStringList names;

    void add(CliContext &context, const ServerId &server, std::optional<qint64> fromMs = {})
    {
        const QString name = context.fleet().serverName(server);
        const QString from = fromMs ? u" from %1 on"_s.arg(format::moment(*fromMs)) : QString();
        servers.insert(server);
        names.append(name);
        context.note(u"%1 does not answer. What only it holds%2 is left out."_s.arg(name, from));
    }
};

CliExpected<ArchiveMap> readMap(CliContext &context, const StreamId &id, Skipped &skipped)
{
    const auto reading = context.await<ArchiveReading>([&](QObject *listener, auto done) {
        context.session().archive().read(id, {}, listener, std::move(done));
    });
    if (!reading)
        return tl::unexpected(reading.error());
    for (const ArchiveReading::Silent &silent : reading->silent) {
        context.note(u"%1 could not be asked: %2"_s.arg(silent.name, silent.error.message));
        if (isUnanswered(silent.error) && context.command().isSet(u"skip-unreachable"_s))
            skipped.add(context, silent.server);
    }
    const Stream *stream = context.fleet().stream(id);
    return ArchiveMap(reading->index, stream ? stream->mainServer : ServerId()).without(skipped.servers);
}

using Exported = Result<ArchiveExport::Summary>;

/// Runs to its end, also after Ctrl-C: only then nothing is left of an unfinished file.
Exported runExport(CliContext &context, const ArchiveExport::Request &request, Skipped &skipped)
{
    const bool skips = context.command().isSet(u"skip-unreachable"_s);
    bool isSilent = false;
    const auto fetcher = std::make_shared<TransportMediaFetcher>(context.session().network());
    const auto detach = qScopeGuard([&] { fetcher->detach(); });
    QObject listener;
    ArchiveExport exporting(request, fetcher,
                            [&](const ArchivePlace &place, const RecordedPeriod &period, PieceUse use,
                                std::function<void(Result<ArchivePiece>)> answer) {
                                locatePiece(context.session().archive(), place, period, use, &listener,
                                            std::move(answer));
                            });
    std::optional<Exported> result;
    QObject::connect(&exporting, &ArchiveExport::progressChanged, &listener, [&](int percent, qint64 bytes) {
        context.progress().show(u"%1 %, %2"_s.arg(percent).arg(QLocale::c().formattedDataSize(bytes)));
    });
    QObject::connect(&exporting, &ArchiveExport::serverSilent, &listener,
                     [&](const ServerId &server, qint64 fromMs) {
                         if (skips) {
                             skipped.add(context, server, fromMs);
                             exporting.goOnWithout();
                         } else {
                             isSilent = true;
                             exporting.giveUp();
                         }
                     });
    QObject::connect(&exporting, &ArchiveExport::finished, &listener,
                     [&](const Exported &finished) { result = finished; });
    exporting.start();
    const auto isOver = [&] { return result.has_value(); };
    if (!context.waitUntil(isOver)) {
        context.hearInterrupt();
        exporting.cancel();
        if (!context.waitUntil(isOver))
            return fail(ErrorCategory::Cancelled, u"Interrupted."_s);
    }
    if (!*result && isSilent)
        result->error().message += u" --skip-unreachable exports what the others hold."_s;
    return *result;
}

} // namespace

CliResult exportArchive(CliContext &context)
{
    ArchiveExport::Request request;
    request.fileName = QFileInfo(context.command().arguments.value(1)).absoluteFilePath();
    request.mayReplace = context.command().isSet(u"replace"_s);
    const auto from = momentOf(context, u"from"_s);
    if (!from)
        return tl::unexpected(from.error());
    const auto to = momentOf(context, u"to"_s);
    if (!to)
        return tl::unexpected(to.error());
    request.period = {*from, *to};
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto id = streamOf(context, context.command().arguments.first());
    if (!id)
        return tl::unexpected(id.error());
    Skipped skipped;
    const auto map = readMap(context, *id, skipped);
    if (!map)
        return tl::unexpected(map.error());
    request.map = *map;
    const auto forecast = ArchiveExport::forecast(request, context.nowMs());
    if (!forecast)
        return cliFailure(forecast.error());
    if (const QString moved = ArchiveExport::movedBeginning(request, *forecast); !moved.isEmpty())
        context.note(moved);
    const Exported exported = runExport(context, request, skipped);
    if (!exported && exported.error().category == ErrorCategory::Cancelled)
        return CliContext::interruptedFailure();
    if (!exported)
        return cliFailure(exported.error().message);
    if (const QString note = ArchiveExport::soundNote(*exported); !note.isEmpty())
        context.note(note);
    return CliAnswer{QJsonObject{{u"uuid"_s, id->toString()},
                                 {u"file"_s, request.fileName},
                                 {u"bytes"_s, exported->bytes},
                                 {u"recordedSeconds"_s, double(exported->recordedMs) / 1000},
                                 {u"recordedFromAt"_s, json::moment(exported->fromMs)},
                                 {u"gaps"_s, exported->gaps},
                                 {u"gapSeconds"_s, double(exported->gapsMs) / 1000},
                                 {u"skipped"_s, QJsonArray::fromStringList(skipped.names)},
                                 {u"hasSound"_s, !exported->hasLostSound},
                                 {u"soundConvertedFrom"_s, exported->convertedSound},
                                 {u"fromAt"_s, json::moment(*from)},
                                 {u"toAt"_s, json::moment(*to)}},
                     u"%1 recorded, %2 gaps of %3 left out, written to %4\n"_s.arg(
                         format::duration(exported->recordedMs), QString::number(exported->gaps),
                         format::duration(exported->gapsMs), request.fileName),
                     ExitCode::Done};
}

} // namespace streamkeeper
