#include "app/console/WindowCapture.h"
#include "tests/console/TransferWindowTest.h"
#include "views/operations/BatchBar.h"
#include "views/shell/MainWindow.h"
#include "views/streams/StreamTableView.h"

#include <QComboBox>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// Where a transfer goes if the operator wants it elsewhere than the search: a cluster, a server, both
/// qualities.
class TransferAimTest : public TransferWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startTransferServers(); }
    void cleanupTestCase() { m_console.reset(); }
    void init() { begin(); }
    void cleanup() { end(); }
    void aClusterIsPickedByKeyboard();
    void aServerIsPickedInTheTable();
    void theProposalIsTheSameWhenOpenedAgain();
    void bothQualitiesGoTogether();
    void manyFollowThePickedCluster();
};

void TransferAimTest::aClusterIsPickedByKeyboard()
{
    makeCluster(u"North <&>"_s, u"ms-02"_s, u"ms-03"_s);
    TransferDialog *dialog = open({streamOn(u"ms-01"_s)});
    QVERIFY(dialog);
    QCOMPARE(label(*dialog, u"foundMain"_s), u"ms-04"_s); // the only one left outside of clusters
    QCOMPARE(cell(*dialog, u"ms-02"_s, SearchedServersModel::WhyColumn),
             u"not among the servers searched; would do"_s);
    QTest::keyClick(dialog, Qt::Key_T, Qt::AltModifier);
    auto *cluster = dialog->findChild<QComboBox *>(u"transferTarget"_s);
    QVERIFY(cluster->hasFocus());
    QCOMPARE(cluster->itemText(0), u"Automatic search"_s);
    QCOMPARE(cluster->itemText(1), u"North <&> (ms-02, additional ms-03)"_s);
    QTest::keyClick(cluster, Qt::Key_Down);
    QTRY_COMPARE(headline(*dialog), u"Main and additional servers are found"_s);
    QCOMPARE(label(*dialog, u"foundMain"_s), u"ms-02"_s);
    QCOMPARE(label(*dialog, u"foundAdditional"_s), u"ms-03"_s);
    QVERIFY(visibleText(*dialog).contains(u"cluster North <&>"));
    QVERIFY(label(*dialog, u"transferScope"_s).contains(u"picked cluster"));
    QVERIFY(label(*dialog, u"transferWarnings"_s).contains(u"with this cluster it will be"));
    QCOMPARE(cell(*dialog, u"ms-03"_s, SearchedServersModel::WhyColumn), u"additional server"_s);
    QCOMPARE(confirmButton(*dialog).text(), u"Transfer to ms-02 + ms-03"_s);
    QVERIFY(cluster->hasFocus()); // who picks goes on picking
    QTest::keyClick(cluster, Qt::Key_Up);
    QTRY_COMPARE(headline(*dialog), u"Main media server is found"_s);
    QVERIFY(label(*dialog, u"transferWarnings"_s).isEmpty());
    QVERIFY(close(*dialog));
}

void TransferAimTest::aServerIsPickedInTheTable()
{
    const StreamId id = streamOn(u"ms-01"_s);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    const QString found = label(*dialog, u"foundMain"_s);
    auto *pick = dialog->findChild<QPushButton *>(u"pickServer"_s);
    const auto choose = [&](const QString &name) {
        for (int row = 0; servers(*dialog).serverAt(row); ++row) {
            if (servers(*dialog).serverAt(row)->name == name)
                makeCurrent(servers(*dialog), row);
        }
    };
    // The one that has the stream cannot be picked, and says why.
    choose(u"ms-01"_s);
    QVERIFY(!pick->isEnabled());
    QVERIFY2(pick->toolTip().contains(u"has the stream now"), qPrintable(pick->toolTip()));
    QTest::keyClick(&servers(*dialog), Qt::Key_Return);
    QVERIFY(!dialog->aim().server);
    QString other;
    for (int row = 0; const JudgedServer *server = servers(*dialog).serverAt(row); ++row) {
        if (server->verdict.fits() && server->name != found)
            other = server->name;
    }
    QVERIFY(!other.isEmpty());
    choose(other);
    QVERIFY(pick->isEnabled());
    QTest::keyClick(&servers(*dialog), Qt::Key_Return);
    QTRY_COMPARE(label(*dialog, u"foundMain"_s), other);
    QTRY_COMPARE(confirmButton(*dialog).text(), u"Transfer to "_s + other);
    QVERIFY(label(*dialog, u"transferScope"_s).contains(u"picked by hand"));
    QVERIFY(close(*dialog));
}

void TransferAimTest::theProposalIsTheSameWhenOpenedAgain()
{
    const StreamId id = streamOn(u"ms-01"_s);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    const QString found = label(*dialog, u"foundMain"_s);
    QVERIFY(close(*dialog));
    // Meanwhile another server has less to do.
    for (FleetServer entry : fleet().servers()) {
        if (entry.server.name != found || !entry.snapshot)
            continue;
        auto busier = std::make_shared<ServerSnapshot>(*entry.snapshot);
        for (ObservedStream &stream : busier->streams)
            stream.bitrateInBps = 30'000'000;
        m_console->fleet().applySnapshot(busier);
    }
    dialog = open({id});
    QVERIFY(dialog);
    QCOMPARE(label(*dialog, u"foundMain"_s), found);
    QVERIFY(close(*dialog));
}

void TransferAimTest::bothQualitiesGoTogether()
{
    const StreamId id = streamOn(u"ms-01"_s);
    TransferDialog *dialog = open({id});
    QVERIFY(dialog);
    auto *sibling = dialog->findChild<QPushButton *>(u"transferSibling"_s);
    QVERIFY(sibling->isVisible());
    QTest::mouseClick(sibling, Qt::LeftButton);
    QTRY_VERIFY(m_console->dialog<TransferDialog>() && m_console->dialog<TransferDialog>() != dialog);
    dialog = m_console->dialog<TransferDialog>();
    QTRY_COMPARE(int(dialog->plan().transfers.size()), 2);
    QCOMPARE(dialog->plan().transfers[0].camera, dialog->plan().transfers[1].camera);
    QVERIFY(dialog->plan().transfers[0].quality != dialog->plan().transfers[1].quality);
    QVERIFY(close(*dialog));
}

void TransferAimTest::manyFollowThePickedCluster()
{
    makeCluster(u"North"_s, u"ms-03"_s, u"ms-04"_s);
    std::vector<StreamId> ids;
    for (const FleetRow &row : fleet().rows()) {
        const QString server = mainServerOf(row.id);
        if (ids.size() < 3 && row.additionalServer < 0 && (server == u"ms-01" || server == u"ms-02"))
            ids.push_back(row.id);
    }
    QCOMPARE(int(ids.size()), 3);
    page().table()->selectAll();
    QTRY_COMPARE(int(page().actions()->rows().size()), fleet().rowCount());
    QCOMPARE(window().width(), 1280); // words in the bar give way, the window does not grow
    TransferDialog *dialog = open(ids);
    QVERIFY(dialog);
    dialog->findChild<QComboBox *>(u"transferTarget"_s)->setFocus();
    QTest::keyClick(dialog->findChild<QComboBox *>(u"transferTarget"_s), Qt::Key_Down);
    QTRY_VERIFY(label(*dialog, u"transferWarnings"_s).contains(u"not reserved now"));
    QVERIFY2(headline(*dialog).startsWith(u"3 of 3 stream"), qPrintable(headline(*dialog)));
    QVERIFY(confirmButton(*dialog).text().startsWith(u"Transfer 3 stream"));
    QTest::mouseClick(&confirmButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(!m_console->dialog<TransferDialog>());
    QCOMPARE(waitForEnd(3), QString());
    QVERIFY2(outcome().contains(u"3 of 3 confirmed"), qPrintable(outcome()));
    for (const StreamId &id : ids) {
        QCOMPARE(mainServerOf(id), u"ms-03"_s);
        QCOMPARE(fleet().stream(id)->additionalServer, std::optional(serverNamed(u"ms-04"_s).id));
    }
}

QTEST_MAIN(TransferAimTest)
#include "tst_transferaim.moc"
