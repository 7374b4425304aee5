#pragma once

#include "app/async/Interrupts.h"
#include "app/cli/Arguments.h"
#include "app/cli/CliKeychain.h"
#include "app/cli/Naming.h"
#include "app/cli/Progress.h"
#include "app/cli/SecretInput.h"
#include "app/session/Session.h"

#include <QDeadlineTimer>
#include <QHash>

#include <chrono>
#include <memory>
#include <optional>

namespace streamkeeper {

/// What a verb works with: its arguments, the session on the registry, and waiting. The command line does one
/// thing after the other: it waits by running the event loop until an answer is there or Ctrl-C is pressed.
class CliContext : public QObject
{
    Q_OBJECT

public:
    explicit CliContext(const ParsedCommand &command);
    ~CliContext() override;

    [[nodiscard]] const ParsedCommand &command() const { return m_command; }
    [[nodiscard]] SecretInput &secrets() { return m_secretInput; }
    [[nodiscard]] QString registryPath() const;
    /// A sentence on standard error.
    void note(const QString &sentence) const;
    /// How far the work is, on standard error.
    [[nodiscard]] Progress &progress() { return m_progress; }
    /// Somebody can be asked.
    [[nodiscard]] static bool isAttended();
    /// Yes or no; after open().
    [[nodiscard]] CliExpected<bool> ask(const QString &question);

    enum class Missing { Refuse, Create };
    /// Opens the registry, and its secrets as far as they can be. `confirms`: operations wait for their
    /// effect.
    [[nodiscard]] CliExpected<void> open(bool confirms = true, Missing missing = Missing::Refuse);
    /// Operations end with the server's "taken": `--wait` was not given.
    [[nodiscard]] bool isAskedEnough() const { return !m_confirms; }
    /// After open() only.
    [[nodiscard]] Session &session() { return *m_session; }
    [[nodiscard]] FleetState &fleet() { return m_session->fleet(); }
    [[nodiscard]] qint64 nowMs() const { return m_session->clock().nowMs(); }
    /// Secrets can be sealed and unsealed.
    [[nodiscard]] bool isUnsealed() const;
    /// The server's token is sealed, and nobody lends one.
    [[nodiscard]] bool isLocked(const MediaServer &server) const;
    /// Why secrets cannot be unsealed, for people.
    [[nodiscard]] QString lockedReason() const;
    /// Given by --secret-env without a server's name.
    [[nodiscard]] const std::optional<SecretText> &plainSecret() const { return m_lent.plain; }
    /// On `servers add` and `servers edit` the plain secret is the new one and lent to nobody.
    void keepPlainSecret() { m_isPlainKept = true; }
    /// For a server that was just added and cannot keep its token.
    void lend(const QString &server, const SecretText &secret) { m_lent.byServer.insert(server, secret); }

    /// Until `--timeout` is over, counted from the start of the program; none: it was not given.
    [[nodiscard]] std::optional<std::chrono::milliseconds> timeLeft() const;
    [[nodiscard]] bool isLate() const { return timeLeft() == std::chrono::milliseconds(0); }
    /// Some token was given by --secret-env.
    [[nodiscard]] bool isLending() const { return m_lent.plain || !m_lent.byServer.isEmpty(); }
    /// False: interrupted, or `limit` is over.
    bool waitUntil(const std::function<bool()> &isDone, std::optional<std::chrono::milliseconds> limit = {});
    [[nodiscard]] bool isInterrupted() const
    {
        return m_interrupts && m_interrupts->count() > m_heardInterrupts;
    }
    /// For what winds up after Ctrl-C: only the next one counts again.
    void hearInterrupt() { ++m_heardInterrupts; }
    [[nodiscard]] static tl::unexpected<CliFailure> interruptedFailure();

    /// Waits for the answer of a call that gives it to a callback.
    template <typename T>
    [[nodiscard]] CliExpected<T>
    await(const std::function<void(QObject *, std::function<void(Result<T>)>)> &start)
    {
        std::optional<Result<T>> answer;
        QObject listener; // an answer after Ctrl-C has nobody to go to
        start(&listener, [&answer](Result<T> result) { answer = std::move(result); });
        if (!waitUntil([&answer] { return answer.has_value(); }))
            return interruptedFailure();
        if (!*answer)
            return cliFailure(answer->error());
        if constexpr (std::is_void_v<T>)
            return {};
        else
            return std::move(**answer);
    }

    /// What transfers had left and this program has seen to, or could not: as the journal has it.
    [[nodiscard]] const std::vector<Operation> &seenToCopies() const { return m_seenTo; }
    /// Until no copy that a poll has shown is under way any more: a program that ends in the middle would
    /// leave the claim in the journal.
    void hearOutCopies();

    /// Polls these servers now and waits. `withRates`: counters are read twice, at least a second apart.
    /// Tells the failures of those that did not answer.
    [[nodiscard]] QHash<ServerId, Error> poll(const std::vector<ServerId> &servers, bool withRates = false);
    /// Says on standard error which servers did not answer a poll, and why; what the program may end with.
    ExitCode tellFailures(const QHash<ServerId, Error> &failures);
    [[nodiscard]] std::vector<ServerId> allServers();
    /// As findNamed() understands it.
    [[nodiscard]] CliExpected<MediaServer> findServer(const QString &typed,
                                                      Shortening shortening = Shortening::Allowed);
    [[nodiscard]] CliExpected<Cluster> findCluster(const QString &typed,
                                                   Shortening shortening = Shortening::Allowed);
    [[nodiscard]] CliExpected<ServerGroup> findServerGroup(const QString &typed,
                                                           Shortening shortening = Shortening::Allowed);

private:
    [[nodiscard]] CliExpected<void> unlock();
    [[nodiscard]] CliExpected<void> openByPassphrase();
    [[nodiscard]] std::optional<SecretText> lentTo(const MediaServer &server) const;
    [[nodiscard]] QHash<ServerId, Error> pollOnce(const std::vector<ServerId> &servers);
    void settleCopies();
    void tellSeenTo(const Operation &ended);
    void pollCounters(const std::vector<ServerId> &servers, QHash<ServerId, Error> &failures);

    const ParsedCommand &m_command;
    mutable Progress m_progress;
    SecretInput m_secretInput;
    SecretInput::Lent m_lent;
    std::optional<SecretText> m_passphrase;
    std::optional<QDeadlineTimer> m_deadline;
    bool m_isPlainKept = false;
    bool m_confirms = true;
    QString m_lockedReason;
    SystemKeychain m_systemKeychain;
    std::unique_ptr<CliKeychain> m_keychain;
    std::unique_ptr<Interrupts> m_interrupts;
    int m_heardInterrupts = 0;
    std::vector<Operation> m_seenTo;
    std::unique_ptr<Session> m_session;
};

} // namespace streamkeeper
