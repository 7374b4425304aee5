#include "tests/core/SessionTest.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::cameraPassword;
using test::HttpResponder;
using test::stream;

/// What a session shows of its media servers: streams as polls see them, and the answers to what is asked.
class SessionFleetTest : public test::SessionTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

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
        QCOMPARE(fleet.counts().of(StreamState::Active), 2);
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
        m_session->polling().pollAllNow();
        QVERIFY(waitForRow(u"yard-high"_s, [](const FleetRow &fresh) { return !fresh.isStale; }));
    }

    void howItWasIsKeptForTheNextRun()
    {
        QVERIFY(setUpFleet());
        const ServerId server = m_session->fleet().servers().front().server.id;
        const StreamId stream = m_session->fleet().row(rowNamed(u"yard-high"_s)).id;
        constexpr qint64 hourMs = 3'600'000;
        // Streams count from the first poll on that finds them in the registry.
        m_session->polling().pollAllNow();
        QTRY_COMPARE(m_session->fleet().server(server)->history.samples().back().value(ServerValue::Active),
                     2);
        m_session.reset(); // writes how it was
        m_server->http().stopListening();
        QVERIFY(openSession());
        // Somebody looked, and that is known before anybody looks again.
        QVERIFY(m_session->fleet().watch().unbrokenSinceMs(server) > 0);
        QVERIFY(m_session->fleet().server(server)->history.samples().empty());
        std::optional<std::vector<ServerSample>> minutes;
        std::optional<std::vector<StreamQuarter>> quarters;
        std::optional<std::vector<AvailabilityPoint>> fleet;
        m_session->history().server(server, hourMs, this, [&](auto read) { minutes = read.value(); });
        m_session->history().stream(stream, hourMs, this, [&](auto read) { quarters = read.value(); });
        m_session->history().availability(hourMs, 60'000, this, [&](auto read) { fleet = read.value(); });
        QTRY_VERIFY(minutes && quarters && fleet);
        QVERIFY(!minutes->empty());
        QCOMPARE(minutes->back().value(ServerValue::Active), 2);
        QCOMPARE(minutes->back().value(ServerValue::Inactive), 0);
        QVERIFY(!quarters->empty());
        QCOMPARE(quarters->back().inKbps, 1'000);
        QVERIFY(std::ranges::any_of(*fleet, [](const AvailabilityPoint &one) { return one.active == 2; }));
        QVERIFY(!fleet->front().isKnown()); // an hour ago nobody looked
    }

    void aServerThatStopsMakesRowsStaleNotGone()
    {
        QVERIFY(setUpFleet());
        QSignalSpy failed(&m_session->polling(), &FleetPolling::pollFailed);
        m_server->http().stopListening();
        QVERIFY(QTest::qWaitFor([&] { return !failed.isEmpty(); }));
        const FleetState &fleet = m_session->fleet();
        QCOMPARE(fleet.rowCount(), 2);
        QCOMPARE(fleet.counts().of(StreamState::Stale), 2);
        QCOMPARE(fleet.row(0).status, StreamStatus::Active); // as last seen
        QVERIFY(fleet.servers().front().failure);
        QCOMPARE(fleet.servers().front().failure->error.category, ErrorCategory::Network);
        QVERIFY(m_server->http().listen());
        m_session->polling().pollAllNow();
        QVERIFY(QTest::qWaitFor([&] { return fleet.counts().of(StreamState::Stale) == 0; }));
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
        // The next run knows it before it has asked anybody.
        const StreamId stream = m_session->fleet().row(rowNamed(u"yard-low"_s)).id;
        const TroubleHistory known = m_session->fleet().troubles().of(stream);
        QVERIFY(!known.empty());
        m_session.reset();
        m_server->http().stopListening();
        QVERIFY(openSession());
        QCOMPARE(m_session->fleet().troubles().of(stream), known);
    }

    void pausingHoldsWhatArrives()
    {
        QVERIFY(setUpFleet());
        m_session->polling().setPaused(true);
        m_server->streams[u"yard-high"_s].status = u"inactive"_s;
        const int polls = m_server->countOf(u"GET /api/streams/"_s);
        QVERIFY(QTest::qWaitFor([&] { return m_server->countOf(u"GET /api/streams/"_s) >= polls + 3; }));
        QCOMPARE(m_session->fleet().row(rowNamed(u"yard-high"_s)).status, StreamStatus::Active);
        QSignalSpy applied(&m_session->polling(), &FleetPolling::snapshotApplied);
        m_session->polling().setPaused(false);
        QVERIFY(!applied.isEmpty());
        QCOMPARE(m_session->fleet().row(rowNamed(u"yard-high"_s)).status, StreamStatus::Inactive);
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
            m_session->edits().servers.save(m_server->card(u"more"_s), m_server->secret(), this,
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
        m_session->edits().servers.save(m_server->card(), m_server->secret(), context.get(),
                                        [&](Result<void>) { isAnswered = true; });
        context.reset();
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().servers().size() == 1; }));
        QVERIFY(QTest::qWaitFor([&] { return m_session->fleet().rowCount() == 2; }));
        QVERIFY(!isAnswered);
    }
};

QTEST_GUILESS_MAIN(SessionFleetTest)
#include "tst_session.moc"
