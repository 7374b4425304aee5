#include "tests/console/WindowTest.h"
#include "views/preview/PreviewPanel.h"
#include "views/preview/VideoWidget.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// A MediaMTX with an encrypted API, and everything else in clear, whose viewers need an account: it is asked
/// once whether that may go in clear.
class AccountQuestionTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_console.reset(); }
    void thePictureWaitsForTheAnswer();
    void whoPutsItOffIsNotAskedAgain();
    void theCardHasTheAnswer();
    void onceAllowedPictureAndArchiveCome();

private:
    [[nodiscard]] PreviewPanel &panel() { return *window().findChild<PreviewPanel *>(); }
    [[nodiscard]] QMessageBox *question() { return window().findChild<QMessageBox *>(u"accountQuestion"_s); }
    void answer(const QString &button);
    [[nodiscard]] QComboBox &setting()
    {
        return *serverCard().findChild<QComboBox *>(u"serverUnencryptedAccount"_s);
    }
};

void AccountQuestionTest::initTestCase()
{
    startFleet({u"--servers"_s, u"1"_s, u"--mediamtx"_s, u"1"_s, u"--cameras"_s, u"1"_s, u"--live"_s, u"1"_s,
                u"--record"_s, u"1"_s, u"--tls"_s, u"api"_s});
    const QJsonObject auth{{u"method"_s, u"internal"_s}, {u"openRead"_s, false}, {u"adminReads"_s, true}};
    QCOMPARE(m_fleet.control("PUT", u"/servers/ms-01/auth"_s, QJsonDocument(auth).toJson()).status, 200);
    QVERIFY2(addServer(0, u"ms-01"_s), qPrintable(m_console->outcome()));
    QTRY_VERIFY_WITH_TIMEOUT(fleet().counts().of(StreamState::Active) == fleet().rowCount(), patienceMs);
}

void AccountQuestionTest::answer(const QString &text)
{
    for (QAbstractButton *button : question()->buttons()) {
        if (button->text() == text)
            button->click();
    }
    QTRY_VERIFY(!question());
}

void AccountQuestionTest::thePictureWaitsForTheAnswer()
{
    window().page<StreamsPage>()->table()->selectFleetRow(0);
    QTRY_VERIFY_WITH_TIMEOUT(question(), patienceMs);
    QCOMPARE(panel().state(), PreviewState::Failed);
    for (const QString &word : {u"ms-01"_s, u"admin"_s, u"rtspEncryption"_s})
        QVERIFY2(question()->text().contains(word), qPrintable(question()->text()));
    const QString password = m_fleet.server(0)[u"password"_s].toString();
    QVERIFY(!(question()->text() + question()->informativeText()).contains(password));
    // What Return and Escape do sends nothing.
    QCOMPARE(question()->defaultButton()->text(), u"Not now"_s);
    answer(u"Not now"_s);
    QCOMPARE(server().unencryptedAccount, UnencryptedAccount::Ask);
}

void AccountQuestionTest::whoPutsItOffIsNotAskedAgain()
{
    Q_EMIT panel().retryRequested();
    QTRY_COMPARE_WITH_TIMEOUT(panel().state(), PreviewState::Connecting, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(panel().state(), PreviewState::Failed, patienceMs);
    QVERIFY(!question());
}

void AccountQuestionTest::theCardHasTheAnswer()
{
    window().openServer(server().id);
    QVERIFY(setting().isVisible());
    QCOMPARE(setting().currentIndex(), setting().findData(int(UnencryptedAccount::Ask)));
    setting().setCurrentIndex(setting().findData(int(UnencryptedAccount::Send)));
    QVERIFY(save(serverCard()));
    QTRY_COMPARE(server().unencryptedAccount, UnencryptedAccount::Send);
}

void AccountQuestionTest::onceAllowedPictureAndArchiveCome()
{
    window().showPage<StreamsPage>();
    Q_EMIT panel().retryRequested();
    QTRY_COMPARE_WITH_TIMEOUT(panel().state(), PreviewState::Playing, patienceMs);
    Q_EMIT panel().modeChosen(PreviewMode::Archive);
    QTRY_COMPARE_WITH_TIMEOUT(panel().mode(), PreviewMode::Archive, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(readStrip().has_value(), patienceMs);
    QVERIFY(!question());
}

QTEST_MAIN(AccountQuestionTest)
#include "tst_accountquestion.moc"
