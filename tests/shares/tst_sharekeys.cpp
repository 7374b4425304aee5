#include "app/mediaserver/mediamtx/TokenIssuer.h"
#include "app/secrets/SigningKey.h"
#include "tests/core/OtherProgram.h"
#include "tests/fleet/AvFrameReader.h"
#include "tests/shares/ShareTest.h"

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using fleet::AvFrameReader;
using test::errorOf;
using test::OtherProgram;
using test::ShareConsole;
using test::ShareTest;
using test::view;

/// Changes of the signing key with two MediaMTX that check tokens: ms-03 (camera 3) and ms-04 (camera 4).
class ShareKeysTest : public ShareTest
{
    Q_OBJECT

    [[nodiscard]] NewLink make(int camera) { return ShareTest::make(m_console->stream(camera)); }
    [[nodiscard]] bool plays(const NewLink &link, int camera)
    {
        return view(link.address.revealText()).camera == camera;
    }
    [[nodiscard]] bool isRefused(const NewLink &link)
    {
        return m_fleet.statusOf(link.address.revealText()) == 401 &&
               !view(link.address.revealText()).hasPicture();
    }
    [[nodiscard]] static bool ends(AvFrameReader &watching)
    {
        const QDeadlineTimer deadline(15'000);
        while (!deadline.hasExpired() && watching.next(3000)) {
        }
        return !deadline.hasExpired();
    }
    [[nodiscard]] QString keyId() { return m_console->session().signingKeys().current()->id; }
    [[nodiscard]] QStringList publishedIds()
    {
        return keyIdsIn(m_fleet.publishedKeys()).value_or(QStringList());
    }
    [[nodiscard]] bool bothAnswer() { return m_console->answers(2) && m_console->answers(3); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_fleet.start());
        startConsole({2, 3}, {2, 3});
    }
    void cleanup()
    {
        QVERIFY(m_fleet.liftFaults());
        QVERIFY(bothAnswer());
    }
    void cleanupTestCase() { m_console.reset(); }

    void oldLinksEndAndTheConsoleStaysIn()
    {
        const QString before = keyId();
        const NewLink third = make(3);
        const NewLink fourth = make(4);
        AvFrameReader watching(third.address.revealText());
        QVERIFY(watching.next());
        const auto changed = m_console->changeKey();
        QVERIFY2(changed, errorOf(changed).constData());
        QCOMPARE(changed->notes, QStringList());
        QVERIFY(changed->newKeyId != before);
        QCOMPARE(keyId(), changed->newKeyId);
        QCOMPARE(publishedIds(), QStringList{changed->newKeyId});
        QVERIFY(isRefused(third) && isRefused(fourth));
        QVERIFY(plays(make(3), 3) && plays(make(4), 4));
        QVERIFY(bothAnswer());
        // Their links are listed as revoked, and whoever watched by them is cut off.
        QTRY_VERIFY_WITH_TIMEOUT(m_console->link(third.link.id).isClosed, ShareConsole::patienceMs);
        QVERIFY(m_console->link(third.link.id).revokedAtMs && m_console->link(fourth.link.id).revokedAtMs);
        QVERIFY(ends(watching));
        // The old private half has left the registry.
        QCOMPARE(m_console->secretCount(u"signing_key"_s), 1);
    }

    void whatARevokedLinkOpenedAnewEndsToo()
    {
        const NewLink third = make(3);
        const NewLink fourth = make(4);
        QVERIFY(m_console->revoke(third.link));
        QTRY_VERIFY_WITH_TIMEOUT(m_console->link(third.link.id).isClosed, ShareConsole::patienceMs);
        // Its token is not kept any more, and opens until the key is changed.
        AvFrameReader again(third.address.revealText());
        AvFrameReader valid(fourth.address.revealText());
        QVERIFY(again.next() && valid.next());
        const auto changed = m_console->changeKey();
        QVERIFY2(changed, errorOf(changed).constData());
        QVERIFY2(changed->sessionsEnded > 0, "the one of the revoked link at least");
        QVERIFY(ends(again) && ends(valid));
        const NewLink made = make(3);
        AvFrameReader watching(made.address.revealText());
        QVERIFY(watching.next()); // nothing of the new key is touched
        QVERIFY(watching.next());
    }

    void aServerThatEndsNoSessionsIsNamed()
    {
        const NewLink third = make(3);
        AvFrameReader watching(third.address.revealText());
        QVERIFY(watching.next());
        QVERIFY(m_fleet.fault(
            2, {{u"kind"_s, u"status"_s}, {u"status"_s, 500}, {u"path"_s, u"/v3/rtspsessions/list"_s}}));
        const auto changed = m_console->changeKey();
        QVERIFY2(changed, errorOf(changed).constData());
        QCOMPARE(changed->notes.size(), 1);
        QVERIFY2(changed->notes[0].startsWith(u"ms-03 did not end"), qPrintable(changed->notes[0]));
        QVERIFY(watching.next());
    }

    void nothingChangesUnlessEveryServerTakesIt_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::newRow("unreachable") << QJsonObject{{u"kind"_s, u"refuse"_s}};
        QTest::newRow("does not refresh")
            << QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, 500}, {u"path"_s, u"/v3/auth/jwks"_s}};
        QTest::newRow("does not answer the check")
            << QJsonObject{{u"kind"_s, u"garbage"_s}, {u"path"_s, u"/v3/config/global"_s}};
    }
    void nothingChangesUnlessEveryServerTakesIt()
    {
        QFETCH(QJsonObject, fault);
        const QString before = keyId();
        const NewLink third = make(3);
        const NewLink fourth = make(4);
        QVERIFY(m_fleet.fault(3, fault));
        const auto changed = m_console->changeKey();
        QVERIFY(!changed);
        QVERIFY2(changed.error().message.contains(u"The key was not changed."), errorOf(changed).constData());
        QCOMPARE(keyId(), before);
        QCOMPARE(publishedIds(), QStringList{before});
        QCOMPARE(m_console->secretCount(u"signing_key"_s), 1);
        QVERIFY(!m_console->link(third.link.id).revokedAtMs && !m_console->link(fourth.link.id).revokedAtMs);
        QVERIFY(plays(third, 3) && plays(fourth, 4));
        QVERIFY(m_fleet.liftFaults());
        QVERIFY(bothAnswer());
        QVERIFY(plays(make(4), 4));
    }

    void aPlaceThatTakesNoKeysStopsIt()
    {
        const QString before = keyId();
        const NewLink link = make(3);
        QVERIFY(OtherProgram(path()).run(
            u"UPDATE meta SET value = 'http://127.0.0.1:1/keys' WHERE key = 'jwks_target'"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_console->session().signingKeys().exportTarget().contains(u":1/"),
                                 ShareConsole::patienceMs);
        QVERIFY(!m_console->changeKey());
        QCOMPARE(keyId(), before);
        QVERIFY(plays(link, 3));
        QVERIFY(OtherProgram(path()).run(
            u"UPDATE meta SET value = '%1' WHERE key = 'jwks_target'"_s.arg(m_fleet.keysAddress())));
        QTRY_COMPARE_WITH_TIMEOUT(m_console->session().signingKeys().exportTarget(), m_fleet.keysAddress(),
                                  ShareConsole::patienceMs);
    }

    void aChangeThatDiesIsFinishedAtTheNextStart_data()
    {
        QTest::addColumn<bool>("isAnswering"); ///< the server, at the next start
        QTest::newRow("forward") << true;
        QTest::newRow("back, since a server is away") << false;
    }
    void aChangeThatDiesIsFinishedAtTheNextStart()
    {
        QFETCH(bool, isAnswering);
        const QString before = keyId();
        const NewLink third = make(3);
        QVERIFY(m_fleet.fault(3, {{u"kind"_s, u"hang"_s}, {u"path"_s, u"/v3/auth/jwks"_s}}));
        QObject listener;
        m_console->session().signingKeys().change(&listener, [](const auto &) {});
        QTRY_COMPARE_WITH_TIMEOUT(publishedIds().size(), 2, ShareConsole::patienceMs);
        m_console.reset();
        const OtherProgram other(path());
        const QString wanted = other.ask(u"SELECT key_id FROM key_change"_s).toString();
        QVERIFY(!wanted.isEmpty());
        QVERIFY(other.run(u"UPDATE key_change SET owner_start = 1"_s)); // as if the process were gone
        QVERIFY(isAnswering ? m_fleet.liftFaults() : m_fleet.fault(3, {{u"kind"_s, u"refuse"_s}}));
        m_console = std::make_unique<ShareConsole>(m_fleet, m_keychain, path());
        QVERIFY(m_console->open());
        const auto isOver = [&] { return other.ask(u"SELECT count(*) FROM key_change"_s).toInt() == 0; };
        QTRY_VERIFY_WITH_TIMEOUT(isOver(), ShareConsole::patienceMs);
        const QString after = isAnswering ? wanted : before;
        QTRY_COMPARE_WITH_TIMEOUT(keyId(), after, ShareConsole::patienceMs);
        QCOMPARE(publishedIds(), QStringList{after});
        QVERIFY(m_fleet.liftFaults());
        QVERIFY(bothAnswer());
        QCOMPARE(m_console->secretCount(u"signing_key"_s), 1);
        QCOMPARE(m_console->link(third.link.id).revokedAtMs.has_value(), isAnswering);
        QVERIFY(isAnswering ? isRefused(third) : plays(third, 3));
        QVERIFY(plays(make(3), 3) && plays(make(4), 4));
    }

    void theTokenOfOneServerDoesNotOpenAnother()
    {
        const auto pem = m_console->session().signingKeys().privatePem();
        QVERIFY(pem);
        const auto status = [&](int server, const TokenSettings &said) {
            const QByteArray token = mediamtx::TokenIssuer(*pem, said).authorization().value_or(QByteArray());
            const int port = m_fleet.process().server(server)[u"apiPort"_s].toInt();
            return m_fleet.process()
                .request("GET", u"http://127.0.0.1:%1/v3/paths/list"_s.arg(port), token)
                .status;
        };
        TokenSettings one;
        one.audience = u"ms-03"_s;
        TokenSettings other;
        other.audience = u"ms-04"_s;
        QCOMPARE(status(3, one), 200); // one key for all, unless they look at the audience
        for (const auto &[server, said] : {std::pair(2, one), std::pair(3, other)}) {
            QVERIFY(m_fleet.setAuth(server, {{u"method"_s, u"jwt"_s}, {u"audience"_s, said.audience}}));
            QVERIFY(m_console->setTokens(server, said));
        }
        QVERIFY(bothAnswer());
        QCOMPARE(status(2, one), 200);
        QCOMPARE(status(3, other), 200);
        QCOMPARE(status(2, other), 401);
        QCOMPARE(status(3, one), 401);
        QVERIFY(plays(make(3), 3) && plays(make(4), 4));
        // The card says another one than the server: told by the poll.
        QVERIFY(m_console->setTokens(2, other));
        QTRY_VERIFY_WITH_TIMEOUT(m_console->problemOf(2).contains(u"authJWTAudience"),
                                 ShareConsole::patienceMs);
        for (const int server : {2, 3}) {
            QVERIFY(m_console->setTokens(server, {}));
            QVERIFY(m_fleet.useTokens(server));
        }
    }

    void anotherConsoleTakesTheNewKeyOver()
    {
        ShareConsole second(m_fleet, m_keychain, path());
        QVERIFY(second.open());
        const auto changed = m_console->changeKey();
        QVERIFY2(changed, errorOf(changed).constData());
        QTRY_COMPARE_WITH_TIMEOUT(second.session().signingKeys().current()->id, changed->newKeyId,
                                  ShareConsole::patienceMs);
        QVERIFY(second.answers(2) && second.answers(3));
        ShareRequest request;
        request.period = {1, ShareUnit::Hours};
        const auto link = second.make(second.stream(3), request);
        QVERIFY2(link, errorOf(link).constData());
        QCOMPARE(link->link.keyId, changed->newKeyId);
        QVERIFY(plays(*link, 3));
    }

    void ofTwoChangesAtOnceNoneLocksOut()
    {
        ShareConsole second(m_fleet, m_keychain, path());
        QVERIFY(second.open());
        QVERIFY(second.answers(2) && second.answers(3));
        QObject listener;
        std::optional<Result<KeyChange::Report>> first;
        std::optional<Result<KeyChange::Report>> other;
        m_console->session().signingKeys().change(&listener, [&](auto report) { first = std::move(report); });
        second.session().signingKeys().change(&listener, [&](auto report) { other = std::move(report); });
        QTRY_VERIFY_WITH_TIMEOUT(first && other, ShareConsole::patienceMs * 2);
        // At most one has come through, and whichever key the registry has now is taken everywhere.
        QVERIFY(!(*first && *other));
        const auto isSettled = [&] {
            return second.session().signingKeys().current()->id == keyId() &&
                   publishedIds() == QStringList{keyId()};
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(), ShareConsole::patienceMs);
        QVERIFY(bothAnswer());
        QVERIFY(plays(make(3), 3) && plays(make(4), 4));
        QVERIFY(second.answers(2) && second.answers(3));
    }
};

QTEST_GUILESS_MAIN(ShareKeysTest)
#include "tst_sharekeys.moc"
