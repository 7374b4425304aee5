#include "app/session/Session.h"
#include "tests/core/FakeKeychain.h"
#include "tests/core/FakeV2Server.h"

#include <QDir>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::FakeKeychain;
using test::FakeV2Server;
using test::HttpResponder;

namespace {

const QString cameraPassword = u"Wr0ng-H0rse-Battery"_s;
QByteArray g_log;

void collectLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    g_log += message.toUtf8() + '\n';
}

FakeV2Server::Stream stream(const QString &name, const QString &cameraUid,
                            const QString &status = u"active"_s)
{
    FakeV2Server::Stream one;
    one.name = name;
    one.cameraUid = cameraUid;
    one.status = status;
    one.address = u"rtsp://admin:%1@10.0.0.7/%2"_s.arg(cameraPassword, cameraUid);
    return one;
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeV2Server> m_server;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<Session> m_session;

    [[nodiscard]] QString registryPath() const { return m_dir->filePath(u"registry.sqlite"_s); }

    [[nodiscard]] bool openSession()
    {
        m_session = std::make_unique<Session>(*m_keychain);
        m_session->setPollInterval(100ms);
        QSignalSpy opened(m_session.get(), &Session::opened);
        m_session->open(registryPath());
        return QTest::qWaitFor([&] { return !opened.isEmpty(); }) && QTest::qWaitFor([&] {
                   const auto state = m_session->vaultOpener().state();
                   return state != VaultOpener::State::Waiting && state != VaultOpener::State::Closed;
               });
    }

    [[nodiscard]] std::optional<Result<void>> save(const MediaServer &card, const SecretText &secret)
    {
        std::optional<Result<void>> answer;
        m_session->saveServer(card, secret, this, [&](const Result<void> &result) { answer = result; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); });
        return answer;
    }

    [[nodiscard]] std::vector<RemoteStream> readRemote(const MediaServer &card, const SecretText &secret)
    {
        std::optional<Result<std::vector<RemoteStream>>> answer;
        m_session->readRemoteStreams(card, secret, this, {}, [&](Result<std::vector<RemoteStream>> result) {
            answer = std::move(result);
        });
        (void)QTest::qWaitFor([&] { return answer.has_value(); });
        return answer && *answer ? **answer : std::vector<RemoteStream>();
    }

    [[nodiscard]] int adoptAll(const MediaServer &card)
    {
        const auto found = readRemote(card, m_server->secret());
        std::optional<Result<int>> answer;
        m_session->adopt(card.id, found, proposeAdoption(found), this,
                         [&](const Result<int> &result) { answer = result; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); });
        return answer && *answer ? **answer : -1;
    }

    [[nodiscard]] int rowNamed(const QString &remoteName) const
    {
        const auto &rows = m_session->fleet().rows();
        for (size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].remoteName == remoteName)
                return int(i);
        }
        return -1;
    }

    [[nodiscard]] bool waitForRow(const QString &remoteName,
                                  const std::function<bool(const FleetRow &)> &accepts)
    {
        return QTest::qWaitFor([&] {
            const int row = rowNamed(remoteName);
            return row >= 0 && accepts(m_session->fleet().row(row));
        });
    }

    /// Server saved, both streams adopted and seen active.
    [[nodiscard]] std::optional<MediaServer> setUpFleet()
    {
        if (!openSession())
            return {};
        const MediaServer card = m_server->card();
        const auto saved = save(card, m_server->secret());
        if (!saved || !*saved || adoptAll(card) != 2)
            return {};
        if (!waitForRow(u"yard-high"_s, [](const FleetRow &row) {
                return row.isManaged() && row.status == StreamStatus::Active && !row.isStale;
            }))
            return {};
        return card;
    }

    /// Cameras without streams, as another program wrote them.
    [[nodiscard]] std::vector<Camera> makeCameras(int count)
    {
        std::vector<Camera> cameras;
        for (int i = 0; i < count; ++i) {
            Camera camera;
            camera.id = CameraId::create();
            camera.name = u"Camera %1"_s.arg(i);
            cameras.push_back(std::move(camera));
        }
        RegistryDatabase database;
        const bool isSaved = database.open(registryPath()) && database.inTransaction([&] {
            return FleetRepository(database).saveCameras(cameras);
        });
        return isSaved ? cameras : std::vector<Camera>();
    }

    [[nodiscard]] std::vector<VoidResult> saveMany(const std::vector<Camera> &cameras,
                                                   const Session::Progress &progress, std::stop_token stop)
    {
        std::optional<std::vector<VoidResult>> answer;
        m_session->saveCameras(cameras, progress, std::move(stop), this,
                               [&](const Result<std::vector<VoidResult>> &results) { answer = *results; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, 60'000);
        return answer.value_or(std::vector<VoidResult>());
    }

    void expectNoSecretOnDisk()
    {
        const QDir dir(m_dir->path());
        const QStringList files = dir.entryList(QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QString &name : files) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains(m_server->token), qPrintable(name));
            QVERIFY2(!bytes.contains(cameraPassword.toUtf8()), qPrintable(name));
            QVERIFY2(!bytes.contains(cameraPassword.toUtf8().toBase64()), qPrintable(name));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        qInstallMessageHandler(collectLog);
        QLoggingCategory::setFilterRules(u"streamkeeper.*=true"_s);
    }
    void cleanupTestCase() { qInstallMessageHandler(nullptr); }

    void init()
    {
        g_log.clear();
        m_dir = std::make_unique<QTemporaryDir>();
        m_keychain = std::make_unique<FakeKeychain>();
        m_server = std::make_unique<FakeV2Server>();
        QVERIFY(m_server->http().listen());
        m_server->streams = {{u"yard-high"_s, stream(u"Yard high"_s, u"yard"_s)},
                             {u"yard-low"_s, stream(u"Yard low"_s, u"yard"_s)}};
    }

    void cleanup()
    {
        m_session.reset();
        expectNoSecretOnDisk();
        QVERIFY2(!g_log.contains(m_server->token), g_log.constData());
        QVERIFY2(!g_log.contains(cameraPassword.toUtf8()), g_log.constData());
        m_server.reset();
    }

    void aNewServerIsPolledAndItsStreamsAdopted()
    {
        const auto card = setUpFleet();
        QVERIFY(card);
        FleetState &fleet = m_session->fleet();
        QCOMPARE(fleet.rowCount(), 2);
        QCOMPARE(fleet.cameras().size(), 1u);
        const FleetRow &high = fleet.row(rowNamed(u"yard-high"_s));
        QCOMPARE(high.quality, Quality::High);
        QCOMPARE(high.cameraName, u"Yard"_s);
        QCOMPARE(high.ipAddress, u"10.0.0.7"_s);
        QVERIFY(!high.maskedAddress.contains(cameraPassword));
        QCOMPARE(fleet.row(rowNamed(u"yard-low"_s)).quality, Quality::Low);
        QCOMPARE(fleet.siblingOf(rowNamed(u"yard-high"_s)), rowNamed(u"yard-low"_s));
        QCOMPARE(fleet.counts().active, 2);
        QCOMPARE(fleet.counts().unmanaged, 0);
        const auto full = m_session->fullAddress(high.id);
        QVERIFY(full);
        QVERIFY(full->revealText().contains(cameraPassword));
        QCOMPARE(m_session->secretOf(*card), SecretText()); // the card's own id is not the saved one
        QCOMPARE(m_session->secretOf(fleet.servers().front().server), m_server->secret());
        // Again: everything is there already.
        QCOMPARE(adoptAll(*card), 0);
    }

    void unmanagedStreamsAreShownBeforeAnyAdoption()
    {
        QVERIFY(openSession());
        QVERIFY(save(m_server->card(), m_server->secret()).value());
        QVERIFY(waitForRow(u"yard-high"_s, [](const FleetRow &row) {
            return !row.isManaged() && row.drift == Drift::Unmanaged && row.status == StreamStatus::Active;
        }));
        QCOMPARE(m_session->fleet().counts().unmanaged, 2);
    }

    void theLastObservationIsShownStaleAfterAReopening()
    {
        QVERIFY(setUpFleet());
        m_session.reset(); // writes what was seen
        m_server->http().stopListening();
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(openSession());
        const FleetState &fleet = m_session->fleet();
        QCOMPARE(fleet.rowCount(), 2);
        const FleetRow &row = fleet.row(rowNamed(u"yard-high"_s));
        QCOMPARE(row.status, StreamStatus::Active);
        QVERIFY(row.isStale);
        QVERIFY(fleet.observed(row));
        QCOMPARE(fleet.observed(row)->bitrateInBps, 1'000'000);
        QCOMPARE(fleet.observed(row)->reconnectTotal, 4);
        const qint64 polledAt = fleet.polledAtMs(row);
        QVERIFY(polledAt > before - 60'000 && polledAt <= before);
        // Its address is unsealed again, so drift can be told.
        QVERIFY(m_session->fullAddress(row.id));
        // The server answers again: fresh rows.
        QVERIFY(m_server->http().listen());
        m_session->pollAllNow();
        QVERIFY(waitForRow(u"yard-high"_s, [](const FleetRow &fresh) { return !fresh.isStale; }));
    }

    void aServerThatStopsMakesRowsStaleNotGone()
    {
        QVERIFY(setUpFleet());
        QSignalSpy failed(m_session.get(), &Session::pollFailed);
        m_server->http().stopListening();
        QVERIFY(QTest::qWaitFor([&] { return !failed.isEmpty(); }));
        const FleetState &fleet = m_session->fleet();
        QCOMPARE(fleet.rowCount(), 2);
        QCOMPARE(fleet.counts().stale, 2);
        QCOMPARE(fleet.row(0).status, StreamStatus::Active); // as last seen
        QVERIFY(fleet.servers().front().failure);
        QCOMPARE(fleet.servers().front().failure->error.category, ErrorCategory::Network);
        QVERIFY(m_server->http().listen());
        m_session->pollAllNow();
        QVERIFY(QTest::qWaitFor([&] { return fleet.counts().stale == 0; }));
        QVERIFY(!fleet.servers().front().failure);
    }

    void missingAndReturningStreamsAreTold()
    {
        QVERIFY(setUpFleet());
        const auto low = m_server->streams.take(u"yard-low"_s);
        QVERIFY(waitForRow(u"yard-low"_s, [](const FleetRow &row) {
            return row.drift == Drift::Missing && row.status == StreamStatus::Inactive;
        }));
        QCOMPARE(m_session->fleet().rowCount(), 2);
        m_server->streams.insert(u"yard-low"_s, low);
        QVERIFY(waitForRow(u"yard-low"_s, [](const FleetRow &row) { return row.drift == Drift::None; }));
        m_server->streams.insert(u"gate"_s, stream(u"Gate"_s, u"gate"_s));
        QVERIFY(waitForRow(u"gate"_s, [](const FleetRow &row) { return row.drift == Drift::Unmanaged; }));
        m_server->streams.remove(u"gate"_s);
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().rowCount() == 2; }));
    }

    void aDifferentAddressOrSwitchIsTold()
    {
        QVERIFY(setUpFleet());
        m_server->streams[u"yard-high"_s].isEnabled = false;
        QVERIFY(waitForRow(u"yard-high"_s, [](const FleetRow &row) {
            return row.drift == Drift::Different && row.differences == Difference::Enabled && row.isOff &&
                   row.characteristic == Characteristic::Disconnected;
        }));
        m_server->streams[u"yard-high"_s].isEnabled = true;
        // Only the password changes: the masked texts are equal, the fingerprints are not.
        m_server->streams[u"yard-high"_s].address.replace(cameraPassword, u"Another-Passw0rd"_s);
        m_session->refreshStream(rowNamed(u"yard-high"_s));
        QVERIFY(waitForRow(u"yard-high"_s, [](const FleetRow &row) {
            return row.drift == Drift::Different && row.differences == Difference::Address;
        }));
    }

    void reconnectsMakeAStreamIncorrect()
    {
        QVERIFY(setUpFleet());
        m_server->streams[u"yard-low"_s].status = u"inactive"_s;
        m_server->streams[u"yard-low"_s].reconnectAttempts = 2;
        QVERIFY(waitForRow(u"yard-low"_s, [](const FleetRow &row) {
            return row.characteristic == Characteristic::Incorrect && row.status == StreamStatus::Inactive;
        }));
        QCOMPARE(m_session->fleet().counts().incorrect, 1);
    }

    void removingAServerDecidesTheFateOfItsStreams_data()
    {
        QTest::addColumn<bool>("keeps");
        QTest::newRow("streams are removed") << false;
        QTest::newRow("streams are kept") << true;
    }

    void removingAServerDecidesTheFateOfItsStreams()
    {
        QFETCH(bool, keeps);
        const auto card = setUpFleet();
        QVERIFY(card);
        std::optional<Result<void>> removed;
        m_session->removeServer(card->id,
                                keeps ? StreamsOfRemovedServer::Keep : StreamsOfRemovedServer::Remove, this,
                                [&](const Result<void> &result) { removed = result; });
        QVERIFY(QTest::qWaitFor([&] { return removed.has_value(); }));
        QVERIFY(*removed);
        const auto check = [&] {
            const FleetState &fleet = m_session->fleet();
            QCOMPARE(fleet.servers().size(), 0u);
            QCOMPARE(fleet.rowCount(), keeps ? 2 : 0);
            QCOMPARE(fleet.cameras().size(), keeps ? 1u : 0u);
            if (!keeps)
                return;
            const FleetRow &row = fleet.row(rowNamed(u"yard-high"_s));
            QCOMPARE(row.mainServer, -1);
            QVERIFY(row.isManaged());
            QVERIFY(m_session->fullAddress(row.id));
        };
        check();
        const int polls = m_server->countOf(u"GET /api/streams/"_s);
        QVERIFY(!QTest::qWaitFor([&] { return m_server->countOf(u"GET /api/streams/"_s) > polls + 1; }, 300));
        QVERIFY(openSession());
        check();
        m_session.reset();
        // The token and, with the streams, their addresses are gone from the file.
        const auto name = u"check"_s;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
            database.setDatabaseName(registryPath());
            QVERIFY(database.open());
            QSqlQuery query(u"SELECT purpose, count(*) FROM secret GROUP BY purpose"_s, database);
            QHash<QString, int> left;
            while (query.next())
                left.insert(query.value(0).toString(), query.value(1).toInt());
            QCOMPARE(left.value(u"token"_s), 0);
            QCOMPARE(left.value(u"address"_s), keeps ? 2 : 0);
        }
        QSqlDatabase::removeDatabase(name);
    }

    void pausingHoldsWhatArrives()
    {
        QVERIFY(setUpFleet());
        m_session->setPaused(true);
        m_server->streams[u"yard-high"_s].status = u"inactive"_s;
        const int polls = m_server->countOf(u"GET /api/streams/"_s);
        QVERIFY(QTest::qWaitFor([&] { return m_server->countOf(u"GET /api/streams/"_s) >= polls + 3; }));
        QCOMPARE(m_session->fleet().row(rowNamed(u"yard-high"_s)).status, StreamStatus::Active);
        QSignalSpy applied(m_session.get(), &Session::snapshotApplied);
        m_session->setPaused(false);
        QVERIFY(!applied.isEmpty());
        QCOMPARE(m_session->fleet().row(rowNamed(u"yard-high"_s)).status, StreamStatus::Inactive);
    }

    void aNameThatIsTakenIsRefusedAndNothingIsLost()
    {
        QVERIFY(openSession());
        MediaServer first = m_server->card(u"one"_s);
        QVERIFY(save(first, m_server->secret()).value());
        QVERIFY(save(m_server->card(u"two"_s), m_server->secret()).value());
        for (const FleetServer &known : m_session->fleet().servers()) {
            if (known.server.name == u"one")
                first = known.server;
        }
        MediaServer renamed = first;
        renamed.name = u"two"_s;
        const auto refused = save(renamed, SecretText(u"another token"_s));
        QVERIFY(refused && !*refused);
        QCOMPARE(refused->error().category, ErrorCategory::Invalid);
        QVERIFY(refused->error().message.contains(u"two"));
        // The token that is stored still opens the server.
        QCOMPARE(m_session->secretOf(first), m_server->secret());
        QVERIFY(openSession());
        QCOMPARE(m_session->fleet().servers().size(), 2u);
        for (const FleetServer &known : m_session->fleet().servers())
            QCOMPARE(m_session->secretOf(known.server), m_server->secret());
    }

    void changedSettingsKeepTheStoredToken()
    {
        const auto card = setUpFleet();
        QVERIFY(card);
        MediaServer changed = m_session->fleet().servers().front().server;
        changed.name = u"renamed"_s;
        QVERIFY(save(changed, {}).value());
        QCOMPARE(m_session->fleet().servers().front().server.name, u"renamed"_s);
        QCOMPARE(m_session->secretOf(m_session->fleet().servers().front().server), m_server->secret());
        m_server->streams[u"yard-high"_s].status = u"inactive"_s;
        QVERIFY(waitForRow(u"yard-high"_s,
                           [](const FleetRow &row) { return row.status == StreamStatus::Inactive; }));
    }

    void aNewTokenReplacesTheOldOne()
    {
        QVERIFY(setUpFleet());
        m_server->token = "Second-Token-1234";
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().counts().stale == 2; }));
        QCOMPARE(m_session->fleet().servers().front().failure->error.category, ErrorCategory::Authentication);
        QVERIFY(save(m_session->fleet().servers().front().server, m_server->secret()).value());
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().counts().stale == 0; }));
        QVERIFY(openSession());
        QCOMPARE(m_session->secretOf(m_session->fleet().servers().front().server), m_server->secret());
    }

    void aRegistryThatCannotBeOpenedIsSaid()
    {
        QFile file(registryPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        m_session = std::make_unique<Session>(*m_keychain);
        QSignalSpy failed(m_session.get(), &Session::openFailed);
        m_session->open(registryPath());
        QVERIFY(QTest::qWaitFor([&] { return !failed.isEmpty(); }));
        const Error error = failed.front().front().value<Error>();
        QCOMPARE(error.category, ErrorCategory::Storage);
        QVERIFY(error.message.contains(registryPath()));
        QVERIFY(!m_session->isOpen());
    }

    void aChangeThatCannotBeWrittenChangesNothing()
    {
        QVERIFY(setUpFleet());
        QVERIFY(tamper(u"DROP TABLE secret"_s)); // another program's doing
        std::optional<Result<void>> answer;
        m_session->saveServer(m_session->fleet().servers().front().server, SecretText(u"other"_s), this,
                              [&](const Result<void> &result) { answer = result; });
        QVERIFY(QTest::qWaitFor([&] { return answer.has_value(); }));
        QVERIFY(!*answer);
        QCOMPARE(answer->error().category, ErrorCategory::Storage);
        // What was there is still used.
        QCOMPARE(m_session->secretOf(m_session->fleet().servers().front().server), m_server->secret());
        QCOMPARE(m_session->fleet().rowCount(), 2);
    }

    void aWriteThatNobodyWaitsForIsSignalledWhenItFails()
    {
        QVERIFY(setUpFleet());
        QVERIFY(tamper(u"DROP TABLE meta"_s));
        QSignalSpy failed(m_session.get(), &Session::registryFailed);
        QVERIFY(m_session->vaultOpener().choosePassphrase(SecretText(u"correct horse"_s)));
        QVERIFY(QTest::qWaitFor([&] { return !failed.isEmpty(); }));
        QCOMPARE(failed.front().front().value<Error>().category, ErrorCategory::Storage);
    }

    void withoutAKeyNothingIsSaidToServersAndTheRowsStay()
    {
        QVERIFY(setUpFleet());
        m_session.reset();
        // What the old session had sent may still be on its way.
        QVERIFY(QTest::qWaitFor([&] { return m_server->http().openConnectionCount() == 0; }));
        m_keychain->entries.clear();
        const auto before = m_server->requests.size();
        QVERIFY(openSession());
        QCOMPARE(m_session->vaultOpener().state(), VaultOpener::State::KeyMissing);
        QCOMPARE(m_session->fleet().rowCount(), 2);
        QVERIFY(m_session->fleet().servers().front().failure);
        QCOMPARE(m_session->fleet().servers().front().failure->error.category, ErrorCategory::Secret);
        QVERIFY(!QTest::qWaitFor([&] { return m_server->requests.size() > before; }, 300));
        const auto full = m_session->fullAddress(m_session->fleet().row(0).id);
        QVERIFY(!full);
        QCOMPARE(full.error().category, ErrorCategory::Secret);
        // A new key and the token again: it goes on.
        QVERIFY(m_session->vaultOpener().choosePassphrase(SecretText(u"correct horse"_s)));
        QVERIFY(save(m_session->fleet().servers().front().server, m_server->secret()).value());
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().counts().stale == 0; }));
    }

    void theTableIsThereWhileTheKeychainIsLate()
    {
        QVERIFY(setUpFleet());
        m_session.reset();
        m_keychain->isHeld = true;
        m_session = std::make_unique<Session>(*m_keychain);
        m_session->setPollInterval(100ms);
        m_session->open(registryPath());
        QVERIFY(QTest::qWaitFor([&] { return m_session->isOpen(); }));
        QCOMPARE(m_session->fleet().rowCount(), 2);
        QVERIFY(m_session->fleet().row(0).isStale);
        m_keychain->release();
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().counts().stale == 0; }));
    }

    void playbackAddressesCarryAViewingTokenWhereNeeded()
    {
        m_server->streams[u"yard-high"_s].access = u"private"_s;
        QVERIFY(setUpFleet());
        const auto urlsOf = [&](const QString &name) {
            std::optional<Result<LiveUrls>> answer;
            m_session->liveUrls(rowNamed(name), this,
                                [&](Result<LiveUrls> result) { answer = std::move(result); });
            (void)QTest::qWaitFor([&] { return answer.has_value(); });
            return answer.value();
        };
        const auto open = urlsOf(u"yard-low"_s);
        QVERIFY(open);
        QVERIFY(!open->rtsp.hasQuery());
        const auto closed = urlsOf(u"yard-high"_s);
        QVERIFY(closed);
        QCOMPARE(closed->rtsp.toEncoded(), "rtsp://127.0.0.1:5554/live/yard-high/?token=view%2Ber~");
        QVERIFY(!closed->rtsp.toEncoded().contains(m_server->token));
    }

    void aTestOfAConnectionTellsWhatIsWrong()
    {
        QVERIFY(openSession());
        MediaServer draft = m_server->card();
        const auto probe = [&](const MediaServer &card, const SecretText &secret) {
            std::optional<ProbeReport> report;
            m_session->testConnection(card, secret, this,
                                      [&](ProbeReport result) { report = std::move(result); });
            (void)QTest::qWaitFor([&] { return report.has_value(); }, 15'000);
            return report.value();
        };
        const auto good = probe(draft, m_server->secret());
        QVERIFY(good.facts);
        QCOMPARE(good.facts->streamCount, 2);
        QCOMPARE(int(good.facts->rtspPort), 5554);
        QCOMPARE(int(good.facts->hlsPort), 8443);
        QVERIFY(good.facts->mediaUsesTls);
        QCOMPARE(probe(draft, SecretText(u"wrong"_s)).facts.error().category, ErrorCategory::Authentication);
        draft.type = ServerType::MediaMtx;
        QCOMPARE(probe(draft, SecretText(u"wrong"_s)).looksLike, ServerType::MediaServerV2);
    }

    void quittingWhileRequestsRunLeavesNothingBehind_data()
    {
        QTest::addColumn<QString>("work");
        for (const char *work : {"poll", "test", "read", "urls", "fetch", "adopt", "open"})
            QTest::newRow(work) << QString::fromLatin1(work);
    }

    void quittingWhileRequestsRunLeavesNothingBehind()
    {
        QFETCH(QString, work);
        const auto card = setUpFleet();
        QVERIFY(card);
        QList<HttpResponder> hanging;
        m_server->intercept = [&](const test::HttpRequest &, const HttpResponder &responder) {
            responder.hang();
            hanging.append(responder);
            return true;
        };
        const MediaServer saved = m_session->fleet().servers().front().server;
        QList<int> answers;
        if (work == u"test")
            m_session->testConnection(saved, m_server->secret(), this,
                                      [&](ProbeReport) { answers.append(1); });
        else if (work == u"read")
            m_session->readRemoteStreams(saved, m_server->secret(), this, {},
                                         [&](Result<std::vector<RemoteStream>>) { answers.append(1); });
        else if (work == u"urls")
            m_session->liveUrls(0, this, [&](Result<LiveUrls>) { answers.append(1); });
        else if (work == u"fetch")
            m_session->network().fetch({false, u"127.0.0.1"_s, m_server->http().port(), {}}, {}, {},
                                       [](Result<HttpResponse>) {});
        if (work == u"open") {
            m_session = std::make_unique<Session>(*m_keychain);
            m_session->open(registryPath());
        } else if (work == u"adopt") {
            m_session->saveServer(m_server->card(u"more"_s), m_server->secret(), this,
                                  [&](Result<void>) { answers.append(1); });
        } else {
            QVERIFY(QTest::qWaitFor([&] { return !hanging.isEmpty(); }));
        }
        m_session.reset();
        QVERIFY(QTest::qWaitFor([&] { return m_server->http().openConnectionCount() == 0; }));
        QCoreApplication::processEvents();
        QVERIFY(answers.isEmpty()); // nobody is there to hear it
    }

    void answersDoNotReachAContextThatIsGone()
    {
        QVERIFY(openSession());
        auto context = std::make_unique<QObject>();
        bool isAnswered = false;
        m_session->testConnection(m_server->card(), m_server->secret(), context.get(),
                                  [&](ProbeReport) { isAnswered = true; });
        m_session->saveServer(m_server->card(), m_server->secret(), context.get(),
                              [&](Result<void>) { isAnswered = true; });
        context.reset();
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().servers().size() == 1; }));
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().rowCount() == 2; }));
        QVERIFY(!isAnswered);
    }

private:
    [[nodiscard]] bool tamper(const QString &sql)
    {
        const auto name = u"tamper"_s;
        bool isDone = false;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
            database.setDatabaseName(registryPath());
            QSqlQuery query(database);
            isDone = database.open() &&
                     (QSqlQuery(u"PRAGMA foreign_keys=OFF"_s, database), QSqlQuery(database).exec(sql));
        }
        QSqlDatabase::removeDatabase(name);
        return isDone;
    }

private Q_SLOTS:
    void manyCamerasAreSavedEachOnItsOwn()
    {
        std::vector<Camera> cameras = makeCameras(1200);
        QCOMPARE(cameras.size(), size_t(1200));
        QVERIFY(openSession());
        QCOMPARE(m_session->fleet().cameras().size(), cameras.size());
        for (Camera &camera : cameras)
            camera.location = u"imported"_s;
        cameras[700].revision = 9; // as if somebody else had changed it meanwhile
        QList<int> progress;
        QSignalSpy written(m_session.get(), &Session::registryWritten);
        QSignalSpy rebuilt(&m_session->fleet(), &FleetState::structureChanged);
        const auto results = saveMany(cameras,
                                      [&](int done, int total) {
                                          QCOMPARE(total, 1200);
                                          progress.append(done);
                                      },
                                      {});
        QCOMPARE(results.size(), cameras.size());
        for (size_t i = 0; i < results.size(); ++i)
            QCOMPARE(results[i].has_value(), i != 700);
        QCOMPARE(results[700].error().category, ErrorCategory::Conflict);
        QVERIFY(progress.size() > 2 && progress.last() == 1200);
        QCOMPARE(written.size(), 1);
        QCOMPARE(rebuilt.size(), 1); // however many there are
        QCOMPARE(m_session->fleet().camera(cameras[0].id)->location, u"imported"_s);
        QCOMPARE(m_session->fleet().camera(cameras[0].id)->revision, 2);
        QCOMPARE(m_session->fleet().camera(cameras[700].id)->location, QString());

        // Cancelled in the middle: what is written stays, the rest is told.
        for (Camera &camera : cameras) {
            camera = *m_session->fleet().camera(camera.id);
            camera.location = u"again"_s;
        }
        std::stop_source stop;
        const auto stopped = saveMany(
            cameras, [&](int, int) { stop.request_stop(); }, stop.get_token());
        QCOMPARE(stopped.size(), cameras.size());
        QVERIFY(stopped.front());
        QCOMPARE(stopped.back().error().category, ErrorCategory::Cancelled);
        QCOMPARE(m_session->fleet().camera(cameras.front().id)->location, u"again"_s);
        QCOMPARE(m_session->fleet().camera(cameras.back().id)->location, u"imported"_s);
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
