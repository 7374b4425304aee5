#include "app/secrets/Keychain.h"
#include "app/session/Session.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

/// The real keychain. With `STREAMKEEPER_TEST_NO_KEYCHAIN` it runs where there is none; else ctest starts it
/// in a D-Bus session of its own with an unlocked gnome-keyring (CMakeLists.txt).
class KeychainTest : public QObject
{
    Q_OBJECT

    SystemKeychain m_keychain;
    const bool m_isAbsent = qEnvironmentVariableIsSet("STREAMKEEPER_TEST_NO_KEYCHAIN");

    [[nodiscard]] Result<std::optional<SecretText>> read(const QString &entry)
    {
        std::optional<Result<std::optional<SecretText>>> answer;
        m_keychain.read(entry, this, [&](const auto &result) { answer = result; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, 20'000);
        return answer.value_or(fail(ErrorCategory::Timeout, u"no answer"_s));
    }

    [[nodiscard]] Result<void> write(const QString &entry, const SecretText &secret)
    {
        std::optional<Result<void>> answer;
        m_keychain.write(entry, secret, this, [&](const Result<void> &result) { answer = result; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, 20'000);
        return answer.value_or(fail(ErrorCategory::Timeout, u"no answer"_s));
    }

private Q_SLOTS:
    void whatIsWrittenIsReadAgain()
    {
        if (m_isAbsent)
            QSKIP("for a session with a keychain");
        const QString entry = u"registry-key/test"_s;
        const auto before = read(entry);
        QVERIFY2(before, before ? "" : qPrintable(before.error().message));
        QVERIFY(!before->has_value()); // "no such entry" is an ordinary answer
        const SecretText binary(QByteArray("\0\xff key \n", 8));
        const auto written = write(entry, binary);
        QVERIFY2(written, written ? "" : qPrintable(written.error().message));
        const auto after = read(entry);
        QVERIFY(after && *after);
        QVERIFY(**after == binary);
        QVERIFY(write(entry, SecretText(u"second"_s)));
        QCOMPARE((*read(entry))->revealText(), u"second"_s);
        QVERIFY(!read(u"registry-key/other"_s)->has_value());
    }

    void twoSessionsOnANewRegistryAgreeOnOneKey()
    {
        if (m_isAbsent)
            QSKIP("for a session with a keychain");
        const QTemporaryDir dir;
        Session first(m_keychain);
        Session second(m_keychain);
        for (Session *session : {&first, &second})
            session->open(dir.filePath(u"registry.sqlite"_s));
        for (Session *session : {&first, &second})
            QTRY_COMPARE_WITH_TIMEOUT(session->vaultOpener().state(), VaultOpener::State::Open, 20'000);
        const QString id = first.vaultOpener().vault().keyId();
        QCOMPARE(second.vaultOpener().vault().keyId(), id);
        Session later(m_keychain);
        later.open(dir.filePath(u"registry.sqlite"_s));
        QTRY_COMPARE_WITH_TIMEOUT(later.vaultOpener().state(), VaultOpener::State::Open, 20'000);
        QCOMPARE(later.vaultOpener().vault().keyId(), id);
    }

    void anAnswerForAContextThatIsGoneIsDropped()
    {
        if (m_isAbsent)
            QSKIP("for a session with a keychain");
        auto context = std::make_unique<QObject>();
        bool isAnswered = false;
        m_keychain.read(u"x"_s, context.get(), [&](const auto &) { isAnswered = true; });
        context.reset();
        QVERIFY(read(u"y"_s)); // by now the first would have answered
        QVERIFY(!isAnswered);
    }

    /// The last one with a keychain: nobody is here who could unlock it again.
    void aLockedKeychainLosesNothing()
    {
        if (m_isAbsent)
            QSKIP("for a session with a keychain");
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"registry.sqlite"_s);
        const auto record = [&] {
            RegistryDatabase database;
            return database.open(path) ? database.meta(u"vault"_s).value_or(QString()) : QString();
        };
        auto first = std::make_unique<Session>(m_keychain);
        first->open(path);
        QTRY_COMPARE_WITH_TIMEOUT(first->vaultOpener().state(), VaultOpener::State::Open, 20'000);
        first.reset();
        const QString before = record();
        QVERIFY(!before.isEmpty());
        QProcess lock;
        lock.start(u"dbus-send"_s, {u"--session"_s, u"--print-reply"_s, u"--dest=org.freedesktop.secrets"_s,
                                    u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service.Lock"_s,
                                    u"array:objpath:/org/freedesktop/secrets/collection/login"_s});
        QVERIFY(lock.waitForFinished() && lock.exitCode() == 0);
        // It tells a locked entry like one that is not there.
        Session later(m_keychain);
        later.open(path);
        QTRY_COMPARE_WITH_TIMEOUT(later.vaultOpener().state(), VaultOpener::State::KeyMissing, 20'000);
        QVERIFY(!later.vaultOpener().mayStartAnew());
        QVERIFY2(later.vaultOpener().reason().contains(u"locked"), qPrintable(later.vaultOpener().reason()));
        QCOMPARE(record(), before);
    }

    void withoutAKeychainTheErrorSaysSo()
    {
        if (!m_isAbsent)
            QSKIP("for a session without a keychain");
        const auto answer = read(u"x"_s);
        QVERIFY(!answer);
        QCOMPARE(answer.error().category, ErrorCategory::Secret);
        QVERIFY2(answer.error().message.startsWith(u"The system keychain cannot be used ("),
                 qPrintable(answer.error().message));
        const auto written = write(u"x"_s, SecretText(u"s3cret"_s));
        QVERIFY(!written);
        QCOMPARE(written.error().category, ErrorCategory::Secret);
        QVERIFY(!written.error().detail.contains(u"s3cret"));
    }
};

QTEST_GUILESS_MAIN(KeychainTest)
#include "tst_keychain.moc"
