#include "models/texts/AdoptionTexts.h"
#include "views/servers/AdoptDialog.h"

#include <QAction>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

/// Before streams are adopted, people correct which of them are one camera.
class AdoptDialogTest : public QObject
{
    Q_OBJECT

    [[nodiscard]] static RemoteStream remote(const QString &name, const QString &address, int width = -1)
    {
        RemoteStream one;
        one.remoteName = name;
        one.address = StreamAddress::fromText(address);
        one.width = width;
        one.height = width;
        return one;
    }
    [[nodiscard]] QTableView &table() { return *m_dialog->findChild<QTableView *>(); }
    [[nodiscard]] QAction &action(const char *name)
    {
        return *m_dialog->findChild<QAction *>(QString::fromLatin1(name));
    }
    /// "camera: high / low (why)", one line a row.
    [[nodiscard]] QStringList rows()
    {
        QStringList lines;
        const auto text = [&](int row, AdoptionModel::Column column) {
            return m_dialog->model().index(row, column).data().toString();
        };
        for (int row = 0; row < m_dialog->model().rowCount(); ++row)
            lines.append(u"%1: %2 / %3 (%4)"_s.arg(
                text(row, AdoptionModel::CameraColumn), text(row, AdoptionModel::HighColumn),
                text(row, AdoptionModel::LowColumn), text(row, AdoptionModel::PairingColumn)));
        return lines;
    }
    void select(const QList<int> &wanted)
    {
        table().clearSelection();
        for (const int row : wanted)
            table().selectionModel()->select(m_dialog->model().index(row, 0),
                                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }

    std::unique_ptr<AdoptDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<AdoptDialog>(u"ms-01"_s);
        const std::vector<RemoteStream> found{remote(u"gate"_s, u"rtsp://192.0.2.1/a"_s),
                                              remote(u"gate_sub"_s, u"rtsp://192.0.2.1/b"_s),
                                              remote(u"left"_s, u"rtsp://192.0.2.2/a"_s, 640),
                                              remote(u"right"_s, u"rtsp://192.0.2.3/a"_s, 1920)};
        m_dialog->showFound(found, proposeAdoption(found), {});
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    void cleanup() { m_dialog.reset(); }

    void theTableTellsWhyTwoStreamsAreOneCamera()
    {
        QCOMPARE(rows().first(), u"gate: gate / gate_sub (by name: gate and gate_sub)"_s);
        const QModelIndex why = m_dialog->model().index(0, AdoptionModel::PairingColumn);
        QVERIFY(why.data(Qt::ToolTipRole).toString().contains(u"by name"));
    }

    void twoCamerasArePairedAndSplitAgain()
    {
        const QStringList before = rows();
        QCOMPARE(before.size(), 3);
        QVERIFY(!action("pairAction").isEnabled() && !action("splitAction").isEnabled());
        select({1, 2});
        QVERIFY(action("pairAction").isEnabled());
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(rows().size(), 2);
        QVERIFY2(rows()[1].startsWith(u"right: right") && rows()[1].endsWith(u"(by hand: right and left)"),
                 qPrintable(rows()[1]));
        QCOMPARE(m_dialog->model().chosenStreams(), 4);
        // The same place takes it back, and again.
        QVERIFY(action("splitAction").isEnabled() && !action("pairAction").isEnabled());
        QTest::keyClick(&table(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(rows().size(), 3);
        QCOMPARE(m_dialog->model().chosenStreams(), 4);
        QVERIFY(action("pairAction").isEnabled());
        action("pairAction").trigger();
        QCOMPARE(rows().size(), 2);
    }

    void whatThePairingGotWrongIsSplit()
    {
        select({0});
        QVERIFY(table().actions().contains(&action("splitAction"))); // the context menu
        action("splitAction").trigger();
        QCOMPARE(rows().size(), 4);
        const auto chosen = m_dialog->model().chosen();
        QCOMPARE(chosen.size(), 4u);
        for (const AdoptionProposal &one : chosen)
            QVERIFY(one.high && !one.low && one.pairing.by == PairedBy::Nothing);
        QCOMPARE(chosen[0].cameraName, u"gate"_s);
    }

    void whileStreamsAreReadNothingIsPaired()
    {
        select({1, 2});
        m_dialog->showAdopting();
        QVERIFY(!action("pairAction").isEnabled());
    }
};

QTEST_MAIN(AdoptDialogTest)
#include "tst_adoptdialog.moc"
