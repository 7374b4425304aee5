#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ListAnswer.h"
#include "app/cli/StreamSelection.h"
#include "app/cli/TextTable.h"
#include "app/cli/TypedMoment.h"
#include "app/cli/Verbs.h"
#include "models/domain/CredentialMask.h"
#include "models/registry/StoredNames.h"
#include "models/rules/ShareRule.h"
#include "models/texts/Formatting.h"
#include "models/texts/ShareTexts.h"

#include <QDateTime>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QString stateWord(ShareState state)
{
    switch (state) {
    case ShareState::Valid:
        return u"valid"_s;
    case ShareState::Expired:
        return u"expired"_s;
    case ShareState::Revoked:
        return u"revoked"_s;
    }
    return {};
}

/// Without its token.
QJsonObject linkJson(const ShareLink &link, qint64 nowMs)
{
    const auto time = [](const std::optional<qint64> &utcMs) {
        return utcMs ? json::moment(*utcMs) : QJsonValue(QJsonValue::Null);
    };
    return {{u"id"_s, link.id.toString()},
            {u"uuid"_s, link.stream.toString()},
            {u"stream"_s, link.target},
            {u"server"_s, link.serverName},
            {u"mode"_s, stored::word(stored::shareModes, link.mode)},
            {u"protocol"_s, stored::word(stored::shareProtocols, link.protocol)},
            {u"public"_s, link.isPublic},
            {u"fromAt"_s, json::moment(link.archiveFromMs)},
            {u"address"_s, link.address},
            {u"author"_s, link.author},
            {u"for"_s, json::text(link.note)},
            {u"createdAt"_s, json::moment(link.createdAtMs)},
            {u"expiresAt"_s, time(link.expiresAtMs)},
            {u"revokedAt"_s, time(link.revokedAtMs)},
            {u"state"_s, stateWord(stateOf(link, nowMs))}};
}

CliExpected<void> readPeriod(const ParsedCommand &command, ShareRequest &request)
{
    request.isPublic = command.isSet(u"public"_s);
    const bool isHours = command.isSet(u"hours"_s);
    const bool isDays = command.isSet(u"days"_s);
    if (int(isHours) + int(isDays) + int(request.isPublic) != 1)
        return wrongUsage(u"Say how long the link opens: one of --hours N, --days N and --public."_s);
    if (request.isPublic)
        return {};
    const QString name = isHours ? u"hours"_s : u"days"_s;
    const auto period =
        ofOption(name, checkSharePeriod(command.value(name), isHours ? ShareUnit::Hours : ShareUnit::Days));
    if (!period)
        return tl::unexpected(period.error());
    request.period = *period;
    return {};
}

CliExpected<ShareRequest> readRequest(const ParsedCommand &command)
{
    ShareRequest request;
    if (!command.isSet(u"mode"_s) || !command.isSet(u"protocol"_s))
        return wrongUsage(u"share create needs --mode and --protocol."_s);
    request.mode = stored::fromWord(stored::shareModes, command.value(u"mode"_s));
    request.protocol = stored::fromWord(stored::shareProtocols, command.value(u"protocol"_s));
    const auto note = ofOption(u"for"_s, checkShareNote(command.value(u"for"_s)));
    if (!note)
        return tl::unexpected(note.error());
    request.note = *note;
    if (auto read = readPeriod(command, request); !read)
        return tl::unexpected(read.error());
    const bool isArchive = request.mode == ShareMode::Archive;
    if (isArchive != command.isSet(u"from"_s))
        return wrongUsage(isArchive ? u"--mode archive needs --from: the moment the link begins with."_s
                                    : u"--from is for --mode archive."_s);
    if (!isArchive && request.protocol == ShareProtocol::File)
        return wrongUsage(u"--protocol file is for --mode archive."_s);
    if (isArchive) {
        const auto from = typedMoment(u"from"_s, command.value(u"from"_s));
        if (!from)
            return tl::unexpected(from.error());
        request.archiveFromMs = *from;
    }
    return request;
}

CliResult makeLinks(CliContext &context, const std::vector<StreamId> &streams, const ShareRequest &request)
{
    if (!request.isPublic && !context.isUnsealed())
        return cliFailure(u"The link cannot be kept sealed, so none is made. "_s + context.lockedReason());
    QJsonArray links;
    QJsonArray failures;
    QString text;
    for (const StreamId &stream : streams) {
        const auto made = context.await<NewLink>([&](QObject *listener, auto done) {
            context.session().sharing().create(stream, request, listener, std::move(done));
        });
        if (context.isInterrupted())
            return CliContext::interruptedFailure();
        if (!made) {
            const QString name = nameOf(rowOf(context, stream));
            context.note(u"%1: %2"_s.arg(name, made.error().message));
            failures.append(
                QJsonObject{{u"uuid"_s, stream.toString()}, {u"message"_s, made.error().message}});
            continue;
        }
        QJsonObject object = linkJson(made->link, context.nowMs());
        object.insert(u"link"_s, made->address.revealText());
        if (made->start && made->start->reason != ArchiveStart::Reason::AsAsked)
            context.note(texts::movedStart(*made->start));
        for (const QString &sentence : made->notes)
            context.note(sentence);
        // Beside standard output, which is the link alone.
        context.note(u"%1: link %2"_s.arg(nameOf(rowOf(context, stream)), made->link.id.toString()));
        links.append(object);
        text += made->address.revealText() + u'\n';
    }
    return CliAnswer{QJsonObject{{u"links"_s, links}, {u"failures"_s, failures}}, text,
                     failures.isEmpty() ? ExitCode::Done : ExitCode::Failed};
}

CliResult createLinks(CliContext &context)
{
    const auto request = readRequest(context.command());
    if (!request)
        return tl::unexpected(request.error());
    return withStreams(context, {context.command().arguments}, [&](const std::vector<StreamId> &streams) {
        return makeLinks(context, streams, *request);
    });
}

CliExpected<std::vector<ShareLink>> readLinks(CliContext &context)
{
    return context.await<std::vector<ShareLink>>([&](QObject *listener, auto done) {
        context.session().sharing().readLinks(listener, std::move(done));
    });
}

CliResult listLinks(CliContext &context)
{
    using enum TextTable::Align;
    using enum ListAnswer::Shown;
    ListAnswer list({{u"id"_s, u"ID"_s},
                     {u"stream"_s, u"STREAM"_s},
                     {u"mode"_s, u"SHOWS"_s},
                     {u"protocol"_s, u"PROTOCOL"_s},
                     {u"state"_s, u"STATE"_s},
                     {u"expiresAt"_s, u"EXPIRES IN"_s},
                     {u"for"_s, u"FOR"_s},
                     {u"author"_s, u"BY"_s},
                     {u"createdAt"_s, u"MADE"_s},
                     {u"uuid"_s, u"UUID"_s, Left, Wide},
                     {u"server"_s, u"SERVER"_s, Left, Wide},
                     {u"public"_s, u"PUBLIC"_s, Left, Wide},
                     {u"fromAt"_s, u"FROM"_s, Left, Wide},
                     {u"revokedAt"_s, u"REVOKED"_s, Left, Wide},
                     {u"address"_s, u"ADDRESS"_s, Left, Wide}});
    if (auto checked = list.check(context.command()); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto links = readLinks(context);
    if (!links)
        return tl::unexpected(links.error());
    const QString state = context.command().value(u"state"_s);
    const qint64 nowMs = context.nowMs();
    for (const ShareLink &link : *links) {
        const QString word = stateWord(stateOf(link, nowMs));
        if (!state.isEmpty() && state != word)
            continue;
        const bool isValid = stateOf(link, nowMs) == ShareState::Valid;
        list.add(linkJson(link, nowMs),
                 {link.id.toString(),
                  link.target,
                  link.mode == ShareMode::Live ? u"live"_s
                                               : u"archive from "_s + format::moment(link.archiveFromMs),
                  stored::word(stored::shareProtocols, link.protocol),
                  {word, isValid ? Tone::Good : Tone::Faint},
                  isValid ? texts::expiresIn(link, nowMs) : QString(),
                  link.note,
                  link.author,
                  format::moment(link.createdAtMs)});
    }
    return list.answer(context.command(), u"No link.\n"_s);
}

CliExpected<ShareLink> findLink(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const QString wanted = context.command().arguments.first();
    const auto links = readLinks(context);
    if (!links)
        return tl::unexpected(links.error());
    std::vector<NamedThing> things;
    for (const ShareLink &link : *links)
        things.push_back({link.id.toString(), {}});
    const auto found = isBeginningOfId(wanted) ? findNamed(things, wanted, u"link"_s) : wrongUsage(QString());
    if (!found)
        return cliFailure(
            u"There is no link %1; share list names them, and the first letters of one are enough."_s.arg(
                maskCredentials(wanted)));
    return (*links)[*found];
}

CliResult showLink(CliContext &context)
{
    const auto link = findLink(context);
    if (!link)
        return tl::unexpected(link.error());
    const auto address = context.session().sharing().addressOf(*link);
    if (!address && address.error().category == ErrorCategory::Secret && !context.isUnsealed())
        return cliFailure(address.error().message + u' ' + context.lockedReason());
    if (!address)
        return cliFailure(address.error());
    QJsonObject object = linkJson(*link, context.nowMs());
    object.insert(u"link"_s, address->revealText());
    return CliAnswer{object, address->revealText() + u'\n', ExitCode::Done};
}

/// As in the window: a token keeps its end, so a new link shows the same for longer.
CliResult extendLink(CliContext &context)
{
    if (context.command().isSet(u"hours"_s) == context.command().isSet(u"days"_s))
        return wrongUsage(u"Say how long the new link opens: --hours N or --days N."_s);
    ShareRequest request;
    if (auto read = readPeriod(context.command(), request); !read)
        return tl::unexpected(read.error());
    const auto link = findLink(context);
    if (!link)
        return tl::unexpected(link.error());
    if (link->isPublic)
        return cliFailure(u"The link is public: it has no end that could be put off."_s);
    if (!context.fleet().stream(link->stream))
        return cliFailure(u"The stream of this link is in the registry no more."_s);
    request.mode = link->mode;
    request.protocol = link->protocol;
    request.archiveFromMs = link->archiveFromMs;
    request.note = link->note;
    return makeLinks(context, {link->stream}, request);
}

CliResult revokeLink(CliContext &context)
{
    const auto link = findLink(context);
    if (!link)
        return tl::unexpected(link.error());
    const Revocation means = revocationOf(*link, context.nowMs());
    const QString sentence = texts::revocation(means, *link);
    if (means == Revocation::Nothing || means == Revocation::ExternalAccess)
        return cliFailure(means == Revocation::Nothing
                              ? sentence
                              : sentence + u" cameras edit NAME --external-access off does that."_s);
    const auto revoked = context.await<void>([&](QObject *listener, auto done) {
        context.session().sharing().revoke(*link, listener, std::move(done));
    });
    if (!revoked)
        return tl::unexpected(revoked.error());
    // What its end asks for is done now: nobody of this program is there later.
    std::optional<int> sessions;
    QString delayed;
    QObject listener;
    LinkKeeper &keeper = context.session().linkKeeper();
    QObject::connect(&keeper, &LinkKeeper::linkClosed, &listener, [&](const ShareLink &closed, int ended) {
        if (closed.id == link->id)
            sessions = ended;
    });
    QObject::connect(&keeper, &LinkKeeper::linkDelayed, &listener,
                     [&](const ShareLink &late, const QString &reason) {
                         if (late.id == link->id)
                             delayed = reason;
                     });
    keeper.end(*link);
    context.waitUntil([&] { return sessions || !delayed.isEmpty(); });
    if (context.isInterrupted())
        return CliContext::interruptedFailure();
    context.note(sentence);
    QJsonObject object = linkJson(*link, context.nowMs());
    object.insert(u"state"_s, u"revoked"_s);
    object.insert(u"sessionsEnded"_s, sessions && *sessions >= 0 ? QJsonValue(*sessions) : QJsonValue::Null);
    if (!delayed.isEmpty()) {
        context.note(u"Its sessions are not ended yet; a running console tries again. "_s + delayed);
        return CliAnswer{object, {}, ExitCode::Unconfirmed};
    }
    const QString text =
        sessions && *sessions >= 0 ? u"Revoked. Sessions ended: %1\n"_s.arg(*sessions) : u"Revoked.\n"_s;
    return CliAnswer{object, text, ExitCode::Done};
}

} // namespace

std::vector<VerbSpec> shareVerbs()
{
    const QString noun = u"share"_s;
    return {
        {noun, u"create"_s, u"STREAM ..."_s, 0, -1, ValueKind::StreamName,
         u"Makes a link for somebody outside and writes it to standard output."_s,
         with(
             {{u"mode"_s, u"live|archive"_s, u"What it shows."_s, ValueKind::Word, {u"live"_s, u"archive"_s}},
              {u"from"_s, u"TIME"_s,
               u"Archive: the first moment, ISO 8601; one day from it can be watched."_s},
              {u"protocol"_s,
               u"rtsp|hls|file"_s,
               u"How it is played; file: one MP4, where a server has nothing else for its archive."_s,
               ValueKind::Word,
               {u"rtsp"_s, u"hls"_s, u"file"_s}},
              {u"hours"_s, u"N"_s, u"Opens for so many hours, at most 720."_s},
              {u"days"_s, u"N"_s, u"Opens for so many days of 24 hours, at most 30."_s},
              {u"public"_s, {}, u"No token and no end; needs the camera's External access."_s},
              {u"for"_s, u"TEXT"_s, u"For whom; kept in the list."_s}},
             selectionOptions()),
         createLinks},
        {noun,
         u"list"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Every link that was made."_s,
         listOptions({{u"state"_s,
                       u"STATE"_s,
                       u"Only those that are valid, expired or revoked."_s,
                       ValueKind::Word,
                       {u"valid"_s, u"expired"_s, u"revoked"_s}}}),
         listLinks},
        {noun,
         u"show"_s,
         u"ID"_s,
         1,
         1,
         ValueKind::Text,
         u"Writes a link that still opens once more."_s,
         {},
         showLink},
        {noun,
         u"extend"_s,
         u"ID"_s,
         1,
         1,
         ValueKind::Text,
         u"Makes a new link that shows the same for longer, and writes it to standard output; the link of "
         "before keeps its end."_s,
         {{u"hours"_s, u"N"_s, u"Opens for so many hours from now, at most 720."_s},
          {u"days"_s, u"N"_s, u"Opens for so many days of 24 hours from now, at most 30."_s}},
         extendLink},
        {noun,
         u"revoke"_s,
         u"ID"_s,
         1,
         1,
         ValueKind::Text,
         u"Takes a link back as far as its server can, and says how far that is."_s,
         {},
         revokeLink},
    };
}

} // namespace streamkeeper
