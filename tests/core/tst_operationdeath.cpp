#include "app/session/NewStreams.h"
#include "app/session/Session.h"
#include "tests/core/FakeKeychain.h"
#include "tests/core/FakeV2Server.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::FakeKeychain;
using test::FakeV2Server;
using test::HttpResponder;

namespace {

constexpr int diedAsAsked = 42;
const char *const keyVariable = "STREAMKEEPER_TEST_KEYCHAIN";
const auto newAddress = u"rtsp://admin:n3w-pass@10.0.0.9/new"_s;

const QList<std::pair<OperationKind, const char *>> &kinds()
{
    static const QList<std::pair<OperationKind, const char *>> all{
        {OperationKind::Disable, "disable"},       {OperationKind::AudioOff, "audio-off"},
        {OperationKind::ChangeAddress, "address"}, {OperationKind::ChangeSettings, "settings"},
        {OperationKind::Restart, "restart"},       {OperationKind::DeleteStream, "delete"},
        {OperationKind::AddStream, "add"},         {OperationKind::Push, "push"},
        {OperationKind::Recreate, "recreate"}};
    return all;
}

OperationPace quickPace()
{
    OperationPace pace;
    pace.retryDelays = {20ms, 50ms};
    pace.confirmDelays = {20ms, 50ms, 100ms, 200ms};
    pace.jitter = 0ms;
    return pace;
}

QByteArray packed(const FakeKeychain &keychain)
{
    QByteArray text;
    for (auto it = keychain.entries.cbegin(); it != keychain.entries.cend(); ++it)
        text += it.key().toUtf8().toBase64() + ':' + it->reveal().toBase64() + ' ';
    return text;
}

void unpack(const QByteArray &text, FakeKeychain &keychain)
{
    for (const QByteArray &entry : text.split(' ')) {
        const auto parts = entry.split(':');
        if (parts.size() == 2)
            keychain.entries.insert(QString::fromUtf8(QByteArray::fromBase64(parts[0])),
                                    SecretText(QByteArray::fromBase64(parts[1])));
    }
}

StreamCommand commandOf(OperationKind kind, const FleetState &fleet)
{
    StreamCommand command;
    command.kind = kind;
    if (kind == OperationKind::AddStream) {
        NewCamera wanted;
        wanted.camera.name = u"New"_s;
        wanted.high = StreamAddress::fromText(newAddress);
        return planNewCamera(wanted, fleet.servers().front().server.id, fleet,
                             QDateTime::currentDateTimeUtc())
            .value()
            .front();
    }
    command.stream = fleet.row(0).id;
    if (kind == OperationKind::ChangeAddress || kind == OperationKind::ChangeSettings)
        command.address = StreamAddress::fromText(newAddress);
    if (kind == OperationKind::ChangeSettings) {
        command.wanted.isEnabled = false;
        command.wanted.audio = Tristate::No;
    }
    return command;
}

/// The process that dies: opens the registry, does what it is told, and ends after the given step.
int runChild(const QStringList &arguments)
{
    const QString registry = arguments[2];
    const OperationKind kind = kinds()[arguments[3].toInt()].first;
    const int lastStep = arguments[4].toInt(); // 0: to the end
    FakeKeychain keychain;
    unpack(qgetenv(keyVariable), keychain);
    Session session(keychain, {true, false});
    session.polling().setInterval(200ms);
    session.operations().setPace(quickPace());
    session.open(registry);
    const bool isReady = QTest::qWaitFor(
        [&] {
            return session.isOpen() && session.vaultOpener().vault().isOpen() &&
                   !session.fleet().servers().front().isStale() && session.fleet().servers().front().snapshot;
        },
        10'000);
    if (!isReady)
        return 1;
    int steps = 0;
    QObject::connect(&session.operations(), &OperationRunner::operationChanged, &session, [&] {
        if (++steps == lastStep)
            _exit(diedAsAsked);
    });
    const BatchId batch = session.runCommands({commandOf(kind, session.fleet())});
    std::fputs("begun\n", stdout);
    std::fflush(stdout);
    return QTest::qWaitFor([&] { return session.operations().batch(batch)->isOver(); }, 20'000) ? 0 : 1;
}

} // namespace

/// Death of the console after any step of any operation, and at any moment: after the next start each
/// stream is on exactly the server the registry names, with the settings it names.
class OperationDeathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_keychain = std::make_unique<FakeKeychain>();
        m_server = std::make_unique<FakeV2Server>();
        QVERIFY(m_server->http().listen());
        m_server->streams[u"yard-high"_s] = stream(u"Yard"_s);
        m_server->streams[u"gate-high"_s] = stream(u"Gate"_s);
        QVERIFY(openSession());
        std::optional<Result<void>> saved;
        m_session->edits().servers.save(m_server->card(), m_server->secret(), this,
                                        [&](const Result<void> &result) { saved = result; });
        QVERIFY(QTest::qWaitFor([&] { return saved.has_value(); }));
        QVERIFY(*saved);
        std::optional<Result<int>> adopted;
        const MediaServer server = m_session->fleet().servers().front().server;
        m_session->readRemoteStreams(
            server, m_server->secret(), this, {}, [&](const Result<std::vector<RemoteStream>> &found) {
                m_session->edits().streams.adopt(server.id, *found, proposeAdoption(*found), this,
                                                 [&](const Result<int> &count) { adopted = count; });
            });
        QVERIFY(QTest::qWaitFor([&] { return adopted.has_value(); }));
        QCOMPARE(adopted->value(), 2);
    }

    void cleanup()
    {
        m_session.reset();
        m_server.reset();
    }

    void afterEachStep_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isRefusing");
        for (int i = 0; i < kinds().size(); ++i) {
            QTest::addRow("%s", kinds()[i].second) << i << false;
            QTest::addRow("%s, refused", kinds()[i].second) << i << true;
        }
    }

    void afterEachStep()
    {
        QFETCH(int, kind);
        QFETCH(bool, isRefusing);
        int step = 1;
        for (;; ++step) {
            if (step > 1) {
                cleanup();
                init();
                if (QTest::currentTestFailed())
                    return;
            }
            prepare(kinds()[kind].first);
            m_session.reset();
            if (isRefusing) {
                m_server->intercept = [](const test::HttpRequest &request, const HttpResponder &responder) {
                    const bool isRead = request.method == "GET" || request.path == "/api/server/";
                    if (!isRead)
                        responder.answer(409, R"({"error":"not now"})",
                                         {{"Content-Type", "application/json"}});
                    return !isRead;
                };
            }
            QProcess child;
            const int code = runInChild(child, kind, step);
            QVERIFY2(code == 0 || code == diedAsAsked, child.readAllStandardError().constData());
            m_server->intercept = {}; // the server has come to reason by the next start
            QVERIFY2(finishedByTheNextStart(), qPrintable(u"step %1"_s.arg(step)));
            verifyAgreement(u"%1 after step %2"_s.arg(QLatin1StringView(kinds()[kind].second)).arg(step));
            if (QTest::currentTestFailed())
                return;
            if (code == 0)
                break; // there was no such step: all of them have been tried
        }
        QVERIFY2(step >= 4, "an operation has at least three steps");
    }

    void atAnyMoment()
    {
        const quint32 seed = QRandomGenerator::system()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        int killed = 0;
        for (int round = 0; round < 20; ++round) {
            if (round > 0) {
                cleanup();
                init();
            }
            const int kind = random.bounded(int(kinds().size()));
            prepare(kinds()[kind].first);
            m_session.reset();
            const int delay = random.bounded(150);
            QProcess child;
            start(child, kind, 0);
            QVERIFY(QTest::qWaitFor(
                [&] { return child.canReadLine() || child.state() == QProcess::NotRunning; }, 15'000));
            QElapsedTimer timer;
            timer.start();
            // Not a pause for something to happen: the moment of death is what is varied here.
            while (timer.elapsed() < delay && child.state() == QProcess::Running)
                QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
            if (child.state() == QProcess::Running) {
                ::kill(pid_t(child.processId()), SIGKILL);
                ++killed;
            }
            QVERIFY(QTest::qWaitFor([&] { return child.state() == QProcess::NotRunning; }));
            QVERIFY2(finishedByTheNextStart(), qPrintable(u"seed %1 round %2"_s.arg(seed).arg(round)));
            verifyAgreement(u"seed %1 round %2: %3 killed after %4 ms"_s.arg(seed)
                                .arg(round)
                                .arg(QLatin1StringView(kinds()[kind].second))
                                .arg(delay));
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY(killed > 5);
    }

private:
    [[nodiscard]] static FakeV2Server::Stream stream(const QString &name)
    {
        FakeV2Server::Stream one;
        one.name = name;
        one.cameraUid = name;
        one.hasAudio = true;
        one.address = u"rtsp://admin:0ld-pass@10.0.0.7/"_s + name;
        return one;
    }

    [[nodiscard]] QString registry() const { return m_dir->filePath(u"registry.sqlite"_s); }

    [[nodiscard]] bool openSession()
    {
        m_session = std::make_unique<Session>(*m_keychain);
        m_session->polling().setInterval(100ms);
        m_session->operations().setPace(quickPace());
        m_session->open(registry());
        return QTest::qWaitFor(
            [&] { return m_session->isOpen() && m_session->vaultOpener().vault().isOpen(); });
    }

    /// Brings about what push and re-creation are for.
    void prepare(OperationKind kind)
    {
        const QString name = m_session->fleet().row(0).remoteName;
        m_driftOf.clear();
        m_beforeDrift = m_server->streams[name];
        if (kind == OperationKind::Recreate || kind == OperationKind::Push)
            m_driftOf = name;
        if (kind == OperationKind::Recreate)
            m_server->streams.remove(name);
        if (kind == OperationKind::Push)
            m_server->streams[name].isEnabled = false;
    }

    void start(QProcess &child, int kind, int step)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(keyVariable), QString::fromLatin1(packed(*m_keychain)));
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(),
                    {u"--child"_s, registry(), QString::number(kind), QString::number(step)});
    }

    [[nodiscard]] int runInChild(QProcess &child, int kind, int step)
    {
        start(child, kind, step);
        const bool isOver = QTest::qWaitFor([&] { return child.state() == QProcess::NotRunning; }, 30'000);
        return isOver && child.exitStatus() == QProcess::NormalExit ? child.exitCode() : -1;
    }

    /// Starts the console anew; true when nothing is under way any more.
    [[nodiscard]] bool finishedByTheNextStart()
    {
        if (!openSession())
            return false;
        std::optional<bool> isQuiet;
        bool isAsking = false;
        return QTest::qWaitFor(
            [&] {
                if (isAsking || isQuiet.value_or(false))
                    return isQuiet.value_or(false);
                isAsking = true;
                m_session->latestOperations(100, this, [&](const Result<std::vector<Operation>> &latest) {
                    isAsking = false;
                    // Killed before it was written down: what is on top is how the fleet was made.
                    const bool isWritten =
                        latest && !latest->empty() && latest->front().kind != OperationKind::Adopt;
                    m_lastState = isWritten ? latest->front().state : OperationState::Waiting;
                    isQuiet = latest && std::ranges::none_of(*latest, [](const Operation &operation) {
                                  return isOpen(operation.state);
                              });
                });
                return false;
            },
            20'000);
    }

    void verifyAgreement(const QString &when)
    {
        // A push or re-creation that was never begun, or was refused, leaves what it was meant to mend; the
        // row says so. Mended here, everything else has to fit.
        if (m_lastState != OperationState::Confirmed && !m_driftOf.isEmpty()) {
            QVERIFY2(!m_server->streams.contains(m_driftOf) || !m_server->streams[m_driftOf].isEnabled,
                     qPrintable(when));
            m_server->streams[m_driftOf] = m_beforeDrift;
        }
        const auto &streams = m_session->fleet().streams();
        QVERIFY2(int(streams.size()) == int(m_server->streams.size()), qPrintable(when));
        for (const Stream &stream : streams) {
            const auto there = m_server->streams.constFind(stream.remoteName);
            QVERIFY2(there != m_server->streams.cend(), qPrintable(when));
            QVERIFY2(there->isEnabled == stream.isEnabled, qPrintable(when));
            QVERIFY2(there->address == stream.address.full().revealText(), qPrintable(when));
            if (stream.audio != Tristate::Unknown)
                QVERIFY2(there->hasAudio == (stream.audio == Tristate::Yes), qPrintable(when));
        }
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<FakeV2Server> m_server;
    std::unique_ptr<Session> m_session;
    QString m_driftOf; ///< the stream whose difference an operation is to mend
    FakeV2Server::Stream m_beforeDrift;
    OperationState m_lastState = OperationState::Waiting;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == u"--child")
        return runChild(app.arguments());
    OperationDeathTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_operationdeath.moc"
