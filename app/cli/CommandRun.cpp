#include "app/cli/CommandRun.h"

#include "app/cli/JsonOf.h"
#include "app/cli/TextTable.h"
#include "models/registry/StoredNames.h"

#include <QJsonArray>
#include <QSet>
#include <QTimer>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How often it is looked whether the runner has stopped without a word: the journal could not be written.
constexpr auto idleCheck = 200ms;
/// The end of the time that is given: to read back what a server has that did not answer in time. What has
/// not ended then is left to the journal.
constexpr std::chrono::milliseconds lastWords = 2s;
constexpr int lastPart = 4; ///< of a short time it is no more than this part

} // namespace

CommandRun::CommandRun(CliContext &context)
    : m_context(context)
{
    OperationRunner &runner = context.session().operations();
    connect(&runner, &OperationRunner::operationChanged, this, &CommandRun::handleChange);
    connect(&runner, &OperationRunner::refused, this, [this](const Operation &operation, const Error &error) {
        Operation failed = operation;
        failed.state = OperationState::Failed;
        failed.message = error.message;
        handleChange(failed);
    });
    connect(&runner, &OperationRunner::batchChanged, this,
            [this](const BatchProgress &progress) { m_stopReason = progress.stopReason; });
    connect(&runner, &OperationRunner::journalFailed, this,
            [this](const Error &error) { m_journalFailure = error; });
}

void CommandRun::handleChange(const Operation &operation)
{
    if (!m_seen.contains(operation.id))
        m_order.append(operation.id);
    Seen &seen = m_seen[operation.id];
    seen.wasAsked = seen.wasAsked || operation.phase == OperationPhase::Asked;
    seen.operation = operation;
    seen.isOver = !isOpen(operation.state);
    showProgress();
}

bool CommandRun::areAllOver() const
{
    return std::ranges::all_of(m_seen, [](const Seen &seen) { return seen.isOver; });
}

void CommandRun::showProgress()
{
    const auto over = std::ranges::count_if(m_seen, [](const Seen &seen) { return seen.isOver; });
    m_context.progress().show(u"Operations that have ended"_s, over, m_seen.size());
}

CliResult CommandRun::run(const std::vector<StreamCommand> &commands, const QJsonObject &extra)
{
    m_batch = m_context.session().runCommands(commands);
    if (auto written = waitForWriting(); !written)
        return tl::unexpected(written.error());
    waitForEnd();
    m_context.progress().clear();
    refreshObservations();
    return answer(extra);
}

CliResult CommandRun::resume()
{
    m_isResuming = true;
    m_context.session().operations().resumeAbandoned();
    if (auto written = waitForWriting(); !written)
        return tl::unexpected(written.error());
    if (m_journalFailure)
        return cliFailure(*m_journalFailure);
    waitForEnd();
    const bool isKeyChangeOver = finishKeyChange();
    refreshObservations();
    settleCopies();
    CliResult result = answer({});
    if (result && !isKeyChangeOver)
        result->exitCode = ExitCode::Failed;
    return result;
}

/// One that a dead program has left; without its private half the new key could only be taken back.
bool CommandRun::finishKeyChange()
{
    if (!m_context.isUnsealed())
        return true;
    const auto report = m_context.await<KeyChange::Report>([this](QObject *listener, auto done) {
        m_context.session().signingKeys().finishChange(listener, std::move(done));
    });
    if (report && !report->newKeyId.isEmpty())
        m_context.note(
            u"The change of the signing key is finished; the key is %1 now."_s.arg(report->newKeyId));
    for (const QString &note : report ? report->notes : QStringList{report.error().message})
        m_context.note(note);
    return report.has_value();
}

/// The registry does one thing after the other: with this answer, what was ordered before is written down.
CliExpected<void> CommandRun::waitForWriting()
{
    auto written = m_context.await<std::vector<Operation>>([this](QObject *listener, auto done) {
        m_context.session().latestOperations(1, listener, std::move(done));
    });
    if (!written)
        return tl::unexpected(written.error());
    return {};
}

void CommandRun::waitForEnd()
{
    OperationRunner &runner = m_context.session().operations();
    bool isIdle = false;
    QTimer idleTimer;
    connect(&idleTimer, &QTimer::timeout, this, [&] { isIdle = runner.isIdle(); });
    idleTimer.start(idleCheck);
    const auto isDone = [&] { return areAllOver() || isIdle; };
    auto limit = m_context.timeLeft();
    if (limit && !isTransferring()) {
        limit = *limit - std::min(lastWords, *limit / lastPart);
        m_context.session().answerBy(*limit);
    }
    if (m_context.waitUntil(isDone, limit))
        return;
    if (m_context.isInterrupted()) {
        m_wasInterrupted = true;
        m_context.hearInterrupt();
        m_context.note(
            u"Stopping: what has been asked is heard out. Ctrl-C again leaves at once; the journal then "
            "says how far it was, and \"operations resume\" goes on."_s);
    }
    for (const Seen &seen : std::as_const(m_seen)) {
        if (!seen.isOver)
            runner.cancel(seen.operation.batch);
    }
    const bool mayLeave = !m_wasInterrupted && !isTransferring();
    const auto left = m_context.timeLeft();
    if (mayLeave && left)
        m_context.session().limitDeadlines(*left / 2);
    (void)m_context.waitUntil(isDone, mayLeave ? left : std::nullopt);
}

/// What it takes back would be left undone: no camera may be without a server for as long as that.
bool CommandRun::isTransferring() const
{
    return std::ranges::any_of(m_seen, [](const Seen &seen) {
        return !seen.isOver && seen.operation.kind == OperationKind::Transfer;
    });
}

/// So that the next `streams list` shows what was confirmed.
void CommandRun::refreshObservations()
{
    if (m_wasInterrupted || m_context.isInterrupted() || m_context.isLate())
        return;
    QSet<ServerId> servers;
    for (const Seen &seen : std::as_const(m_seen)) {
        if (seen.operation.state == OperationState::Confirmed && !seen.operation.server.isNull())
            servers.insert(seen.operation.server);
    }
    if (!servers.isEmpty())
        (void)m_context.poll({servers.begin(), servers.end()});
}

/// What transfers had left on servers that did not answer then: a poll that they answer settles it.
void CommandRun::settleCopies()
{
    if (m_wasInterrupted || m_context.isInterrupted() || m_context.isLate())
        return;
    QSet<ServerId> holders;
    for (const HolderCopy &copy : m_context.fleet().holderCopies())
        holders.insert(copy.server);
    const auto failures = m_context.poll({holders.begin(), holders.end()});
    (void)m_context.tellFailures(failures);
    for (const Operation &ended : m_context.seenToCopies())
        handleChange(ended);
}

QString CommandRun::outcomeOf(const Seen &seen) const
{
    if (!seen.isOver) // the journal failed, or it was left in the middle
        return m_journalFailure ? u"failed"_s : u"unconfirmed"_s;
    if (seen.operation.state == OperationState::Unconfirmed && seen.wasAsked && m_context.isAskedEnough())
        return u"asked"_s;
    return stored::word(stored::operationStates, seen.operation.state);
}

CliResult CommandRun::answer(const QJsonObject &extra)
{
    QJsonArray operations;
    QHash<QString, int> counts;
    TextTable table(
        {{u"OUTCOME"_s}, {u"OPERATION"_s}, {u"TARGET"_s}, {u"SERVER"_s}, {u"UUID"_s}, {u"MESSAGE"_s}});
    for (const OperationId &id : std::as_const(m_order)) {
        const Seen &seen = m_seen[id];
        const QString outcome = outcomeOf(seen);
        QString message = seen.operation.message;
        if (!seen.isOver)
            message = m_journalFailure ? m_journalFailure->message
                                       : u"It was left where it is; \"operations resume\" goes on with it."_s;
        ++counts[outcome];
        QJsonObject object = json::operation(seen.operation);
        object.insert(u"outcome"_s, outcome);
        object.insert(u"message"_s, json::text(message));
        operations.append(object);
        table.add({outcome, stored::kindWord(seen.operation), seen.operation.target,
                   seen.operation.serverName, seen.operation.stream.toString(), message});
    }
    CliAnswer result;
    // What a dead program had not begun is cancelled when it is cleared up: that is done, not failed.
    const bool hasFailed = counts.value(u"failed"_s) || (counts.value(u"cancelled"_s) && !m_isResuming);
    result.exitCode = m_wasInterrupted                 ? ExitCode::Interrupted
                      : hasFailed                      ? ExitCode::Failed
                      : counts.value(u"unconfirmed"_s) ? ExitCode::Unconfirmed
                                                       : ExitCode::Done;
    QJsonObject document = extra;
    document.insert(u"outcome"_s, counts.size() == 1 ? QJsonValue(counts.cbegin().key())
                                  : counts.isEmpty() ? QJsonValue(u"nothing"_s)
                                                     : QJsonValue(u"mixed"_s));
    document.insert(u"operations"_s, operations);
    if (!m_stopReason.isEmpty()) {
        document.insert(u"stopReason"_s, m_stopReason);
        m_context.note(m_stopReason);
    }
    result.json = document;
    result.text = operations.isEmpty() ? u"There is nothing to resume.\n"_s : table.text();
    return result;
}

} // namespace streamkeeper
