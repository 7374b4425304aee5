#include "models/registry/TroubleRepository.h"
#include "tests/console/WindowTest.h"
#include "views/common/TroubleBadge.h"
#include "views/shell/MainWindow.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"
#include "views/trouble/CauseList.h"
#include "views/trouble/FlapChart.h"
#include "views/trouble/StepsDialog.h"
#include "views/trouble/TroublePage.h"
#include "views/trouble/TroublePanel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// The section Incorrect cameras in the real window, on a camera that was really lost.
class TroublePageTest : public WindowTest
{
    Q_OBJECT

    [[nodiscard]] TroublePage &page() { return *window().page<TroublePage>(); }
    [[nodiscard]] StreamId lost() { return fleet().row(lostRow()).id; }
    /// Of the camera that is off, high.
    [[nodiscard]] int lostRow()
    {
        const QString name = m_fleet.camera(1)[u"name"].toString();
        for (int i = 0; i < fleet().rowCount(); ++i) {
            if (fleet().row(i).cameraName == name && fleet().row(i).quality == Quality::High)
                return i;
        }
        return -1;
    }
    [[nodiscard]] QPushButton *button(const QString &name) { return page().findChild<QPushButton *>(name); }
    [[nodiscard]] QString tabText(int tab) { return page().findChild<QTabBar *>()->tabText(tab); }
    [[nodiscard]] TroubleMark mark() { return fleet().troubles().markOf(lost()); }

private Q_SLOTS:
    void initTestCase()
    {
        startTwoServers();
        if (QTest::currentTestFailed())
            return;
        QVERIFY(m_fleet.control(u"/camera"_s, {{u"camera"_s, u"1"_s}, {u"action"_s, u"off"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(
            lostRow() >= 0 && fleet().row(lostRow()).characteristic != Characteristic::None, patienceMs);
    }

    void init() { QVERIFY(activate()); }
    void cleanupTestCase() { m_console.reset(); }

    void theBadgeLeadsToTheStreamAndBackLeadsBack()
    {
        window().showPage<StreamsPage>();
        window().page<StreamsPage>()->table()->selectFleetRow(lostRow());
        auto *badge = window().page<StreamsPage>()->findChild<TroubleBadge *>();
        QTRY_VERIFY(badge->isVisible());
        QTest::mouseClick(badge, Qt::LeftButton);
        QCOMPARE(window().currentPage()->word(), u"incorrect"_s);
        QCOMPARE(page().selectedStreams(), std::vector{lost()});
        QCOMPARE(page().panel()->findChild<QPushButton *>(u"troubleCamera"_s)->text(),
                 fleet().row(lostRow()).cameraName);
        QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(window().currentPage()->word(), u"streams"_s);
        QCOMPARE(window().page<StreamsPage>()->table()->currentFleetRow(), lostRow());
    }

    void theBadgeOfTheCardLeadsThereToo()
    {
        window().openCamera(fleet().row(lostRow()).camera);
        cameraCard().tabs()->setCurrentIndex(CameraCard::StreamsTab);
        TroubleBadge *shown = nullptr;
        const auto find = [&] {
            for (TroubleBadge *badge : cameraCard().findChildren<TroubleBadge *>()) {
                if (badge->isVisible())
                    shown = badge;
            }
            return shown != nullptr;
        };
        QTRY_VERIFY(find());
        QTest::mouseClick(shown, Qt::LeftButton);
        QCOMPARE(window().currentPage()->word(), u"incorrect"_s);
    }

    void tabsCountAndFiltersFilter()
    {
        window().showPage<TroublePage>();
        page().selectStream(lost());
        QTRY_VERIFY(page().model().rowCount() >= 1);
        QCOMPARE(tabText(0), u"Incorrect %1"_s.arg(page().model().rowCount()));
        auto *search = page().findChild<QLineEdit *>(u"troubleSearch"_s);
        QTest::keyClicks(search, u"no such camera"_s);
        QCOMPARE(page().table()->model()->rowCount(), 0);
        search->clear();
        auto *ip = page().findChild<QLineEdit *>(u"troubleIp"_s);
        QTest::keyClicks(ip, u"10.300"_s);
        QVERIFY(label(page(), u"troubleProblem"_s).contains(u"10.20.*.4")); // how it is typed
        ip->clear();
        QVERIFY(page().table()->model()->rowCount() >= 1);
        QTest::keyClick(page().table(), Qt::Key_C, Qt::ControlModifier);
    }

    void theChartTellsOfTheLoss()
    {
        window().showPage<TroublePage>();
        page().selectStream(lost());
        FlapChart *chart = page().panel()->chart();
        QTRY_VERIFY2(chart->summary().contains(u"1 loss"), qPrintable(chart->summary()));
        chart->setSpan(FlapChart::Span::Hour);
        const auto lastBar = [&] { return chart->barText(chart->barCount() - 1); };
        QTRY_VERIFY2_WITH_TIMEOUT(lastBar().contains(u"without picture"), qPrintable(lastBar()), patienceMs);
    }

    void anAcknowledgementHasANameAndCanBeWithdrawn()
    {
        window().showPage<TroublePage>();
        page().selectStream(lost());
        QTest::keyClick(page().table(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        auto *note = page().findChild<QLineEdit *>(u"troubleNote"_s);
        QTRY_VERIFY(note->hasFocus());
        QTest::keyClicks(note, u"power supply"_s);
        QTest::keyClick(note, Qt::Key_Return);
        QTRY_VERIFY(mark().acknowledgedAtMs > 0);
        QVERIFY(!mark().acknowledgedBy.isEmpty());
        QCOMPARE(mark().note, u"power supply"_s);
        QTRY_VERIFY(label(page(), u"acknowledgedBy"_s).contains(u"power supply"));
        QCOMPARE(page().model().counts().acknowledged, 1);
        // Hidden where only what nobody has seen is wanted.
        auto *show = page().findChildren<QComboBox *>().last();
        show->setCurrentIndex(2);
        Q_EMIT show->activated(2);
        QVERIFY(!page().filter().indexOf(lost()).isValid());
        show->setCurrentIndex(0);
        Q_EMIT show->activated(0);
        QTest::mouseClick(button(u"withdrawAcknowledgement"_s), Qt::LeftButton);
        QTRY_COMPARE(mark().acknowledgedAtMs, 0);
    }

    void whatAnotherConsoleSaysIsShown()
    {
        window().showPage<TroublePage>();
        page().selectStream(lost());
        QVERIFY(changeElsewhere([id = lost()](RegistryDatabase &database) {
            const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
            return TroubleRepository(database).acknowledge({id}, {u"bob@other"_s, nowMs, u"mine"_s, {}, 0});
        }));
        QTRY_VERIFY_WITH_TIMEOUT(label(page(), u"acknowledgedBy"_s).contains(u"bob@other"), patienceMs);
    }

    void silenceEndsByItselfOrByTheOperator()
    {
        window().showPage<TroublePage>();
        page().selectStream(lost());
        Q_EMIT page().silenceRequested({lost()}, 1);
        QTRY_VERIFY(mark().silencedUntilMs > QDateTime::currentMSecsSinceEpoch());
        QTRY_COMPARE(page().model().counts().silenced, 1);
        Q_EMIT page().silenceRequested({lost()}, 0);
        QTRY_COMPARE(mark().silencedUntilMs, 0);
    }

    void aChosenCauseIsShownUntilItIsOver()
    {
        TroublePage own(fleet(), {}); // nobody looks for causes on it
        own.model().refresh();
        const auto shown = [&] { return own.filter().wanted().streams; };
        NamedCause cause{{CauseKind::Subnet, u"10.20.3.0/24"_s, 1, 2, 5, 6, {lost()}}, u"10.20.3.0/24"_s};
        const NamedCause other{{CauseKind::Server, u"x"_s, 3, 3, 7, 8, {StreamId::create()}}, u"ms-09"_s};
        own.causes()->setCauses({cause, other}, 10);
        QVERIFY(!shown());
        const auto press = [&](int line) {
            for (QPushButton *one : own.causes()->findChildren<QPushButton *>(u"showCause"_s)) {
                if (one->property("line").toInt() == line)
                    one->click();
            }
        };
        press(0);
        QCOMPARE(shown(), QSet{lost()});
        QCOMPARE(own.table()->model()->rowCount(), 1);
        cause.cause.streams.push_back(StreamId::create()); // more are lost: it is the same cause
        own.causes()->setCauses({other, cause}, 11);
        QCOMPARE(shown()->size(), 2);
        press(0); // now the other one
        QCOMPARE(shown(), QSet{other.cause.streams.front()});
        press(0);
        QVERIFY(!shown());
        press(1);
        own.causes()->setCauses({other}, 12);
        QVERIFY(!shown());
        QVERIFY(own.table()->model()->rowCount() >= 1);
    }

    void stepsAreChangedForEverybody()
    {
        window().showPage<TroublePage>();
        QTest::mouseClick(button(u"troubleSteps"_s), Qt::LeftButton);
        auto *dialog = window().findChild<StepsDialog *>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->value(), TroublePolicy());
        dialog->findChild<QSpinBox *>(u"step1field0"_s)->setValue(1);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"saveSteps"_s), Qt::LeftButton);
        QTRY_COMPARE(fleet().troubles().policy().steps.front().count, 1);
        // One reconnect is enough now: as soon as there is one.
        QVERIFY(m_fleet.control(u"/camera"_s, {{u"camera"_s, u"1"_s}, {u"action"_s, u"on"_s}}));
        QTRY_COMPARE_WITH_TIMEOUT(fleet().row(lostRow()).status, StreamStatus::Active, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(fleet().row(lostRow()).characteristic, Characteristic::Problematic,
                                  patienceMs);
        QTRY_VERIFY(!tabText(1).endsWith(u" 0"));
    }
};

QTEST_MAIN(TroublePageTest)
#include "tst_troublepage.moc"
