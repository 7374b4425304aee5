#include "app/async/ProcessIdentity.h"
#include "app/cli/CliContext.h"
#include "app/cli/CommandRun.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ListAnswer.h"
#include "app/cli/ServerForm.h"
#include "app/cli/StreamSelection.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "models/domain/OperationKinds.h"

#include <QDateTime>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualCount = 100;
constexpr int mostOperations = 1'000'000;

QString localTime(const QJsonValue &moment)
{
    return moment.isNull() ? QString()
                           : QDateTime::fromString(moment.toString(), Qt::ISODateWithMs)
                                 .toLocalTime()
                                 .toString(u"yyyy-MM-dd hh:mm:ss"_s);
}

Tone toneOf(OperationState state)
{
    switch (state) {
    case OperationState::Confirmed:
        return Tone::Good;
    case OperationState::Failed:
        return Tone::Bad;
    case OperationState::Unconfirmed:
        return Tone::Warning;
    case OperationState::Cancelled:
        return Tone::Faint;
    case OperationState::Waiting:
    case OperationState::Running:
        break;
    }
    return Tone::Plain;
}

CliExpected<std::vector<Operation>> latest(CliContext &context, int count)
{
    return context.await<std::vector<Operation>>([&](QObject *listener, auto done) {
        context.session().latestOperations(count, listener, std::move(done));
    });
}

CliResult listOperations(CliContext &context)
{
    const ParsedCommand &command = context.command();
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    ListAnswer list({{u"createdAt"_s, u"WHEN"_s},
                     {u"author"_s, u"WHO"_s},
                     {u"kind"_s, u"WHAT"_s},
                     {u"target"_s, u"TARGET"_s},
                     {u"server"_s, u"SERVER"_s},
                     {u"state"_s, u"STATE"_s},
                     {u"id"_s, u"ID"_s},
                     {u"message"_s, u"MESSAGE"_s},
                     {u"phase"_s, u"PHASE"_s, Left, Wide},
                     {u"attempts"_s, u"ATTEMPTS"_s, Right, Wide},
                     {u"startedAt"_s, u"BEGUN"_s, Left, Wide},
                     {u"finishedAt"_s, u"FINISHED"_s, Left, Wide},
                     {u"uuid"_s, u"UUID"_s, Left, Wide},
                     {u"cameraId"_s, u"CAMERA ID"_s, Left, Wide},
                     {u"batch"_s, u"BATCH"_s, Left, Wide}});
    if (auto checked = list.check(command); !checked)
        return tl::unexpected(checked.error());
    const bool isOpenOnly = command.isSet(u"open"_s);
    qint64 limit = usualCount;
    if (command.isSet(u"limit"_s)) {
        const auto number = numberOption(command, u"limit"_s, 1, mostOperations);
        if (!number)
            return tl::unexpected(number.error());
        limit = *number;
    }
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    StreamId stream = StreamId::fromString(command.value(u"stream"_s)); // also of one that is gone
    if (command.isSet(u"stream"_s) && stream.isNull()) {
        const auto named = streamOf(context, command.value(u"stream"_s));
        if (!named)
            return tl::unexpected(named.error());
        stream = *named;
    }
    const bool isFiltered = isOpenOnly || !stream.isNull();
    auto operations = latest(context, isFiltered ? mostOperations : int(limit));
    if (!operations)
        return tl::unexpected(operations.error());
    std::erase_if(*operations, [&](const Operation &operation) {
        return (isOpenOnly && !isOpen(operation.state)) || (!stream.isNull() && operation.stream != stream);
    });
    if (operations->size() > size_t(limit))
        operations->resize(size_t(limit));
    for (const Operation &operation : *operations) {
        const QJsonObject object = json::operation(operation);
        list.add(object, {localTime(object[u"createdAt"]),
                          operation.author,
                          object[u"kind"].toString(),
                          operation.target,
                          operation.serverName,
                          {object[u"state"].toString(), toneOf(operation.state)},
                          operation.id.toString(),
                          operation.message});
    }
    return list.answer(command, u"There are no operations.\n"_s);
}

CliResult showOperation(CliContext &context)
{
    const QString typed = context.command().arguments.first();
    if (!isBeginningOfId(typed))
        return wrongUsage(u"operations show takes the id of an operation, or its first letters."_s);
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto operations = latest(context, mostOperations);
    if (!operations)
        return tl::unexpected(operations.error());
    std::vector<NamedThing> things;
    for (const Operation &operation : *operations)
        things.push_back({operation.id.toString(), operation.target});
    const auto index = findNamed(things, typed, u"operation"_s);
    if (!index)
        return tl::unexpected(index.error());
    const auto found = operations->begin() + qsizetype(*index);
    const OperationId id = found->id;
    const auto events = context.await<std::vector<OperationEvent>>([&](QObject *listener, auto done) {
        context.session().operationEvents(id, listener, std::move(done));
    });
    if (!events)
        return tl::unexpected(events.error());
    QJsonObject object = json::operation(*found);
    const QJsonArray eventArray = json::events(*events);
    object.insert(u"events"_s, eventArray);
    QString text = textFields({{u"What"_s, object[u"kind"].toString()},
                               {u"Target"_s, found->target},
                               {u"Server"_s, found->serverName},
                               {u"Who"_s, found->author},
                               {u"State"_s, object[u"state"].toString()},
                               {u"Message"_s, found->message},
                               {u"Attempts"_s, QString::number(found->attempts)},
                               {u"Begun"_s, localTime(object[u"startedAt"])},
                               {u"Finished"_s, localTime(object[u"finishedAt"])},
                               {u"Stream"_s, object[u"uuid"].toString()},
                               {u"Id"_s, id.toString()}});
    TextTable table({{u"WHEN"_s}, {u"STEP"_s}, {u"TEXT"_s}});
    for (const QJsonValue &event : eventArray)
        table.add({localTime(event[u"at"]), event[u"phase"].toString(), event[u"text"].toString()});
    return CliAnswer{object, text + u'\n' + table.text(), ExitCode::Done};
}

/// Transfers write an address only to take back what was there before: a reserve, or a source that had to
/// stop first.
bool writesAddress(const TransferPayload &transfer)
{
    return transfer.breaksFirst || std::ranges::any_of(transfer.targets, [](const TransferTarget &target) {
               return target.before == TargetBefore::Member;
           });
}

/// Whether going on with it means to tell a server an address.
bool writesAddress(const Operation &operation)
{
    if (operation.state == OperationState::Waiting)
        return false; // it is cancelled
    switch (operationFacts(operation.kind).runner) {
    case RunnerKind::Change:
        return operation.kind != OperationKind::SetAccess;
    case RunnerKind::Transfer:
        return operation.payload.transfer && writesAddress(*operation.payload.transfer);
    case RunnerKind::Nobody:
    case RunnerKind::Restart:
    case RunnerKind::Delete:
    case RunnerKind::Index:
    case RunnerKind::Copy:
    case RunnerKind::RegistryOnly:
        break;
    }
    return false;
}

/// Something of the stream is needed that is sealed, beside the tokens that were lent.
bool needsAddress(CliContext &context, const Operation &operation)
{
    const Stream *stream = context.fleet().stream(operation.stream);
    if (!stream || !writesAddress(operation)) // of a stream that is gone there is nothing to tell
        return false;
    if (!stream->othersSecret.isNull())
        return true;
    const bool isSealed = stream->address.hasSecret() && !context.session().fullAddress(stream->id);
    return isSealed || !operation.oldSecret.isNull() || !operation.newSecret.isNull();
}

/// A server has to be asked whose token is sealed, and was not lent.
bool needsToken(CliContext &context, const Operation &operation)
{
    if (operation.state == OperationState::Waiting || !isOrder(operation.kind))
        return false;
    std::vector<ServerId> servers{operation.server};
    if (const Stream *stream = context.fleet().stream(operation.stream))
        servers.insert(servers.end(), {stream->mainServer, stream->additionalServer.value_or(ServerId())});
    if (const auto &transfer = operation.payload.transfer)
        servers.insert(servers.end(),
                       {transfer->from, transfer->fromAdditional, transfer->to, transfer->toAdditional});
    return std::ranges::any_of(servers, [&](const ServerId &id) {
        const MediaServer *server = context.fleet().mediaServer(id);
        return server && context.isLocked(*server);
    });
}

CliExpected<bool> needsSealed(CliContext &context)
{
    if (!context.isLending())
        return true;
    auto operations = latest(context, mostOperations);
    if (!operations)
        return tl::unexpected(operations.error());
    return std::ranges::any_of(*operations, [&](const Operation &operation) {
        const bool isTaken =
            isOpen(operation.state) && isProvenDead(operation.owner, operation.leaseUntilMs, context.nowMs());
        return isTaken && (needsAddress(context, operation) || needsToken(context, operation));
    });
}

CliResult resumeOperations(CliContext &context)
{
    if (auto opened = context.open(true); !opened)
        return tl::unexpected(opened.error());
    // A sealed address that cannot be read would turn each of them into a failure.
    if (!context.isUnsealed() && context.session().vaultOpener().hasKey()) {
        const auto needs = needsSealed(context);
        if (!needs)
            return tl::unexpected(needs.error());
        if (*needs)
            return cliFailure(
                u"The secrets of the registry cannot be unsealed, and operations may need them. "_s +
                context.lockedReason());
    }
    return CommandRun(context).resume();
}

QJsonObject retentionJson(const Retention &retention)
{
    return {{u"operationDays"_s, retention.operationDays}, {u"linkDays"_s, retention.linkDays}};
}

/// Takes the days that an option names, if it is there.
CliExpected<void> takeDays(const ParsedCommand &command, const QString &name, std::optional<int> &days)
{
    if (!command.isSet(name))
        return {};
    const auto number = numberOption(command, name, 0, longestRetentionDays);
    if (!number)
        return tl::unexpected(number.error());
    days = int(*number);
    return {};
}

CliResult keepOperations(CliContext &context)
{
    std::optional<int> operationDays;
    std::optional<int> linkDays;
    if (auto taken = takeDays(context.command(), u"operation-days"_s, operationDays); !taken)
        return tl::unexpected(taken.error());
    if (auto taken = takeDays(context.command(), u"link-days"_s, linkDays); !taken)
        return tl::unexpected(taken.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    RetentionKeeper &keeper = context.session().retention();
    const auto known = context.await<Retention>(
        [&](QObject *listener, auto done) { keeper.read(listener, std::move(done)); });
    if (!known)
        return tl::unexpected(known.error());
    const Retention wanted{operationDays.value_or(known->operationDays), linkDays.value_or(known->linkDays)};
    if (wanted != *known) {
        auto saved = context.await<void>(
            [&](QObject *listener, auto done) { keeper.save(wanted, listener, std::move(done)); });
        if (!saved)
            return tl::unexpected(saved.error());
    }
    const auto words = [](int days) { return days == 0 ? u"for ever"_s : QString::number(days); };
    return CliAnswer{retentionJson(wanted),
                     textFields({{u"Operations, days after their end"_s, words(wanted.operationDays)},
                                 {u"Links, days after their end"_s, words(wanted.linkDays)}}),
                     ExitCode::Done};
}

CliResult pruneOperations(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto removed = context.await<RetentionKeeper::Removed>([&](QObject *listener, auto done) {
        context.session().retention().remove(listener, std::move(done));
    });
    if (!removed)
        return tl::unexpected(removed.error());
    return CliAnswer{QJsonObject{{u"operations"_s, removed->operations},
                                 {u"links"_s, removed->links},
                                 {u"events"_s, removed->events}},
                     u"%1 operations, %2 links and %3 events removed\n"_s.arg(removed->operations)
                         .arg(removed->links)
                         .arg(removed->events),
                     ExitCode::Done};
}

} // namespace

std::vector<VerbSpec> operationVerbs()
{
    const QString noun = u"operations"_s;
    const std::vector<OptionSpec> options =
        listOptions({{u"open"_s, {}, u"Only those that have not ended."_s},
                     {u"stream"_s, u"STREAM"_s, u"Only those on this stream."_s, ValueKind::StreamName},
                     {u"limit"_s, u"N"_s, u"The newest so many (default 100); --sort then sorts those."_s}});
    return {
        {noun,
         u"list"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"What was done, by whom, and how it ended."_s,
         options,
         listOperations},
        {noun,
         u"show"_s,
         u"ID"_s,
         1,
         1,
         ValueKind::OperationUuid,
         u"One operation, step by step."_s,
         {},
         showOperation},
        {noun,
         u"resume"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Finishes or undoes what programs left behind that are dead; never what a living one works on."_s,
         {{u"timeout"_s, u"SECONDS"_s, u"Stop waiting and retrying after this time."_s}},
         resumeOperations},
        {noun,
         u"keep"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"How long operations and links are kept after their end; the window removes them then, once a day."_s,
         {{u"operation-days"_s, u"N"_s, u"Operations, with their steps (default 400; 0: for ever)."_s},
          {u"link-days"_s, u"N"_s, u"Links that are over (default 400; 0: for ever)."_s}},
         keepOperations},
        {noun,
         u"prune"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Removes now what has ended longer ago than it is kept; never what is open, or what a copy needs."_s,
         {},
         pruneOperations},
    };
}

} // namespace streamkeeper
