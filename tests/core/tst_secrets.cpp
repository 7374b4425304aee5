#include "app/secrets/SealedSecrets.h"
#include "app/secrets/SecretVault.h"
#include "app/secrets/VaultOpener.h"
#include "app/secrets/WrappedKey.h"
#include "models/domain/Passphrase.h"
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
    bool m_isRegistryFull = false;

    void makeOpener()
    {
        const auto keep = [this](const QString &expected, const QString &record, QObject *context,
                                 auto done) {
            if (!m_isRegistryFull && m_record == expected)
                m_record = record;
            const auto answer = m_isRegistryFull ? fail(ErrorCategory::Storage, u"The disk is full."_s)
                                                 : Result<QString>(m_record);
            QMetaObject::invokeMethod(
                context, [done, answer] { done(answer); }, Qt::QueuedConnection);
        };
        m_opener = std::make_unique<VaultOpener>(*m_keychain, keep);
    }

    using Ask = void (VaultOpener::*)(const SecretText &, QObject *, VaultOpener::Done);
    [[nodiscard]] VoidResult ask(Ask what, const SecretText &typed)
    {
        std::optional<VoidResult> answer;
        (m_opener.get()->*what)(typed, this, [&](const VoidResult &result) { answer = result; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); });
        return answer.value_or(fail(ErrorCategory::Timeout, u"no answer"_s));
    }
    [[nodiscard]] VoidResult choose(const SecretText &typed = passphrase)
    {
        return ask(&VaultOpener::choosePassphrase, typed);
    }
    [[nodiscard]] VoidResult unlock(const SecretText &typed = passphrase)
    {
        return ask(&VaultOpener::unlock, typed);
    }

    /// As programs wrote it that had one strength and no word of it.
    [[nodiscard]] static QString formerRecord(const SecretText &key)
    {
        const QByteArray salt = SecretVault::createSalt().value();
        const SecretVault wrapping(SecretVault::deriveKey(passphrase, salt, {1u << 15, 8, 1}).value());
        const QByteArray wrapped = wrapping.seal(u"registry"_s, u"registry-key"_s, key).value();
        const QJsonObject record{{u"kept"_s, u"passphrase"_s},
                                 {u"keyId"_s, SecretVault::keyId(key)},
                                 {u"salt"_s, QString::fromLatin1(salt.toBase64())},
                                 {u"wrapped"_s, QString::fromLatin1(wrapped.toBase64())}};
        return QString::fromUtf8(QJsonDocument(record).toJson(QJsonDocument::Compact));
    }

    [[nodiscard]] QJsonObject record() const { return QJsonDocument::fromJson(m_record.toUtf8()).object(); }

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
        m_isRegistryFull = false;
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
        // As an older program left it that ended before the registry had written the note.
        m_record.clear();
        m_keychain->entries = {{u"registry-key/registry"_s, *m_keychain->entries.cbegin()}};
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
        QVERIFY(!choose({}));
        QVERIFY(choose());
        QCOMPARE(m_opener->state(), State::Open);
        QVERIFY(!m_record.contains(passphrase.revealText()));
        const QString id = m_opener->vault().keyId();
        QVERIFY(startAndWait());
        QCOMPARE(m_opener->state(), State::NeedsPassphrase);
        const auto wrong = unlock(SecretText(u"wrong"_s));
        QVERIFY(!wrong);
        QVERIFY(wrong.error().message.contains(u"not the passphrase"));
        QCOMPARE(m_opener->state(), State::NeedsPassphrase);
        QVERIFY(!unlock({}));
        QVERIFY(unlock());
        QCOMPARE(m_opener->state(), State::Open);
        QCOMPARE(m_opener->vault().keyId(), id);
    }

    void aPassphraseRecordThatWasDamagedOpensNothing()
    {
        m_keychain->isAbsent = true;
        QVERIFY(startAndWait());
        QVERIFY(choose());
        QJsonObject record = QJsonDocument::fromJson(m_record.toUtf8()).object();
        for (const auto &member : {u"salt"_s, u"wrapped"_s}) {
            QJsonObject damaged = record;
            damaged[member] = u""_s;
            m_record = QString::fromUtf8(QJsonDocument(damaged).toJson());
            QVERIFY(startAndWait());
            QVERIFY(!unlock());
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
        QCOMPARE(m_opener->state(), State::KeyUnreachable);
        QVERIFY(m_opener->reason().contains(u"no keychain"));
    }

    void aKeyIsGivenUpOnlyByWhoWorksWithoutIt_data()
    {
        QTest::addColumn<bool>("isAbsent");
        QTest::newRow("the keychain does not answer") << true;
        QTest::newRow("the entry is lost") << false;
    }

    void aKeyIsGivenUpOnlyByWhoWorksWithoutIt()
    {
        QFETCH(bool, isAbsent);
        QVERIFY(startAndWait());
        const QString before = m_record;
        m_keychain->entries.clear();
        m_keychain->isAbsent = isAbsent;
        QVERIFY(startAndWait());
        QVERIFY(!m_opener->mayStartAnew());
        QVERIFY(!choose());
        QVERIFY(!ask(&VaultOpener::startAnew, passphrase));
        QCOMPARE(m_record, before);
        QVERIFY(m_opener->useThisRunOnly());
        QVERIFY(m_opener->mayStartAnew());
        QVERIFY(!choose());
        QCOMPARE(m_record, before);
        QVERIFY(ask(&VaultOpener::startAnew, passphrase));
        QCOMPARE(m_opener->state(), State::Open);
        QVERIFY(m_record != before);
        QVERIFY(startAndWait());
        QCOMPARE(m_opener->state(), State::NeedsPassphrase);
    }

    void aKeyThatTheRegistryDidNotTakeIsNotUsed_data()
    {
        QTest::addColumn<bool>("isAbsent");
        QTest::newRow("in the keychain") << false;
        QTest::newRow("passphrase") << true;
    }

    void aKeyThatTheRegistryDidNotTakeIsNotUsed()
    {
        QFETCH(bool, isAbsent);
        m_isRegistryFull = true;
        m_keychain->isAbsent = isAbsent;
        QVERIFY(startAndWait());
        if (isAbsent)
            QVERIFY(choose().error().message.contains(u"full"));
        QCOMPARE(m_opener->state(), State::NeedsChoice);
        QVERIFY(!m_opener->vault().isOpen());
        QVERIFY(m_record.isEmpty());
    }

    void aKeyThatTheKeychainDidNotKeepIsNotUsed()
    {
        m_keychain->isForgetful = true;
        QVERIFY(startAndWait());
        QCOMPARE(m_opener->state(), State::NeedsChoice);
        QVERIFY(!m_opener->vault().isOpen());
        QVERIFY(m_record.isEmpty());
    }

    void aPassphraseHasALeastLength()
    {
        m_keychain->isAbsent = true;
        QVERIFY(startAndWait());
        const auto refused = choose(SecretText(QString(leastPassphraseLength - 1, u'\u00fc')));
        QVERIFY(!refused);
        QCOMPARE(refused.error().category, ErrorCategory::Invalid);
        QVERIFY(m_record.isEmpty());
        QVERIFY(choose(SecretText(QString(leastPassphraseLength, u'\u00fc'))));
    }

    void theCostOfDerivingIsInTheRecord()
    {
        m_keychain->isAbsent = true;
        QVERIFY(startAndWait());
        QVERIFY(choose());
        const QJsonObject cost = record()[u"scrypt"].toObject();
        QCOMPARE(cost[u"n"].toInt(), 1 << 17);
        QCOMPARE(cost[u"r"].toInt(), 8);
        QCOMPARE(cost[u"p"].toInt(), 1);
        QVERIFY(!isWeaklyWrapped(record()));
    }

    void aFormerRecordIsOpenedAndWrappedAnew()
    {
        const SecretText key = SecretVault::createKey().value();
        m_record = formerRecord(key);
        const QString before = m_record;
        QVERIFY(startAndWait());
        QVERIFY(!unlock(SecretText(u"another passphrase"_s)));
        QCOMPARE(m_record, before);
        QVERIFY(unlock());
        QCOMPARE(m_opener->vault().keyId(), SecretVault::keyId(key));
        QTRY_VERIFY(m_record != before);
        QCOMPARE(record()[u"scrypt"][u"n"].toInt(), 1 << 17);
        QVERIFY(record()[u"salt"] != QJsonDocument::fromJson(before.toUtf8())[u"salt"]);
        const QString wrappedAnew = m_record;
        QVERIFY(startAndWait());
        QVERIFY(unlock());
        QCOMPARE(m_opener->vault().keyId(), SecretVault::keyId(key));
        QCOMPARE(m_record, wrappedAnew); // once
    }

    void aFormerRecordIsOpenedWhereNothingCanBeWritten()
    {
        m_record = formerRecord(SecretVault::createKey().value());
        m_isRegistryFull = true;
        QVERIFY(startAndWait());
        QVERIFY(unlock());
        QCOMPARE(m_opener->state(), State::Open);
    }

    void aRecordAsksForNoMoreThanIsSane_data()
    {
        QTest::addColumn<qint64>("n");
        QTest::addColumn<qint64>("r");
        QTest::addColumn<qint64>("p");
        QTest::newRow("64 GiB") << (qint64(1) << 26) << qint64(8) << qint64(1);
        QTest::newRow("memory by r") << (qint64(1) << 20) << qint64(32) << qint64(1);
        QTest::newRow("hours") << (qint64(1) << 19) << qint64(8) << qint64(16);
        QTest::newRow("overflow") << (qint64(1) << 62) << (qint64(1) << 62) << (qint64(1) << 62);
        QTest::newRow("no work at all") << qint64(2) << qint64(8) << qint64(1);
        QTest::newRow("no power of two") << qint64(100'000) << qint64(8) << qint64(1);
        QTest::newRow("negative") << qint64(-1) << qint64(8) << qint64(1);
        QTest::newRow("no blocks") << (qint64(1) << 17) << qint64(0) << qint64(1);
    }

    void aRecordAsksForNoMoreThanIsSane()
    {
        QFETCH(qint64, n);
        QFETCH(qint64, r);
        QFETCH(qint64, p);
        QJsonObject hostile =
            QJsonDocument::fromJson(formerRecord(SecretVault::createKey().value()).toUtf8()).object();
        hostile[u"scrypt"] = QJsonObject{{u"n"_s, n}, {u"r"_s, r}, {u"p"_s, p}};
        const auto opened = unwrapKey(u"registry"_s, hostile, passphrase);
        QVERIFY(!opened);
        QVERIFY2(opened.error().message.contains(u"too much work"), qPrintable(opened.error().message));
    }

    void derivingBlocksNobody()
    {
        m_keychain->isAbsent = true;
        QVERIFY(startAndWait());
        std::optional<VoidResult> answer;
        m_opener->choosePassphrase(passphrase, this, [&](const VoidResult &result) { answer = result; });
        QVERIFY(!answer); // it has only been ordered
        m_opener->choosePassphrase(passphrase, this, [](const VoidResult &) {});
        QTRY_VERIFY(answer);
        QCOMPARE(answer->error().category, ErrorCategory::Cancelled);
        m_opener.reset(); // nobody waits for the second one
    }

    void anotherProgramsKeyIsTaken_data()
    {
        QTest::addColumn<int>("own"); // 0: none, 1: open, 2: this run only
        QTest::addColumn<int>("expected");
        QTest::newRow("none yet") << 0 << int(State::NeedsPassphrase);
        QTest::newRow("our own") << 1 << int(State::NeedsPassphrase);
        QTest::newRow("the operator wanted none") << 2 << int(State::OpenThisRun);
    }

    void anotherProgramsKeyIsTaken()
    {
        QFETCH(int, own);
        QFETCH(int, expected);
        m_keychain->isAbsent = own != 1;
        QVERIFY(startAndWait());
        if (own == 2)
            QVERIFY(m_opener->useThisRunOnly());
        m_record = formerRecord(SecretVault::createKey().value());
        m_opener->follow(m_record);
        QCOMPARE(int(m_opener->state()), expected);
        QCOMPARE(m_opener->vault().isOpen(), own == 2);
        QVERIFY(!m_opener->mayStartAnew());
    }

    void theSameKeyWrappedAnewChangesNothing()
    {
        m_keychain->isAbsent = true;
        const SecretText key = SecretVault::createKey().value();
        m_record = formerRecord(key);
        QVERIFY(startAndWait());
        QVERIFY(unlock());
        QSignalSpy changed(m_opener.get(), &VaultOpener::stateChanged);
        m_opener->follow(formerRecord(key));
        QCOMPARE(changed.size(), 0);
        QCOMPARE(m_opener->vault().keyId(), SecretVault::keyId(key));
    }

    void whatWasSealedBeforeOutlastsARunWithoutTheKey()
    {
        const SecretVault vault(SecretVault::createKey().value());
        SealedSecrets stored(vault);
        const SealedSecret token = stored.seal(tokenPurpose, SecretText(u"first"_s)).value();
        const SecretVault forThisRun(SecretVault::createKey().value(), SecretVault::Lasting::ThisRun);
        SealedSecrets now(forThisRun);
        now.insert(token);
        const SealedSecret own = now.seal(tokenPurpose, SecretText(u"own"_s)).value();
        now.insert(own);
        QVERIFY(now.outlastsThisRun(token.id));
        QVERIFY(!now.outlastsThisRun(own.id));
        QVERIFY(!now.outlastsThisRun(SecretId::create()));
        now.replaceForThisRun(token.id, SecretText(u"second"_s));
        QCOMPARE(now.unseal(token.id)->revealText(), u"second"_s);
        QVERIFY(now.outlastsThisRun(token.id));
        stored.insert(token);
        QVERIFY(!stored.outlastsThisRun(token.id));
        QCOMPARE(stored.count(tokenPurpose), 1);
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
        const auto chosen = isPassphrase ? choose() : m_opener->useThisRunOnly();
        QVERIFY(chosen);
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
