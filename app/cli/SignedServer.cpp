#include "app/cli/SignedServer.h"

#include "app/cli/ServerForm.h"
#include "models/registry/StoredNames.h"
#include "models/rules/FieldRules.h"
#include "models/texts/StreamTexts.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

std::vector<OptionSpec> signingOptions()
{
    return {
        {u"auth"_s,
         u"credentials|jwt"_s,
         u"How to sign in: by token or password, or (MediaMTX with authMethod: jwt) by tokens that the "
         "registry's own key signs."_s,
         ValueKind::Word,
         {u"credentials"_s, u"jwt"_s}},
        {u"jwt-issuer"_s, u"TEXT"_s,
         u"As authJWTIssuer of the server says (--auth jwt); \"none\": it checks none."_s},
        {u"jwt-audience"_s, u"TEXT"_s,
         u"As authJWTAudience of the server says (--auth jwt); \"none\": it checks none. With one of its own "
         u"a "
         "server takes no token of another."_s},
        {u"jwt-claim-key"_s, u"NAME"_s,
         u"As authJWTClaimKey of the server says (--auth jwt); mediamtx_permissions if left out."_s},
        {u"jwks-export"_s, u"FILE|URL"_s,
         u"Write the registry's public key there first: a file that your web server delivers, or an address "
         "that takes PUT."_s,
         ValueKind::File}};
}

namespace {

CliExpected<void> applyTokens(const ParsedCommand &command, TokenSettings &tokens)
{
    for (const auto &taken :
         {takeOption(command, u"jwt-issuer"_s,
                     fields::checkText(valueOrNone(command, u"jwt-issuer"_s), tokens.issuer), tokens.issuer),
          takeOption(command, u"jwt-audience"_s,
                     fields::checkText(valueOrNone(command, u"jwt-audience"_s), tokens.audience),
                     tokens.audience),
          takeOption(command, u"jwt-claim-key"_s,
                     fields::checkClaimKey(command.value(u"jwt-claim-key"_s), tokens.claimKey),
                     tokens.claimKey)}) {
        if (!taken)
            return taken;
    }
    return {};
}

} // namespace

CliExpected<void> applyAuth(const ParsedCommand &command, MediaServer &server)
{
    if (command.isSet(u"auth"_s))
        server.auth = stored::fromWord(stored::serverAuths, command.value(u"auth"_s));
    if (server.auth == ServerAuth::Credentials) {
        for (const QString &option : {u"jwt-issuer"_s, u"jwt-audience"_s, u"jwt-claim-key"_s}) {
            if (command.isSet(option))
                return wrongUsage(u"--%1 is for servers that are signed in to by --auth jwt."_s.arg(option));
        }
        server.tokens = {};
        return {};
    }
    if (!capabilitiesOf(server.type).testFlag(Capability::SignedTokens))
        return wrongUsage(u"--auth jwt is for %1; a %2 takes a token that it made itself."_s.arg(
            texts::makesWith(Capability::SignedTokens), texts::serverType(server.type)));
    if (command.isSet(u"user"_s) || command.isSet(u"secret-stdin"_s))
        return wrongUsage(u"A server that is signed in to by --auth jwt needs neither user nor password."_s);
    server.userName.clear();
    return applyTokens(command, server.tokens);
}

CliExpected<SigningKeyInfo> ensureSigningKey(CliContext &context)
{
    if (!context.isUnsealed())
        return cliFailure(u"The signing key cannot be kept sealed. "_s + context.lockedReason());
    return context.await<SigningKeyInfo>([&](QObject *listener, auto done) {
        context.session().signingKeys().ensure(listener, std::move(done));
    });
}

CliExpected<void> exportSigningKey(CliContext &context, const QString &target)
{
    const auto key = ensureSigningKey(context);
    if (!key)
        return tl::unexpected(key.error());
    if (const QString warning = fields::keyTargetWarning(target); !warning.isEmpty())
        context.note(warning);
    return context.await<void>([&](QObject *listener, auto done) {
        context.session().signingKeys().exportTo(target, {key->publicJwk}, listener, std::move(done));
    });
}

CliExpected<void> prepareSignedServer(CliContext &context, const MediaServer &draft)
{
    if (context.command().isSet(u"jwks-export"_s)) {
        const QString target = context.command().value(u"jwks-export"_s);
        if (const auto written = exportSigningKey(context, target); !written)
            return written;
        context.note(u"The public key is at %1."_s.arg(target));
    } else if (const auto key = ensureSigningKey(context); !key) {
        return tl::unexpected(key.error());
    } else if (context.session().signingKeys().exportTarget().isEmpty()) {
        return cliFailure(u"The server has to know the registry's key. Give --jwks-export FILE or URL, and "
                          u"let authJWTJWKS of the "
                          "server point to it."_s);
    }
    std::optional<SignedAccessReport> report;
    QObject listener;
    context.session().signingKeys().checkServer(draft, &listener,
                                                [&](const SignedAccessReport &found) { report = found; });
    if (!context.waitUntil([&] { return report.has_value(); }))
        return CliContext::interruptedFailure();
    QJsonArray lines;
    for (const SignedAccessReport::Line &line : report->lines) {
        using enum SignedAccessReport::Outcome;
        const QString outcome = line.outcome == Passed   ? u"passed"_s
                                : line.outcome == Failed ? u"failed"_s
                                                         : u"not tried"_s;
        context.note(outcome + u": "_s + line.text);
        lines.append(QJsonObject{{u"outcome"_s, outcome}, {u"text"_s, line.text}});
    }
    if (!report->isPassed())
        return cliFailure(u"%1 does not take tokens of this registry. Nothing was saved."_s.arg(draft.name),
                          {{u"check"_s, lines}});
    return {};
}

} // namespace streamkeeper
