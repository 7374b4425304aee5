#pragma once

#include "app/operations/OperationDraft.h"
#include "app/operations/StreamCommand.h"
#include "app/operations/UnwrittenOperations.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QRandomGenerator>
#include <QSet>
#include <QTimer>

#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace streamkeeper {

/// How far many operations of one order are. Each is counted in exactly one place.
struct BatchProgress
{
    BatchId id;
    OperationKind kind = OperationKind::Unknown;
    int total = 0;
    int waiting = 0;
    int asking = 0;   ///< begun, not yet taken by the server
    int asked = 0;    ///< taken, effect awaited
    int retrying = 0; ///< the server could not be reached, it is tried again
    int confirmed = 0;
    int withPicture = 0;    ///< of the confirmed ones (OperationPayload::picture)
    int withoutPicture = 0; ///< of the confirmed ones
    int unconfirmed = 0;
    int failed = 0; ///< those that were not even begun included
    int cancelled = 0;
    QString stopReason; ///< why it stopped by itself; empty: it did not

    [[nodiscard]] int done() const { return confirmed + unconfirmed + failed + cancelled; }
    [[nodiscard]] bool isOver() const { return done() == total; }

    bool operator==(const BatchProgress &) const = default;
};

/// Carries out operations: writes them down, gives each its turn (few at a time per server, a little
/// spread), counts batches, renews leases, takes over what dead processes left. Lives on the session's
/// thread.
class OperationRunner : public QObject
{
    Q_OBJECT

public:
    OperationRunner(OperationTools tools, QObject *parent = nullptr);
    /// What runs stops where it is; the journal knows, and the next start goes on.
    ~OperationRunner() override;

    void setPace(const OperationPace &pace) { m_tools.pace = pace; }

    /// Writes the commands down as one batch and begins. A command that cannot be begun (another operation
    /// runs on its stream) counts as failed at once, with its reason in refused().
    BatchId start(const std::vector<StreamCommand> &commands);
    void cancel(const BatchId &batch);

    /// After the registry was opened and unsealed: finishes or undoes what dead processes left behind.
    void resumeAbandoned();
    /// Operations of other living processes, so that their rows are shown as pending too.
    void showOthers(const std::vector<Operation> &open);

    [[nodiscard]] const BatchProgress *batch(const BatchId &id) const;
    [[nodiscard]] bool isIdle() const { return m_runs.empty() && m_waitingCount == 0; }

Q_SIGNALS:
    void operationChanged(const streamkeeper::Operation &operation);
    void batchChanged(const streamkeeper::BatchProgress &progress);
    /// An operation was not begun at all; it is not in the journal.
    void refused(const streamkeeper::Operation &operation, const streamkeeper::Error &error);
    /// The journal cannot be written.
    void journalFailed(const streamkeeper::Error &error);
    /// New streams (and their cameras) are in the registry now.
    void streamsAdded(const std::vector<streamkeeper::Camera> &cameras,
                      const std::vector<streamkeeper::Stream> &streams);

private:
    struct Batch
    {
        BatchProgress progress;
        std::deque<bool> lastOutcomes; ///< true: confirmed
        bool isCancelled = false;
    };
    struct Running
    {
        std::unique_ptr<OperationRun> run;
        bool isOver = false;
    };

    std::shared_ptr<Batch> openBatch(const std::vector<StreamCommand> &commands);
    void prepare(OperationDraft &draft, const BatchId &batch);
    void handleWritten(const std::vector<OperationDraft> &drafts,
                       const std::vector<Result<Operation>> &results);
    void handleBegun(const OperationDraft &draft);
    void refuse(const OperationDraft &draft, const Error &error);
    void enqueue(Operation operation, bool isResumed);
    void startNext();
    void takeSlot(Operation operation);
    void leaveSlot(const Operation &operation);
    void launch(const OperationId &id, bool isResumed);
    QCoro::Task<void> drive(OperationId id, bool isResumed);
    void handleStep(const Operation &operation);
    void count(const Operation &operation, int sign);
    void recount(const Operation &operation);
    [[nodiscard]] bool hasFreeSlot(const ServerId &server) const;
    void noteOutcome(const Operation &operation, bool wasAsked);
    void cancelWaiting(const BatchId &batch, const QString &reason);
    void removeFinished();
    void handleLateWriting(Operation operation);
    void showPending(const Operation &operation);

    struct Waiting
    {
        Operation operation;
        bool isResumed = false;
    };

    OperationTools m_tools;
    UnwrittenOperations m_unwritten;
    OperationOwner m_owner;
    QHash<BatchId, std::shared_ptr<Batch>> m_batches;
    QHash<OperationId, Operation> m_known; ///< open ones of this process, as last counted
    std::map<ServerId, std::deque<Waiting>> m_waiting;
    int m_waitingCount = 0;
    QHash<ServerId, int> m_runningOn;
    std::map<OperationId, Running> m_runs; ///< those that have a slot of their server
    QSet<StreamId> m_others;               ///< streams that other processes work on
    QTimer m_leaseTimer;
    QTimer m_sweepTimer;
    bool m_isClosing = false;
};

} // namespace streamkeeper
