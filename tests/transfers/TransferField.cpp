#include "tests/transfers/TransferField.h"

#include "app/session/Session.h"
#include "tests/transfers/TransferConsole.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int hurry = 20;
constexpr int startTimeoutMs = 20'000;
/// After the last fault: retries, one poll of each server, and the keeper of copies.
constexpr int settleTimeoutMs = 25'000;

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

QString clock(qint64 ms)
{
    return QString::number(double(ms % 1'000'000) / 1000, 'f', 3);
}

MediaServer cardOf(const QJsonObject &server)
{
    MediaServer card;
    card.id = ServerId::create();
    card.name = server[u"name"_s].toString();
    card.type =
        server[u"type"_s].toString() == u"mediamtx" ? ServerType::MediaMtx : ServerType::MediaServerV2;
    card.useTls = false;
    card.internalHost = u"127.0.0.1"_s;
    card.apiPort = quint16(server[u"apiPort"_s].toInt());
    card.userName = server[u"user"_s].toString();
    card.nodeName = card.type == ServerType::MediaServerV2 ? card.name : QString();
    card.createdAt = QDateTime::currentDateTimeUtc();
    return card;
}

SecretText secretOf(const QJsonObject &server)
{
    const QString token = server[u"token"_s].toString();
    return SecretText((token.isEmpty() ? server[u"password"_s].toString() : token).toUtf8());
}

} // namespace

TransferField::TransferField() = default;

TransferField::~TransferField()
{
    // Consoles before the fleet that they talk to; they end with their standard input.
    for (const Console &console : m_consoles) {
        if (!console.process)
            continue;
        console.process->closeWriteChannel();
        if (!console.process->waitForFinished(5000))
            console.process->kill();
        console.process->waitForFinished();
    }
}

QString TransferField::serverName(int index)
{
    return u"ms-%1"_s.arg(index + 1, 2, 10, QChar(u'0'));
}

bool TransferField::start(int servers, int mediaMtx, int cameras, int recorded, bool isOff)
{
    m_serverCount = servers;
    for (int i = servers - mediaMtx; i < servers; ++i)
        m_forgetful.insert(serverName(i));
    m_fleet = std::make_unique<fleet::FleetProcess>(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM));
    const QStringList arguments{u"--servers"_s,  QString::number(servers),
                                u"--mediamtx"_s, QString::number(mediaMtx),
                                u"--cameras"_s,  QString::number(cameras),
                                u"--record"_s,   QString::number(recorded),
                                u"--hurry"_s,    QString::number(hurry),
                                u"--live"_s,     u"0"_s,
                                u"--tls"_s,      u"none"_s,
                                u"--steady"_s};
    return m_fleet->start(arguments, startTimeoutMs) && fillRegistry(isOff);
}

bool TransferField::fillRegistry(bool isOff)
{
    Session session(m_keychain);
    session.polling().setInterval(200ms);
    session.operations().setPace(TransferConsole::quickPace());
    QObject context;
    session.open(m_dir.filePath(u"registry.sqlite"_s));
    if (!QTest::qWaitFor([&] { return session.isOpen() && session.vaultOpener().vault().isOpen(); }))
        return false;
    for (int i = 0; i < m_serverCount; ++i) {
        const MediaServer card = cardOf(m_fleet->server(i));
        std::optional<bool> saved;
        session.edits().servers.save(card, secretOf(m_fleet->server(i)), &context,
                                     [&](const Result<void> &result) { saved = result.has_value(); });
        if (!QTest::qWaitFor([&] { return saved.has_value(); }) || !*saved)
            return false;
        std::optional<Result<int>> adopted;
        const auto adoptAll = [&, id = card.id](const Result<std::vector<RemoteStream>> &found) {
            session.edits().streams.adopt(id, found.value_or(std::vector<RemoteStream>()),
                                          proposeAdoption(found.value_or(std::vector<RemoteStream>())),
                                          &context, [&](const Result<int> &count) { adopted = count; });
        };
        session.readRemoteStreams(card, secretOf(m_fleet->server(i)), &context, {}, adoptAll);
        if (!QTest::qWaitFor([&] { return adopted.has_value(); }) || !*adopted)
            return false;
    }
    PlacementPolicy policy;
    policy.transferLockMinutes = 0;
    std::optional<bool> written;
    session.edits().clusters.savePolicy(policy, &context,
                                        [&](const Result<void> &result) { written = result.has_value(); });
    if (!QTest::qWaitFor([&] { return written.has_value(); }) || !*written)
        return false;
    for (const Stream &stream : session.fleet().streams()) {
        const int server = session.fleet().serverIndex(stream.mainServer);
        const QString home = session.fleet().servers()[size_t(server)].server.name;
        const QString address = stream.address.full().revealText();
        const qsizetype at = address.lastIndexOf(u'@');
        m_streams.push_back(
            {stream.id.toString(), at < 0 ? address.mid(7) : address.mid(at + 1), home, home});
    }
    if (!isOff)
        return !m_streams.empty();
    std::vector<StreamCommand> commands(1);
    commands.front().kind = OperationKind::Disable;
    commands.front().stream = StreamId::fromString(m_streams.back().id);
    const BatchId batch = session.runCommands(commands);
    return QTest::qWaitFor([&] { return session.operations().batch(batch)->confirmed == 1; }, 30'000);
}

TransferField::KnownStream *TransferField::streamOf(const QString &id)
{
    const auto found = std::ranges::find(m_streams, id, &KnownStream::id);
    return found == m_streams.end() ? nullptr : &*found;
}

TransferField::KnownStream *TransferField::anyOn(const QString &server)
{
    const auto found = std::ranges::find(m_streams, server, &KnownStream::home);
    return found == m_streams.end() ? nullptr : &*found;
}

// ---- consoles

bool TransferField::startConsole(int console)
{
    Console &one = m_consoles[size_t(console)];
    one = {};
    one.process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(TransferConsole::keychainVariable),
                       QString::fromLatin1(TransferConsole::packed(m_keychain)));
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    one.process->setProcessEnvironment(environment);
    one.process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QObject::connect(one.process.get(), &QProcess::readyRead, one.process.get(),
                     [this, console] { readLines(console); });
    one.process->start(QCoreApplication::applicationFilePath(),
                       {u"--console"_s, m_dir.filePath(u"registry.sqlite"_s)});
    note(u"console %1 starts"_s.arg(console));
    return QTest::qWaitFor([&] { return one.answer.contains(u"ready"_s); }, startTimeoutMs);
}

bool TransferField::waitForPolls(int console)
{
    return QTest::qWaitFor([&] { return ask(console, u"state"_s)[u"state"_s][u"stale"_s].toInt(-1) == 0; },
                           startTimeoutMs);
}

void TransferField::kill(int console)
{
    Console &one = m_consoles[size_t(console)];
    note(u"console %1 is killed"_s.arg(console));
    one.process->kill();
    one.process->waitForFinished();
}

bool TransferField::isRunning(int console) const
{
    const Console &one = m_consoles[size_t(console)];
    return one.process && one.process->state() == QProcess::Running;
}

void TransferField::tell(int console, const QJsonObject &line)
{
    m_consoles[size_t(console)].process->write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

void TransferField::readLines(int console)
{
    Console &one = m_consoles[size_t(console)];
    one.buffer += one.process->readAllStandardOutput();
    for (qsizetype end = one.buffer.indexOf('\n'); end >= 0; end = one.buffer.indexOf('\n')) {
        const QJsonObject line = QJsonDocument::fromJson(one.buffer.left(end)).object();
        one.buffer.remove(0, end + 1);
        if (!line.contains(u"order"_s)) {
            one.answer = line;
            continue;
        }
        if (KnownStream *stream = streamOf(line[u"stream"_s].toString()); stream && line.contains(u"end"_s))
            note(u"console %1, order %2: %3. %4"_s.arg(console)
                     .arg(line[u"order"_s].toInt())
                     .arg(line[u"end"_s].toString(), line[u"message"_s].toString()),
                 stream->id);
        m_lines.push_back({console, line});
    }
}

std::optional<TransferField::Line> TransferField::takeLine()
{
    if (m_lines.empty())
        return {};
    const Line line = m_lines.front();
    m_lines.pop_front();
    return line;
}

std::optional<TransferField::Line> TransferField::waitForLine(const std::function<bool(const Line &)> &isIt,
                                                              int timeoutMs)
{
    std::optional<Line> found;
    (void)QTest::qWaitFor(
        [&] {
            while (const auto line = takeLine()) {
                if (isIt(*line)) {
                    found = line;
                    return true;
                }
            }
            return false;
        },
        timeoutMs);
    return found;
}

QJsonObject TransferField::runOrder(int console, const QJsonObject &order)
{
    tell(console, order);
    const auto line = waitForLine([&](const Line &said) {
        return said.console == console && said.text[u"order"_s] == order[u"order"_s] &&
               said.text.contains(u"end"_s);
    });
    return line ? line->text : QJsonObject();
}

QJsonObject TransferField::ask(int console, const QString &what)
{
    Console &one = m_consoles[size_t(console)];
    one.answer = {};
    tell(console, {{u"ask"_s, what}});
    (void)QTest::qWaitFor([&] { return one.answer.contains(what) || !isRunning(console); }, 20'000);
    return one.answer;
}

// ---- the fleet

bool TransferField::fault(const QString &server, QJsonObject fault)
{
    note(u"%1: %2"_s.arg(server, QString::fromUtf8(QJsonDocument(fault).toJson(QJsonDocument::Compact))));
    fault[u"server"_s] = server;
    return m_fleet->control(u"/fault"_s, fault);
}

bool TransferField::control(const QString &server, const QString &action)
{
    note(server + u": "_s + action);
    return m_fleet->control(u"/server"_s, {{u"server"_s, server}, {u"action"_s, action}});
}

bool TransferField::liftAll()
{
    bool isDone = true;
    for (int i = 0; i < m_serverCount; ++i) {
        isDone = fault(serverName(i), {{u"kind"_s, u"none"_s}}) && isDone;
        isDone = m_fleet->control(u"/server"_s, {{u"server"_s, serverName(i)}, {u"action"_s, u"start"_s}}) &&
                 isDone;
    }
    return isDone;
}

CaptureWitness TransferField::witness()
{
    // The outages first: an outage that is missing would make a gap ours, one too many excuses nothing.
    const qint64 untilMs = nowMs();
    const QByteArray captures = m_fleet->control("GET", u"/captures"_s).body;
    CaptureWitness witness = CaptureWitness::fromFleet(captures, m_fleet->control("GET", u"/outages"_s).body);
    witness.forgetful = m_forgetful;
    witness.untilMs = untilMs;
    return witness;
}

// ---- judging

void TransferField::note(const QString &text, const QString &stream)
{
    m_notes.push_back({nowMs(), stream, text});
}

QStringList TransferField::settle(int console)
{
    if (!liftAll())
        return {u"The faults cannot be lifted."_s};
    tell(console, {{u"calm"_s, true}});
    std::vector<Problem> left;
    (void)QTest::qWaitFor(
        [&] {
            const QJsonObject state = ask(console, u"state"_s)[u"state"_s].toObject();
            left = state.isEmpty() ? std::vector<Problem>{{u"The console does not answer."_s, {}}}
                                   : problems(state);
            return left.empty();
        },
        settleTimeoutMs);
    QStringList texts;
    for (const Problem &problem : left)
        texts.append(problem.text +
                     (problem.source.isEmpty() ? QString() : lastStory(console, problem.source)));
    return texts;
}

std::vector<TransferField::Problem> TransferField::problems(const QJsonObject &state)
{
    const CaptureWitness witness = this->witness();
    std::vector<Problem> all;
    const QJsonArray open = state[u"open"_s].toArray();
    for (const QJsonValue &operation : open) {
        const KnownStream *stream = streamOf(operation[u"stream"_s].toString());
        all.push_back({u"An operation is under way: %1 by process %2."_s.arg(operation[u"kind"_s].toString())
                           .arg(operation[u"pid"_s].toInteger()),
                       stream ? stream->source : QString()});
    }
    m_copies.clear();
    const QJsonArray copies = state[u"copies"_s].toArray();
    for (const QJsonValue &copy : copies)
        m_copies.insert({copy[u"server"_s].toString(), copy[u"name"_s].toString()});
    const QJsonArray streams = state[u"streams"_s].toArray();
    if (streams.size() != qsizetype(m_streams.size()))
        all.push_back({u"The registry has %1 streams."_s.arg(streams.size()), {}});
    for (const QJsonValue &stream : streams) {
        const std::vector<Problem> found = streamProblems(stream.toObject(), witness);
        all.insert(all.end(), found.begin(), found.end());
    }
    const QJsonArray strays = state[u"unmanaged"_s].toArray();
    for (const QJsonValue &stray : strays) {
        if (const auto problem = strayProblem(stray.toObject(), witness))
            all.push_back(*problem);
    }
    for (const QJsonValue &copy : copies) {
        if (const auto problem = copyProblem(copy.toObject(), witness))
            all.push_back(*problem);
    }
    return all;
}

std::vector<TransferField::Problem> TransferField::streamProblems(const QJsonObject &stream,
                                                                  const CaptureWitness &witness) const
{
    const QString source = stream[u"source"_s].toString();
    const QString what = u"Stream %1 (%2 on %3, reserve “%4”): "_s.arg(
        stream[u"id"_s].toString(), stream[u"name"_s].toString(), stream[u"main"_s].toString(),
        stream[u"additional"_s].toString());
    std::vector<Problem> all;
    if (stream[u"pending"_s].toBool())
        all.push_back({what + u"is pending."_s, source});
    int onMain = 0;
    for (const CaptureWitness::Capture &capture : witness.openOf(source)) {
        const bool isMain = capture.server == stream[u"main"_s].toString() &&
                            capture.name == stream[u"name"_s].toString() && stream[u"enabled"_s].toBool();
        const bool isRevived = m_forgetful.contains(capture.server) &&
                               witness.wentOut(capture.server, 0, capture.beginMs + 1) &&
                               !m_copies.contains({capture.server, capture.name});
        if (isMain)
            ++onMain;
        else if (!isRevived)
            all.push_back({what + u"is captured on %1 as %2."_s.arg(capture.server, capture.name), source});
    }
    if (onMain != (stream[u"enabled"_s].toBool() ? 1 : 0))
        all.push_back({what + u"has %1 captures where the registry says."_s.arg(onMain), source});
    if (!stream[u"additional"_s].toString().isEmpty() && !stream[u"isOnAdditional"_s].toBool())
        all.push_back({what + u"is not on its reserve."_s, source});
    return all;
}

std::optional<TransferField::Problem> TransferField::strayProblem(const QJsonObject &stray,
                                                                  const CaptureWitness &witness) const
{
    // What a restarted MediaMTX has in its file comes back, and nobody can tell it from a new one.
    const QString server = stray[u"server"_s].toString();
    const QString name = stray[u"name"_s].toString();
    if (m_forgetful.contains(server) && witness.wentOut(server, 0, witness.untilMs))
        return {};
    const auto seen = std::ranges::find_if(witness.captures, [&](const CaptureWitness::Capture &capture) {
        return capture.server == server && capture.name == name;
    });
    return Problem{u"%1 has %2, which nobody knows."_s.arg(server, name),
                   seen == witness.captures.end() ? QString() : seen->source};
}

std::optional<TransferField::Problem> TransferField::copyProblem(const QJsonObject &copy,
                                                                 const CaptureWitness &witness)
{
    const QString server = copy[u"server"_s].toString();
    const QString name = copy[u"name"_s].toString();
    const KnownStream *stream = streamOf(copy[u"stream"_s].toString());
    const auto wrong = [&](const QString &text) {
        return Problem{u"The copy %1 on %2 %3"_s.arg(name, server, text),
                       stream ? stream->source : QString()};
    };
    if (copy[u"keepUntilMs"_s].toInteger() <= nowMs())
        return wrong(u"was to be removed."_s);
    qint64 capturedMs = 0;
    qint64 firstMs = witness.untilMs;
    for (const CaptureWitness::Capture &capture : witness.captures) {
        if (capture.server != server || capture.name != name)
            continue;
        firstMs = std::min(firstMs, capture.beginMs);
        capturedMs = std::max(capturedMs, capture.endMs.value_or(witness.untilMs) - capture.beginMs);
    }
    const bool isMtx = m_forgetful.contains(server);
    if (isMtx && witness.wentOut(server, firstMs, witness.untilMs))
        return {}; // the file of this server does not know the path any more
    const int index = server.mid(3).toInt() - 1;
    const auto answer = isMtx ? m_fleet->call(index, u"/v3/recordings/get/"_s + name)
                              : m_fleet->call(index, u"/api/streams/%1/ranges/"_s.arg(name));
    if (answer.status != 200)
        return wrong(u"does not answer its ranges: %1."_s.arg(answer.status));
    const QJsonArray ranges = answer.json()[isMtx ? u"segments"_s : u"ranges"_s].toArray();
    // Shorter ones may lie within one second, which is nothing in the times of the servers.
    constexpr qint64 certainMs = 2000;
    if (ranges.isEmpty() && capturedMs > certainMs)
        return wrong(u"captured for %1 ms and has no recordings."_s.arg(capturedMs));
    return {};
}

/// Of what changed last.
QString TransferField::lastStory(int console, const QString &source)
{
    const auto stream = std::ranges::find(m_streams, source, &KnownStream::source);
    if (stream == m_streams.end())
        return {};
    const QJsonArray journal = ask(console, u"journal"_s)[u"journal"_s].toArray();
    qint64 lastMs = 0;
    for (const QJsonValue &transfer : journal) {
        if (transfer[u"stream"_s].toString() == stream->id)
            lastMs = std::max(lastMs, transfer[u"events"_s].toArray().last()[u"atMs"_s].toInteger());
    }
    constexpr qint64 beforeMs = 20'000;
    return u'\n' + story(stream->id, source, witness(), journal, lastMs - beforeMs, lastMs + beforeMs);
}

QStringList TransferField::ourGaps(int console)
{
    const QJsonArray journal = ask(console, u"journal"_s)[u"journal"_s].toArray();
    const QJsonArray known = ask(console, u"state"_s)[u"state"_s][u"streams"_s].toArray();
    const CaptureWitness witness = this->witness();
    QHash<QString, std::vector<CaptureWitness::Home>> homes;
    for (const KnownStream &stream : m_streams)
        homes[stream.id].push_back({0, stream.firstHome, {}});
    QStringList all;
    for (const QJsonValue &transfer : journal) {
        if (transfer[u"kind"_s].toString() != u"transfer" || transfer[u"state"_s].toString().isEmpty())
            continue; // open: settle() has said so
        const QString state = transfer[u"state"_s].toString();
        bool hasSwitched = false;
        const QJsonArray events = transfer[u"events"_s].toArray();
        for (const QJsonValue &event : events) {
            if (event[u"text"_s].toString() != u"the registry names the new servers")
                continue;
            hasSwitched = true;
            homes[transfer[u"stream"_s].toString()].push_back({event[u"atMs"_s].toInteger(),
                                                               transfer[u"to"_s].toString(),
                                                               transfer[u"additional"_s].toString()});
        }
        if (hasSwitched != (state == u"confirmed" || state == u"unconfirmed"))
            all.append(u"A transfer is %1, and the journal says otherwise: %2"_s.arg(
                state, QString::fromUtf8(QJsonDocument(events).toJson(QJsonDocument::Compact))));
    }
    m_excusedGaps = 0;
    for (const QJsonValue &stream : known) {
        if (!stream[u"enabled"_s].toBool())
            continue;
        const QString id = stream[u"id"_s].toString();
        const QString source = stream[u"source"_s].toString();
        std::ranges::stable_sort(homes[id], {}, &CaptureWitness::Home::sinceMs);
        for (const CaptureWitness::Gap &gap : witness.gapsOf(source, homes[id])) {
            if (!gap.isOurs) {
                ++m_excusedGaps;
                continue;
            }
            all.append(u"Stream %1 was captured by nobody for %2 ms: %3.\n%4"_s.arg(id)
                           .arg(gap.untilMs - gap.fromMs)
                           .arg(gap.reason,
                                story(id, source, witness, journal, gap.fromMs - 4000, gap.untilMs + 1000)));
        }
    }
    return all;
}

QString TransferField::story(const QString &stream, const QString &source, const CaptureWitness &witness,
                             const QJsonArray &journal, qint64 fromMs, qint64 untilMs) const
{
    QStringList lines = witness.storyOf(source, fromMs, untilMs);
    for (const QJsonValue &entry : journal) {
        if (entry[u"stream"_s].toString() != stream)
            continue;
        const QJsonArray events = entry[u"events"_s].toArray();
        for (const QJsonValue &event : events) {
            const qint64 atMs = event[u"atMs"_s].toInteger();
            if (atMs >= fromMs && atMs <= untilMs)
                lines.append(u"%1 %2 %3 (%4) to %5 (%6), phase %7: %8"_s.arg(
                    clock(atMs), entry[u"kind"_s].toString(), entry[u"from"_s].toString(),
                    entry[u"fromAdditional"_s].toString(), entry[u"place"_s].toString(),
                    entry[u"additional"_s].toString(), QString::number(event[u"phase"_s].toInt()),
                    event[u"text"_s].toString()));
        }
    }
    for (const Note &note : m_notes) {
        const bool isNear = note.atMs >= fromMs && note.atMs <= untilMs;
        if (isNear && (note.stream.isEmpty() || note.stream == stream))
            lines.append(clock(note.atMs) + u' ' + note.text);
    }
    std::ranges::stable_sort(lines);
    return u"    "_s + lines.join(u"\n    "_s);
}

} // namespace streamkeeper::test
