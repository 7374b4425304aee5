// RTSP by TLS, and with an account: whom a player talks to, and that nobody else gets what it says.
#include "app/fetching/RtspAnswers.h"
#include "tests/player/FakeRtspServer.h"
#include "tests/player/FleetVideo.h"
#include "tests/player/PlayerProbe.h"
#include "tests/player/TestMedia.h"
#include "tests/support/TcpRelay.h"

#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15'000;
const QByteArray okAnswer = "RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 4\r\n\r\nv=0\n";
const QByteArray movedAnswer = "RTSP/1.0 302 Moved\r\nLocation: rtsp://10.9.9.9/x\r\nCSeq: 2\r\n\r\n";

MediaSource sourceOf(const QUrl &url, const std::optional<QByteArray> &pin = {})
{
    MediaSource source;
    source.url = url;
    source.pinnedCertificateSha256 = pin;
    source.streamKey = u"stream"_s;
    return source;
}

/// The same stream, behind a relay.
QUrl through(const TcpRelay &relay, QUrl url, const QString &scheme)
{
    url.setScheme(scheme);
    url.setPort(relay.port());
    return url;
}

QByteArray pinOf(const TlsIdentity &identity)
{
    return QByteArray::fromHex(identity.fingerprint());
}

MediaSource withAccount(MediaSource source)
{
    source.account = ViewerAccount{u"noc"_s, SecretText(QByteArray("p@ss/w:rd"))};
    return source;
}

} // namespace

class RtspTunnelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_fleet = std::make_unique<fleet::FleetProcess>(fleetProgram());
        QVERIFY(
            m_fleet->start({u"--servers"_s, u"1"_s, u"--cameras"_s, u"1"_s, u"--live"_s, u"1"_s}, patience));
        m_identity = TlsIdentity::generate("media");
        QVERIFY(!m_identity.isNull());
    }

    void answersAreReadInWhateverPieces_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("passable");
        QTest::addColumn<bool>("isMoved");
        const QByteArray media("$\0\0\4abcd", 8);
        QTest::newRow("an answer") << okAnswer << okAnswer << false;
        QTest::newRow("half a head") << QByteArray("RTSP/1.0 200 OK\r\nCS") << QByteArray() << false;
        QTest::newRow("half a body") << okAnswer.chopped(1) << QByteArray() << false;
        QTest::newRow("media") << okAnswer + media << okAnswer + media << false;
        QTest::newRow("looks moved within media") << media + movedAnswer << media + movedAnswer << false;
        QTest::newRow("moved") << okAnswer + movedAnswer << okAnswer << true;
        QTest::newRow("moved, nothing after it") << movedAnswer + okAnswer << QByteArray() << true;
        QTest::newRow("told to go") << QByteArray(
                                           "REDIRECT rtsp://a/x RTSP/1.0\r\nLocation: rtsp://b/x\r\n\r\n")
                                    << QByteArray() << true;
        QTest::newRow("no number") << QByteArray("RTSP/1.0 3xx Moved\r\n\r\n")
                                   << QByteArray("RTSP/1.0 3xx Moved\r\n\r\n") << false;
    }

    void answersAreReadInWhateverPieces()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, passable);
        QFETCH(bool, isMoved);
        for (qsizetype piece = 1; piece <= bytes.size(); ++piece) {
            RtspAnswers answers;
            QByteArray passed;
            for (qsizetype at = 0; at < bytes.size(); at += piece) {
                answers.read(bytes.mid(at, piece));
                passed += answers.takePassable();
            }
            QCOMPARE(passed, passable);
            QCOMPARE(answers.movedTo().has_value(), isMoved);
            QVERIFY(!answers.isNonsense());
        }
    }

    void anEndlessHeadIsNonsense()
    {
        RtspAnswers answers;
        for (int i = 0; i < 1000 && !answers.isNonsense(); ++i)
            answers.read(QByteArray(1024, 'x'));
        QVERIFY(answers.isNonsense());
        QVERIFY(answers.takePassable().isEmpty());
    }

    void aPinnedServerIsWatchedByTls()
    {
        TcpRelay relay(quint16(cameraUrl(*m_fleet, 1).port()), m_identity);
        PlayerProbe probe;
        probe.player.play(sourceOf(through(relay, cameraUrl(*m_fleet, 1), u"rtsps"_s), pinOf(m_identity)));
        QTRY_VERIFY_WITH_TIMEOUT(probe.stamps.size() >= 12, patience);
        QCOMPARE(probe.stamps.last().cameraNumber, quint16(1));
    }

    void aStrangerGetsNothing_data()
    {
        QTest::addColumn<bool>("isPinned");
        QTest::addColumn<QString>("words");
        QTest::newRow("another certificate than the pinned one")
            << true << u"not the one that was accepted"_s;
        QTest::newRow("signed by nobody known") << false << u"not signed by an authority"_s;
    }

    void aStrangerGetsNothing()
    {
        QFETCH(bool, isPinned);
        QFETCH(QString, words);
        TcpRelay relay(quint16(cameraUrl(*m_fleet, 1).port()), m_identity);
        relay.keepBytes();
        const auto pin = isPinned ? std::optional(QByteArray(32, 'x')) : std::nullopt;
        PlayerProbe probe;
        probe.player.play(withAccount(sourceOf(through(relay, cameraUrl(*m_fleet, 1), u"rtsps"_s), pin)));
        QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
        QCOMPARE(probe.player.lastError()->category, ErrorCategory::Tls);
        QVERIFY2(probe.player.stateText().contains(words), qPrintable(probe.player.stateText()));
        QVERIFY2(relay.bytesSeen().isEmpty(), relay.bytesSeen().constData());
    }

    void noTlsThereIsSaid()
    {
        PlayerProbe probe;
        QUrl url = cameraUrl(*m_fleet, 1);
        url.setScheme(u"rtsps"_s);
        probe.player.play(sourceOf(url, QByteArray(32, 'x')));
        QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
        QVERIFY2(probe.player.stateText().contains(url.host()), qPrintable(probe.player.stateText()));
        QVERIFY(!probe.player.stateText().contains(url.password()));
    }

    void anAccountIsNotTakenElsewhere()
    {
        FakeRtspServer elsewhere;
        TcpRelay witness(quint16(elsewhere.url().port()));
        FakeRtspServer moving;
        moving.setStatusLine("RTSP/1.0 302 Moved\r\nLocation: rtsp://localhost:" +
                             QByteArray::number(witness.port()) + "/live");
        PlayerProbe probe;
        probe.player.play(withAccount(sourceOf(moving.url())));
        QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
        QVERIFY2(probe.player.stateText().contains(u"sends its viewers to localhost"_s),
                 qPrintable(probe.player.stateText()));
        QCOMPARE(witness.connectionCount(), 0);
    }

    void aRefusalIsToldAsSuch()
    {
        FakeRtspServer server;
        server.setStatusLine("RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"");
        PlayerProbe probe;
        MediaSource source = withAccount(sourceOf(server.url()));
        source.refusal = Error{ErrorCategory::AccountWithheld, u"why it is refused"_s, {}};
        probe.player.play(source);
        QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Failed, patience);
        QCOMPARE(probe.player.stateText(), u"why it is refused"_s);
        QCOMPARE(probe.player.lastError()->category, ErrorCategory::AccountWithheld);
    }

    void aServerThatGoesIsTriedAgain()
    {
        TcpRelay relay(quint16(cameraUrl(*m_fleet, 1).port()), m_identity);
        PlayerProbe probe;
        PlayerTimings timings;
        timings.firstRetryDelay = std::chrono::milliseconds(100);
        probe.player.setTimings(timings);
        probe.player.play(sourceOf(through(relay, cameraUrl(*m_fleet, 1), u"rtsps"_s), pinOf(m_identity)));
        QTRY_VERIFY_WITH_TIMEOUT(probe.frameCount > 0, patience);
        relay.setRefusing(true);
        QTRY_COMPARE_WITH_TIMEOUT(probe.player.state(), PlayerState::Reconnecting, patience);
        relay.setRefusing(false);
        probe.forget();
        QTRY_VERIFY_WITH_TIMEOUT(probe.frameCount > 0, patience);
    }

    /// Servers describe what goes by TLS as secure RTP (MediaMTX: RTP/SAVP with a key of MIKEY), and send it
    /// plain inside when it is interleaved.
    void secureDescriptionsArePlayed()
    {
        FakeRtspServer server;
        server.setDescription("v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/SAVP 26\r\n"
                              "a=key-mgmt:mikey AQAFAB1RSgYBAAD=\r\na=control:1\r\n");
        TcpRelay relay(quint16(server.url().port()), m_identity);
        PlayerProbe probe;
        probe.player.play(sourceOf(through(relay, server.url(), u"rtsps"_s), pinOf(m_identity)));
        QTRY_VERIFY_WITH_TIMEOUT(server.wasPlayed(), patience);
    }

private:
    std::unique_ptr<fleet::FleetProcess> m_fleet;
    TlsIdentity m_identity;
};

QTEST_MAIN(RtspTunnelTest)
#include "tst_rtsptunnel.moc"
