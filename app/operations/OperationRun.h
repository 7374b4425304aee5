#pragma once

#include "app/operations/AsyncScope.h"
#include "app/operations/OperationPace.h"
#include "app/operations/ServerGateway.h"
#include "app/operations/StreamChange.h"
#include "app/operations/StreamCommand.h"
#include "models/fleet/FleetState.h"
#include "models/registry/Registry.h"
#include "models/registry/SecretRepository.h"

#include <QCoroTask>

#include <functional>
#include <optional>

namespace streamkeeper {

/// What operations work with; everything outlives them.
struct OperationTools
{
    Registry &registry;
    FleetState &fleet;
    ServerGateway &servers;
    OperationPace pace;
    /// Unseals an address that an operation may have to put back.
    Unsealing unseal;
    /// The registry has this stream now; null: it has it no more.
    std::function<void(const StreamId &, const std::optional<Stream> &)> streamWritten;
    /// Called after each step that is written to the journal.
    std::function<void(const Operation &)> stepWritten;
    /// False: an operation ends as Unconfirmed once every server has taken the request, so that a short-lived
    /// program may leave. Only such a one was in phase Asked before.
    bool confirms = true;
};

/// One operation on one stream, from its turn to its end: a coroutine that writes each step to the
/// journal before it acts, finishes or undoes what an earlier process began, and never leaves the
/// registry naming settings that no server was asked for. Lives on the session's thread. Destroying it
/// stops it where it is; the journal then says how far it was.
class OperationRun
{
public:
    OperationRun(OperationTools &tools, Operation operation);
    OperationRun(const OperationRun &) = delete;
    OperationRun &operator=(const OperationRun &) = delete;

    [[nodiscard]] const Operation &operation() const { return m_operation; }
    /// `isResumed`: it was begun by a process that is dead. Finishes exactly once; the operation then
    /// has ended, or the scope was closed.
    QCoro::Task<void> run(bool isResumed);
    /// Stops waiting and retrying; a request under way is still heard out.
    void cancel() { m_isCancelled = true; }
    /// Ends everything at once, for shutdown.
    void close() { m_scope.close(); }

private:
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
    };
    /// What one server is asked; named, so that it lives as long as the asking.
    using Request = std::function<void(ServerGateway::Done<void>)>;
    using Check = std::function<std::optional<bool>(const Result<RemoteStream> &)>;

    QCoro::Task<void> change(bool isResumed);
    QCoro::Task<void> remove(bool isResumed);
    QCoro::Task<void> restart(bool isResumed);
    QCoro::Task<bool> begin(std::optional<Stream> after);
    QCoro::Task<void> undo(std::vector<ServerId> servers, Error reason);

    QCoro::Task<Outcome> ask(ServerId server, Request request, Check isDone);
    QCoro::Task<bool> untilShown(ServerId server, Check isDone);
    QCoro::Task<VoidResult> journal(Step step);
    QCoro::Task<void> finish(OperationState state, bool isRemoved = false);
    QCoro::Task<bool> noteAsked();
    QCoro::Task<void> leaveAsked();

    [[nodiscard]] Check shows(const StreamWrite &write) const;
    [[nodiscard]] std::function<void(ServerGateway::Done<RemoteStream>)> readingOf(const ServerId &server);
    [[nodiscard]] QString nameOf(const ServerId &server) const;
    [[nodiscard]] std::vector<ServerId> serversOf(const Stream &stream) const;

    OperationTools &m_tools;
    Operation m_operation;
    bool m_isCancelled = false;
    QObject m_context; ///< answers end with this object
    AsyncScope m_scope;
};

} // namespace streamkeeper
