#include "app/operations/IndexRun.h"

#include "models/fleet/ArchiveHolders.h"
#include "models/registry/ArchiveRepository.h"
#include "models/rules/ArchiveCoverage.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(IndexRun)
};

/// Equal but for the end of the last period, which grows while the stream is recorded.
bool isSettled(const std::vector<ArchiveHolder> &earlier, const std::vector<ArchiveHolder> &later)
{
    if (earlier.size() != later.size())
        return false;
    for (size_t i = 0; i < earlier.size(); ++i) {
        const bool isLast = i + 1 == earlier.size();
        if (earlier[i].fromMs != later[i].fromMs || (!isLast && earlier[i].untilMs != later[i].untilMs))
            return false;
    }
    return true;
}

} // namespace

// What is awaited gets named arguments only: g++ 12 destroys converted temporaries of an awaited call twice.

QCoro::Task<void> IndexRun::run(bool isResumed)
{
    const Stream *known = m_tools.fleet.stream(m_operation.stream);
    if (!known) {
        m_operation.message = Texts::tr("The stream is not in the registry any more.");
        co_await finish(OperationState::Failed);
        co_return;
    }
    const Stream stream = *known;
    if (!isResumed) {
        const bool isBegun = co_await begin();
        if (!isBegun)
            co_return;
    }
    const auto before = co_await readIndex();
    if (!before) {
        m_operation.message = before.error().message;
        if (!m_scope.isClosed())
            co_await finish(OperationState::Failed);
        co_return;
    }
    co_await askToReload(stream);
    std::vector<std::pair<StreamOnServer, Index>> read;
    const std::vector<StreamOnServer> holders = archiveHolders(m_tools.fleet, stream.id, *before);
    for (const StreamOnServer &holder : holders) {
        if (m_scope.isClosed() || m_isCancelled)
            break;
        const auto periods = co_await readSettled(holder);
        // A server that does not have the stream any more holds nothing of it.
        const bool isGone = !periods && periods.error().httpStatus == 404;
        if (periods || isGone)
            read.emplace_back(holder, periods ? *periods : Index());
        else
            m_unread.append(nameOf(holder.server));
    }
    if (m_scope.isClosed())
        co_return;
    if (m_isCancelled) {
        m_operation.message = Texts::tr("Cancelled. The archive index is as it was.");
        co_await finish(OperationState::Failed);
        co_return;
    }
    co_await writeAndTell(*before, read);
}

QCoro::Task<Result<IndexRun::Index>> IndexRun::readIndex()
{
    const auto job = [id = m_operation.stream](RegistryDatabase &database) {
        return ArchiveRepository(database).holdersOf(id);
    };
    const auto reading = [this, job](auto done) { m_tools.registry.run(&m_context, job, std::move(done)); };
    co_return co_await m_scope.call<Index>(reading);
}

QCoro::Task<void> IndexRun::askToReload(Stream stream)
{
    const ServerId server = stream.mainServer;
    const QString name = stream.remoteName;
    if (server.isNull())
        co_return;
    const Request request = [this, server, name](ServerGateway::Done<void> done) {
        m_tools.servers.reloadIndex(server, name, &m_context, std::move(done));
    };
    const Check cannotBeRead;
    const Outcome outcome = co_await ask(server, name, request, cannotBeRead);
    if (outcome.answer != Answer::Accepted)
        m_reloadRefusal = outcome.error.message;
}

/// A server answers before it has read its index: two looks that tell the same end it.
QCoro::Task<Result<IndexRun::Index>> IndexRun::readSettled(StreamOnServer holder)
{
    auto periods = co_await periodsOn(holder.server, holder.remoteName);
    for (const auto delay : m_tools.pace.indexDelays) {
        if (!periods || m_scope.isClosed() || m_isCancelled)
            break;
        const bool hasWaited = co_await wait(delay);
        if (!hasWaited)
            break;
        auto again = co_await periodsOn(holder.server, holder.remoteName);
        const bool isOver = again && isSettled(*periods, *again);
        if (again || m_scope.isClosed())
            periods = std::move(again);
        if (isOver)
            break;
    }
    co_return periods;
}

QCoro::Task<void> IndexRun::writeAndTell(Index before, std::vector<std::pair<StreamOnServer, Index>> read)
{
    Index after = before;
    for (const auto &[holder, periods] : read) {
        std::erase_if(
            after, [server = holder.server](const ArchiveHolder &known) { return known.server == server; });
        after.insert(after.end(), periods.begin(), periods.end());
    }
    const Writing write = [id = m_operation.stream, read](RegistryDatabase &database) -> VoidResult {
        for (const auto &[holder, periods] : read) {
            if (auto written = ArchiveRepository(database).replace(id, holder.server, periods); !written)
                return written;
        }
        return {};
    };
    m_operation.message = storyOf(before, after);
    const Step step{m_operation.message, {}, false, write};
    if (const auto written = co_await journal(step); !written) {
        m_operation.message = written.error().message;
        if (!m_scope.isClosed())
            co_await finish(OperationState::Failed);
        co_return;
    }
    co_await finish(read.empty()         ? OperationState::Failed
                    : m_unread.isEmpty() ? OperationState::Confirmed
                                         : OperationState::Unconfirmed);
}

QString IndexRun::storyOf(const Index &before, const Index &after)
{
    const qint64 now = nowMs();
    const auto coveredBefore = coverageOf(before, now);
    const auto coveredAfter = coverageOf(after, now);
    const CoverageChange change = compareCoverage(coveredBefore, coveredAfter);
    m_operation.payload.index = IndexFindings{int(coveredBefore.size()),
                                              int(coveredAfter.size()),
                                              change.gapsBefore,
                                              change.gapsAfter,
                                              change.healed,
                                              change.found};
    QStringList sentences{Texts::tr("Before: %n period(s)", nullptr, int(coveredBefore.size())) + u", "_s +
                          Texts::tr("%n gap(s)", nullptr, change.gapsBefore) + u". "_s +
                          Texts::tr("Now: %n period(s)", nullptr, int(coveredAfter.size())) + u", "_s +
                          Texts::tr("%n gap(s)", nullptr, change.gapsAfter) + u'.'};
    if (change.healed > 0)
        sentences.append(Texts::tr("%n gap(s) healed.", nullptr, change.healed));
    if (change.found > 0)
        sentences.append(Texts::tr("%n gap(s) found.", nullptr, change.found));
    if (!m_reloadRefusal.isEmpty())
        sentences.append(m_reloadRefusal);
    if (!m_unread.isEmpty())
        sentences.append(Texts::tr("%1 could not be read: what it holds is kept as it was known.")
                             .arg(m_unread.join(u", "_s)));
    return sentences.join(u' ');
}

} // namespace streamkeeper
