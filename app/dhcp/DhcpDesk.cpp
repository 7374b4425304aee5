#include "app/dhcp/DhcpDesk.h"

#include <utility>

namespace streamkeeper {

namespace {

ChannelAddress addressOf(const DhcpSettings &settings)
{
    return {settings.useTls, settings.host, settings.port, settings.pinnedSha256};
}

// Arguments by value: they live in the coroutine's frame until it is done.

template <typename T>
QCoro::Task<Result<T>> ask(ServerChannel &channel, AsyncScope &scope, DhcpAccess access,
                           std::function<QCoro::Task<Result<T>>(KeaClient &)> work)
{
    KeaClient client(channel, scope, access.settings, access.password);
    auto result = co_await work(client);
    co_return result;
}

QCoro::Task<DhcpProbe> probeBy(ServerChannel &channel, AsyncScope &scope, DhcpAccess draft,
                               std::stop_token stop)
{
    KeaClient client(channel, scope, draft.settings, draft.password);
    const auto abilities = co_await client.probe(stop);
    co_return DhcpProbe{abilities, channel.presentedCertificate()};
}

QCoro::Task<Result<DhcpFindings>> findBy(KeaClient &client, QString mac, std::stop_token stop)
{
    DhcpFindings findings;
    const auto reservation = co_await client.reservationOf(mac, stop);
    if (!reservation)
        co_return tl::unexpected(reservation.error());
    findings.reservation = *reservation;
    const auto lease = co_await client.leaseOf(mac, stop);
    if (!lease && lease.error().category != ErrorCategory::Unsupported)
        co_return tl::unexpected(lease.error());
    if (lease)
        findings.lease = *lease;
    else
        findings.notes.append(lease.error().message);
    co_return findings;
}

QCoro::Task<Result<KeaChange>> releaseBy(KeaClient &client, QString mac, bool withLease, std::stop_token stop)
{
    auto change = co_await client.release(mac, stop);
    if (!change || !withLease)
        co_return change;
    const auto lease = co_await client.leaseOf(mac, stop);
    if (!lease && lease.error().category == ErrorCategory::Unsupported) {
        change->notes.append(lease.error().message); // it runs out by itself
        co_return change;
    }
    if (!lease)
        co_return tl::unexpected(lease.error());
    if (!*lease)
        co_return change;
    const QString ip = (*lease)->ip;
    const auto removed = co_await client.deleteLease(ip, stop);
    if (!removed)
        co_return tl::unexpected(removed.error());
    change->isChanged |= *removed;
    co_return change;
}

} // namespace

DhcpDesk::DhcpDesk(NetworkThread &network, std::function<Result<DhcpAccess>()> access, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_access(std::move(access))
{
}

void DhcpDesk::probe(const DhcpAccess &draft, QObject *context, std::function<void(DhcpProbe)> done,
                     std::stop_token stop)
{
    const auto work = [draft, stop](ServerChannel &channel, AsyncScope &scope) {
        return probeBy(channel, scope, draft, stop);
    };
    m_network.runWithChannel<DhcpProbe>(context, addressOf(draft.settings), work, std::move(done));
}

template <typename T>
void DhcpDesk::order(Work<T> work, QObject *context, Done<T> done)
{
    const auto answer = [this, guard = QPointer<QObject>(context), done = std::move(done)](Result<T> result) {
        m_isBusy = false;
        startNext();
        if (guard)
            done(std::move(result));
    };
    m_waiting.push_back([this, work = std::move(work), answer] {
        const auto access = m_access();
        if (!access) {
            // Never within the call that asked.
            const auto refuse = [answer, error = access.error()] { answer(tl::unexpected(error)); };
            QMetaObject::invokeMethod(this, refuse, Qt::QueuedConnection);
            return;
        }
        const auto run = [access = *access, work](ServerChannel &channel, AsyncScope &scope) {
            return ask<T>(channel, scope, access, work);
        };
        m_network.runWithChannel<Result<T>>(this, addressOf(access->settings), run, answer);
    });
    startNext();
}

void DhcpDesk::startNext()
{
    if (m_isBusy || m_waiting.empty())
        return;
    m_isBusy = true;
    const auto begin = std::move(m_waiting.front());
    m_waiting.pop_front();
    begin();
}

void DhcpDesk::find(const QString &mac, QObject *context, Done<DhcpFindings> done, std::stop_token stop)
{
    const Work<DhcpFindings> work = [mac, stop](KeaClient &client) { return findBy(client, mac, stop); };
    order<DhcpFindings>(work, context, std::move(done));
}

void DhcpDesk::reserve(const KeaReservation &wanted, QObject *context, Done<KeaChange> done,
                       std::stop_token stop)
{
    const Work<KeaChange> work = [wanted, stop](KeaClient &client) { return client.reserve(wanted, stop); };
    order<KeaChange>(work, context, std::move(done));
}

void DhcpDesk::release(const QString &mac, bool withLease, QObject *context, Done<KeaChange> done,
                       std::stop_token stop)
{
    const Work<KeaChange> work = [mac, withLease, stop](KeaClient &client) {
        return releaseBy(client, mac, withLease, stop);
    };
    order<KeaChange>(work, context, std::move(done));
}

} // namespace streamkeeper
