#include "app/dhcp/KeaClient.h"

#include "models/domain/AnswerLimits.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(KeaClient)
};

constexpr std::chrono::seconds readDeadline{10};
constexpr std::chrono::seconds writeDeadline{30}; ///< a large configuration takes its time
constexpr qint64 neverExpires = 0xffff'ffff;

QByteArray jsonOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray byDevice(const QString &mac)
{
    return jsonOf({{u"identifier-type"_s, u"hw-address"_s}, {u"identifier"_s, mac.toLower()}});
}

KeaLease::State stateOf(int state)
{
    if (state == 1)
        return KeaLease::State::Declined;
    return state == 0 ? KeaLease::State::Current : KeaLease::State::Expired;
}

} // namespace

KeaClient::KeaClient(ServerChannel &channel, AsyncScope &scope, DhcpSettings settings, SecretText password)
    : m_channel(channel)
    , m_scope(scope)
    , m_settings(std::move(settings))
    , m_password(std::move(password))
    , m_where(channel.address().displayText())
{
}

// ---- one command

HttpRequest KeaClient::requestOf(const Command &command) const
{
    HttpRequest request;
    request.method = "POST";
    request.path = u"/"_s;
    // The agent takes no other type.
    request.headers = {{"Content-Type", "application/json"}};
    if (!m_settings.userName.isEmpty())
        request.headers.append(
            {"Authorization",
             "Basic " + (m_settings.userName.toUtf8() + ':' + m_password.reveal()).toBase64()});
    request.body = "{\"command\":\"" + command.name + "\",\"service\":[\"dhcp4\"]" +
                   (command.arguments.isEmpty() ? QByteArray() : ",\"arguments\":" + command.arguments) + '}';
    request.maxBytes = limits::maxDhcpBytes;
    request.isWrite = command.isWrite;
    request.deadline = command.isWrite || command.name == "config-test" ? writeDeadline : readDeadline;
    request.retries = command.isWrite ? 0 : 1;
    return request;
}

Error KeaClient::statusError(const HttpResponse &response) const
{
    if (response.status == 401 && m_settings.userName.isEmpty())
        return {ErrorCategory::Authentication,
                Texts::tr("%1 wants a user and a password.").arg(m_where),
                {},
                response.status};
    if (response.status == 401)
        return {ErrorCategory::Authentication,
                Texts::tr("%1 refuses the user or the password.").arg(m_where),
                {},
                response.status};
    const QString said = keaRefusal(response.body);
    return {ErrorCategory::HttpStatus,
            Texts::tr("%1 answers with HTTP status %2. Is a Kea control agent there?")
                .arg(m_where)
                .arg(response.status),
            said, response.status};
}

QCoro::Task<Result<KeaAnswer>> KeaClient::send(Command command, std::stop_token stop)
{
    HttpRequest request = requestOf(command);
    auto response = co_await m_channel.send(std::move(request), stop);
    if (!response && response.error().category == ErrorCategory::Protocol)
        co_return fail(ErrorCategory::Protocol,
                       Texts::tr("The answer of %1 is larger than any configuration of Kea that is read here "
                                 "(4 MB), and was not used.")
                           .arg(m_where));
    if (!response)
        co_return tl::unexpected(response.error());
    m_serverMs = response->serverTimeMs.value_or(response->receivedAtMs);
    if (response->status != 200)
        co_return tl::unexpected(statusError(*response));
    const auto read = [body = response->body, where = m_where] { return readKeaAnswer(body, where); };
    co_return co_await m_channel.compute(response->body.size(), read);
}

Error KeaClient::failureOf(const Command &command, const KeaAnswer &answer) const
{
    const QString name = QString::fromLatin1(command.name);
    if (answer.outcome == KeaAnswer::Outcome::Unsupported)
        return {ErrorCategory::Unsupported,
                Texts::tr("The Kea at %1 does not know the command %2: the hook for it is not loaded.")
                    .arg(m_where, name),
                answer.text};
    // The agent is there and the daemon behind it is not.
    if (answer.text.startsWith(u"unable to forward command"))
        return {ErrorCategory::Network,
                Texts::tr("The control agent at %1 answers, but not the DHCP server behind it: %2")
                    .arg(m_where, answer.text),
                {}};
    return {ErrorCategory::Invalid,
            Texts::tr("The Kea at %1 refuses %2: %3").arg(m_where, name, answer.text),
            {}};
}

QCoro::Task<Result<KeaAnswer>> KeaClient::run(Command command, std::stop_token stop)
{
    const Command sent = command;
    auto answer = co_await send(std::move(command), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (answer->outcome == KeaAnswer::Outcome::Failed || answer->outcome == KeaAnswer::Outcome::Unsupported)
        co_return tl::unexpected(failureOf(sent, *answer));
    co_return std::move(*answer);
}

// ---- what it can do

QCoro::Task<Result<KeaAbilities>> KeaClient::probe(std::stop_token stop)
{
    const Command list{"list-commands"};
    const auto commands = co_await run(list, stop);
    if (!commands)
        co_return tl::unexpected(commands.error());
    QStringList known;
    for (const QJsonValue &name : commands->value().toArray())
        known.append(name.toString());
    if (known.isEmpty())
        co_return fail(ErrorCategory::Protocol,
                       Texts::tr("The Kea at %1 does not tell which commands it has.").arg(m_where));
    const auto hasAll = [&](const QStringList &names) {
        return std::ranges::all_of(names, [&](const QString &name) { return known.contains(name); });
    };
    KeaAbilities abilities;
    abilities.hasLeaseCommands = hasAll({u"lease4-get"_s, u"lease4-get-by-hw-address"_s, u"lease4-del"_s});
    abilities.hasHostCommands =
        hasAll({u"reservation-add"_s, u"reservation-get-by-id"_s, u"reservation-del"_s});
    abilities.hasConfigurationCommands =
        hasAll({u"config-get"_s, u"config-test"_s, u"config-set"_s, u"config-write"_s});
    const Command ask{"version-get"};
    const auto version = co_await run(ask, stop);
    if (!version)
        co_return tl::unexpected(version.error());
    abilities.version = version->text;
    co_return abilities;
}

// ---- leases

KeaLease KeaClient::leaseFrom(const QJsonValue &value) const
{
    KeaLease lease{value[u"hw-address"].toString().toUpper(), value[u"ip-address"].toString(),
                   value[u"hostname"].toString(), value[u"subnet-id"].toInt(),
                   stateOf(value[u"state"].toInt())};
    const auto seconds = [&](const QString &key) { return qint64(value[key].toDouble()); };
    const auto isSane = [](qint64 time) { return time >= 0 && time <= neverExpires; };
    if (!isSane(seconds(u"cltt"_s)) || !isSane(seconds(u"valid-lft"_s)))
        return lease;
    lease.obtainedMs = seconds(u"cltt"_s) * 1000;
    if (seconds(u"valid-lft"_s) != neverExpires)
        lease.expiresMs = lease.obtainedMs + seconds(u"valid-lft"_s) * 1000;
    // Kea marks what is over when it gets to it.
    if (lease.state == KeaLease::State::Current && lease.expiresMs != 0 && lease.expiresMs <= m_serverMs)
        lease.state = KeaLease::State::Expired;
    return lease;
}

QCoro::Task<Result<std::optional<KeaLease>>> KeaClient::leaseOf(QString mac, std::stop_token stop)
{
    const Command command{"lease4-get-by-hw-address", jsonOf({{u"hw-address"_s, mac.toLower()}})};
    const auto answer = co_await run(command, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    std::optional<KeaLease> latest;
    for (const QJsonValue &value : answer->value()[u"leases"].toArray()) {
        const KeaLease lease = leaseFrom(value);
        if (!latest || latest->obtainedMs < lease.obtainedMs)
            latest = lease;
    }
    co_return latest;
}

QCoro::Task<Result<std::optional<KeaLease>>> KeaClient::leaseAt(QString ip, std::stop_token stop)
{
    const Command command{"lease4-get", jsonOf({{u"ip-address"_s, ip}})};
    const auto answer = co_await run(command, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (answer->outcome == KeaAnswer::Outcome::Empty)
        co_return std::optional<KeaLease>();
    const KeaLease lease = leaseFrom(answer->value());
    if (lease.ip != ip)
        co_return fail(ErrorCategory::Protocol,
                       Texts::tr("The Kea at %1 does not tell the lease of %2.").arg(m_where, ip));
    co_return std::optional(lease);
}

QCoro::Task<Result<QStringList>> KeaClient::checkLease(KeaReservation wanted, KeaSubnet place,
                                                       std::stop_token stop)
{
    const auto lease = co_await leaseAt(wanted.ip, stop);
    if (!lease && lease.error().category != ErrorCategory::Unsupported)
        co_return tl::unexpected(lease.error());
    if (!lease && place.isInPool(*IpAddress::fromText(wanted.ip)))
        co_return QStringList{
            Texts::tr("%1 is in a pool, and this Kea does not tell leases: another device may "
                      "have the address until its lease ends.")
                .arg(wanted.ip)};
    const bool isTaken = lease && *lease && (*lease)->state == KeaLease::State::Current &&
                         (*lease)->mac != wanted.mac.toUpper();
    if (isTaken)
        co_return fail(ErrorCategory::Invalid,
                       Texts::tr("%1 is in use: it is leased to %2.").arg(wanted.ip, (*lease)->mac));
    co_return QStringList();
}

QCoro::Task<Result<bool>> KeaClient::deleteLease(QString ip, std::stop_token stop)
{
    const Command command{"lease4-del", jsonOf({{u"ip-address"_s, ip}}), true};
    const auto answer = co_await run(command, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return answer->outcome == KeaAnswer::Outcome::Done;
}

// ---- reservations

QCoro::Task<Result<std::optional<KeaReservation>>> KeaClient::reservationOf(QString mac, std::stop_token stop)
{
    const auto config = co_await readConfig(stop);
    if (!config)
        co_return tl::unexpected(config.error());
    std::optional<KeaReservation> found = config->reservationOf(mac);
    if (found || !config->hasHostDatabase())
        co_return found;
    const auto hosts = co_await hostsOf(mac, stop);
    if (!hosts)
        co_return tl::unexpected(hosts.error());
    co_return hosts->empty() ? std::nullopt : std::optional(hosts->front());
}

QCoro::Task<Result<KeaChange>> KeaClient::reserve(KeaReservation wanted, std::stop_token stop)
{
    const auto abilities = co_await probe(stop);
    if (!abilities)
        co_return tl::unexpected(abilities.error());
    const auto config = co_await readConfig(stop);
    if (!config)
        co_return tl::unexpected(config.error());
    const auto place = config->placeFor(wanted, m_settings.subnetId);
    if (!place)
        co_return tl::unexpected(place.error());
    wanted.subnetId = place->id;
    const auto notes = co_await checkLease(wanted, *place, stop);
    if (!notes)
        co_return tl::unexpected(notes.error());
    const bool isInConfig = config->reservationOf(wanted.mac).has_value();
    if (!isInConfig && abilities->hasHostCommands && config->hasHostDatabase()) {
        const auto added = co_await addHost(wanted, stop);
        if (!added)
            co_return tl::unexpected(added.error());
        co_return KeaChange{*added, wanted, *notes};
    }
    const Edit edit =
        [wanted, subnetId = m_settings.subnetId](const KeaConfig &now) -> Result<std::optional<QByteArray>> {
        const auto free = now.placeFor(wanted, subnetId);
        if (!free)
            return tl::unexpected(free.error());
        return now.reservationOf(wanted.mac) ? std::nullopt : std::optional(now.with(wanted));
    };
    const auto changed = co_await editConfig(edit, stop);
    if (!changed)
        co_return tl::unexpected(changed.error());
    if (!*changed) {
        // Somebody may have ended between setting and writing.
        const auto written = co_await writeConfig(stop);
        if (!written)
            co_return tl::unexpected(written.error());
    }
    co_return KeaChange{*changed, wanted, *notes};
}

QCoro::Task<Result<KeaChange>> KeaClient::release(QString mac, std::stop_token stop)
{
    const auto config = co_await readConfig(stop);
    if (!config)
        co_return tl::unexpected(config.error());
    KeaChange change{false, config->reservationOf(mac), {}};
    if (config->hasHostDatabase()) {
        const auto hosts = co_await hostsOf(mac, stop);
        if (!hosts)
            co_return tl::unexpected(hosts.error());
        for (const KeaReservation &host : *hosts) {
            QJsonObject arguments = QJsonDocument::fromJson(byDevice(mac)).object();
            arguments.insert(u"subnet-id"_s, host.subnetId);
            const Command command{"reservation-del", jsonOf(arguments), true};
            const auto removed = co_await run(command, stop);
            if (!removed)
                co_return tl::unexpected(removed.error());
            change.isChanged = true;
            change.reservation = host;
        }
    }
    const Edit edit = [mac](const KeaConfig &now) -> Result<std::optional<QByteArray>> {
        return now.reservationOf(mac) ? std::optional(now.without(mac)) : std::nullopt;
    };
    const auto changed = co_await editConfig(edit, stop);
    if (!changed)
        co_return tl::unexpected(changed.error());
    change.isChanged |= *changed;
    co_return change;
}

// ---- in a database of hosts

QCoro::Task<Result<KeaClient::Hosts>> KeaClient::hostsOf(QString mac, std::stop_token stop)
{
    const Command command{"reservation-get-by-id", byDevice(mac)};
    const auto answer = co_await run(command, stop);
    Hosts hosts;
    if (!answer && answer.error().category == ErrorCategory::Unsupported)
        co_return hosts; // without the hook nobody can look there
    if (!answer)
        co_return tl::unexpected(answer.error());
    for (const QJsonValue &host : answer->value()[u"hosts"].toArray())
        hosts.push_back({host[u"hw-address"].toString().toUpper(), host[u"ip-address"].toString(),
                         host[u"hostname"].toString(), host[u"subnet-id"].toInt()});
    co_return hosts;
}

QCoro::Task<Result<bool>> KeaClient::addHost(KeaReservation wanted, std::stop_token stop)
{
    const auto hosts = co_await hostsOf(wanted.mac, stop);
    if (!hosts)
        co_return tl::unexpected(hosts.error());
    if (!hosts->empty() && hosts->front().ip == wanted.ip)
        co_return false;
    if (!hosts->empty())
        co_return tl::unexpected(heldAlready(hosts->front()));
    QJsonObject reservation{{u"subnet-id"_s, wanted.subnetId},
                            {u"hw-address"_s, wanted.mac.toLower()},
                            {u"ip-address"_s, wanted.ip}};
    if (!wanted.hostname.isEmpty())
        reservation.insert(u"hostname"_s, wanted.hostname);
    // The database refuses a second one of an address, so nobody has to be asked before.
    const Command command{"reservation-add", jsonOf({{u"reservation"_s, reservation}}), true};
    const auto added = co_await run(command, stop);
    if (!added)
        co_return tl::unexpected(added.error());
    co_return true;
}

} // namespace streamkeeper
