#include "app/secrets/SecretVault.h"
#include "app/secrets/VaultOpener.h"
#include "tests/core/FakeKeychain.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FakeKeychain;

namespace {

const SecretText passphrase(u"correct horse battery staple"_s);
using State = VaultOpener::State;

} // namespace

class SecretsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<VaultOpener> m_opener;
    QString m_record; ///< what the registry remembers

    void makeOpener()
    {
        m_opener = std::make_unique<VaultOpener>(*m_keychain);
        connect(m_opener.get(), &VaultOpener::recordChanged, this,
                [this](const QString &record) { m_record = record; });
    }

    [[nodiscard]] bool startAndWait()
    {
        makeOpener();
        m_opener->start(u"registry"_s, m_record);
        return QTest::qWaitFor([&] { return m_opener->state() != State::Waiting; });
    }

private Q_SLOTS:
    void init()
    {
        m_record.clear();
        m_keychain = std::make_unique<FakeKeychain>();
    }
    void cleanup() { m_opener.reset(); }

    void whatIsSealedIsUnsealed_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::newRow("text") << QByteArray("rtsp://u:p@h/");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("binary") << QByteArray("\0\xff\0", 3);
        QTest::newRow("long") << QByteArray(100'000, 'x');
    }

    void whatIsSealedIsUnsealed()
    {
        QFETCH(QByteArray, plain);
        const SecretVault vault(SecretVault::createKey().value());
        const auto sealed = vault.seal(u"id"_s, u"token"_s, SecretText(plain));
        QVERIFY(sealed);
        QVERIFY(plain.size() < 4 || !sealed->contains(plain));
        QCOMPARE(vault.unseal(u"id"_s, u"token"_s, *sealed)->reveal(), plain);
        QVERIFY(*vault.seal(u"id"_s, u"token"_s, SecretText(plain)) != *sealed); // another nonce each time
    }

    void aSealedValueBelongsToItsPlace()
    {
        const SecretVault vault(SecretVault::createKey().value());
        const auto sealed = vault.seal(u"id"_s, u"token"_s, SecretText(u"s"_s)).value();
        for (const auto &[id, purpose] :
             {std::pair(u"other"_s, u"token"_s), std::pair(u"id"_s, u"address"_s),
              std::pair(u"id\ntoken"_s, u""_s), std::pair(u""_s, u"id\ntoken"_s)}) {
            const auto unsealed = vault.unseal(id, purpose, sealed);
            QVERIFY(!unsealed);
            QCOMPARE(unsealed.error().category, ErrorCategory::Secret);
            QVERIFY(unsealed.error().message.contains(u"altered"));
        }
    }

    void everyAlteredByteIsNoticed()
    {
        const SecretVault vault(SecretVault::createKey().value());
        const auto sealed = vault.seal(u"id"_s, u"token"_s, SecretText(u"secret"_s)).value();
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray altered = sealed;
            altered[i] = char(altered[i] ^ 1);
            const auto unsealed = vault.unseal(u"id"_s, u"token"_s, altered);
            QVERIFY2(!unsealed, qPrintable(QString::number(i)));
            QVERIFY(!unsealed.error().message.isEmpty());
            QVERIFY(!vault.unseal(u"id"_s, u"token"_s, sealed.left(i)));
        }
        QVERIFY(!vault.unseal(u"id"_s, u"token"_s, sealed + 'x'));
    }

    void anotherKeyIsSaid()
    {
        const SecretVault vault(SecretVault::createKey().value());
        const SecretVault other(SecretVault::createKey().value());
        const auto sealed = vault.seal(u"id"_s, u"token"_s, SecretText(u"secret"_s)).value();
        const auto unsealed = other.unseal(u"id"_s, u"token"_s, sealed);
        QVERIFY(!unsealed);
        QVERIFY(unsealed.error().message.contains(u"another key"));
        QVERIFY(vault.keyId() != other.keyId());
    }

    void aClosedVaultSaysSo()
    {
        const SecretVault closed;
        QVERIFY(!closed.isOpen());
        QVERIFY(closed.keyId().isEmpty());
        QVERIFY(closed.seal(u"i"_s, u"p"_s, passphrase).error().message.contains(u"locked"));
        QVERIFY(closed.unseal(u"i"_s, u"p"_s, "x").error().message.contains(u"locked"));
    }

    void aKeyFromAPassphraseDependsOnBoth()
    {
        const QByteArray salt = SecretVault::createSalt().value();
        const SecretText key = SecretVault::deriveKey(passphrase, salt).value();
        QCOMPARE(key.reveal().size(), qsizetype(SecretVault::keyLength));
        QVERIFY(SecretVault::deriveKey(passphrase, salt).value() == key);
        QVERIFY(!(SecretVault::deriveKey(passphrase, SecretVault::createSalt().value()).value() == key));
        QVERIFY(!(SecretVault::deriveKey(SecretText(u"x"_s), salt).value() == key));
    }

    void aNewRegistryGetsAKeyInTheKeychain()
    {
        QVERIFY(startAndWait());
        QCOMPARE(m_opener->state(), State::Open);
        QVERIFY(m_opener->vault().isOpen());
        QVERIFY(m_opener->reason().isEmpty());
        QCOMPARE(m_keychain->entries.size(), 1);
        const SecretText key = m_keychain->entries.constBegin().value();
        QVERIFY(m_record.contains(SecretVault::keyId(key)));
        QVERIFY(!m_record.contains(QString::fromLatin1(key.reveal().toHex())));
        QVERIFY(!m_record.contains(QString::fromLatin1(key.reveal().toBase64())));
        const QString id = m_opener->vault().keyId();
        QVERIFY(startAndWait()); // the next run
        QCOMPARE(m_opener->state(), State::Open);
        QCOMPARE(m_opener->vault().keyId(), id);
        QCOMPARE(m_keychain->writes, 1);
    }

    void aKeyWithoutItsNoteIsNotedAgain()
    {
        QVERIFY(startAndWait());
        const QString id = m_opener->vault().keyId();
        m_record.clear(); // the run ended before the registry wrote it
        QVERIFY(startAndWait());
        QCOMPARE(m_opener->vault().keyId(), id);
        m_keychain->entries.clear();
        QVERIFY(startAndWait());
        QCOMPARE(m_opener->state(), State::KeyMissing); // and no new key in silence
    }

    void withoutAKeychainTheOperatorChooses()
    {
        m_keychain->isAbsent = true;
        QVERIFY(startAndWait());
        QCOMPARE(m_opener->state(), State::NeedsChoice);
        QVERIFY(m_opener->reason().contains(u"no keychain"));
        QVERIFY(!m_opener->vault().isOpen());
        QVERIFY(!m_opener->choosePassphrase({}));
        QVERIFY(m_opener->choosePassphrase(passphrase));
        QCOMPARE(m_opener->state(), State::Open);
        QVERIFY(!m_record.contains(passphrase.revealText()));
        const QString id = m_opener->vault().keyId();
        QVERIFY(startAndWait());
        QCOMPARE(m_opener->state(), State::NeedsPassphrase);
        const auto wrong = m_opener->unlock(SecretText(u"wrong"_s));
        QVERIFY(!wrong);
        QVERIFY(wrong.error().message.contains(u"not the passphrase"));
        QCOMPARE(m_opener->state(), State::NeedsPassphrase);
        QVERIFY(!m_opener->unlock({}));
        QVERIFY(m_opener->unlock(passphrase));
        QCOMPARE(m_opener->state(), State::Open);
        QCOMPARE(m_opener->vault().keyId(), id);
    }

    void aPassphraseRecordThatWasDamagedOpensNothing()
    {
        m_keychain->isAbsent = true;
        QVERIFY(startAndWait());
        QVERIFY(m_opener->choosePassphrase(passphrase));
        QJsonObject record = QJsonDocument::fromJson(m_record.toUtf8()).object();
        for (const auto &member : {u"salt"_s, u"wrapped"_s}) {
            QJsonObject damaged = record;
            damaged[member] = u""_s;
            m_record = QString::fromUtf8(QJsonDocument(damaged).toJson());
            QVERIFY(startAndWait());
            QVERIFY(!m_opener->unlock(passphrase));
            QCOMPARE(m_opener->state(), State::NeedsPassphrase);
        }
    }

    void thisRunOnlyIsForgotten()
    {
        m_keychain->isAbsent = true;
        QVERIFY(startAndWait());
        QVERIFY(m_opener->useThisRunOnly());
        QCOMPARE(m_opener->state(), State::OpenThisRun);
        QVERIFY(m_opener->vault().isOpen());
        QVERIFY(m_record.isEmpty());
        QVERIFY(!m_opener->reason().isEmpty());
    }

    void aLostEntryIsMissingNotReplaced()
    {
        QVERIFY(startAndWait());
        m_keychain->entries.clear();
        QVERIFY(startAndWait());
        QCOMPARE(m_opener->state(), State::KeyMissing);
        QVERIFY(m_keychain->entries.isEmpty());
        QVERIFY(m_opener->reason().contains(u"entered again"));
        m_keychain->isAbsent = true;
        QVERIFY(startAndWait());
        QCOMPARE(m_opener->state(), State::KeyMissing);
        QVERIFY(m_opener->reason().contains(u"no keychain"));
        QVERIFY(m_opener->choosePassphrase(passphrase));
        QCOMPARE(m_opener->state(), State::Open);
    }

    void anotherKeyInTheEntryIsMissingToo()
    {
        QVERIFY(startAndWait());
        const QString entry = m_keychain->entries.constBegin().key();
        for (const SecretText &other :
             {SecretVault::createKey().value(), SecretText(u"short"_s), SecretText()}) {
            m_keychain->entries[entry] = other;
            QVERIFY(startAndWait());
            QCOMPARE(m_opener->state(), State::KeyMissing);
        }
    }

    void retryAsksAgain()
    {
        m_keychain->isAbsent = true;
        QVERIFY(startAndWait());
        m_keychain->isAbsent = false;
        m_opener->retry();
        QCOMPARE(m_opener->state(), State::Waiting);
        QVERIFY(QTest::qWaitFor([&] { return m_opener->state() == State::Open; }));
        // It starts from what is remembered now, not from what was at the start.
        const QString id = m_opener->vault().keyId();
        m_keychain->entries.clear();
        m_opener->retry();
        QVERIFY(QTest::qWaitFor([&] { return m_opener->state() != State::Waiting; }));
        QCOMPARE(m_opener->state(), State::KeyMissing);
        QVERIFY(m_record.contains(id));
    }

    void askingTwiceMakesOneKey()
    {
        m_keychain->isHeld = true;
        makeOpener();
        m_opener->start(u"registry"_s, {});
        m_opener->retry();
        m_opener->retry();
        m_keychain->release();
        QVERIFY(QTest::qWaitFor([&] { return m_opener->state() == State::Open; }));
        QCoreApplication::processEvents();
        QCOMPARE(m_keychain->writes, 1);
        QCOMPARE(SecretVault::keyId(m_keychain->entries.constBegin().value()), m_opener->vault().keyId());
    }

    void aLateAnswerDoesNotUndoAChoice_data()
    {
        QTest::addColumn<bool>("isPassphrase");
        QTest::newRow("passphrase") << true;
        QTest::newRow("this run only") << false;
    }

    void aLateAnswerDoesNotUndoAChoice()
    {
        QFETCH(bool, isPassphrase);
        m_keychain->isHeld = true;
        makeOpener();
        m_opener->start(u"registry"_s, {});
        QCOMPARE(m_opener->state(), State::Waiting);
        QVERIFY(isPassphrase ? m_opener->choosePassphrase(passphrase) : m_opener->useThisRunOnly());
        const QString id = m_opener->vault().keyId();
        const State state = m_opener->state();
        m_keychain->release();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QCOMPARE(m_opener->state(), state);
        QCOMPARE(m_opener->vault().keyId(), id);
        QCOMPARE(m_keychain->writes, 0);
    }

    void anAnswerForAnOpenerThatIsGoneIsDropped()
    {
        m_keychain->isHeld = true;
        makeOpener();
        m_opener->start(u"registry"_s, {});
        m_opener.reset();
        m_keychain->release();
        QCoreApplication::processEvents();
        QCOMPARE(m_keychain->writes, 0);
    }

    void aRecordThatIsNoJsonIsANewRegistry()
    {
        m_record = u"{damaged"_s;
        QVERIFY(startAndWait());
        QCOMPARE(m_opener->state(), State::Open);
    }
};

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
