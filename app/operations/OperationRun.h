#pragma once

#include "app/async/AsyncScope.h"
#include "app/operations/OperationPace.h"
#include "app/operations/StreamChange.h"
#include "app/operations/StreamOrders.h"
#include "app/servers/ServerGateway.h"
#include "models/domain/ArchiveHolder.h"
#include "models/domain/Clock.h"
#include "models/fleet/FleetState.h"
#include "models/registry/Registry.h"
#include "models/registry/SecretRepository.h"

#include <QCoroTask>

#include <functional>
#include <memory>
#include <optional>

namespace streamkeeper {

/// What operations work with; everything outlives them.
struct OperationTools
{
    Registry &registry;
    FleetState &fleet;
    ServerGateway &servers;
    OperationPace pace;
    /// Unseals what an operation may have to put back, or write elsewhere.
    Unsealing unseal;
    /// Seals a new one, and keeps it in memory.
    Sealing seal;
    /// Whether what a transfer was found for still holds: limits, and the lock after an earlier one.
    std::function<VoidResult(const Operation &, const Stream &)> admits;
    /// The registry has this stream now; null: it has it no more.
    std::function<void(const StreamId &, const std::optional<Stream> &)> streamWritten;
    /// Called after each step that is written to the journal.
    std::function<void(const Operation &)> stepWritten;
    /// False: an operation ends as Unconfirmed once every server has taken the request, so that a short-lived
    /// program may leave. Only such a one was in phase Asked before.
    bool confirms = true;
    Clock clock = {};
    /// Keeps what servers have told of streams in their own words (StreamEdits::keepOthers); empty: nobody
    /// does.
    std::function<void(const std::vector<std::pair<StreamId, SecretText>> &, QObject *,
                       ServerGateway::Done<void>)>
        keepOthers = {};
    /// Called for each attempt to write a step that the registry did not take.
    std::function<void(const Error &)> stepRefused = {};
};

/// One operation on one stream, from its turn to its end: a coroutine that writes each step to the
/// journal before it acts, finishes or undoes what an earlier process began, and never leaves the
/// registry naming settings that no server was asked for. Lives on the session's thread. Destroying it
/// stops it where it is; the journal then says how far it was. What the kinds of operations share is here.
class OperationRun
{
public:
    using Writing = std::function<VoidResult(RegistryDatabase &)>;
    /// What beginning writes into the registry beside the journal.
    struct Opening
    {
        std::optional<Stream> stream; ///< as it is wanted
        /// What else is written; empty: nothing. May refuse: then the operation fails with what it says.
        Writing also;
    };

    /// By its kind (operationTable); null: nothing that can be asked for.
    [[nodiscard]] static std::unique_ptr<OperationRun> create(OperationTools &tools, Operation operation);
    virtual ~OperationRun() = default;
    OperationRun(const OperationRun &) = delete;
    OperationRun &operator=(const OperationRun &) = delete;

    [[nodiscard]] const Operation &operation() const { return m_operation; }
    /// Reads what is in memory. Written in one transaction with the step from waiting to running: by the run
    /// itself when its turn comes, or with the operation where that is at once.
    [[nodiscard]] virtual Opening opening() const { return {}; }
    /// `isResumed`: it was begun by a process that is dead. Finishes exactly once; the operation then
    /// has ended, or the scope was closed.
    virtual QCoro::Task<void> run(bool isResumed) = 0;
    /// Stops waiting and retrying; a request under way is still heard out.
    void cancel() { m_isCancelled = true; }
    /// Ends everything at once, for shutdown.
    void close() { m_scope.close(); }
    /// The journal does not have the end: it was not taken, or a step was not, and the run stopped there.
    [[nodiscard]] bool isUnwritten() const { return m_isUnwritten; }
    /// After a run that stopped at a step which was not taken: what it is for the operator.
    void endUnwritten();
    /// Where stopping would leave servers that nobody sees to: a transfer on its way.
    [[nodiscard]] bool goesOnLater() const
    {
        return operationFacts(m_operation.kind).runner == RunnerKind::Transfer;
    }

protected:
    OperationRun(OperationTools &tools, Operation operation);

    enum class Answer {
        Accepted,
        Refused, ///< certainly not done
        Unknown, ///< asked, and nobody can tell
    };
    struct Outcome
    {
        Answer answer = Answer::Accepted;
        Error error;
    };
    /// What goes into the registry together with the operation's present state.
    struct Step
    {
        QString text; ///< of the event
        std::optional<Stream> stream;
        bool isRemoved = false; ///< the stream leaves the registry
        /// What else is written; empty: nothing.
        Writing also;
    };
    /// What one server is asked; named, so that it lives as long as the asking.
    using Request = std::function<void(ServerGateway::Done<void>)>;
    using Precondition = std::function<QCoro::Task<bool>()>;
    using Check = std::function<std::optional<bool>(const Result<RemoteStream> &)>;

    /// Writes that it has begun, unless that is written already. False: it has ended, for it was refused or
    /// cancelled, or the journal cannot be written.
    QCoro::Task<bool> begin();
    /// Asks one server until it accepts or refuses, or cannot be reached after all attempts. `isDone` tells
    /// from the stream of this name there whether it was done, when no answer came.
    /// Before each attempt `isRight` is asked whether it may still be done; empty: it may.
    QCoro::Task<Outcome> ask(ServerId server, QString remoteName, Request request, Check isDone,
                             Precondition isRight = {});
    /// Until then, or until it is cancelled; false: the scope was closed.
    QCoro::Task<bool> wait(std::chrono::milliseconds delay);
    /// The stream in a poll since then; none if there was none, or the server does not have it.
    [[nodiscard]] std::optional<ObservedStream> lastSeen(const ServerId &server, const QString &remoteName,
                                                         qint64 sinceMs) const;
    QCoro::Task<bool> untilShown(ServerId server, QString remoteName, Check isDone);
    /// Tries again while the registry does not take it.
    QCoro::Task<VoidResult> journal(Step step);
    QCoro::Task<void> finish(OperationState state, bool isRemoved = false);
    QCoro::Task<bool> noteAsked();
    /// Why the stream cannot be made anew as it was: what its servers have kept of it is locked.
    [[nodiscard]] std::optional<Error> lockedOthers() const;
    /// Reads what the server keeps of the stream in its own words, before it may be lost there.
    QCoro::Task<void> keepOthers(ServerId server, QString remoteName);
    /// Names what the server will not take of it: in the journal before it is asked, and at the end.
    QCoro::Task<bool> tellNotTaken(ServerId server, StreamWrite write);
    QCoro::Task<void> leaveAsked();
    [[nodiscard]] static QString cancelledUnasked();

    /// What this server has recorded of the stream under this name.
    QCoro::Task<Result<std::vector<ArchiveHolder>>> periodsOn(ServerId server, QString remoteName);

    [[nodiscard]] std::function<void(ServerGateway::Done<RemoteStream>)> readingOf(const ServerId &server,
                                                                                   const QString &remoteName);
    [[nodiscard]] QString nameOf(const ServerId &server) const;
    [[nodiscard]] qint64 nowMs() const { return m_tools.clock.nowMs(); }

    QCoro::Task<VoidResult> writeStep(Step step);
    void endUntold(bool isRemoved);

    OperationTools &m_tools;
    Operation m_operation;
    bool m_isCancelled = false;
    std::optional<Error> m_refusal; ///< of the registry, after all attempts
    bool m_isUnwritten = false;
    QStringList m_notTaken; ///< sentences
    int m_keptDays = 0;     ///< how long the server that was read keeps recordings; 0: not told
    QObject m_context;      ///< answers end with this object
    AsyncScope m_scope;
};

} // namespace streamkeeper
