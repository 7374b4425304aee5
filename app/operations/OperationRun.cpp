#include "app/operations/OperationRun.h"

#include "app/async/ProcessIdentity.h"
#include "app/operations/IndexRun.h"
#include "app/operations/StreamRun.h"
#include "app/operations/TransferRun.h"
#include "models/registry/EventRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/rules/OtherSettings.h"
#include "models/texts/TransferTexts.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OperationRun)
};

/// The server could not be reached, or asks for patience: the same may work in a moment.
bool isWorthRetrying(const Error &error)
{
    return isUnanswered(error) || error.httpStatus == 429 || error.httpStatus == 503;
}

} // namespace

// What is awaited gets named arguments only: g++ 12 destroys converted temporaries of an awaited call twice.

OperationRun::OperationRun(OperationTools &tools, Operation operation)
    : m_tools(tools)
    , m_operation(std::move(operation))
{
}

std::unique_ptr<OperationRun> OperationRun::create(OperationTools &tools, Operation operation)
{
    switch (operationFacts(operation.kind).runner) {
    case RunnerKind::Change:
    case RunnerKind::Restart:
    case RunnerKind::Delete:
        return std::make_unique<StreamRun>(tools, std::move(operation));
    case RunnerKind::Transfer:
        return std::make_unique<TransferRun>(tools, std::move(operation));
    case RunnerKind::Index:
        return std::make_unique<IndexRun>(tools, std::move(operation));
    case RunnerKind::Nobody:
    case RunnerKind::Copy:
    case RunnerKind::RegistryOnly:
        break;
    }
    return {};
}

QCoro::Task<bool> OperationRun::begin()
{
    if (m_operation.state == OperationState::Waiting) {
        const Opening opened = opening();
        m_operation.state = OperationState::Running;
        m_operation.phase = OperationPhase::Prepared;
        m_operation.startedAtMs = nowMs();
        const Step step{{}, opened.stream, false, opened.also};
        const auto written = co_await journal(step);
        if (!written) {
            m_operation.message = written.error().message;
            if (!m_scope.isClosed())
                co_await finish(OperationState::Failed);
            co_return false;
        }
    }
    // What was changed in the registry has to be put back, by whoever knows how.
    const bool hasEdited = operationFacts(m_operation.kind).effect == StreamEffect::EditsStream;
    if (m_isCancelled && !hasEdited) {
        m_operation.message = cancelledUnasked();
        co_await finish(OperationState::Cancelled);
        co_return false;
    }
    co_return true;
}

QString OperationRun::cancelledUnasked()
{
    return Texts::tr("Cancelled before anything was asked.");
}

// ---- asking

/// Asks one server until it accepts or refuses, or cannot be reached after all attempts.
QCoro::Task<OperationRun::Outcome> OperationRun::ask(ServerId server, QString remoteName, Request request,
                                                     Check isDone, Precondition isRight)
{
    bool mayHaveArrived = false;
    for (size_t attempt = 0;; ++attempt) {
        if (isRight) {
            const bool isStillRight = co_await isRight();
            if (m_scope.isClosed())
                co_return Outcome{};
            if (!isStillRight)
                co_return Outcome{mayHaveArrived ? Answer::Unknown : Answer::Refused,
                                  Error{ErrorCategory::Conflict,
                                        Texts::tr("%1 was not asked (any more).").arg(nameOf(server)),
                                        {},
                                        0}};
        }
        if (m_operation.phase != OperationPhase::Undoing)
            m_operation.phase = OperationPhase::Asking;
        ++m_operation.attempts;
        const Step asking{nameOf(server), {}, false, {}};
        if (const auto written = co_await journal(asking); !written)
            co_return Outcome{Answer::Unknown, written.error()};
        const auto answer = co_await m_scope.call<void>(request);
        if (answer || m_scope.isClosed())
            co_return Outcome{};
        const Error &error = answer.error();
        if (error.category == ErrorCategory::Timeout)
            mayHaveArrived = true;
        if (isDone && mayHaveArrived) {
            // No answer is no refusal: what counts is what the server has.
            const auto reading = readingOf(server, remoteName);
            const auto read = co_await m_scope.call<RemoteStream>(reading);
            if (m_scope.isClosed())
                co_return Outcome{};
            const std::optional<bool> isThere = isDone(read);
            if (isThere.value_or(false))
                co_return Outcome{};
        }
        const bool isOver =
            !isWorthRetrying(error) || attempt >= m_tools.pace.retryDelays.size() || m_isCancelled;
        if (isOver) // a refusal says nothing of an earlier attempt that may have arrived
            co_return Outcome{mayHaveArrived ? Answer::Unknown : Answer::Refused, error};
        if (m_operation.phase != OperationPhase::Undoing)
            m_operation.phase = OperationPhase::Retrying;
        const Step retrying{error.message, {}, false, {}};
        if (const auto written = co_await journal(retrying); !written)
            co_return Outcome{Answer::Unknown, written.error()};
        const auto delay = m_tools.pace.retryDelays[attempt];
        const bool hasWaited = co_await wait(delay);
        if (!hasWaited)
            co_return Outcome{};
        if (m_isCancelled)
            co_return Outcome{mayHaveArrived ? Answer::Unknown : Answer::Refused, error};
    }
}

/// In short steps: whoever cancels, or has no time left, does not wait for the rest of it.
QCoro::Task<bool> OperationRun::wait(std::chrono::milliseconds delay)
{
    constexpr std::chrono::milliseconds step{100};
    for (auto left = delay; left.count() > 0 && !m_isCancelled; left -= step) {
        const auto part = std::min(left, step);
        const auto slept = co_await m_scope.sleep(part);
        if (!slept)
            co_return false;
    }
    co_return !m_scope.isClosed();
}

std::optional<ObservedStream> OperationRun::lastSeen(const ServerId &server, const QString &remoteName,
                                                     qint64 sinceMs) const
{
    const SnapshotPtr snapshot = m_tools.servers.lastSnapshot(server);
    if (!snapshot || snapshot->polledAtMs < sinceMs)
        return std::nullopt;
    const ObservedStream *seen = snapshot->find(remoteName);
    return seen ? std::optional(*seen) : std::nullopt;
}

QCoro::Task<bool> OperationRun::untilShown(ServerId server, QString remoteName, Check isDone)
{
    for (const auto delay : m_tools.pace.confirmDelays) {
        const bool hasWaited = co_await wait(delay);
        if (!hasWaited)
            co_return false;
        const auto reading = readingOf(server, remoteName);
        const auto read = co_await m_scope.call<RemoteStream>(reading);
        if (m_scope.isClosed())
            co_return false;
        const std::optional<bool> isThere = isDone(read);
        if (isThere.value_or(false))
            co_return true;
        if (m_isCancelled)
            co_return false;
    }
    co_return false;
}

// ---- the journal

/// Once it was given up, each further step has one attempt: who comes then only wants to end.
QCoro::Task<VoidResult> OperationRun::journal(Step step)
{
    const bool isGivenUp = m_refusal && m_refusal->category == ErrorCategory::Storage;
    const size_t further = isGivenUp ? 0 : m_tools.pace.journalDelays.size();
    for (size_t attempt = 0;; ++attempt) {
        const auto written = co_await writeStep(step);
        const bool isRefused = !written && written.error().category == ErrorCategory::Storage;
        if (isRefused && m_tools.stepRefused)
            m_tools.stepRefused(written.error());
        if (!isRefused || attempt >= further) {
            m_refusal = written ? std::nullopt : std::optional(written.error());
            co_return written;
        }
        const auto delay = m_tools.pace.journalDelays[attempt];
        const auto slept = co_await m_scope.sleep(delay);
        if (!slept)
            co_return written;
    }
}

/// Writes the step, and what it changes in the registry, in one transaction.
QCoro::Task<VoidResult> OperationRun::writeStep(Step step)
{
    const qint64 now = nowMs();
    m_operation.leaseUntilMs = now + std::chrono::milliseconds(leaseTime).count();
    const auto job = [operation = m_operation, step, now](RegistryDatabase &database) {
        return database.inTransaction([&]() -> VoidResult {
            // First the step: it also proves that the operation is still ours.
            if (auto done = OperationRepository(database).advance(operation, step.text, now); !done)
                return done;
            if (step.stream) {
                if (auto saved = FleetRepository(database).saveStreams({*step.stream}); !saved)
                    return saved;
            }
            if (step.isRemoved) {
                if (auto removed = FleetRepository(database).removeStreams({operation.stream}); !removed)
                    return removed;
            }
            if (step.also) {
                if (auto written = step.also(database); !written)
                    return written;
            }
            if (isOpen(operation.state))
                return {};
            if (auto noted = EventRepository(database).addEndOf(operation, now); !noted)
                return noted;
            return SecretRepository(database).removeUnused();
        });
    };
    const auto writing = [this, job](auto done) { m_tools.registry.run(&m_context, job, std::move(done)); };
    const auto written = co_await m_scope.call<void>(writing);
    if (written) {
        if (step.stream) {
            ++step.stream->revision;
            m_tools.streamWritten(m_operation.stream, step.stream);
        } else if (step.isRemoved) {
            m_tools.streamWritten(m_operation.stream, std::nullopt);
        }
        m_tools.stepWritten(m_operation);
    }
    co_return written;
}

/// With the message that was set before. `isRemoved`: the stream leaves the registry with it.
QCoro::Task<void> OperationRun::finish(OperationState state, bool isRemoved)
{
    m_operation.state = state;
    m_operation.phase = OperationPhase::Finished;
    m_operation.finishedAtMs = nowMs();
    if (!m_operation.startedAtMs)
        m_operation.startedAtMs = m_operation.finishedAtMs;
    if (state == OperationState::Confirmed && !m_notTaken.isEmpty())
        m_operation.message = (QStringList{m_operation.message} + m_notTaken).join(u' ').trimmed();
    const Step step{m_operation.message, {}, isRemoved, {}};
    const auto written = co_await journal(step);
    if (!written && !m_scope.isClosed())
        endUntold(isRemoved);
}

/// It has ended, and only the journal does not know.
void OperationRun::endUntold(bool isRemoved)
{
    m_isUnwritten = m_refusal->category == ErrorCategory::Storage;
    if (isRemoved && m_operation.state == OperationState::Confirmed) {
        m_operation.state = OperationState::Unconfirmed;
        m_operation.message =
            Texts::tr("It was deleted on its servers, and is still in the registry: delete it again.");
    }
    if (!m_operation.message.contains(m_refusal->message))
        m_operation.message = (m_operation.message + u' ' + m_refusal->message).trimmed();
    if (m_isUnwritten)
        m_operation.message += u' ' + Texts::tr("The journal is told as soon as it can be written.");
    m_tools.stepWritten(m_operation);
}

void OperationRun::endUnwritten()
{
    m_isUnwritten = m_refusal && m_refusal->category == ErrorCategory::Storage;
    m_operation.state = OperationState::Unconfirmed;
    m_operation.phase = OperationPhase::Finished;
    m_operation.finishedAtMs = nowMs();
    QStringList message;
    if (m_refusal)
        message.append(m_refusal->message);
    if (m_isUnwritten && goesOnLater())
        message.append(Texts::tr("The transfer stands still. It is carried on, or taken back, as soon as the "
                                 "registry can be written."));
    else if (m_isUnwritten)
        message.append(Texts::tr("It was tried several times, and the operation was stopped here. Registry "
                                 "and servers may differ now: look at the row after the next polls."));
    m_operation.message = message.join(u' ');
    m_tools.stepWritten(m_operation);
}

std::optional<Error> OperationRun::lockedOthers() const
{
    const Stream *known = m_tools.fleet.stream(m_operation.stream);
    if (!known || known->othersSecret.isNull() || m_tools.unseal(known->othersSecret))
        return {};
    return Error{
        ErrorCategory::Secret,
        Texts::tr("What its server keeps of the stream cannot be unsealed. Unlock the secrets first."),
        {},
        0};
}

QCoro::Task<void> OperationRun::keepOthers(ServerId server, QString remoteName)
{
    const FleetServer *known = m_tools.fleet.server(server);
    if (!m_tools.keepOthers || !known || !known->capabilities().testFlag(Capability::OwnSettings))
        co_return;
    // Nobody waits for a server that is known to be silent; a token that was locked may be open by now.
    if (known->failure && isUnanswered(known->failure->error))
        co_return;
    const auto reading = readingOf(server, remoteName);
    const auto read = co_await m_scope.call<RemoteStream>(reading);
    if (m_scope.isClosed() || !read)
        co_return;
    m_keptDays = read->archiveDays;
    if (read->others.isEmpty())
        co_return;
    const std::vector<std::pair<StreamId, SecretText>> others{{m_operation.stream, read->others}};
    const auto keeping = [this, others](ServerGateway::Done<void> done) {
        m_tools.keepOthers(others, &m_context, std::move(done));
    };
    co_await m_scope.call<void>(keeping);
}

QCoro::Task<bool> OperationRun::tellNotTaken(ServerId server, StreamWrite write)
{
    if (write.settings.others.isEmpty())
        co_return true;
    const auto reading = [this, server](ServerGateway::Done<QStringList> done) {
        m_tools.servers.readTakenSettings(server, &m_context, std::move(done));
    };
    const auto taken = co_await m_scope.call<QStringList>(reading);
    if (m_scope.isClosed())
        co_return false;
    const QStringList names = taken ? othersNotTaken(write.settings.others, *taken) : QStringList();
    if (names.isEmpty())
        co_return true;
    const QString told = texts::notTaken(nameOf(server), names);
    m_notTaken.append(told);
    const Step step{told, {}, false, {}};
    const auto written = co_await journal(step);
    co_return written.has_value();
}

QCoro::Task<bool> OperationRun::noteAsked()
{
    m_operation.phase = OperationPhase::Asked;
    const Step taken;
    const auto written = co_await journal(taken);
    co_return written.has_value();
}

QCoro::Task<void> OperationRun::leaveAsked()
{
    m_operation.message =
        Texts::tr("Asked; not waited for. The next poll shows whether the server has done it.");
    co_await finish(OperationState::Unconfirmed);
}

// ---- looking

QCoro::Task<Result<std::vector<ArchiveHolder>>> OperationRun::periodsOn(ServerId server, QString remoteName)
{
    const auto reading = [this, server, remoteName](ServerGateway::Done<std::vector<RecordedPeriod>> done) {
        m_tools.servers.readPeriods(server, remoteName, &m_context, std::move(done));
    };
    const auto periods = co_await m_scope.call<std::vector<RecordedPeriod>>(reading);
    if (!periods)
        co_return tl::unexpected(periods.error());
    std::vector<ArchiveHolder> holders;
    holders.reserve(periods->size());
    for (const RecordedPeriod &period : *periods)
        holders.push_back(
            {m_operation.stream, server, remoteName, period.fromMs, period.untilMs, period.toldStart});
    co_return holders;
}

std::function<void(ServerGateway::Done<RemoteStream>)> OperationRun::readingOf(const ServerId &server,
                                                                               const QString &remoteName)
{
    return [this, server, remoteName](ServerGateway::Done<RemoteStream> done) {
        m_tools.servers.read(server, remoteName, &m_context, std::move(done));
    };
}

QString OperationRun::nameOf(const ServerId &server) const
{
    return m_tools.fleet.serverName(server);
}

} // namespace streamkeeper
