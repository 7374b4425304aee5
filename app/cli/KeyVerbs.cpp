#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/SignedServer.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "models/texts/Formatting.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

CliResult keyAnswer(CliContext &context)
{
    const SigningKeys &keys = context.session().signingKeys();
    const auto key = keys.current();
    if (!key)
        return CliAnswer{QJsonValue::Null, u"This registry has no signing key; keys export makes one.\n"_s,
                         ExitCode::Done};
    QStringList servers;
    for (const FleetServer &entry : context.fleet().servers()) {
        if (entry.server.auth == ServerAuth::Jwt)
            servers.append(entry.server.name);
    }
    const QJsonObject object{{u"id"_s, key->id},
                             {u"createdAt"_s, json::moment(key->createdAtMs)},
                             {u"exportedTo"_s, json::text(keys.exportTarget())},
                             {u"servers"_s, QJsonArray::fromStringList(servers)},
                             {u"notes"_s, QJsonArray()}};
    const QString text = textFields({{u"Key"_s, key->id},
                                     {u"Made"_s, format::moment(key->createdAtMs)},
                                     {u"Exported to"_s, keys.exportTarget()},
                                     {u"Servers"_s, servers.join(u", "_s)}});
    return CliAnswer{object, text, ExitCode::Done};
}

CliResult showKey(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    return keyAnswer(context);
}

CliResult exportKey(CliContext &context)
{
    if (auto opened = context.open(true, CliContext::Missing::Create); !opened)
        return tl::unexpected(opened.error());
    if (const auto written = exportSigningKey(context, context.command().arguments.first()); !written)
        return tl::unexpected(written.error());
    return keyAnswer(context);
}

CliResult changeKey(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    if (!context.isUnsealed())
        return cliFailure(u"The signing key cannot be kept sealed. "_s + context.lockedReason());
    const auto report = context.await<KeyChange::Report>([&](QObject *listener, auto done) {
        context.session().signingKeys().change(listener, std::move(done));
    });
    if (!report)
        return tl::unexpected(report.error());
    for (const QString &note : report->notes)
        context.note(note);
    auto answer = keyAnswer(context);
    if (!answer)
        return answer;
    QJsonObject object = answer->json.toObject();
    object.insert(u"notes"_s, QJsonArray::fromStringList(report->notes));
    object.insert(u"sessionsEnded"_s, report->sessionsEnded);
    answer->json = object;
    answer->text += u"Sessions ended: %1\n"_s.arg(report->sessionsEnded);
    return answer;
}

} // namespace

std::vector<VerbSpec> keyVerbs()
{
    const QString noun = u"keys"_s;
    return {
        {noun,
         u"show"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"The key that signs tokens for MediaMTX with authMethod: jwt, and where it is exported."_s,
         {},
         showKey},
        {noun,
         u"export"_s,
         u"FILE|URL"_s,
         1,
         1,
         ValueKind::File,
         u"Writes the public key (JWKS) to a file, or by PUT to an address; makes the key if there is none."_s,
         {},
         exportKey},
        {noun,
         u"change"_s,
         {},
         0,
         0,
         ValueKind::Text,
         u"Makes a new key; every link that the present one has signed ends."_s,
         {},
         changeKey},
    };
}

} // namespace streamkeeper
