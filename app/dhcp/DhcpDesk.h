#pragma once

#include "app/dhcp/KeaClient.h"
#include "app/mediaserver/ServerCertificate.h"
#include "app/servers/NetworkThread.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <functional>
#include <optional>
#include <stop_token>

namespace streamkeeper {

/// Where the DHCP server is asked, with the password in clear.
struct DhcpAccess
{
    DhcpSettings settings;
    SecretText password;
};

/// What a probe of a DHCP server has found.
struct DhcpProbe
{
    Result<KeaAbilities> abilities;
    std::optional<PresentedCertificate> certificate;
};

/// What a DHCP server has for a device.
struct DhcpFindings
{
    std::optional<KeaReservation> reservation;
    std::optional<KeaLease> lease;
    QStringList notes; ///< what it did not tell
};

/// The DHCP server of the registry for everybody in this program: one order after the other, since each
/// changes the configuration as a whole. Lives on the session's thread; answers come there, not after
/// `context` is gone. An order that was begun goes on without it.
class DhcpDesk : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;

    /// `access` says where, when an order gets its turn; an error: why nobody can be asked.
    DhcpDesk(NetworkThread &network, std::function<Result<DhcpAccess>()> access, QObject *parent = nullptr);

    /// For settings that are not saved.
    void probe(const DhcpAccess &draft, QObject *context, std::function<void(DhcpProbe)> done,
               std::stop_token stop = {});
    /// Of a MAC address as fields::checkMacAddress() has it, like all that follow.
    void find(const QString &mac, QObject *context, Done<DhcpFindings> done, std::stop_token stop = {});
    void reserve(const KeaReservation &wanted, QObject *context, Done<KeaChange> done,
                 std::stop_token stop = {});
    /// The device's reservation, and with `withLease` its lease.
    void release(const QString &mac, bool withLease, QObject *context, Done<KeaChange> done,
                 std::stop_token stop = {});

private:
    template <typename T>
    using Work = std::function<QCoro::Task<Result<T>>(KeaClient &)>;

    template <typename T>
    void order(Work<T> work, QObject *context, Done<T> done);
    void startNext();

    NetworkThread &m_network;
    std::function<Result<DhcpAccess>()> m_access;
    std::deque<std::function<void()>> m_waiting;
    bool m_isBusy = false;
};

} // namespace streamkeeper
