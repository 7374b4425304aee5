#include "app/cli/CliContext.h"
#include "app/cli/JsonOf.h"
#include "app/cli/ServerForm.h"
#include "app/cli/TextTable.h"
#include "app/cli/Verbs.h"
#include "app/mediaserver/ServerChannel.h"
#include "models/rules/DhcpRule.h"
#include "models/rules/FieldRules.h"
#include "models/texts/Formatting.h"

#include <limits>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QString agentOf(const DhcpSettings &settings)
{
    return settings.isOn() ? ChannelAddress{settings.useTls, settings.host, settings.port, {}}.displayText()
                           : QString();
}

// ---- settings

CliAnswer settingsAnswer(CliContext &context)
{
    const DhcpSettings &settings = context.session().dhcpSettings();
    const QString fingerprint = QString::fromLatin1(settings.pinnedSha256.toHex());
    const bool hasPassword = !settings.passwordSecret.isNull();
    const QJsonObject object{
        {u"agent"_s, json::text(agentOf(settings))},
        {u"user"_s, json::text(settings.userName)},
        {u"hasPassword"_s, hasPassword},
        {u"subnet"_s, settings.subnetId > 0 ? QJsonValue(settings.subnetId) : QJsonValue()},
        {u"fingerprint"_s, json::text(fingerprint)}};
    if (!settings.isOn())
        return {object, u"No DHCP server is asked.\n"_s, ExitCode::Done};
    return {object,
            textFields({{u"Agent"_s, agentOf(settings)},
                        {u"User"_s, settings.userName},
                        {u"Password"_s, hasPassword ? u"stored"_s : u"none"_s},
                        {u"Subnet"_s, settings.subnetId > 0 ? QString::number(settings.subnetId)
                                                            : u"that of the address"_s},
                        {u"Fingerprint"_s, fingerprint}}),
            ExitCode::Done};
}

CliExpected<void> applyAgent(const ParsedCommand &command, DhcpSettings &settings)
{
    if (!command.isSet(u"agent"_s))
        return {};
    const auto place = ofOption(u"agent"_s, fields::checkApiUrl(command.value(u"agent"_s)));
    if (!place)
        return tl::unexpected(place.error());
    settings.useTls = place->useTls;
    settings.host = place->host;
    settings.port = place->port;
    if (!settings.useTls)
        settings.pinnedSha256.clear();
    return {};
}

CliExpected<void> applyFingerprint(const ParsedCommand &command, DhcpSettings &settings)
{
    if (!command.isSet(u"accept-fingerprint"_s))
        return {};
    settings.pinnedSha256 = parseFingerprint(command.value(u"accept-fingerprint"_s));
    if (settings.pinnedSha256.isEmpty())
        return wrongUsage(u"--accept-fingerprint takes the 64 hexadecimal digits of a SHA-256."_s);
    if (!settings.useTls)
        return wrongUsage(u"--accept-fingerprint is for https; this agent is asked by http."_s);
    return {};
}

CliExpected<void> applySubnet(const ParsedCommand &command, DhcpSettings &settings)
{
    if (!command.isSet(u"subnet"_s))
        return {};
    if (valueOrNone(command, u"subnet"_s).isEmpty()) {
        settings.subnetId = 0;
        return {};
    }
    const auto number = numberOption(command, u"subnet"_s, 1, std::numeric_limits<int>::max());
    if (!number)
        return tl::unexpected(number.error());
    settings.subnetId = int(*number);
    return {};
}

CliExpected<DhcpSettings> settingsFrom(const ParsedCommand &command, DhcpSettings settings)
{
    const QString user = command.value(u"user"_s);
    for (const auto &taken :
         {applyAgent(command, settings),
          takeOption(command, u"user"_s, fields::checkText(user, settings.userName), settings.userName),
          applyFingerprint(command, settings), applySubnet(command, settings)}) {
        if (!taken)
            return tl::unexpected(taken.error());
    }
    return settings;
}

/// What is wrong with the options whatever the registry has.
CliExpected<void> checkUsage(const ParsedCommand &command)
{
    const QStringList others{u"agent"_s,        u"user"_s,   u"password-stdin"_s,
                             u"password-env"_s, u"subnet"_s, u"accept-fingerprint"_s,
                             u"no-probe"_s};
    for (const QString &other : others) {
        if (command.isSet(u"off"_s) && command.isSet(other))
            return wrongUsage(u"--off takes all away: it excludes --%1."_s.arg(other));
    }
    DhcpSettings any;
    any.useTls = true; // whether it is, is known later
    if (const auto read = settingsFrom(command, any); !read)
        return tl::unexpected(read.error());
    return {};
}

QString probeSentence(const DhcpProbe &probe)
{
    QString message = probe.abilities.error().message;
    if (probe.abilities.error().category != ErrorCategory::Tls || !probe.certificate)
        return message;
    return message + u"\nSHA-256 fingerprint: %1\nIf this is the certificate of your agent, accept it: "
                     "--accept-fingerprint %2"_s.arg(formatFingerprint(probe.certificate->sha256),
                                                     QString::fromLatin1(probe.certificate->sha256.toHex()));
}

CliExpected<KeaAbilities> probe(CliContext &context, const DhcpAccess &draft)
{
    auto probed = context.await<DhcpProbe>([&](QObject *listener, auto done) {
        context.session().dhcp().probe(draft, listener,
                                       [done](DhcpProbe result) { done(std::move(result)); });
    });
    if (!probed)
        return tl::unexpected(probed.error());
    if (!probed->abilities)
        return cliFailure(probeSentence(*probed), {{u"agent"_s, agentOf(draft.settings)}});
    const KeaAbilities &abilities = *probed->abilities;
    if (!abilities.hasLeaseCommands)
        context.note(u"It does not tell leases: libdhcp_lease_cmds.so is not in its hooks-libraries."_s);
    if (!abilities.hasConfigurationCommands && !abilities.hasHostCommands)
        context.note(u"It has no commands that make reservations."_s);
    return abilities;
}

/// The password that is to be used with these settings: the new one, or the one that is stored.
CliExpected<SecretText> passwordFor(CliContext &context, const DhcpSettings &wanted,
                                    const std::optional<SecretText> &given)
{
    const DhcpSettings &known = context.session().dhcpSettings();
    if (wanted.userName.isEmpty() && given)
        return wrongUsage(u"A password needs --user."_s);
    if (given && !context.isUnsealed())
        return cliFailure(u"The password cannot be stored. "_s + context.lockedReason());
    if (given || wanted.userName.isEmpty())
        return given.value_or(SecretText());
    if (known.passwordSecret.isNull())
        return wrongUsage(u"The user needs a password: --password-stdin or --password-env VAR."_s);
    if (!known.hasSameAccount(wanted))
        return wrongUsage(u"The stored password is for %1 at %2. Give that for another agent or user by "
                          "--password-stdin or --password-env VAR."_s.arg(known.userName, agentOf(known)));
    const auto access = context.session().dhcpAccess();
    if (!access)
        return cliFailure(access.error().message + u' ' + context.lockedReason());
    return access->password;
}

CliExpected<void> saveSettings(CliContext &context, const DhcpSettings &wanted, const SecretText &password)
{
    return context.await<void>([&](QObject *listener, auto done) {
        context.session().edits().dhcp.save(wanted, password, listener, std::move(done));
    });
}

CliResult changeSettings(CliContext &context, const std::optional<SecretText> &given)
{
    const ParsedCommand &command = context.command();
    const auto wanted = settingsFrom(command, context.session().dhcpSettings());
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (!wanted->isOn())
        return wrongUsage(u"Say where the agent is: --agent URL."_s);
    const auto password = passwordFor(context, *wanted, given);
    if (!password)
        return tl::unexpected(password.error());
    if (const QString warning = dhcpWarning(*wanted); !warning.isEmpty())
        context.note(warning);
    if (!command.isSet(u"no-probe"_s)) {
        if (const auto abilities = probe(context, {*wanted, *password}); !abilities)
            return tl::unexpected(abilities.error());
    }
    if (auto saved = saveSettings(context, *wanted, given.value_or(SecretText())); !saved)
        return tl::unexpected(saved.error());
    return settingsAnswer(context);
}

CliResult dhcpSettings(CliContext &context)
{
    const ParsedCommand &command = context.command();
    if (const auto checked = checkUsage(command); !checked)
        return tl::unexpected(checked.error());
    const auto given = context.secrets().secret(u"password"_s);
    if (!given)
        return tl::unexpected(given.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    if (command.isSet(u"off"_s)) {
        if (auto saved = saveSettings(context, {}, {}); !saved)
            return tl::unexpected(saved.error());
        return settingsAnswer(context);
    }
    const bool isChange = *given || command.isSet(u"agent"_s) || command.isSet(u"user"_s) ||
                          command.isSet(u"subnet"_s) || command.isSet(u"accept-fingerprint"_s);
    return isChange ? changeSettings(context, *given) : CliResult(settingsAnswer(context));
}

CliResult probeDhcp(CliContext &context)
{
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto access = context.session().dhcpAccess();
    if (!access)
        return cliFailure(access.error());
    const auto abilities = probe(context, *access);
    if (!abilities)
        return tl::unexpected(abilities.error());
    const auto word = [](bool isSo) { return isSo ? u"yes"_s : u"no"_s; };
    const QJsonObject object{{u"agent"_s, agentOf(access->settings)},
                             {u"version"_s, json::text(abilities->version)},
                             {u"hasLeaseCommands"_s, abilities->hasLeaseCommands},
                             {u"hasHostCommands"_s, abilities->hasHostCommands},
                             {u"hasConfigurationCommands"_s, abilities->hasConfigurationCommands}};
    return CliAnswer{
        object,
        textFields({{u"Agent"_s, agentOf(access->settings)},
                    {u"Version"_s, abilities->version},
                    {u"Tells leases"_s, word(abilities->hasLeaseCommands)},
                    {u"Reserves in a database"_s, word(abilities->hasHostCommands)},
                    {u"Reserves in its configuration"_s, word(abilities->hasConfigurationCommands)}}),
        ExitCode::Done};
}

// ---- one device

CliExpected<QString> macArgument(const ParsedCommand &command)
{
    const auto mac = fields::checkMacAddress(command.arguments.first());
    if (!mac)
        return wrongUsage(mac.error().message);
    if (mac->isEmpty())
        return wrongUsage(u"The MAC address is empty."_s);
    return *mac;
}

QJsonValue subnetJson(int id)
{
    return id > 0 ? QJsonValue(id) : QJsonValue();
}

QJsonValue reservationJson(const std::optional<KeaReservation> &reservation)
{
    if (!reservation)
        return {};
    return QJsonObject{{u"ip"_s, json::text(reservation->ip)},
                       {u"hostname"_s, json::text(reservation->hostname)},
                       {u"subnet"_s, subnetJson(reservation->subnetId)}};
}

QString word(KeaLease::State state)
{
    switch (state) {
    case KeaLease::State::Current:
        return u"current"_s;
    case KeaLease::State::Declined:
        return u"declined"_s;
    case KeaLease::State::Expired:
        return u"expired"_s;
    }
    return {};
}

QJsonValue leaseJson(const std::optional<KeaLease> &lease)
{
    if (!lease)
        return {};
    return QJsonObject{{u"ip"_s, json::text(lease->ip)},
                       {u"hostname"_s, json::text(lease->hostname)},
                       {u"subnet"_s, subnetJson(lease->subnetId)},
                       {u"state"_s, word(lease->state)},
                       {u"obtainedAt"_s, json::moment(lease->obtainedMs)},
                       {u"expiresAt"_s, json::moment(lease->expiresMs)}};
}

QString leaseText(const std::optional<KeaLease> &lease)
{
    if (!lease)
        return u"none"_s;
    const QString until = lease->expiresMs > 0 ? u" until "_s + format::moment(lease->expiresMs) : QString();
    return lease->ip + u", "_s + word(lease->state) + until;
}

void tellNotes(const CliContext &context, const QStringList &notes)
{
    for (const QString &note : notes)
        context.note(note);
}

CliResult showLease(CliContext &context)
{
    const auto mac = macArgument(context.command());
    if (!mac)
        return tl::unexpected(mac.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto found = context.await<DhcpFindings>([&](QObject *listener, auto done) {
        context.session().dhcp().find(*mac, listener, std::move(done));
    });
    if (!found)
        return tl::unexpected(found.error());
    tellNotes(context, found->notes);
    const QJsonObject object{{u"mac"_s, *mac},
                             {u"lease"_s, leaseJson(found->lease)},
                             {u"reservation"_s, reservationJson(found->reservation)},
                             {u"notes"_s, QJsonArray::fromStringList(found->notes)}};
    return CliAnswer{
        object,
        textFields({{u"MAC"_s, *mac},
                    {u"Lease"_s, leaseText(found->lease)},
                    {u"Reservation"_s, found->reservation ? found->reservation->ip : u"none"_s},
                    {u"Host name"_s, found->reservation ? found->reservation->hostname : QString()}}),
        ExitCode::Done};
}

CliAnswer changeAnswer(CliContext &context, const QString &mac, const KeaChange &change, const QString &text)
{
    tellNotes(context, change.notes);
    return {QJsonObject{{u"mac"_s, mac},
                        {u"isChanged"_s, change.isChanged},
                        {u"reservation"_s, reservationJson(change.reservation)},
                        {u"notes"_s, QJsonArray::fromStringList(change.notes)}},
            text, ExitCode::Done};
}

CliResult reserveAddress(CliContext &context)
{
    const ParsedCommand &command = context.command();
    const auto mac = macArgument(command);
    if (!mac)
        return tl::unexpected(mac.error());
    const auto ip = fields::checkIpAddress(command.arguments.last());
    if (!ip || ip->isEmpty())
        return wrongUsage(ip ? u"The IP address is empty."_s : ip.error().message);
    KeaReservation wanted{*mac, *ip, {}, 0};
    if (auto taken = takeOption(command, u"hostname"_s, fields::checkHost(command.value(u"hostname"_s)),
                                wanted.hostname);
        !taken)
        return tl::unexpected(taken.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const auto change = context.await<KeaChange>([&](QObject *listener, auto done) {
        context.session().dhcp().reserve(wanted, listener, std::move(done));
    });
    if (!change)
        return tl::unexpected(change.error());
    const QString text =
        change->isChanged ? u"%1 is reserved for %2.\n"_s : u"%1 was reserved for %2 already.\n"_s;
    return changeAnswer(context, *mac, *change, text.arg(*ip, *mac));
}

CliResult releaseAddress(CliContext &context)
{
    const auto mac = macArgument(context.command());
    if (!mac)
        return tl::unexpected(mac.error());
    if (auto opened = context.open(); !opened)
        return tl::unexpected(opened.error());
    const bool withLease = context.command().isSet(u"lease"_s);
    const auto change = context.await<KeaChange>([&](QObject *listener, auto done) {
        context.session().dhcp().release(*mac, withLease, listener, std::move(done));
    });
    if (!change)
        return tl::unexpected(change.error());
    const QString text =
        change->isChanged ? u"Nothing is kept for %1 any more.\n"_s : u"Nothing was kept for %1.\n"_s;
    return changeAnswer(context, *mac, *change, text.arg(*mac));
}

std::vector<OptionSpec> settingOptions()
{
    return {
        {u"agent"_s, u"URL"_s, u"Where the control agent of Kea is, like https://dhcp.example:8000."_s},
        {u"user"_s, u"USER"_s, u"The user that the agent wants; empty: none."_s},
        {u"password-stdin"_s, {}, u"The password is the next line of standard input."_s},
        {u"password-env"_s, u"VAR"_s, u"The password is in this environment variable."_s},
        {u"subnet"_s, u"ID"_s,
         u"Reserve in this subnet of Kea; none: in the smallest one that has the address."_s},
        {u"accept-fingerprint"_s, u"SHA256"_s, u"Accept exactly the certificate with this fingerprint."_s},
        {u"off"_s, {}, u"Ask no DHCP server any more; what it keeps stays."_s},
        {u"no-probe"_s, {}, u"Save without asking the agent first."_s}};
}

} // namespace

std::vector<VerbSpec> dhcpVerbs()
{
    const QString noun = u"dhcp"_s;
    return {{noun,
             u"settings"_s,
             {},
             0,
             0,
             ValueKind::Text,
             u"Shows or changes where the DHCP server (ISC Kea) is asked."_s,
             settingOptions(),
             dhcpSettings},
            {noun,
             u"probe"_s,
             {},
             0,
             0,
             ValueKind::Text,
             u"Asks the DHCP server what it can do."_s,
             {},
             probeDhcp},
            {noun,
             u"lease"_s,
             u"MAC"_s,
             1,
             1,
             ValueKind::Text,
             u"The address that a device has, and the one that is reserved for it."_s,
             {},
             showLease},
            {noun,
             u"reserve"_s,
             u"MAC IP"_s,
             2,
             2,
             ValueKind::Text,
             u"Has the DHCP server keep an address for a device."_s,
             {{u"hostname"_s, u"NAME"_s, u"The name that the device is given with it."_s}},
             reserveAddress},
            {noun,
             u"release"_s,
             u"MAC"_s,
             1,
             1,
             ValueKind::Text,
             u"Has the DHCP server keep no address for a device any more."_s,
             {{u"lease"_s, {}, u"Take its lease away, too."_s}},
             releaseAddress}};
}

} // namespace streamkeeper
