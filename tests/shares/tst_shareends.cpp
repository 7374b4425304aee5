#include "app/secrets/SigningKey.h"
#include "tests/core/OtherProgram.h"
#include "tests/core/SecretWatch.h"
#include "tests/fleet/AvFrameReader.h"
#include "tests/shares/ShareTest.h"

#include <QSignalSpy>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using fleet::AvFrameReader;
using test::errorOf;
using test::FakeKeychain;
using test::live;
using test::OtherProgram;
using test::SecretWatch;
using test::ShareConsole;
using test::ShareTest;
using test::view;

namespace {

constexpr int patienceMs = ShareConsole::patienceMs;

/// Shows what it has loaded, and comes to an end.
bool ends(AvFrameReader &reader)
{
    const QDeadlineTimer deadline(20'000);
    while (!deadline.hasExpired()) {
        if (!reader.next(4000))
            return true;
    }
    return false;
}

} // namespace

/// How links end, what is kept of them, and what is not made at all. ms-01 speaks media_server_v2, ms-03 is a
/// MediaMTX that checks tokens of the registry.
class ShareEndsTest : public ShareTest
{
    Q_OBJECT

    StreamId m_v2;
    StreamId m_mtx;

    /// As if its end were then.
    [[nodiscard]] bool endAt(const ShareLinkId &id, qint64 atMs) const
    {
        return OtherProgram(path()).run(
            u"UPDATE share_link SET expires_at_ms = %1 WHERE id = '%2'"_s.arg(atMs).arg(id.toString()));
    }
    [[nodiscard]] static QByteArray tokenOf(const NewLink &made)
    {
        return QUrlQuery(QUrl(made.address.revealText())).queryItemValue(u"token"_s).toLatin1();
    }
    [[nodiscard]] int sessionCount(const QString &kind)
    {
        // Asked as the console asks: by a token of the registry's key.
        const auto pem = m_console->session().signingKeys().privatePem();
        const qint64 nowS = QDateTime::currentSecsSinceEpoch();
        const auto token = SigningKey::fromPem(*pem)->sign(consoleClaims({}, {nowS - 10, nowS + 60}));
        const QString url =
            u"http://127.0.0.1:%1/v3/%2/list"_s.arg(m_fleet.process().server(2)[u"apiPort"_s].toInt())
                .arg(kind);
        return m_fleet.process()
            .request("GET", url, "Bearer " + token->reveal())
            .json()[u"itemCount"_s]
            .toInt(-1);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_fleet.start());
        startConsole({0, 2}, {2});
        QVERIFY(!QTest::currentTestFailed());
        m_v2 = m_console->stream(1);
        m_mtx = m_console->stream(3);
    }
    void cleanup()
    {
        QVERIFY(m_fleet.liftFaults());
        QVERIFY(m_fleet.useTokens(2));
        QVERIFY(m_console->answers(0) && m_console->answers(2));
        // Each test begins without links.
        const OtherProgram other(path());
        QVERIFY(other.run(u"DELETE FROM share_link"_s) &&
                other.run(u"DELETE FROM secret WHERE purpose = 'link'"_s));
    }
    void cleanupTestCase() { m_console.reset(); }

    void aRevokedLinkIsCutOff_data()
    {
        QTest::addColumn<ShareProtocol>("protocol");
        QTest::newRow("RTSP") << ShareProtocol::Rtsp;
        QTest::newRow("HLS") << ShareProtocol::Hls;
    }
    void aRevokedLinkIsCutOff()
    {
        QFETCH(ShareProtocol, protocol);
        const NewLink made = make(m_mtx, live(protocol));
        const NewLink other = make(m_mtx);
        AvFrameReader watching(made.address.revealText());
        QVERIFY(watching.next());
        AvFrameReader bystander(other.address.revealText());
        QVERIFY(bystander.next());
        QCOMPARE(m_console->secretCount(u"link"_s), 2);
        const QSignalSpy closed(&m_console->session().linkKeeper(), &LinkKeeper::linkClosed);
        QVERIFY(m_console->revoke(made.link));
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, patienceMs);
        QCOMPARE(closed.first().first().value<ShareLink>().id, made.link.id);
        QCOMPARE(closed.first().at(1).toInt(), 1);
        QVERIFY2(ends(watching), "whoever watches by it is cut off");
        QVERIFY2(bystander.next(), "and nobody else");
        // Its token has left the registry; it stays in the list.
        QCOMPARE(m_console->secretCount(u"link"_s), 1);
        const ShareLink listed = m_console->link(made.link.id);
        QVERIFY(listed.revokedAtMs && listed.isClosed && listed.addressSecret.isNull());
        QVERIFY(!m_console->session().sharing().addressOf(listed));
        QVERIFY(m_console->session().sharing().addressOf(other.link));
        const auto again = m_console->revoke(listed);
        QVERIFY(!again);
        QCOMPARE(again.error().category, ErrorCategory::Conflict);
    }

    void aLinkThatComesToItsEndIsCutOff()
    {
        const NewLink made = make(m_mtx);
        AvFrameReader watching(made.address.revealText());
        QVERIFY(watching.next());
        const QSignalSpy closed(&m_console->session().linkKeeper(), &LinkKeeper::linkClosed);
        const qint64 endMs = QDateTime::currentMSecsSinceEpoch() + 1500;
        QVERIFY(endAt(made.link.id, endMs));
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, patienceMs);
        QVERIFY2(QDateTime::currentMSecsSinceEpoch() >= endMs, "not before");
        QCOMPARE(closed.first().at(1).toInt(), 1);
        QVERIFY(ends(watching));
        QCOMPARE(m_console->secretCount(u"link"_s), 0);
        const ShareLink listed = m_console->link(made.link.id);
        QCOMPARE(stateOf(listed, QDateTime::currentMSecsSinceEpoch()), ShareState::Expired);
        QVERIFY(!listed.revokedAtMs && listed.isClosed);
    }

    void aLinkOfAMediaServerV2IsForgottenOnly()
    {
        const NewLink made = make(m_v2);
        QCOMPARE(revocationOf(made.link, QDateTime::currentMSecsSinceEpoch()), Revocation::OnlyForget);
        AvFrameReader watching(made.address.revealText());
        QVERIFY(watching.next());
        const QSignalSpy closed(&m_console->session().linkKeeper(), &LinkKeeper::linkClosed);
        QVERIFY(m_console->revoke(made.link));
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, patienceMs);
        QCOMPARE(closed.first().at(1).toInt(), -1); // nobody knows who watches
        QVERIFY(watching.next());
        QVERIFY2(view(made.address.revealText()).hasPicture(), "the server cannot take it back");
        QCOMPARE(m_console->secretCount(u"link"_s), 0);
    }

    void aSilentServerIsAskedAgain()
    {
        const NewLink made = make(m_mtx);
        AvFrameReader watching(made.address.revealText());
        QVERIFY(watching.next());
        LinkKeeper &keeper = m_console->session().linkKeeper();
        const QSignalSpy closed(&keeper, &LinkKeeper::linkClosed);
        const QSignalSpy delayed(&keeper, &LinkKeeper::linkDelayed);
        QVERIFY(m_fleet.fault(2, {{u"kind"_s, u"status"_s}, {u"status"_s, 503}}));
        QVERIFY(m_console->revoke(made.link));
        QTRY_VERIFY_WITH_TIMEOUT(delayed.size() >= 2, patienceMs);
        QVERIFY(!delayed.first().at(1).toString().isEmpty());
        QCOMPARE(closed.size(), 0);
        QVERIFY2(watching.next(), "nobody could end it");
        QCOMPARE(m_console->secretCount(u"link"_s), 1); // needed to find the sessions
        QVERIFY(m_console->link(made.link.id).revokedAtMs);
        QVERIFY(m_fleet.liftFaults());
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, patienceMs);
        QCOMPARE(closed.first().at(1).toInt(), 1);
        QVERIFY(ends(watching));
        QCOMPARE(m_console->secretCount(u"link"_s), 0);
    }

    void aDamagedListOfSessionsIsNoneOfNobody_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"wrongtypes", "truncated", "html", "garbage"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void aDamagedListOfSessionsIsNoneOfNobody()
    {
        QFETCH(QString, kind);
        const NewLink made = make(m_mtx);
        AvFrameReader watching(made.address.revealText());
        QVERIFY(watching.next());
        LinkKeeper &keeper = m_console->session().linkKeeper();
        const QSignalSpy closed(&keeper, &LinkKeeper::linkClosed);
        const QSignalSpy delayed(&keeper, &LinkKeeper::linkDelayed);
        QVERIFY(m_fleet.fault(2, {{u"kind"_s, kind}, {u"path"_s, u"/v3/rtspsessions/list"_s}}));
        QVERIFY(m_console->revoke(made.link));
        QTRY_VERIFY_WITH_TIMEOUT(!delayed.isEmpty() || !closed.isEmpty(), patienceMs);
        QVERIFY2(closed.isEmpty(), "its token was dropped, and it goes on");
        QVERIFY(m_fleet.liftFaults());
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, patienceMs);
        QCOMPARE(closed.first().at(1).toInt(), 1);
        QVERIFY(ends(watching));
    }

    void whatAnEarlierRunLeftIsDone()
    {
        const NewLink made = make(m_mtx);
        AvFrameReader watching(made.address.revealText());
        QVERIFY(watching.next());
        m_console.reset();
        QVERIFY(endAt(made.link.id, QDateTime::currentMSecsSinceEpoch() - 1));
        m_console = std::make_unique<ShareConsole>(m_fleet, m_keychain, path());
        const QSignalSpy closed(&m_console->session().linkKeeper(), &LinkKeeper::linkClosed);
        QVERIFY(m_console->open());
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, patienceMs);
        QVERIFY(ends(watching));
        QCOMPARE(sessionCount(u"rtspsessions"_s), 0);
    }

    void aServerThatLeftTheRegistryIsNotWaitedFor()
    {
        const NewLink made = make(m_mtx);
        const QSignalSpy closed(&m_console->session().linkKeeper(), &LinkKeeper::linkClosed);
        QVERIFY(OtherProgram(path()).run(
            u"UPDATE share_link SET server_id = '%1'"_s.arg(ServerId::create().toString())));
        QVERIFY(m_console->revoke(made.link));
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, patienceMs);
        QCOMPARE(m_console->secretCount(u"link"_s), 0);
    }

    void noHalfMadeLinkIsKept_data()
    {
        QTest::addColumn<bool>("isMediaMtx");
        QTest::addColumn<QJsonObject>("fault");
        const QList<QPair<QByteArray, QJsonObject>> faults{
            {"unreachable", {{u"kind"_s, u"refuse"_s}}},
            {"closes", {{u"kind"_s, u"drop"_s}}},
            {"refuses", {{u"kind"_s, u"status"_s}, {u"status"_s, 403}}},
            {"out of order", {{u"kind"_s, u"status"_s}, {u"status"_s, 500}}},
            {"a gateway's page", {{u"kind"_s, u"html"_s}}},
            {"garbage", {{u"kind"_s, u"garbage"_s}}},
            {"truncated", {{u"kind"_s, u"truncated"_s}}},
            {"cut", {{u"kind"_s, u"cut"_s}}},
            {"other types", {{u"kind"_s, u"wrongtypes"_s}}},
            {"hangs", {{u"kind"_s, u"hang"_s}}}};
        for (const bool isMediaMtx : {false, true}) {
            for (const auto &[name, fault] : faults)
                QTest::addRow("%s, %s", isMediaMtx ? "MediaMTX" : "media_server_v2", name.constData())
                    << isMediaMtx << fault;
        }
    }
    void noHalfMadeLinkIsKept()
    {
        QFETCH(bool, isMediaMtx);
        QFETCH(QJsonObject, fault);
        m_console->session().limitDeadlines(std::chrono::milliseconds(1500));
        const QString kind = fault[u"kind"].toString();
        if (kind != u"refuse")
            fault.insert(u"path"_s, isMediaMtx ? u"/v3/config/global"_s : u"/api/auth/token"_s);
        QVERIFY(m_fleet.fault(isMediaMtx ? 2 : 0, fault));
        const auto made = m_console->make(isMediaMtx ? m_mtx : m_v2, live());
        QVERIFY2(!made, "a link was made");
        // A sentence, with what the server said at its end if it said anything.
        const QString sentence = made.error().message;
        QVERIFY2(sentence.endsWith(u'.') || sentence.endsWith(u'?') || sentence.contains(u"HTTP"),
                 qPrintable(sentence));
        QVERIFY(m_console->links().empty());
        QCOMPARE(m_console->secretCount(u"link"_s), 0);
        m_console->session().limitDeadlines(std::chrono::seconds(10));
    }

    void withLockedSecretsNothingIsMadeOrCopied()
    {
        const NewLink made = make(m_v2);
        FakeKeychain empty;
        Session::Behaviour behaviour;
        behaviour.takesOver = false;
        ShareConsole locked(m_fleet, empty, path(), behaviour);
        QVERIFY(locked.open(true));
        QCOMPARE(locked.links().size(), 1u);
        const auto copied = locked.session().sharing().addressOf(locked.link(made.link.id));
        QVERIFY(!copied);
        QCOMPARE(copied.error().category, ErrorCategory::Secret);
        for (const StreamId &stream : {m_v2, m_mtx}) {
            const auto refused = locked.make(stream, live());
            QVERIFY(!refused);
            QVERIFY(!refused.error().message.isEmpty());
        }
        QCOMPARE(locked.links().size(), 1u);
        QCOMPARE(m_console->secretCount(u"link"_s), 1);
    }

    void aLostSigningKeyIsSaid()
    {
        FakeKeychain empty;
        Session::Behaviour behaviour;
        behaviour.takesOver = false;
        ShareConsole locked(m_fleet, empty, path(), behaviour);
        QVERIFY(locked.open(true));
        const auto pem = locked.session().signingKeys().privatePem();
        QVERIFY(!pem);
        QCOMPARE(pem.error().category, ErrorCategory::Secret);
        const auto changed = locked.changeKey();
        QVERIFY(!changed);
        QVERIFY(!changed.error().message.isEmpty());
    }

    void tokensAreNowhereInClear()
    {
        SecretWatch watch({});
        QList<QByteArray> tokens;
        for (const StreamId &stream : {m_v2, m_mtx}) {
            const NewLink made = make(stream);
            tokens.append(tokenOf(made));
            QVERIFY(tokens.last().size() > 20);
            watch.add(QString::fromLatin1(tokens.last()));
            QVERIFY(view(made.address.revealText()).hasPicture());
            QVERIFY(!made.link.address.contains(u"token"));
            QVERIFY(m_console->revoke(made.link));
            QTRY_VERIFY_WITH_TIMEOUT(m_console->link(made.link.id).isClosed, patienceMs);
        }
        const NewLink kept = make(m_mtx);
        tokens.append(tokenOf(kept));
        watch.add(QString::fromLatin1(tokens.last()));
        // With a server that fails in the middle of its end.
        QVERIFY(m_fleet.fault(2, {{u"kind"_s, u"garbage"_s}}));
        const QSignalSpy delayed(&m_console->session().linkKeeper(), &LinkKeeper::linkDelayed);
        QVERIFY(m_console->revoke(kept.link));
        QTRY_VERIFY_WITH_TIMEOUT(!delayed.isEmpty(), patienceMs);
        QVERIFY(!delayed.first().at(1).toString().contains(QString::fromLatin1(tokens.last())));
        QCOMPARE(watch.findInLog(), QString());
        for (const QByteArray &token : tokens) {
            QVERIFY(!m_console->isInRegistry(token));
            QVERIFY(!m_console->isInRegistry(token.toBase64()));
        }
        // That the search finds what is there.
        QVERIFY(m_console->isInRegistry(kept.link.id.toString().toUtf8()));
    }

    void severalConsolesShareTheList()
    {
        ShareConsole second(m_fleet, m_keychain, path());
        QVERIFY(second.open());
        const NewLink made = make(m_v2);
        QTRY_COMPARE_WITH_TIMEOUT(second.links().size(), 1u, patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(second.session().sharing().addressOf(second.links().front()), patienceMs);
        const ShareLink listed = second.links().front();
        QCOMPARE(listed, made.link);
        QCOMPARE(second.session().sharing().addressOf(listed)->revealText(), made.address.revealText());
        // Revoked by one, known to the other; who comes second is told.
        QVERIFY(second.revoke(listed));
        QTRY_VERIFY_WITH_TIMEOUT(m_console->link(listed.id).isClosed, patienceMs);
        const auto late = m_console->revoke(made.link);
        QVERIFY(!late);
        QCOMPARE(late.error().category, ErrorCategory::Conflict);
    }

    void aServerSwitchedBehindOurBackIsNamed()
    {
        // It checks accounts now: our tokens are worth nothing there.
        QVERIFY(m_fleet.useAccounts(2));
        const auto made = m_console->make(m_mtx, live());
        QVERIFY(!made);
        QVERIFY2(made.error().message.contains(u"authMethod"), errorOf(made).constData());
        QVERIFY(m_console->links().empty());
        // It checks tokens, but of somebody else.
        QVERIFY(m_fleet.setAuth(2, {{u"method"_s, u"jwt"_s}, {u"jwks"_s, u"http://127.0.0.1:1/keys"_s}}));
        const auto foreign = m_console->make(m_mtx, live());
        QVERIFY(!foreign);
        QVERIFY2(foreign.error().message.contains(u"authJWTJWKS"), errorOf(foreign).constData());
        QVERIFY(m_console->links().empty());
    }

    void aServerThatChecksTokensNowIsNamed()
    {
        // The console still signs in by user and password.
        ShareConsole other(m_fleet, m_keychain, m_dir.filePath(u"other.sqlite"_s));
        QVERIFY(other.open());
        QVERIFY(m_fleet.useAccounts(2));
        QVERIFY(other.addServer(2));
        QVERIFY(other.waitForPolls());
        QVERIFY(m_fleet.useTokens(2));
        const auto made = other.make(other.stream(3), live());
        QVERIFY(!made);
        QVERIFY2(made.error().message.contains(u"authMethod") || made.error().message.contains(u"token"),
                 errorOf(made).constData());
        QVERIFY(other.links().empty());
    }

    void onlyClosedLinksLeaveTheList()
    {
        const NewLink valid = make(m_v2);
        const NewLink over = make(m_v2);
        QVERIFY(m_console->revoke(over.link));
        QTRY_VERIFY_WITH_TIMEOUT(m_console->link(over.link.id).isClosed, patienceMs);
        const QSignalSpy changed(&m_console->session().sharing(), &Sharing::linksChanged);
        const auto removed = m_console->await<void>([&](QObject *listener, auto done) {
            m_console->session().sharing().removeClosed({valid.link.id, over.link.id}, listener,
                                                        std::move(done));
        });
        QVERIFY(removed);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(m_console->links().size(), 1u);
        QCOMPARE(m_console->links().front().id, valid.link.id);
    }
};

QTEST_GUILESS_MAIN(ShareEndsTest)
#include "tst_shareends.moc"
