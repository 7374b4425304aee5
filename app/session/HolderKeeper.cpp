#include "app/session/HolderKeeper.h"

#include "models/registry/ArchiveRepository.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <algorithm>

namespace streamkeeper {

namespace {

Q_LOGGING_CATEGORY(holders, "streamkeeper.holders")

} // namespace

HolderKeeper::HolderKeeper(FleetState &fleet, ServerGateway &servers, Registry &registry, QObject *parent)
    : QObject(parent)
    , m_fleet(fleet)
    , m_servers(servers)
    , m_registry(registry)
{
}

void HolderKeeper::look(const SnapshotPtr &snapshot)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const std::vector<HolderCopy> copies = m_fleet.holderCopies();
    for (const HolderCopy &copy : copies) {
        if (copy.server != snapshot->server || isBusy(copy))
            continue;
        const auto seen =
            std::ranges::lower_bound(snapshot->streams, copy.remoteName, {}, &ObservedStream::remoteName);
        const bool isThere = seen != snapshot->streams.end() && seen->remoteName == copy.remoteName;
        if (!isThere && now >= copy.keepUntilMs)
            forget(copy);
        else if (isThere && now >= copy.keepUntilMs)
            remove(copy);
        else if (isThere && seen->isEnabled && seen->status == StreamStatus::Active)
            stop(copy);
    }
}

/// An operation that is under way knows better what becomes of the copy.
bool HolderKeeper::isBusy(const HolderCopy &copy) const
{
    const int row = m_fleet.rowOf(copy.stream);
    return m_asked.contains({copy.server, copy.remoteName}) || (row >= 0 && m_fleet.row(row).pending);
}

void HolderKeeper::stop(const HolderCopy &copy)
{
    qCInfo(holders) << "stopping a capture that a transfer left behind:" << copy.remoteName;
    m_asked.insert({copy.server, copy.remoteName});
    m_servers.hold(copy.server, copy.remoteName, this, [this, copy](const Result<void> &done) {
        m_asked.remove({copy.server, copy.remoteName});
        if (!done)
            qCWarning(holders) << "it goes on:" << done.error().message;
    });
}

void HolderKeeper::remove(const HolderCopy &copy)
{
    m_asked.insert({copy.server, copy.remoteName});
    m_servers.remove(copy.server, copy.remoteName, false, this, [this, copy](const Result<void> &done) {
        m_asked.remove({copy.server, copy.remoteName});
        if (done)
            forget(copy);
    });
}

void HolderKeeper::forget(const HolderCopy &copy)
{
    const auto job = [copy](RegistryDatabase &database) {
        return database.inTransaction(
            [&] { return ArchiveRepository(database).removeCopy(copy.server, copy.remoteName); });
    };
    m_registry.run(this, job, [this, copy](const VoidResult &forgotten) {
        if (!forgotten)
            return;
        std::vector<HolderCopy> left = m_fleet.holderCopies();
        std::erase(left, copy);
        m_fleet.setHolderCopies(std::move(left));
    });
}

} // namespace streamkeeper
