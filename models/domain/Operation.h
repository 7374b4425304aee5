#pragma once

#include "models/domain/Ids.h"
#include "models/domain/OperationKinds.h"
#include "models/domain/OperationPayload.h"

#include <QString>

#include <optional>

namespace streamkeeper {

/// How far an operation is. The first two are open, the others are its end.
enum class OperationState : quint8 {
    Waiting,     ///< written down, its turn has not come
    Running,     ///< begun: it will be finished or undone, also after a crash
    Confirmed,   ///< the server shows the effect
    Unconfirmed, ///< asked, but the effect was not seen in time
    Failed,      ///< refused or impossible; what was changed is undone
    Cancelled,   ///< stopped before anything was asked
};

/// What a running operation is doing. "Asked" and "retrying" are words for people too.
enum class OperationPhase : quint8 {
    Prepared, ///< the registry holds what is wanted
    Asking,   ///< a request is under way
    Asked,    ///< every server has taken the request; its effect is awaited
    Retrying, ///< a server could not be reached; it is asked again soon
    Undoing,
    Finished,
};

[[nodiscard]] constexpr bool isOpen(OperationState state)
{
    return state == OperationState::Waiting || state == OperationState::Running;
}

/// The process that carries an operation out. Only an operation of an owner that is proven dead may
/// be taken over (design.md, "Operations").
struct OperationOwner
{
    QString host;
    QString bootId; ///< of the host: pids mean nothing after a restart of the machine
    qint64 pid = 0;
    qint64 startTime = 0; ///< of the process, in clock ticks after boot: pids are used again

    bool operator==(const OperationOwner &) const = default;
};

/// One row of the journal and of the audit trail. Holds no secret: changed addresses are masked here and
/// sealed in the registry under `oldSecret` and `newSecret`, which are kept as long as it is open.
struct Operation
{
    OperationId id;
    BatchId batch; ///< null: on its own
    OperationKind kind = OperationKind::Unknown;
    QString unknownKind; ///< the stored word of a kind that is unknown here
    StreamId stream;     ///< null: not about one stream
    CameraId camera;
    ServerId server;
    QString target;     ///< what it is about, for people: "Yard gate · high"
    QString serverName; ///< of the media server, as it was then
    QString author;     ///< user@host
    OperationState state = OperationState::Waiting;
    OperationPhase phase = OperationPhase::Prepared;
    int attempts = 0;
    OperationPayload payload; ///< what to do, and what was before
    SecretId oldSecret;
    SecretId newSecret;
    QString message;        ///< outcome for people, with advice; empty while nothing is to be said
    qint64 createdAtMs = 0; ///< UTC
    std::optional<qint64> startedAtMs;
    std::optional<qint64> finishedAtMs;
    OperationOwner owner;
    qint64 leaseUntilMs = 0; ///< UTC; renewed while its owner lives

    bool operator==(const Operation &) const = default;
};

/// One line of an operation's history; never changed once written.
struct OperationEvent
{
    qint64 atMs = 0; ///< UTC
    OperationPhase phase = OperationPhase::Prepared;
    QString text; ///< for people; empty when the phase says it all

    bool operator==(const OperationEvent &) const = default;
};

} // namespace streamkeeper
