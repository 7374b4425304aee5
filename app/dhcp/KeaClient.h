#pragma once

#include "app/async/AsyncScope.h"
#include "app/dhcp/KeaAnswer.h"
#include "app/dhcp/KeaConfig.h"
#include "app/mediaserver/ServerChannel.h"
#include "models/domain/DhcpSettings.h"
#include "models/domain/SecretText.h"

#include <QCoroTask>
#include <QStringList>

#include <functional>
#include <optional>
#include <stop_token>

namespace streamkeeper {

/// What a Kea can do for us.
struct KeaAbilities
{
    QString version;
    bool hasLeaseCommands = false;         ///< the hook lease_cmds is loaded
    bool hasHostCommands = false;          ///< the hook host_cmds is
    bool hasConfigurationCommands = false; ///< reservations can be written into the configuration

    bool operator==(const KeaAbilities &) const = default;
};

/// An address that a device got.
struct KeaLease
{
    enum class State { Current, Declined, Expired };

    QString mac;
    QString ip;
    QString hostname;
    int subnetId = 0;
    State state = State::Current;
    qint64 obtainedMs = 0;
    qint64 expiresMs = 0; ///< 0: never

    bool operator==(const KeaLease &) const = default;
};

/// What reserve() and release() have done.
struct KeaChange
{
    bool isChanged = false; ///< false: it was so already
    std::optional<KeaReservation> reservation;
    QStringList notes; ///< for people
};

/// Leases and reservations of one DHCP server by the control agent of ISC Kea (media-server-apis.md G). Lives
/// on the network thread with its channel and scope. Every call ends: with what it was asked for, or with an
/// error whose category says what is to be done; Cancelled, when the channel and the scope are closed.
///
/// Where reservations are in no database, one is made by reading the configuration, changing that one place
/// of it, having it checked, and setting it as a whole. Kea has no way to do that only if nobody else did so
/// meanwhile, so it is read again right before, and after a while whether the reservation is still there: who
/// had read it before we set it has set it by then. What was changed by somebody else is begun anew.
class KeaClient
{
public:
    static constexpr int mostAttempts = 6;
    static constexpr std::chrono::milliseconds settleTime{700};

    KeaClient(ServerChannel &channel, AsyncScope &scope, DhcpSettings settings, SecretText password);

    // MAC addresses are as fields::checkMacAddress() has them.
    [[nodiscard]] QCoro::Task<Result<KeaAbilities>> probe(std::stop_token stop = {});
    /// The latest one, also when it is over.
    [[nodiscard]] QCoro::Task<Result<std::optional<KeaLease>>> leaseOf(QString mac,
                                                                       std::stop_token stop = {});
    [[nodiscard]] QCoro::Task<Result<std::optional<KeaReservation>>> reservationOf(QString mac,
                                                                                   std::stop_token stop = {});
    /// Invalid: refused, with the reason. Conflict: others kept changing the configuration meanwhile.
    [[nodiscard]] QCoro::Task<Result<KeaChange>> reserve(KeaReservation wanted, std::stop_token stop = {});
    [[nodiscard]] QCoro::Task<Result<KeaChange>> release(QString mac, std::stop_token stop = {});
    /// False: there was none.
    [[nodiscard]] QCoro::Task<Result<bool>> deleteLease(QString ip, std::stop_token stop = {});

private:
    struct Command
    {
        QByteArray name;
        QByteArray arguments = {}; ///< JSON; empty: none
        bool isWrite = false;
    };
    /// The new text of a configuration; none: it is as wanted.
    using Edit = std::function<Result<std::optional<QByteArray>>(const KeaConfig &)>;
    using Hosts = std::vector<KeaReservation>;

    [[nodiscard]] QCoro::Task<Result<KeaAnswer>> send(Command command, std::stop_token stop);
    /// The same, where a failure of the daemon is one of the call.
    [[nodiscard]] QCoro::Task<Result<KeaAnswer>> run(Command command, std::stop_token stop);
    [[nodiscard]] Error failureOf(const Command &command, const KeaAnswer &answer) const;
    [[nodiscard]] Error statusError(const HttpResponse &response) const;
    [[nodiscard]] HttpRequest requestOf(const Command &command) const;

    [[nodiscard]] QCoro::Task<Result<KeaConfig>> readConfig(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<bool>> editConfig(Edit edit, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<bool>> tryToEdit(Edit edit, KeaConfig config, QByteArray text,
                                                      std::stop_token stop);
    [[nodiscard]] QCoro::Task<VoidResult> writeConfig(std::stop_token stop);

    [[nodiscard]] QCoro::Task<Result<Hosts>> hostsOf(QString mac, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<bool>> addHost(KeaReservation wanted, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<std::optional<KeaLease>>> leaseAt(QString ip, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<QStringList>> checkLease(KeaReservation wanted, KeaSubnet place,
                                                              std::stop_token stop);
    [[nodiscard]] KeaLease leaseFrom(const QJsonValue &value) const;

    ServerChannel &m_channel;
    AsyncScope &m_scope;
    DhcpSettings m_settings;
    SecretText m_password;
    QString m_where;       ///< the agent, in sentences
    qint64 m_serverMs = 0; ///< the agent's clock as of the last answer
};

} // namespace streamkeeper
