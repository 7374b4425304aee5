#include "models/registry/FleetRepository.h"
#include "tests/core/SessionTest.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;

/// What a session keeps: media servers, their secrets and the cameras, in the registry, with and without its
/// key.
class SessionWritesTest : public test::SessionTest
{
    Q_OBJECT

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
        m_session->edits().cameras.saveMany(
            cameras, progress, std::move(stop), this,
            [&](const Result<std::vector<VoidResult>> &results) { answer = *results; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, 60'000);
        return answer.value_or(std::vector<VoidResult>());
    }

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
    void init() { setUp(); }
    void cleanup() { tearDown(); }

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
        m_session->edits().servers.remove(
            card->id, keeps ? StreamsOfRemovedServer::Keep : StreamsOfRemovedServer::Remove, this,
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

    void aNameThatIsTakenIsRefusedAndNothingIsLost()
    {
        QVERIFY(openSession());
        MediaServer first = m_server->card(u"one"_s);
        QVERIFY(save(first, m_server->secret()).value());
        MediaServer second = m_server->card(u"two"_s);
        second.internalHost = u"127.0.0.2"_s;
        QVERIFY(save(second, m_server->secret()).value());
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
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().counts().of(StreamState::Stale) == 2; }));
        QCOMPARE(m_session->fleet().servers().front().failure->error.category, ErrorCategory::Authentication);
        QVERIFY(save(m_session->fleet().servers().front().server, m_server->secret()).value());
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().counts().of(StreamState::Stale) == 0; }));
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
        m_session->edits().servers.save(m_session->fleet().servers().front().server, SecretText(u"other"_s),
                                        this, [&](const Result<void> &result) { answer = result; });
        QVERIFY(QTest::qWaitFor([&] { return answer.has_value(); }));
        QVERIFY(!*answer);
        QCOMPARE(answer->error().category, ErrorCategory::Storage);
        // What was there is still used.
        QCOMPARE(m_session->secretOf(m_session->fleet().servers().front().server), m_server->secret());
        QCOMPARE(m_session->fleet().rowCount(), 2);
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
        QVERIFY(m_session->vaultOpener().useThisRunOnly());
        std::optional<VoidResult> anew;
        m_session->vaultOpener().startAnew(SecretText(u"correct horse"_s), this,
                                           [&](const VoidResult &result) { anew = result; });
        QTRY_VERIFY(anew && *anew);
        QVERIFY(save(m_session->fleet().servers().front().server, m_server->secret()).value());
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().counts().of(StreamState::Stale) == 0; }));
    }

    void aTokenForThisRunLeavesTheSealedOneWhereItIs()
    {
        QVERIFY(setUpFleet());
        const MediaServer card = m_session->fleet().servers().front().server;
        const SecretText stored = m_server->secret();
        m_session.reset();
        m_keychain->isAbsent = true; // only locked
        QVERIFY(openSession());
        QCOMPARE(m_session->vaultOpener().state(), VaultOpener::State::KeyUnreachable);
        QVERIFY(!*save(card, SecretText(u"While it is locked"_s)));
        QVERIFY(m_session->vaultOpener().useThisRunOnly());
        QVERIFY(m_session->secretOf(card).isEmpty());
        m_server->token = "For-This-Run-1234";
        QVERIFY(save(card, m_server->secret()).value());
        QCOMPARE(m_session->secretOf(card), m_server->secret());
        QVERIFY(QTest::qWaitFor(
            [&] { return m_session->fleet().counts().of(StreamState::Stale) == 0; })); // it is used
        MediaServer renamed = m_session->fleet().servers().front().server;
        QCOMPARE(renamed.tokenSecret, card.tokenSecret);
        renamed.name = u"renamed"_s;
        QVERIFY(save(renamed, {}).value());
        QCOMPARE(m_session->secretOf(renamed), m_server->secret());
        m_session.reset();
        expectNoSecretOnDisk();
        m_keychain->isAbsent = false;
        QVERIFY(openSession());
        const MediaServer &after = m_session->fleet().servers().front().server;
        QCOMPARE(after.name, u"renamed"_s);
        QCOMPARE(m_session->secretOf(after), stored);
        QVERIFY(m_session->fullAddress(m_session->fleet().row(0).id));
    }

    void theTableIsThereWhileTheKeychainIsLate()
    {
        QVERIFY(setUpFleet());
        // Nothing is wrong yet: a line for each of 100,000 addresses would drive all else out of the log.
        QTest::failOnWarning(QRegularExpression(u"address"_s));
        m_session.reset();
        m_keychain->isHeld = true;
        m_session = std::make_unique<Session>(*m_keychain);
        m_session->polling().setInterval(100ms);
        m_session->open(registryPath());
        QVERIFY(QTest::qWaitFor([&] { return m_session->isOpen(); }));
        QCOMPARE(m_session->fleet().rowCount(), 2);
        QVERIFY(m_session->fleet().row(0).isStale);
        m_keychain->release();
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().counts().of(StreamState::Stale) == 0; }));
    }

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

QTEST_GUILESS_MAIN(SessionWritesTest)
#include "tst_sessionwrites.moc"
