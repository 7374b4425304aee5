#include "app/operations/OperationRunner.h"

#include "app/operations/ProcessIdentity.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/OperationRepository.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>

namespace streamkeeper {

namespace {

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

qint64 leaseEnd()
{
    return nowMs() + std::chrono::milliseconds(leaseTime).count();
}

/// A server that does not answer holds its own operations back, nobody else's.
ServerId queueOf(const Operation &operation)
{
    return operation.server;
}

/// What this program has in memory may be a moment old: another one may have moved the stream since.
VoidResult checkUnchanged(RegistryDatabase &database, const OperationRunner::Order &order)
{
    if (order.revision == 0)
        return {};
    const auto stored = FleetRepository(database).stream(order.operation.stream);
    if (!stored)
        return tl::unexpected(stored.error());
    if (*stored && (*stored)->revision == order.revision)
        return {};
    return fail(ErrorCategory::Conflict,
                OperationRunner::tr("Somebody else changed %1 a moment ago. Look at it again.")
                    .arg(order.operation.target));
}

VoidResult writeOrder(RegistryDatabase &database, const OperationRunner::Order &order)
{
    if (order.refusal)
        return tl::unexpected(*order.refusal);
    return database.inTransaction([&]() -> VoidResult {
        if (auto same = checkUnchanged(database, order); !same)
            return same;
        if (order.secret) {
            if (auto saved = SecretRepository(database).save({*order.secret}); !saved)
                return saved;
        }
        if (order.newCamera) {
            if (auto saved = FleetRepository(database).saveCameras({*order.newCamera}); !saved)
                return saved;
        }
        if (order.newStream) {
            if (auto saved = FleetRepository(database).saveStreams({*order.newStream}); !saved)
                return saved;
        }
        return OperationRepository(database).add(order.operation);
    });
}

} // namespace

OperationRunner::OperationRunner(OperationTools tools, QObject *parent)
    : QObject(parent)
    , m_tools(std::move(tools))
    , m_owner(currentOwner())
{
    m_tools.stepWritten = [this](const Operation &operation) { handleStep(operation); };
    m_leaseTimer.setInterval(leaseRenewal);
    connect(&m_leaseTimer, &QTimer::timeout, this, [this] {
        if (m_known.isEmpty()) {
            m_leaseTimer.stop();
            return;
        }
        const auto job = [owner = m_owner](RegistryDatabase &database) {
            return OperationRepository(database).renewLeases(owner, leaseEnd());
        };
        m_tools.registry.run(this, job, [this](const VoidResult &renewed) {
            if (!renewed)
                Q_EMIT journalFailed(renewed.error());
        });
    });
    m_sweepTimer.setSingleShot(true);
    connect(&m_sweepTimer, &QTimer::timeout, this, &OperationRunner::removeFinished);
}

OperationRunner::~OperationRunner()
{
    m_isClosing = true;
    for (auto &[id, running] : m_runs)
        running.run->close();
}

BatchId OperationRunner::start(std::vector<Order> orders)
{
    const BatchId id = BatchId::create();
    auto batch = std::make_shared<Batch>();
    batch->progress.id = id;
    batch->progress.total = int(orders.size());
    batch->progress.waiting = int(orders.size());
    if (!orders.empty())
        batch->progress.kind = orders.front().operation.kind;
    constexpr qsizetype rememberedBatches = 50;
    if (m_batches.size() > rememberedBatches)
        m_batches.removeIf([](auto it) { return (*it)->progress.isOver(); });
    m_batches.insert(id, batch);
    for (Order &order : orders) {
        Operation &operation = order.operation;
        operation.id = OperationId::create();
        operation.batch = id;
        operation.author = currentAuthor();
        operation.owner = m_owner;
        operation.createdAtMs = nowMs();
        operation.leaseUntilMs = leaseEnd();
        if (operation.kind == OperationKind::AddStream) {
            // The stream is in the registry with the same stroke: this has begun.
            operation.state = OperationState::Running;
            operation.startedAtMs = operation.createdAtMs;
        }
        m_known.insert(operation.id, operation);
    }
    if (!m_leaseTimer.isActive())
        m_leaseTimer.start();
    Q_EMIT batchChanged(batch->progress);
    const auto job = [orders](RegistryDatabase &database) -> Result<std::vector<VoidResult>> {
        std::vector<VoidResult> results;
        results.reserve(orders.size());
        for (const Order &order : orders)
            results.push_back(writeOrder(database, order));
        return results;
    };
    m_tools.registry.run(this, job, [this, orders](const Result<std::vector<VoidResult>> &results) {
        handleWritten(orders, *results);
    });
    return id;
}

void OperationRunner::handleWritten(const std::vector<Order> &orders, const std::vector<VoidResult> &results)
{
    std::vector<Camera> cameras;
    std::vector<Stream> streams;
    for (size_t i = 0; i < orders.size(); ++i) {
        if (!results[i])
            continue;
        if (orders[i].newCamera)
            cameras.push_back(*orders[i].newCamera);
        if (orders[i].newStream)
            streams.push_back(*orders[i].newStream);
    }
    if (!streams.empty())
        Q_EMIT streamsAdded(cameras, streams);
    for (size_t i = 0; i < orders.size(); ++i) {
        Operation operation = orders[i].operation;
        if (results[i]) {
            enqueue(operation, false);
            continue;
        }
        operation.state = OperationState::Failed;
        operation.message = results[i].error().message;
        count(operation, 1);
        m_known.remove(operation.id);
        Q_EMIT refused(operation, results[i].error());
    }
    if (!orders.empty()) {
        const auto batch = m_batches.value(orders.front().operation.batch);
        Q_EMIT batchChanged(batch->progress);
        if (batch->isCancelled) // asked for before it was written down
            cancelWaiting(batch->progress.id, tr("Cancelled before it was begun."));
    }
    startNext();
}

void OperationRunner::enqueue(Operation operation, bool isResumed)
{
    m_known.insert(operation.id, operation);
    showPending(operation);
    Q_EMIT operationChanged(operation);
    const ServerId server = queueOf(operation);
    m_waiting[server].push_back({std::move(operation), isResumed});
    ++m_waitingCount;
}

void OperationRunner::startNext()
{
    if (m_isClosing)
        return;
    for (auto &[server, queue] : m_waiting) {
        int &running = m_runningOn[server];
        while (!queue.empty() && running < m_tools.pace.parallelPerServer) {
            ++running;
            --m_waitingCount;
            Waiting next = std::move(queue.front());
            queue.pop_front();
            const OperationId id = next.operation.id;
            Running entry;
            entry.run = OperationRun::create(m_tools, std::move(next.operation));
            m_runs.emplace(id, std::move(entry));
            const auto spread = m_tools.pace.jitter.count();
            const int delay = spread > 0 ? QRandomGenerator::global()->bounded(int(spread)) : 0;
            QTimer::singleShot(delay, this, [this, id, isResumed = next.isResumed] { drive(id, isResumed); });
        }
    }
}

QCoro::Task<void> OperationRunner::drive(OperationId id, bool isResumed)
{
    const QPointer<OperationRunner> self(this);
    OperationRun &run = *m_runs.at(id).run;
    const ServerId server = queueOf(run.operation());
    co_await run.run(isResumed);
    if (!self || m_isClosing)
        co_return;
    m_runs.at(id).isOver = true;
    --m_runningOn[server];
    m_tools.servers.pollNow(server);
    // Not here: this coroutine still stands in what the run awaited last.
    m_sweepTimer.start(0);
}

void OperationRunner::removeFinished()
{
    std::erase_if(m_runs, [](const auto &entry) { return entry.second.isOver; });
    startNext();
}

void OperationRunner::count(const Operation &operation, int sign)
{
    const auto batch = m_batches.value(operation.batch);
    if (!batch)
        return;
    BatchProgress &progress = batch->progress;
    switch (operation.state) {
    case OperationState::Waiting:
        progress.waiting += sign;
        break;
    case OperationState::Running:
        if (operation.phase == OperationPhase::Asked)
            progress.asked += sign;
        else if (operation.phase == OperationPhase::Retrying)
            progress.retrying += sign;
        else
            progress.asking += sign;
        break;
    case OperationState::Confirmed:
        progress.confirmed += sign;
        break;
    case OperationState::Unconfirmed:
        progress.unconfirmed += sign;
        break;
    case OperationState::Failed:
        progress.failed += sign;
        break;
    case OperationState::Cancelled:
        progress.cancelled += sign;
        break;
    }
}

void OperationRunner::handleStep(const Operation &operation)
{
    const auto known = m_known.constFind(operation.id);
    const bool wasAsked = known != m_known.cend() && known->phase == OperationPhase::Asked;
    if (known != m_known.cend())
        count(*known, -1);
    count(operation, 1);
    if (isOpen(operation.state))
        m_known.insert(operation.id, operation);
    else
        m_known.remove(operation.id);
    showPending(operation);
    if (!isOpen(operation.state))
        noteOutcome(operation, wasAsked);
    Q_EMIT operationChanged(operation);
    if (const auto batch = m_batches.value(operation.batch))
        Q_EMIT batchChanged(batch->progress);
}

void OperationRunner::noteOutcome(const Operation &operation, bool wasAsked)
{
    const auto batch = m_batches.value(operation.batch);
    if (!batch || operation.state == OperationState::Cancelled)
        return;
    // Where nothing is waited for, a request that was taken is all there can be.
    const bool isGood = operation.state == OperationState::Confirmed || (!m_tools.confirms && wasAsked);
    batch->lastOutcomes.push_back(isGood);
    const auto judged = size_t(m_tools.pace.judgedCount);
    while (batch->lastOutcomes.size() > judged)
        batch->lastOutcomes.pop_front();
    const auto good = size_t(std::ranges::count(batch->lastOutcomes, true));
    if (batch->lastOutcomes.size() < judged || good * 2 >= judged || batch->progress.waiting == 0 ||
        batch->isCancelled)
        return;
    batch->progress.stopReason =
        tr("Stopped: of the last %n, fewer than half were confirmed.", nullptr, m_tools.pace.judgedCount);
    batch->isCancelled = true;
    cancelWaiting(operation.batch, batch->progress.stopReason);
}

void OperationRunner::cancel(const BatchId &id)
{
    const auto batch = m_batches.value(id);
    if (!batch)
        return;
    batch->isCancelled = true;
    cancelWaiting(id, tr("Cancelled before it was begun."));
    for (auto &[operationId, running] : m_runs) {
        if (running.run->operation().batch == id)
            running.run->cancel();
    }
}

void OperationRunner::cancelWaiting(const BatchId &id, const QString &reason)
{
    std::vector<Operation> cancelled;
    for (auto &[server, queue] : m_waiting) {
        const auto isOfBatch = [&](const Waiting &waiting) {
            return waiting.operation.batch == id && waiting.operation.state == OperationState::Waiting;
        };
        for (const Waiting &waiting : queue) {
            if (isOfBatch(waiting))
                cancelled.push_back(waiting.operation);
        }
        std::erase_if(queue, isOfBatch);
    }
    m_waitingCount -= int(cancelled.size());
    for (Operation &operation : cancelled) {
        operation.state = OperationState::Cancelled;
        operation.phase = OperationPhase::Finished;
        operation.finishedAtMs = nowMs();
        operation.message = reason;
        const auto known = m_known.constFind(operation.id);
        if (known != m_known.cend())
            count(*known, -1);
        count(operation, 1);
        m_known.remove(operation.id);
        showPending(operation);
        Q_EMIT operationChanged(operation);
    }
    if (const auto batch = m_batches.value(id); batch && !cancelled.empty())
        Q_EMIT batchChanged(batch->progress);
    const auto job = [cancelled](RegistryDatabase &database) {
        return database.inTransaction([&]() -> VoidResult {
            for (const Operation &operation : cancelled) {
                if (auto done = OperationRepository(database).advance(operation, operation.message, nowMs());
                    !done)
                    return done;
            }
            return {};
        });
    };
    m_tools.registry.run(this, job, [this](const VoidResult &written) {
        if (!written)
            Q_EMIT journalFailed(written.error());
    });
}

void OperationRunner::resumeAbandoned()
{
    const auto job = [owner = m_owner](RegistryDatabase &database) -> Result<std::vector<Operation>> {
        auto open = OperationRepository(database).open();
        if (!open)
            return open;
        std::vector<Operation> taken;
        for (Operation &operation : *open) {
            if (!isProvenDead(operation.owner, operation.leaseUntilMs, nowMs()))
                continue;
            const qint64 lease = leaseEnd();
            const auto isOurs = OperationRepository(database).takeOver(operation, owner, lease);
            if (!isOurs)
                return tl::unexpected(isOurs.error());
            if (!*isOurs)
                continue; // somebody else was faster
            operation.owner = owner;
            operation.leaseUntilMs = lease;
            if (operation.kind != OperationKind::ReleaseCopy) {
                taken.push_back(operation);
                continue;
            }
            // It was only a claim: the next poll shows what is left to do.
            operation.state = OperationState::Failed;
            operation.phase = OperationPhase::Finished;
            operation.finishedAtMs = nowMs();
            operation.message = tr("The program ended before the answer came.");
            if (auto ended = OperationRepository(database).advance(operation, operation.message, nowMs());
                !ended)
                return tl::unexpected(ended.error());
        }
        return taken;
    };
    m_tools.registry.run(this, job, [this](const Result<std::vector<Operation>> &taken) {
        if (!taken) {
            Q_EMIT journalFailed(taken.error());
            return;
        }
        for (const Operation &operation : *taken) {
            if (operation.state == OperationState::Waiting) {
                // An order of long ago must not surprise anybody.
                m_known.insert(operation.id, operation);
                m_waiting[queueOf(operation)].push_back({operation, true});
                ++m_waitingCount;
                cancelWaiting(operation.batch,
                              tr("The program ended before this was begun. Nothing was asked."));
            } else {
                enqueue(operation, true);
            }
        }
        if (!m_known.isEmpty())
            m_leaseTimer.start();
        startNext();
    });
}

void OperationRunner::showOthers(const std::vector<Operation> &open)
{
    QSet<StreamId> now;
    for (const Operation &operation : open) {
        if (operation.owner == m_owner || operation.stream.isNull())
            continue;
        now.insert(operation.stream);
        m_tools.fleet.setPending(operation.stream, PendingOperation{operation.kind, operation.phase});
    }
    const QSet<StreamId> ended = m_others - now;
    for (const StreamId &gone : ended)
        m_tools.fleet.setPending(gone, std::nullopt);
    m_others = now;
}

const BatchProgress *OperationRunner::batch(const BatchId &id) const
{
    const auto batch = m_batches.value(id);
    return batch ? &batch->progress : nullptr;
}

void OperationRunner::showPending(const Operation &operation)
{
    if (operation.stream.isNull())
        return;
    m_tools.fleet.setPending(operation.stream,
                             isOpen(operation.state)
                                 ? std::optional(PendingOperation{operation.kind, operation.phase})
                                 : std::nullopt);
}

} // namespace streamkeeper
