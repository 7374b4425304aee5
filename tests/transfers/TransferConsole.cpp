#include "tests/transfers/TransferConsole.h"

#include "models/registry/StoredNames.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>
#include <unistd.h>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto pollInterval = 250ms;
constexpr auto calmInterval = 150ms;
/// The fleet answers in some milliseconds, a busy machine in tens of them.
constexpr auto longestRequest = 400ms;
constexpr auto copyPause = 300ms;
/// An operator who makes a lost stream anew looks twice.
constexpr qint64 restoreIntervalMs = 500;

QString word(OperationState state)
{
    switch (state) {
    case OperationState::Confirmed:
        return u"confirmed"_s;
    case OperationState::Unconfirmed:
        return u"unconfirmed"_s;
    case OperationState::Failed:
        return u"failed"_s;
    case OperationState::Cancelled:
        return u"cancelled"_s;
    case OperationState::Waiting:
    case OperationState::Running:
        break;
    }
    return {};
}

/// As the fleet's log has it.
QString sourceOf(const Stream &stream)
{
    const QString address = stream.address.full().revealText();
    const qsizetype at = address.lastIndexOf(u'@');
    return at < 0 ? address.mid(7) : address.mid(at + 1);
}

} // namespace

OperationPace TransferConsole::quickPace()
{
    OperationPace pace;
    pace.retryDelays = {30ms, 80ms, 150ms};
    pace.confirmDelays = {20ms, 50ms, 100ms, 200ms};
    pace.pictureDelays = {20ms, 30ms, 50ms, 80ms, 120ms, 200ms, 300ms, 400ms};
    pace.sourceDelays = {20ms, 40ms, 80ms, 150ms};
    pace.jitter = 10ms;
    return pace;
}

QByteArray TransferConsole::packed(const FakeKeychain &keychain)
{
    QByteArray text;
    for (auto it = keychain.entries.cbegin(); it != keychain.entries.cend(); ++it)
        text += it.key().toUtf8().toBase64() + ':' + it->reveal().toBase64() + ' ';
    return text;
}

TransferConsole::TransferConsole(const QString &registry)
    : m_input(STDIN_FILENO, QSocketNotifier::Read)
{
    for (const QByteArray &entry : qgetenv(keychainVariable).split(' ')) {
        const auto parts = entry.split(':');
        if (parts.size() == 2)
            m_keychain.entries.insert(QString::fromUtf8(QByteArray::fromBase64(parts[0])),
                                      SecretText(QByteArray::fromBase64(parts[1])));
    }
    Session::Behaviour behaviour;
    behaviour.copyPause = copyPause;
    m_session = std::make_unique<Session>(m_keychain, behaviour);
    m_session->limitDeadlines(longestRequest);
    m_session->polling().setInterval(pollInterval);
    m_session->operations().setPace(quickPace());
    connect(&m_input, &QSocketNotifier::activated, this, &TransferConsole::readInput);
    connect(&m_session->operations(), &OperationRunner::operationChanged, this, &TransferConsole::handleStep);
    connect(&m_session->operations(), &OperationRunner::refused, this, &TransferConsole::handleRefusal);
    connect(&m_session->polling(), &FleetPolling::snapshotApplied, this, &TransferConsole::restoreForgotten);
    connect(m_session.get(), &Session::openFailed, this, [](const Error &error) {
        std::fprintf(stderr, "%s\n", qPrintable(error.message));
        QCoreApplication::exit(1);
    });
    connect(&m_session->vaultOpener(), &VaultOpener::stateChanged, this, [this] {
        if (!m_session->vaultOpener().vault().isOpen() || std::exchange(m_isReady, true))
            return;
        say({{u"ready"_s, true}});
    });
    connect(&m_calm, &QTimer::timeout, &m_session->polling(), &FleetPolling::pollAllNow);
    m_session->open(registry);
}

int TransferConsole::run()
{
    return QCoreApplication::exec();
}

void TransferConsole::readInput()
{
    char bytes[4096];
    const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (count <= 0) {
        m_input.setEnabled(false);
        QCoreApplication::quit();
        return;
    }
    m_buffer.append(bytes, count);
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n')) {
        const QJsonObject line = QJsonDocument::fromJson(m_buffer.left(end)).object();
        m_buffer.remove(0, end + 1);
        obey(line);
    }
}

void TransferConsole::obey(const QJsonObject &line)
{
    if (line.contains(u"cancel"_s)) {
        for (const Order &order : std::as_const(m_orders)) {
            if (order.number == line[u"cancel"_s].toInt())
                m_session->operations().cancel(order.batch);
        }
    } else if (line.contains(u"calm"_s)) {
        m_calm.start(calmInterval);
    } else if (line[u"ask"_s].toString() == u"state"_s) {
        tellState();
    } else if (line[u"ask"_s].toString() == u"journal"_s) {
        tellJournal();
    } else {
        order(line);
    }
}

void TransferConsole::order(const QJsonObject &line)
{
    const int number = line[u"order"_s].toInt();
    const auto refuse = [&](const QString &message) {
        say({{u"order"_s, number}, {u"end"_s, u"refused"_s}, {u"message"_s, message}});
    };
    const Stream *stream = m_session->fleet().stream(StreamId::fromString(line[u"stream"_s].toString()));
    if (!stream)
        return refuse(u"There is no such stream."_s);
    StreamCommand command;
    command.kind = OperationKind::Transfer;
    command.stream = stream->id;
    command.wanted.seenRevision = stream->revision;
    TransferPayload &transfer = command.wanted.transfer.emplace();
    transfer.to = serverOf(line[u"to"_s].toString());
    const ServerId additional = serverOf(line[u"additional"_s].toString());
    // As the search has it: the present main server is no candidate.
    if (transfer.to == stream->mainServer || additional == stream->mainServer)
        return refuse(u"It is there already."_s);
    for (const ServerId &server : {transfer.to, additional}) {
        const int index = m_session->fleet().serverIndex(server);
        if (index < 0 || !m_session->fleet().servers()[size_t(index)].isStale())
            continue;
        // Nor is one that does not answer; an operator would look again.
        m_session->polling().pollNow(server);
        return refuse(u"It does not answer."_s);
    }
    if (!additional.isNull() && additional != transfer.to)
        transfer.toAdditional = additional;
    const BatchId batch = m_session->runCommands({command});
    m_orders.insert(batch, {number, 0, line[u"dieAtStep"_s].toInt(), line[u"dieSwitched"_s].toBool(), batch});
}

void TransferConsole::handleStep(const Operation &operation)
{
    if (operation.kind != OperationKind::Transfer)
        return;
    const auto known = m_orders.find(operation.batch);
    const bool isOurs = known != m_orders.end();
    const int number = isOurs ? known->number : -1;
    const Stream *stream = m_session->fleet().stream(operation.stream);
    const ServerId to = operation.payload.transfer.value_or(TransferPayload()).to;
    const bool hasSwitched = stream && stream->mainServer == to;
    if (isOurs) {
        ++known->steps;
        if (known->steps == known->lastStep || (known->diesSwitched && hasSwitched))
            _exit(diedAsAsked);
    }
    QJsonObject line{{u"order"_s, number},
                     {u"stream"_s, operation.stream.toString()},
                     {u"switched"_s, hasSwitched},
                     {u"step"_s, isOurs ? known->steps : 0},
                     {u"phase"_s, int(operation.phase)}};
    if (const QString end = word(operation.state); !end.isEmpty()) {
        line[u"end"_s] = end;
        line[u"message"_s] = operation.message;
    }
    say(line);
}

void TransferConsole::handleRefusal(const Operation &operation, const Error &error)
{
    const auto known = m_orders.constFind(operation.batch);
    if (known != m_orders.cend())
        say({{u"order"_s, known->number},
             {u"stream"_s, operation.stream.toString()},
             {u"end"_s, u"refused"_s},
             {u"message"_s, error.message}});
}

void TransferConsole::restoreForgotten()
{
    const FleetState &fleet = m_session->fleet();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    std::vector<StreamCommand> commands;
    for (int i = 0; i < fleet.rowCount(); ++i) {
        const FleetRow &row = fleet.row(i);
        const bool isLost = row.isManaged() && row.drift == Drift::Missing && !row.pending && !row.isStale &&
                            row.mainServer >= 0 &&
                            fleet.servers()[size_t(row.mainServer)].server.type == ServerType::MediaMtx;
        if (!isLost || now - m_restoredAtMs.value(row.id) < restoreIntervalMs)
            continue;
        m_restoredAtMs.insert(row.id, now);
        StreamCommand command;
        command.kind = OperationKind::Recreate;
        command.stream = row.id;
        commands.push_back(command);
    }
    // Each on its own: many that fail would stop a batch.
    for (const StreamCommand &command : commands)
        m_session->runCommands({command});
}

void TransferConsole::tellState()
{
    m_session->latestOperations(100'000, this, [this](const Result<std::vector<Operation>> &latest) {
        QJsonArray open;
        for (const Operation &operation : latest.value_or(std::vector<Operation>())) {
            if (isOpen(operation.state))
                open.append(QJsonObject{{u"stream"_s, operation.stream.toString()},
                                        {u"kind"_s, stored::word(stored::operationKinds, operation.kind)},
                                        {u"pid"_s, operation.owner.pid}});
        }
        tellStreams(open);
    });
}

void TransferConsole::tellStreams(const QJsonArray &open)
{
    const FleetState &fleet = m_session->fleet();
    QJsonArray streams;
    for (const Stream &stream : fleet.streams()) {
        const FleetRow &row = fleet.row(fleet.rowOf(stream.id));
        streams.append(QJsonObject{
            {u"id"_s, stream.id.toString()},
            {u"name"_s, stream.remoteName},
            {u"source"_s, sourceOf(stream)},
            {u"main"_s, nameOf(stream.mainServer)},
            {u"additional"_s, stream.additionalServer ? nameOf(*stream.additionalServer) : QString()},
            {u"isOnAdditional"_s, fleet.observedOn(row, row.additionalServer) != nullptr},
            {u"enabled"_s, stream.isEnabled},
            {u"pending"_s, row.pending.has_value()}});
    }
    QJsonArray unmanaged;
    for (int i = 0; i < fleet.rowCount(); ++i) {
        const FleetRow &row = fleet.row(i);
        if (!row.isManaged() && row.mainServer >= 0)
            unmanaged.append(QJsonObject{{u"name"_s, row.remoteName},
                                         {u"server"_s, fleet.servers()[size_t(row.mainServer)].server.name}});
    }
    const int stale = int(std::ranges::count_if(fleet.servers(), &FleetServer::isStale));
    QJsonArray copies;
    for (const HolderCopy &copy : fleet.holderCopies())
        copies.append(QJsonObject{{u"server"_s, nameOf(copy.server)},
                                  {u"name"_s, copy.remoteName},
                                  {u"stream"_s, copy.stream.toString()},
                                  {u"keepUntilMs"_s, copy.keepUntilMs}});
    say({{u"state"_s, QJsonObject{{u"streams"_s, streams},
                                  {u"unmanaged"_s, unmanaged},
                                  {u"copies"_s, copies},
                                  {u"stale"_s, stale},
                                  {u"open"_s, open}}}});
}

void TransferConsole::tellJournal()
{
    m_session->latestOperations(100'000, this, [this](const Result<std::vector<Operation>> &latest) {
        std::vector<Operation> ofStreams = latest.value_or(std::vector<Operation>());
        std::erase_if(ofStreams, [](const Operation &operation) { return operation.stream.isNull(); });
        tellEvents(std::move(ofStreams), {});
    });
}

void TransferConsole::tellEvents(std::vector<Operation> operations, QJsonArray told)
{
    if (operations.empty()) {
        say({{u"journal"_s, told}});
        return;
    }
    const Operation operation = operations.back();
    operations.pop_back();
    const auto take = [this, operation, operations,
                       told](const Result<std::vector<OperationEvent>> &events) mutable {
        QJsonArray lines;
        for (const OperationEvent &event : events.value_or(std::vector<OperationEvent>()))
            lines.append(QJsonObject{
                {u"atMs"_s, event.atMs}, {u"phase"_s, int(event.phase)}, {u"text"_s, event.text}});
        const TransferPayload transfer = operation.payload.transfer.value_or(TransferPayload());
        told.append(QJsonObject{{u"stream"_s, operation.stream.toString()},
                                {u"kind"_s, stored::word(stored::operationKinds, operation.kind)},
                                {u"place"_s, operation.serverName},
                                {u"to"_s, nameOf(transfer.to)},
                                {u"additional"_s, nameOf(transfer.toAdditional)},
                                {u"from"_s, nameOf(transfer.from)},
                                {u"fromAdditional"_s, nameOf(transfer.fromAdditional)},
                                {u"state"_s, word(operation.state)},
                                {u"message"_s, operation.message},
                                {u"events"_s, lines}});
        tellEvents(std::move(operations), std::move(told));
    };
    m_session->operationEvents(operation.id, this, take);
}

void TransferConsole::say(const QJsonObject &line)
{
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(text.constData(), 1, size_t(text.size()), stdout);
    std::fflush(stdout);
}

QString TransferConsole::nameOf(const ServerId &server) const
{
    const int index = m_session->fleet().serverIndex(server);
    return index < 0 ? QString() : m_session->fleet().servers()[size_t(index)].server.name;
}

ServerId TransferConsole::serverOf(const QString &name) const
{
    for (const FleetServer &entry : m_session->fleet().servers()) {
        if (entry.server.name == name)
            return entry.server.id;
    }
    return {};
}

} // namespace streamkeeper::test
