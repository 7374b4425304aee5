#include "app/session/Session.h"
#include "tests/core/Await.h"
#include "tests/core/FakeKeychain.h"
#include "tests/core/OtherProgram.h"
#include "tests/support/HttpServer.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FakeKeychain;
using test::OtherProgram;

/// Changes of the signing key that die in the middle, with a place for the keys that stops answering. What
/// the media servers say to that: tests/shares/tst_sharekeys.cpp.
class KeyChangeTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    FakeKeychain m_keychain;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<test::HttpServer> m_web;
    QList<QByteArray> m_documents; ///< as they were put
    int m_putsAnswered = 0;        ///< those after that hang; 0: none does
    int m_putStatus = 200;

    [[nodiscard]] QString path() const { return m_dir->filePath(u"fleet.sqlite"_s); }
    [[nodiscard]] SigningKeys &keys() { return m_session->signingKeys(); }
    [[nodiscard]] QString keyId() { return keys().current()->id; }
    [[nodiscard]] QStringList served() const { return keyIdsIn(m_documents.last()).value_or(QStringList()); }
    [[nodiscard]] QVariant ask(const QString &sql) const { return OtherProgram(path()).ask(sql); }
    [[nodiscard]] int pendingCount() const { return ask(u"SELECT count(*) FROM key_change"_s).toInt(); }
    [[nodiscard]] bool write(const QString &settings) const
    {
        return OtherProgram(path()).run(u"UPDATE key_change SET "_s + settings);
    }

    [[nodiscard]] Result<KeyChange::Report> change()
    {
        return test::answerOf<KeyChange::Report>(
            [&](QObject *listener, auto done) { keys().change(listener, std::move(done)); });
    }
    void startAgain()
    {
        m_session = std::make_unique<Session>(m_keychain);
        m_session->open(path());
        QTRY_COMPARE(m_session->vaultOpener().state(), VaultOpener::State::Open);
    }
    /// A change that waits for the answer to its first or second export when its session ends.
    void dieAtExport(int number)
    {
        m_putsAnswered = number; // the first one of all is the old key's
        QObject listener;
        keys().change(&listener, [](const Result<KeyChange::Report> &) {});
        QTRY_VERIFY(m_documents.size() > m_putsAnswered);
        m_session.reset();
        m_putsAnswered = 0;
        QCOMPARE(pendingCount(), 1);
    }
    /// No process has begun at that time.
    const QString m_ownerIsGone = u"owner_start = 1"_s;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_documents.clear();
        m_putsAnswered = 0;
        m_putStatus = 200;
        m_web = std::make_unique<test::HttpServer>(
            [this](const test::HttpRequest &request, const test::HttpResponder &responder) {
                if (request.method != "PUT")
                    return responder.answer(m_documents.isEmpty() ? 404 : 200,
                                            m_documents.value(m_documents.size() - 1));
                m_documents.append(request.body);
                if (m_putsAnswered > 0 && m_documents.size() > m_putsAnswered)
                    return responder.hang();
                responder.answer(m_putStatus);
            });
        QVERIFY(m_web->listen());
        startAgain();
        const auto key = test::answerOf<SigningKeyInfo>(
            [&](QObject *listener, auto done) { keys().ensure(listener, std::move(done)); });
        QVERIFY(key);
        const auto exporting = [&](QObject *listener, auto done) {
            keys().exportTo(m_web->url(u"/jwks.json"_s).toString(), {key->publicJwk}, listener,
                            std::move(done));
        };
        QVERIFY(test::answerOf<void>(exporting));
    }
    void cleanup() { m_session.reset(); }

    void oneThatDiesIsFinishedAtTheNextStart_data()
    {
        QTest::addColumn<int>("exports");
        QTest::addColumn<bool>("isReplaced");
        QTest::newRow("before the servers have both keys") << 1 << false;
        QTest::newRow("before they have lost the old one") << 2 << true;
    }
    void oneThatDiesIsFinishedAtTheNextStart()
    {
        QFETCH(int, exports);
        QFETCH(bool, isReplaced);
        const QString before = keyId();
        dieAtExport(exports);
        const QString wanted = ask(u"SELECT key_id FROM key_change"_s).toString();
        const auto current = ask(u"SELECT id FROM signing_key WHERE retired_at_ms IS NULL"_s).toString();
        QCOMPARE(current, isReplaced ? wanted : before);
        QVERIFY(write(m_ownerIsGone));
        startAgain();
        QTRY_COMPARE(pendingCount(), 0);
        QCOMPARE(keyId(), wanted);
        QCOMPARE(served(), QStringList{wanted});
        QCOMPARE(ask(u"SELECT count(*) FROM secret WHERE purpose = 'signing_key'"_s).toInt(), 1);
        QCOMPARE(SigningKey::fromPem(*keys().privatePem())->id(), wanted);
    }

    void oneThatLivesIsLeftToItsConsole()
    {
        const QString before = keyId();
        dieAtExport(1);
        const auto puts = m_documents.size();
        startAgain(); // and the process is still there
        const auto second = change();
        QVERIFY(!second);
        QCOMPARE(second.error().category, ErrorCategory::Conflict);
        QCOMPARE(keyId(), before);
        QCOMPARE(m_documents.size(), puts);
        QCOMPARE(pendingCount(), 1);
    }

    void aKeyThatMayNotSignIsTakenBack_data()
    {
        QTest::addColumn<QString>("found");
        QTest::newRow("a server did not take it") << u"is_withdrawn = 1"_s;
        QTest::newRow("another console has changed the key") << u"replaced_id = 'another'"_s;
        QTest::newRow("its private half is gone") << u"secret_id = '00000000-0000-4000-8000-000000000000'"_s;
    }
    void aKeyThatMayNotSignIsTakenBack()
    {
        QFETCH(QString, found);
        const QString before = keyId();
        dieAtExport(1);
        QVERIFY(write(found + u", "_s + m_ownerIsGone));
        startAgain();
        QTRY_COMPARE(pendingCount(), 0);
        QCOMPARE(keyId(), before);
        QCOMPARE(served(), QStringList{before});
        // And the way is free for the next one.
        const auto changed = change();
        QVERIFY2(changed, changed ? "" : qPrintable(changed.error().message));
        QCOMPARE(served(), QStringList{changed->newKeyId});
    }

    void whatCannotBeFinishedIsToldAndTriedAgain()
    {
        const QString before = keyId();
        dieAtExport(1);
        QVERIFY(write(m_ownerIsGone));
        m_putStatus = 500;
        m_session = std::make_unique<Session>(m_keychain);
        QStringList told;
        connect(m_session.get(), &Session::registryFailed, this,
                [&told](const Error &error) { told.append(error.message); });
        m_session->open(path());
        QTRY_COMPARE(told.size(), 1);
        QVERIFY2(told.first().contains(u"unfinished") && told.first().contains(u"500"),
                 qPrintable(told.first()));
        QCOMPARE(keyId(), before);
        QCOMPARE(ask(u"SELECT is_withdrawn FROM key_change"_s).toInt(), 1);
        m_putStatus = 200;
        startAgain();
        QTRY_COMPARE(pendingCount(), 0);
        QCOMPARE(keyId(), before);
        QCOMPARE(served(), QStringList{before});
    }

    void aChangeAsksForWhatIsLeftFirst_data()
    {
        QTest::addColumn<int>("exports");
        QTest::addColumn<bool>("isTheSame"); ///< the key of the one that died is what was asked for
        QTest::newRow("not changed yet") << 1 << true;
        QTest::newRow("changed already") << 2 << false;
    }
    void aChangeAsksForWhatIsLeftFirst()
    {
        QFETCH(int, exports);
        QFETCH(bool, isTheSame);
        dieAtExport(exports);
        const QString wanted = ask(u"SELECT key_id FROM key_change"_s).toString();
        startAgain(); // finds it alive
        QVERIFY(write(m_ownerIsGone));
        const auto changed = change();
        QVERIFY2(changed, changed ? "" : qPrintable(changed.error().message));
        QCOMPARE(changed->newKeyId == wanted, isTheSame);
        QCOMPARE(keyId(), changed->newKeyId);
        QCOMPARE(served(), QStringList{changed->newKeyId});
        QCOMPARE(pendingCount(), 0);
    }
};

QTEST_GUILESS_MAIN(KeyChangeTest)
#include "tst_keychange.moc"
