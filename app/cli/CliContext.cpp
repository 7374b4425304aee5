#include "app/cli/CliContext.h"

#include "app/cli/TextTable.h"
#include "app/files/Leftovers.h"
#include "app/session/RegistryPath.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>
#include <unistd.h>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Long enough for a keychain that is there; a window on a far screen is not waited for.
constexpr auto keychainPatience = 10s;
/// Rates of counters are computed over this (the console's second poll follows after 2 s).
constexpr auto rateDistance = 1100ms;

} // namespace

CliContext::CliContext(const ParsedCommand &command)
    : m_command(command)
    , m_progress(command.isSet(u"quiet"_s))
    , m_secretInput(command)
{
    if (const QString seconds = command.value(u"timeout"_s); !seconds.isEmpty())
        m_deadline.emplace(std::chrono::milliseconds(qint64(seconds.toDouble() * 1000)));
}

CliContext::~CliContext() = default;

QString CliContext::registryPath() const
{
    const QString given = m_command.value(u"registry"_s);
    return given.isEmpty() ? defaultRegistryFile() : QFileInfo(given).absoluteFilePath();
}

void CliContext::note(const QString &sentence) const
{
    m_progress.clear();
    std::fprintf(stderr, "%s\n", linesForTerminal(sentence).toUtf8().constData());
}

bool CliContext::isAttended()
{
    return isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0;
}

CliExpected<bool> CliContext::ask(const QString &question)
{
    m_progress.clear();
    std::fprintf(stderr, "%s [y/N] ", linesForTerminal(question).toUtf8().constData());
    QByteArray line;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    const auto read = [&] {
        char c = '\n';
        line += ::read(STDIN_FILENO, &c, 1) == 1 ? c : '\n'; // the end of the input is no
    };
    connect(&input, &QSocketNotifier::activated, this, read);
    if (!waitUntil([&] { return line.endsWith('\n'); })) { // Ctrl-C is an event here, so nothing may block
        std::fprintf(stderr, "\n");
        return interruptedFailure();
    }
    const QByteArray word = line.trimmed().toLower();
    return word == "y" || word == "yes";
}

tl::unexpected<CliFailure> CliContext::interruptedFailure()
{
    return tl::unexpected<CliFailure>({u"Interrupted."_s, ExitCode::Interrupted, {}});
}

std::optional<std::chrono::milliseconds> CliContext::timeLeft() const
{
    return m_deadline ? std::optional(std::chrono::milliseconds(m_deadline->remainingTime())) : std::nullopt;
}

bool CliContext::waitUntil(const std::function<bool()> &isDone,
                           std::optional<std::chrono::milliseconds> limit)
{
    QTimer timer;
    bool isLate = false;
    if (limit) {
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer); // others may be early, and then nothing is late yet
        connect(&timer, &QTimer::timeout, &timer, [&isLate] { isLate = true; });
        timer.start(*limit);
    }
    while (!isDone()) {
        if (isLate || isInterrupted())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

CliExpected<void> CliContext::open(bool confirms, Missing missing)
{
    const QString path = registryPath();
    m_confirms = confirms;
    sweepLeftovers();
    if (missing == Missing::Refuse && !QFileInfo::exists(path))
        return cliFailure(u"The registry %1 does not exist. \"servers add\" creates it."_s.arg(path));
    auto lent = m_secretInput.lent();
    if (!lent)
        return tl::unexpected(lent.error());
    m_lent = std::move(*lent);
    if (m_command.isSet(u"passphrase-env"_s)) {
        auto passphrase = SecretInput::fromEnvironment(m_command.value(u"passphrase-env"_s));
        if (!passphrase)
            return tl::unexpected(passphrase.error());
        m_passphrase = std::move(*passphrase);
    }
    m_interrupts = std::make_unique<Interrupts>();
    const bool asksKeychain = !m_passphrase && !m_command.isSet(u"no-keychain"_s);
    m_keychain = std::make_unique<CliKeychain>(asksKeychain ? &m_systemKeychain : nullptr, keychainPatience,
                                               asksKeychain ? u"The system keychain did not answer in time."_s
                                                            : u"The system keychain was not asked."_s);
    m_session = std::make_unique<Session>(*m_keychain, Session::Behaviour{false, false, confirms});
    m_session->setSecretSource([this](const MediaServer &server) { return lentTo(server); });
    std::optional<Error> failure;
    bool isOpen = false;
    connect(m_session.get(), &Session::opened, this, [&isOpen] { isOpen = true; });
    connect(m_session.get(), &Session::openFailed, this, [&failure](const Error &error) { failure = error; });
    connect(&m_session->copyKeeper(), &CopyKeeper::seenTo, this, &CliContext::tellSeenTo);
    m_session->open(path);
    if (!waitUntil([&] { return isOpen || failure; }))
        return interruptedFailure();
    m_session->disconnect(this);
    if (failure)
        return cliFailure(*failure);
    return unlock();
}

CliExpected<void> CliContext::unlock()
{
    VaultOpener &opener = m_session->vaultOpener();
    const auto isSettled = [&opener] {
        return opener.state() != VaultOpener::State::Waiting && opener.state() != VaultOpener::State::Closed;
    };
    if (!waitUntil(isSettled))
        return interruptedFailure();
    if (m_passphrase) {
        const bool isFirst = !opener.hasKey();
        auto opened = openByPassphrase();
        if (!opened && isFirst && opener.state() == VaultOpener::State::NeedsPassphrase)
            opened = openByPassphrase(); // another program was the first to choose one, perhaps the same
        m_passphrase.reset();
        if (!opened)
            return opened;
    }
    m_lockedReason = opener.reason();
    const bool isAmbiguous = m_lent.plain && !m_isPlainKept && fleet().servers().size() > 1;
    if (isAmbiguous)
        return wrongUsage(u"The registry has several media servers: say --secret-env SERVER=VAR."_s);
    for (auto it = m_lent.byServer.cbegin(); it != m_lent.byServer.cend(); ++it) {
        if (auto known = findServer(it.key()); !known)
            return tl::unexpected(known.error());
    }
    return {};
}

CliExpected<void> CliContext::openByPassphrase()
{
    VaultOpener &opener = m_session->vaultOpener();
    const bool isProtected = opener.state() == VaultOpener::State::NeedsPassphrase;
    if (opener.hasKey() && !isProtected)
        return cliFailure(u"The secrets of this registry are not protected by a passphrase: their key is in "
                          "the system keychain. Leave --passphrase-env out."_s);
    return await<void>([&](QObject *listener, auto done) {
        if (isProtected)
            opener.unlock(*m_passphrase, listener, std::move(done));
        else
            opener.choosePassphrase(*m_passphrase, listener, std::move(done));
    });
}

bool CliContext::isUnsealed() const
{
    return m_session->vaultOpener().vault().isOpen();
}

bool CliContext::isLocked(const MediaServer &server) const
{
    const bool needsSecret = !server.tokenSecret.isNull() || server.auth == ServerAuth::Jwt;
    return needsSecret && m_session->secretOf(server).isEmpty();
}

QString CliContext::lockedReason() const
{
    return m_lockedReason +
           u" Where there is no keychain, --passphrase-env VAR protects the secrets of a registry by "
           "a passphrase."_s;
}

std::optional<SecretText> CliContext::lentTo(const MediaServer &server) const
{
    for (const QString &key : {server.name, server.id.toString()}) {
        if (const auto found = m_lent.byServer.constFind(key); found != m_lent.byServer.cend())
            return *found;
    }
    return m_isPlainKept ? std::nullopt : m_lent.plain;
}

std::vector<ServerId> CliContext::allServers()
{
    std::vector<ServerId> ids;
    for (const FleetServer &server : fleet().servers())
        ids.push_back(server.server.id);
    return ids;
}

CliExpected<MediaServer> CliContext::findServer(const QString &typed, Shortening shortening)
{
    std::vector<MediaServer> servers;
    for (const FleetServer &entry : fleet().servers())
        servers.push_back(entry.server);
    return findNamed(servers, typed, u"media server"_s, shortening);
}

CliExpected<Cluster> CliContext::findCluster(const QString &typed, Shortening shortening)
{
    return findNamed(m_session->clusters().clusters(), typed, u"cluster"_s, shortening);
}

CliExpected<ServerGroup> CliContext::findServerGroup(const QString &typed, Shortening shortening)
{
    return findNamed(m_session->clusters().groups(), typed, u"server group"_s, shortening);
}

QHash<ServerId, Error> CliContext::pollOnce(const std::vector<ServerId> &servers)
{
    QSet<ServerId> waiting;
    QHash<ServerId, Error> failures;
    for (const ServerId &id : servers) {
        const MediaServer *known = fleet().mediaServer(id);
        if (!known)
            continue;
        const MediaServer &server = *known;
        if (isLocked(server)) // it has no client that could be asked
            failures.insert(
                id, Error{ErrorCategory::Secret,
                          u"The token of %1 cannot be unsealed. %2"_s.arg(server.name, lockedReason()),
                          {},
                          0});
        else
            waiting.insert(id);
    }
    QObject listener;
    connect(&m_session->polling(), &FleetPolling::snapshotApplied, &listener,
            [&](const SnapshotPtr &snapshot) { waiting.remove(snapshot->server); });
    connect(&m_session->polling(), &FleetPolling::pollFailed, &listener, [&](const PollFailure &failure) {
        if (waiting.remove(failure.server))
            failures.insert(failure.server, failure.error);
    });
    for (const ServerId &id : std::as_const(waiting))
        m_session->polling().pollNow(id);
    const auto asked = qint64(waiting.size());
    (void)waitUntil(
        [&] {
            if (!waiting.isEmpty() && asked > 1)
                m_progress.show(u"Media servers that have answered"_s, asked - qint64(waiting.size()), asked);
            return waiting.isEmpty();
        },
        timeLeft());
    m_progress.clear();
    if (isLate()) {
        for (const ServerId &id : std::as_const(waiting))
            failures.insert(id, Error{ErrorCategory::Timeout,
                                      u"%1 did not answer within --timeout."_s.arg(fleet().serverName(id)),
                                      {},
                                      0});
    }
    return failures;
}

ExitCode CliContext::tellFailures(const QHash<ServerId, Error> &failures)
{
    for (auto it = failures.cbegin(); it != failures.cend(); ++it) {
        const QString name = fleet().serverName(it.key());
        const QString &message = it.value().message;
        note(message.contains(name) ? message : name + u": "_s + message);
    }
    return isInterrupted() ? ExitCode::Interrupted : failures.isEmpty() ? ExitCode::Done : ExitCode::Failed;
}

void CliContext::tellSeenTo(const Operation &ended)
{
    m_seenTo.push_back(ended);
    const bool isRemoved = ended.payload.removesCopy.value_or(false);
    const bool isRestored = ended.payload.restoresCopy.value_or(false);
    const QString what = isRemoved    ? u"was removed"_s
                         : isRestored ? u"was made anew: it holds recordings"_s
                                      : u"is not captured there any more"_s;
    const bool isDone = ended.state == OperationState::Confirmed;
    note(isDone ? u"%1: %2, which a transfer had left there, %3."_s.arg(ended.serverName, ended.payload.name,
                                                                        what)
                : u"%1: %2, which a transfer has left there, could not be seen to: %3"_s.arg(
                      ended.serverName, ended.payload.name, ended.message));
}

void CliContext::hearOutCopies()
{
    if (m_session && m_session->isOpen())
        (void)waitUntil([this] { return m_session->copyKeeper().isIdle(); }, timeLeft());
}

/// Who should capture has to be seen doing so before a copy is stopped.
void CliContext::settleCopies()
{
    hearOutCopies();
    const QSet<ServerId> witnesses = m_session->copyKeeper().witnesses();
    if (!witnesses.isEmpty() && !isInterrupted()) {
        (void)pollOnce({witnesses.begin(), witnesses.end()});
        hearOutCopies();
    }
}

QHash<ServerId, Error> CliContext::poll(const std::vector<ServerId> &servers, bool withRates)
{
    QHash<ServerId, Error> failures = pollOnce(servers);
    settleCopies();
    if (withRates && !isInterrupted())
        pollCounters(servers, failures);
    // Rows of unmanaged streams come and go a moment after a snapshot; here they are wanted at once.
    std::vector<MediaServer> known;
    for (const FleetServer &server : fleet().servers())
        known.push_back(server.server);
    fleet().setFleet(std::move(known), fleet().cameras(), fleet().streams());
    return failures;
}

void CliContext::pollCounters(const std::vector<ServerId> &servers, QHash<ServerId, Error> &failures)
{
    std::vector<ServerId> counting;
    for (const ServerId &id : servers) {
        const FleetServer *server = fleet().server(id);
        if (server && !failures.contains(id) && server->capabilities().testFlag(Capability::CountersNotRates))
            counting.push_back(id);
    }
    if (counting.empty())
        return;
    (void)waitUntil([] { return false; }, rateDistance);
    if (!isInterrupted())
        failures.insert(pollOnce(counting));
}

} // namespace streamkeeper
