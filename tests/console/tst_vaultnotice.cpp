#include "app/console/VaultPresenter.h"
#include "tests/core/FakeKeychain.h"
#include "tests/core/FakeV2Server.h"
#include "views/shell/MainWindow.h"
#include "views/shell/NoticeBar.h"
#include "views/shell/PassphraseDialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using State = VaultOpener::State;

/// What the window says and offers when the key of the registry is not there.
class VaultNoticeTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    test::FakeKeychain m_keychain;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<VaultPresenter> m_presenter;

    void close()
    {
        m_presenter.reset();
        m_window.reset();
        m_session.reset();
    }

    [[nodiscard]] bool open()
    {
        close();
        m_session = std::make_unique<Session>(m_keychain, Session::Behaviour{false, false});
        m_window =
            std::make_unique<MainWindow>(m_session->fleet(), m_session->clusters(), m_session->devices());
        m_presenter = std::make_unique<VaultPresenter>(*m_session, *m_window);
        m_session->open(m_dir->filePath(u"registry.sqlite"_s));
        return QTest::qWaitFor([&] {
            const State state = m_session->vaultOpener().state();
            return state != State::Closed && state != State::Waiting;
        });
    }

    /// A server with a token.
    [[nodiscard]] bool addServer(const QString &name, quint16 port)
    {
        MediaServer card;
        card.id = ServerId::create();
        card.name = name;
        card.internalHost = u"127.0.0.1"_s;
        card.apiPort = port;
        std::optional<VoidResult> saved;
        m_session->edits().servers.save(card, SecretText(u"a token"_s), this,
                                        [&](const VoidResult &result) { saved = result; });
        return QTest::qWaitFor([&] { return saved.has_value(); }) && *saved;
    }

    [[nodiscard]] QStringList choices()
    {
        QStringList texts;
        for (const QPushButton *button : m_window->vaultNotice()->findChildren<QPushButton *>())
            texts.append(button->text());
        return texts;
    }

    void choose(const QString &text)
    {
        for (QPushButton *button : m_window->vaultNotice()->findChildren<QPushButton *>()) {
            if (button->text() == text) {
                button->click();
                return;
            }
        }
        QFAIL(qPrintable(text + u" is not offered, but "_s + choices().join(u", "_s)));
    }

    [[nodiscard]] static QLineEdit *field(QDialog &dialog, const QString &name)
    {
        for (QLineEdit *field : dialog.findChildren<QLineEdit *>()) {
            if (field->accessibleName() == name)
                return field;
        }
        return nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_keychain.isAbsent = false;
        m_keychain.entries.clear();
    }
    void cleanup() { close(); }

    void aKeychainThatIsOnlyLockedOffersNoStartAnew_data()
    {
        QTest::addColumn<bool>("isAbsent");
        QTest::newRow("it does not answer") << true;
        QTest::newRow("it shows no entry") << false;
    }

    void aKeychainThatIsOnlyLockedOffersNoStartAnew()
    {
        QFETCH(bool, isAbsent);
        QVERIFY(open());
        QVERIFY(addServer(u"one"_s, 1001));
        const auto kept = m_keychain.entries;
        close();
        m_keychain.isAbsent = isAbsent;
        m_keychain.entries.clear();
        QVERIFY(open());
        QTRY_COMPARE(choices(), (QStringList{u"Try the keychain again"_s, u"This run only"_s}));
        QVERIFY(m_window->vaultNotice()->text().contains(u"Nothing is lost"));
        m_keychain.isAbsent = false; // unlocked
        m_keychain.entries = kept;
        choose(u"Try the keychain again"_s);
        QTRY_COMPARE(m_session->vaultOpener().state(), State::Open);
        QCOMPARE(m_session->secretOf(m_session->fleet().servers().front().server).revealText(), u"a token"_s);
    }

    void aLostKeyIsGivenUpByAWordAndWithWhatThatCosts()
    {
        QVERIFY(open());
        QVERIFY(addServer(u"one"_s, 1001));
        QVERIFY(addServer(u"two"_s, 1002));
        close();
        m_keychain.entries.clear();
        QVERIFY(open());
        choose(u"This run only"_s);
        QCOMPARE(m_session->vaultOpener().state(), State::OpenThisRun);
        choose(u"The key is lost…"_s);
        auto *dialog = m_window->findChild<PassphraseDialog *>();
        QVERIFY(dialog);
        QString said;
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            said += label->text() + u'\n';
        QVERIFY2(said.contains(u"2 token"), qPrintable(said));
        auto *accept = dialog->findChild<QPushButton *>(u"acceptPassphrase"_s);
        field(*dialog, u"Passphrase"_s)->setText(u"correct horse"_s);
        field(*dialog, u"Passphrase again"_s)->setText(u"correct horse"_s);
        QVERIFY(!accept->isEnabled());
        QVERIFY2(accept->toolTip().contains(u"give up"), qPrintable(accept->toolTip()));
        field(*dialog, u"Confirmation"_s)->setText(u"give up"_s);
        QVERIFY(accept->isEnabled());
        accept->click();
        QVERIFY(!accept->isEnabled()); // while the key is derived
        QTRY_COMPARE(m_session->vaultOpener().state(), State::Open);
        QVERIFY(m_window->vaultNotice()->isHidden());
    }

    void aNewRegistryWithoutAKeychainOffersAPassphraseOfTheLeastLength()
    {
        m_keychain.isAbsent = true;
        QVERIFY(open());
        QVERIFY(choices().contains(u"Protect by a passphrase…"_s));
        choose(u"This run only"_s);
        QTRY_COMPARE(choices(), (QStringList{u"Dismiss"_s})); // there is no key that could be lost
        QVERIFY(open());
        choose(u"Protect by a passphrase…"_s);
        auto *dialog = m_window->findChild<PassphraseDialog *>();
        QVERIFY(dialog);
        auto *accept = dialog->findChild<QPushButton *>(u"acceptPassphrase"_s);
        for (const QString &typed : {u"1234567"_s, u"12345678"_s}) {
            field(*dialog, u"Passphrase"_s)->setText(typed);
            field(*dialog, u"Passphrase again"_s)->setText(typed);
            QCOMPARE(accept->isEnabled(), typed.size() == 8);
        }
        accept->click();
        QTRY_COMPARE(m_session->vaultOpener().state(), State::Open);
    }
};

QTEST_MAIN(VaultNoticeTest)
#include "tst_vaultnotice.moc"
