#include "tests/console/WindowTest.h"
#include "tests/support/FrameStrip.h"
#include "views/archive/ArchiveBar.h"
#include "views/preview/PreviewPanel.h"
#include "views/preview/VideoWidget.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QClipboard>
#include <QJsonDocument>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// A MediaMTX whose viewers need an account, from adding it to a picture, live and of the archive, with no
/// other setting than the account of its API.
class ViewingTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_console.reset(); }
    void whatTheAccountLacksIsNamed_data();
    void whatTheAccountLacksIsNamed();
    void theAccountOfTheServerShowsThePicture_data();
    void theAccountOfTheServerShowsThePicture();
    void theAddressIsCopiedWithoutTheAccount();
    void theAccountOpensTheArchive();

private:
    [[nodiscard]] PreviewPanel &panel() { return *window().findChild<PreviewPanel *>(); }
    [[nodiscard]] QString password() { return m_fleet.server(0)[u"password"_s].toString(); }
    /// Whether the account of the API may watch, too; nobody else may.
    [[nodiscard]] bool letAdminRead(bool mayRead);
    void watchBy(PreviewProtocol protocol);
    /// What the panel says in place of a picture, as a screen reader gets it.
    [[nodiscard]] QString sentence() { return panel().videoWidget()->accessibleDescription(); }
};

void ViewingTest::initTestCase()
{
    startFleet({u"--servers"_s, u"1"_s, u"--mediamtx"_s, u"1"_s, u"--cameras"_s, u"2"_s, u"--live"_s, u"2"_s,
                u"--record"_s, u"2"_s, u"--tls"_s, u"none"_s});
    QVERIFY(letAdminRead(true));
    QVERIFY2(addServer(0, u"ms-01"_s), qPrintable(m_console->outcome()));
    QTRY_VERIFY_WITH_TIMEOUT(fleet().counts().of(StreamState::Active) == fleet().rowCount(), patienceMs);
    window().page<StreamsPage>()->table()->selectFleetRow(0);
}

bool ViewingTest::letAdminRead(bool mayRead)
{
    const QJsonObject settings{
        {u"method"_s, u"internal"_s}, {u"openRead"_s, false}, {u"adminReads"_s, mayRead}};
    const QByteArray body = QJsonDocument(settings).toJson(QJsonDocument::Compact);
    return m_fleet.control("PUT", u"/servers/ms-01/auth"_s, body).status == 200;
}

void ViewingTest::watchBy(PreviewProtocol protocol)
{
    Q_EMIT panel().protocolChosen(protocol);
}

void ViewingTest::whatTheAccountLacksIsNamed_data()
{
    QTest::addColumn<PreviewProtocol>("protocol");
    QTest::newRow("RTSP") << PreviewProtocol::Rtsp;
    QTest::newRow("HLS") << PreviewProtocol::Hls;
}

void ViewingTest::whatTheAccountLacksIsNamed()
{
    QFETCH(PreviewProtocol, protocol);
    QVERIFY(letAdminRead(false));
    watchBy(protocol);
    QTRY_COMPARE_WITH_TIMEOUT(panel().state(), PreviewState::Failed, patienceMs);
    const QString shown = sentence();
    QVERIFY2(shown.contains(u"admin of ms-01 has no permission “read”"), qPrintable(shown));
    QVERIFY(!shown.contains(password()));
}

void ViewingTest::theAccountOfTheServerShowsThePicture_data()
{
    whatTheAccountLacksIsNamed_data();
}

void ViewingTest::theAccountOfTheServerShowsThePicture()
{
    QFETCH(PreviewProtocol, protocol);
    QVERIFY(letAdminRead(true));
    watchBy(protocol);
    QTRY_COMPARE_WITH_TIMEOUT(panel().state(), PreviewState::Playing, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(readStrip().has_value(), patienceMs);
}

void ViewingTest::theAddressIsCopiedWithoutTheAccount()
{
    for (const PreviewProtocol protocol : {PreviewProtocol::Rtsp, PreviewProtocol::Hls}) {
        watchBy(protocol);
        QGuiApplication::clipboard()->clear();
        Q_EMIT panel().copyAddressRequested();
        QTRY_VERIFY_WITH_TIMEOUT(!QGuiApplication::clipboard()->text().isEmpty(), patienceMs);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(!copied.contains(u"admin") && !copied.contains(password()), qPrintable(copied));
    }
}

void ViewingTest::theAccountOpensTheArchive()
{
    QVERIFY(activate());
    watchBy(PreviewProtocol::Rtsp);
    QTRY_COMPARE_WITH_TIMEOUT(panel().state(), PreviewState::Playing, patienceMs);
    panel().videoWidget()->setFocus();
    QTest::keyClick(panel().videoWidget(), Qt::Key_A);
    QTRY_COMPARE_WITH_TIMEOUT(panel().mode(), PreviewMode::Archive, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(readStrip().has_value(), patienceMs);
    QVERIFY2(panel().state() != PreviewState::Failed, qPrintable(sentence()));
}

QTEST_MAIN(ViewingTest)
#include "tst_viewing.moc"
