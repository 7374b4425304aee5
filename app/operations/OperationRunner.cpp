#include "app/operations/OperationRunner.h"

#include "app/async/ProcessIdentity.h"
#include "models/registry/OperationRepository.h"

#include <QPointer>

#include <algorithm>

namespace streamkeeper {

namespace {

qint64 leaseEnd(const Clock &clock)
{
    return clock.nowMs() + std::chrono::milliseconds(leaseTime).count();
}

/// A server that does not answer holds its own operations back, nobody else's.
ServerId queueOf(const Operation &operation)
{
    return operation.server;
}

} // namespace

OperationRunner::OperationRunner(OperationTools tools, QObject *parent)
    : QObject(parent)
    , m_tools(std::move(tools))
    , m_unwritten(m_tools)
    , m_owner(currentOwner())
{
    m_tools.stepWritten = [this](const Operation &operation) { handleStep(operation); };
    m_tools.stepRefused = [this](const Error &error) { Q_EMIT journalFailed(error); };
    connect(&m_unwritten, &UnwrittenOperations::written, this, &OperationRunner::handleLateWriting);
    m_leaseTimer.setInterval(leaseRenewal);
    connect(&m_leaseTimer, &QTimer::timeout, this, [this] {
        if (m_known.isEmpty() && m_unwritten.isEmpty()) {
            m_leaseTimer.stop();
            return;
        }
        const auto job = [owner = m_owner, clock = m_tools.clock](RegistryDatabase &database) {
            return OperationRepository(database).renewLeases(owner, leaseEnd(clock));
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

std::shared_ptr<OperationRunner::Batch> OperationRunner::openBatch(const std::vector<StreamCommand> &commands)
{
    constexpr qsizetype rememberedBatches = 50;
    if (m_batches.size() > rememberedBatches)
        m_batches.removeIf([](auto it) { return (*it)->progress.isOver(); });
    auto batch = std::make_shared<Batch>();
    batch->progress.id = BatchId::create();
    batch->progress.total = int(commands.size());
    if (!commands.empty())
        batch->progress.kind = commands.front().kind;
    m_batches.insert(batch->progress.id, batch);
    return batch;
}

BatchId OperationRunner::start(const std::vector<StreamCommand> &commands)
{
    const auto batch = openBatch(commands);
    std::vector<OperationDraft> drafts;
    for (JournalEntry &entry : makeEntries(commands, m_tools.fleet, m_tools.seal)) {
        drafts.push_back({std::move(entry), {}, m_tools.clock});
        prepare(drafts.back(), batch->progress.id);
    }
    if (!m_leaseTimer.isActive())
        m_leaseTimer.start();
    Q_EMIT batchChanged(batch->progress);
    // First what has ended without the journal knowing: its streams are free for this order.
    const auto job = [drafts, ended = m_unwritten.ended(),
                      clock = m_tools.clock](RegistryDatabase &database) {
        const auto settled = UnwrittenOperations::write(database, ended, clock);
        std::vector<Result<Operation>> results;
        results.reserve(drafts.size());
        for (const OperationDraft &draft : drafts)
            results.push_back(draft.write(database));
        return std::pair(settled, results);
    };
    m_tools.registry.run(this, job, [this, drafts](const auto &written) {
        m_unwritten.take(written.first);
        handleWritten(drafts, written.second);
    });
    return batch->progress.id;
}

/// Makes it ours. Where a server has a free slot, it is written down as begun: that is one transaction less,
/// and a death before it leaves nothing, one after it what a run has begun.
void OperationRunner::prepare(OperationDraft &draft, const BatchId &batch)
{
    Operation &operation = draft.entry.operation;
    operation.id = OperationId::create();
    operation.batch = batch;
    operation.author = currentAuthor();
    operation.owner = m_owner;
    operation.createdAtMs = m_tools.clock.nowMs();
    operation.leaseUntilMs = leaseEnd(m_tools.clock);
    m_known.insert(operation.id, operation);
    count(operation, 1);
    if (draft.entry.refusal)
        return;
    const bool isAtOnce = hasFreeSlot(queueOf(operation));
    // A new stream is in the registry with the same stroke: this has begun, also where it has to wait.
    if (isAtOnce || draft.entry.newStream) {
        operation.state = OperationState::Running;
        operation.startedAtMs = operation.createdAtMs;
    }
    if (!isAtOnce)
        return;
    takeSlot(operation);
    draft.opening = m_runs.at(operation.id).run->opening();
}

void OperationRunner::handleWritten(const std::vector<OperationDraft> &drafts,
                                    const std::vector<Result<Operation>> &results)
{
    std::vector<Camera> cameras;
    std::vector<Stream> streams;
    for (size_t i = 0; i < drafts.size(); ++i) {
        const JournalEntry &entry = drafts[i].entry;
        if (results[i] && entry.newCamera)
            cameras.push_back(*entry.newCamera);
        if (results[i] && entry.newStream)
            streams.push_back(*entry.newStream);
    }
    if (!streams.empty())
        Q_EMIT streamsAdded(cameras, streams);
    for (size_t i = 0; i < drafts.size(); ++i) {
        const Operation &operation = drafts[i].entry.operation;
        if (!results[i]) {
            refuse(drafts[i], results[i].error());
        } else if (!isOpen(results[i]->state)) {
            leaveSlot(operation);
            handleStep(*results[i]);
        } else if (m_runs.contains(operation.id)) {
            handleBegun(drafts[i]);
        } else {
            enqueue(operation, false);
        }
    }
    if (!drafts.empty()) {
        const auto batch = m_batches.value(drafts.front().entry.operation.batch);
        Q_EMIT batchChanged(batch->progress);
        if (batch->isCancelled) // asked for before it was written down
            cancelWaiting(batch->progress.id, tr("Cancelled before it was begun."));
    }
    startNext();
}

void OperationRunner::handleBegun(const OperationDraft &draft)
{
    const Operation &operation = draft.entry.operation;
    showPending(operation);
    if (draft.opening.stream) {
        Stream written = *draft.opening.stream;
        ++written.revision;
        m_tools.streamWritten(operation.stream, written);
    }
    handleStep(operation);
    launch(operation.id, false);
}

void OperationRunner::refuse(const OperationDraft &draft, const Error &error)
{
    Operation operation = draft.entry.operation;
    leaveSlot(operation);
    operation.state = OperationState::Failed;
    operation.message = error.message;
    recount(operation);
    Q_EMIT refused(operation, error);
}

void OperationRunner::enqueue(Operation operation, bool isResumed)
{
    recount(operation);
    showPending(operation);
    Q_EMIT operationChanged(operation);
    const ServerId server = queueOf(operation);
    m_waiting[server].push_back({std::move(operation), isResumed});
    ++m_waitingCount;
}

bool OperationRunner::hasFreeSlot(const ServerId &server) const
{
    const auto queue = m_waiting.find(server);
    return (queue == m_waiting.end() || queue->second.empty()) &&
           m_runningOn.value(server) < m_tools.pace.parallelPerServer;
}

void OperationRunner::takeSlot(Operation operation)
{
    const OperationId id = operation.id;
    ++m_runningOn[queueOf(operation)];
    Running entry;
    entry.run = OperationRun::create(m_tools, std::move(operation));
    m_runs.emplace(id, std::move(entry));
}

/// Of one that was not begun after all.
void OperationRunner::leaveSlot(const Operation &operation)
{
    if (m_runs.erase(operation.id) > 0)
        --m_runningOn[queueOf(operation)];
}

void OperationRunner::startNext()
{
    if (m_isClosing)
        return;
    for (auto &[server, queue] : m_waiting) {
        while (!queue.empty() && m_runningOn[server] < m_tools.pace.parallelPerServer) {
            const Waiting next = std::move(queue.front());
            queue.pop_front();
            --m_waitingCount;
            takeSlot(next.operation);
            launch(next.operation.id, next.isResumed);
        }
    }
}

void OperationRunner::launch(const OperationId &id, bool isResumed)
{
    const auto spread = m_tools.pace.jitter.count();
    const int delay = spread > 0 ? QRandomGenerator::global()->bounded(int(spread)) : 0;
    QTimer::singleShot(delay, this, [this, id, isResumed] { drive(id, isResumed); });
}

QCoro::Task<void> OperationRunner::drive(OperationId id, bool isResumed)
{
    const QPointer<OperationRunner> self(this);
    OperationRun &run = *m_runs.at(id).run;
    const ServerId server = queueOf(run.operation());
    co_await run.run(isResumed);
    if (!self || m_isClosing)
        co_return;
    m_unwritten.add(run);
    m_runs.at(id).isOver = true;
    --m_runningOn[server];
    m_tools.servers.pollNow(server);
    // Not here: this coroutine still stands in what the run awaited last.
    m_sweepTimer.start(0);
}

void OperationRunner::handleLateWriting(Operation operation)
{
    if (!isOpen(operation.state)) {
        Q_EMIT operationChanged(operation);
        return;
    }
    operation.batch = {}; // its order has been answered
    enqueue(std::move(operation), true);
    startNext();
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
        progress.withPicture += operation.payload.picture == Picture::Active ? sign : 0;
        progress.withoutPicture += operation.payload.picture == Picture::None ? sign : 0;
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

/// From where it was counted last to where it is now.
void OperationRunner::recount(const Operation &operation)
{
    const auto known = m_known.constFind(operation.id);
    if (known != m_known.cend())
        count(*known, -1);
    count(operation, 1);
    if (isOpen(operation.state))
        m_known.insert(operation.id, operation);
    else
        m_known.remove(operation.id);
}

void OperationRunner::handleStep(const Operation &operation)
{
    const bool wasAsked = m_known.value(operation.id).phase == OperationPhase::Asked;
    recount(operation);
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
        operation.finishedAtMs = m_tools.clock.nowMs();
        operation.message = reason;
        recount(operation);
        showPending(operation);
        Q_EMIT operationChanged(operation);
    }
    if (const auto batch = m_batches.value(id); batch && !cancelled.empty())
        Q_EMIT batchChanged(batch->progress);
    const auto job = [cancelled](RegistryDatabase &database) {
        return database.inTransaction([&]() -> VoidResult {
            for (const Operation &operation : cancelled) {
                if (auto done = OperationRepository(database).advance(operation, operation.message,
                                                                      *operation.finishedAtMs);
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
    const auto job = [owner = m_owner,
                      clock = m_tools.clock](RegistryDatabase &database) -> Result<std::vector<Operation>> {
        auto open = OperationRepository(database).open();
        if (!open)
            return open;
        std::vector<Operation> taken;
        for (Operation &operation : *open) {
            // What a newer program has begun is its own to finish.
            const RunnerKind runner = operationFacts(operation.kind).runner;
            if (runner == RunnerKind::Nobody ||
                !isProvenDead(operation.owner, operation.leaseUntilMs, clock.nowMs()))
                continue;
            const qint64 lease = leaseEnd(clock);
            const auto isOurs = OperationRepository(database).takeOver(operation, owner, lease);
            if (!isOurs)
                return tl::unexpected(isOurs.error());
            if (!*isOurs)
                continue; // somebody else was faster
            operation.owner = owner;
            operation.leaseUntilMs = lease;
            if (isOrder(operation.kind)) {
                taken.push_back(operation);
                continue;
            }
            // It was only a claim: the next poll shows what is left to do. And a change of the registry alone
            // is written as one that has ended.
            operation.state = OperationState::Failed;
            operation.phase = OperationPhase::Finished;
            operation.finishedAtMs = clock.nowMs();
            operation.message = tr("The program ended before the answer came.");
            if (auto ended =
                    OperationRepository(database).advance(operation, operation.message, clock.nowMs());
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
