#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "models/rules/InletRule.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// `token`: that was just made; the only time that it is shown.
CliAnswer inletAnswer(CliContext &context, const SecretText &token = {})
{
    const InletSettings &settings = context.session().inletSettings();
    QJsonObject object{{u"isOn"_s, settings.isOn},
                       {u"address"_s, settings.address},
                       {u"port"_s, settings.port},
                       {u"hasToken"_s, !settings.tokenSecret.isNull()}};
    QString text = textFields({{u"Orders of programs"_s, settings.isOn ? u"taken"_s : u"not taken"_s},
                               {u"Address"_s, inletPlace(settings)},
                               {u"Token"_s, settings.tokenSecret.isNull() ? u"none"_s : u"stored"_s}});
    if (!token.isEmpty()) {
        object.insert(u"token"_s, token.revealText());
        text += u"\nThe token is shown this once:\n%1\n"_s.arg(token.revealText());
    }
    return {object, text, ExitCode::Done};
}

CliResult showInlet(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    return inletAnswer(context);
}

CliExpected<InletSettings> inletFrom(const ParsedCommand &command, InletSettings settings)
{
    if (command.isSet(u"on"_s) && command.isSet(u"off"_s))
        return wrongUsage(u"--on and --off exclude each other."_s);
    settings.isOn = (settings.isOn || command.isSet(u"on"_s)) && !command.isSet(u"off"_s);
    for (const auto &taken :
         {takeOption(command, u"address"_s, checkInletAddress(command.value(u"address"_s)), settings.address),
          takeOption(command, u"port"_s, checkInletPort(command.value(u"port"_s)), settings.port)}) {
        if (!taken)
            return tl::unexpected(taken.error());
    }
    return settings;
}

CliResult changeInlet(CliContext &context)
{
    const ParsedCommand &command = context.command();
    if (const auto checked = inletFrom(command, {}); !checked)
        return tl::unexpected(checked.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const InletSettings known = context.session().inletSettings();
    const auto wanted = inletFrom(command, known);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const bool isNewToken = command.isSet(u"new-token"_s) || (wanted->isOn && wanted->tokenSecret.isNull());
    if (*wanted == known && !isNewToken)
        return inletAnswer(context);
    if (isNewToken && !context.isUnsealed())
        return cliFailure(u"The token cannot be stored. "_s + context.lockedReason());
    const auto token = isNewToken ? InletEdits::createToken() : Result<SecretText>();
    if (!token)
        return cliFailure(token.error());
    auto saved = context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().inlet.save(*wanted, *token, listener, std::move(done));
    });
    if (!saved)
        return tl::unexpected(saved.error());
    if (const QString warning = inletWarning(*wanted); wanted->isOn && !warning.isEmpty())
        context.note(warning);
    return inletAnswer(context, *token);
}

std::vector<OptionSpec> inletOptions()
{
    return {{u"on"_s, {}, u"Take orders, in each console that is open on this registry."_s},
            {u"off"_s, {}, u"Take none any more."_s},
            {u"address"_s, u"IP"_s,
             u"Listen at this address; by itself 127.0.0.1, which only programs of this computer reach."_s},
            {u"port"_s, u"PORT"_s, u"Listen at this port."_s},
            {u"new-token"_s, {}, u"Make a token in place of the one before, and show it this once."_s}};
}

} // namespace

std::vector<VerbSpec> inletVerbs()
{
    const QString noun = u"inlet"_s;
    return {{noun,
             u"show"_s,
             {},
             0,
             0,
             ValueKind::Text,
             u"Where the console takes orders of billing systems and DHCP servers."_s,
             {},
             showInlet},
            {noun,
             u"settings"_s,
             {},
             0,
             0,
             ValueKind::Text,
             u"Changes where the console takes orders of other programs."_s,
             inletOptions(),
             changeInlet}};
}

} // namespace streamkeeper
