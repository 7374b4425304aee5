#include "app/console/AlarmNotifier.h"
#include "models/registry/AlarmRepository.h"
#include "tests/console/WindowTest.h"
#include "views/alarms/AlarmPage.h"
#include "views/alarms/AlarmRulesDialog.h"
#include "views/shell/MainWindow.h"

#include <QAction>
#include <QCheckBox>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// Alarms in the real window: a media server is really stopped.
class AlarmPageTest : public WindowTest
{
    Q_OBJECT

    [[nodiscard]] AlarmPage &page() { return *window().page<AlarmPage>(); }
    [[nodiscard]] AlarmKeeper &alarms() { return session().alarms(); }
    [[nodiscard]] const Alarm *open(AlarmKind kind)
    {
        for (const Alarm &alarm : alarms().alarms()) {
            if (alarm.kind == kind && alarm.endMs == 0)
                return &alarm;
        }
        return nullptr;
    }
    [[nodiscard]] QString placeText()
    {
        for (int i = 0; i < window().findChild<QListWidget *>(u"navigation"_s)->count(); ++i) {
            const QString text = window().findChild<QListWidget *>(u"navigation"_s)->item(i)->text();
            if (text.startsWith(u"Alarms"))
                return text;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        startTwoServers();
        if (QTest::currentTestFailed())
            return;
        AlarmPolicy policy;
        policy.serverDownMinutes = 0; // at the first poll that fails
        std::optional<VoidResult> saved;
        alarms().savePolicy(policy, this, [&](const VoidResult &result) { saved = result; });
        QTRY_VERIFY(saved && *saved);
    }

    void init() { QVERIFY(activate()); }
    void cleanupTestCase() { m_console.reset(); }

    void aServerThatIsDownIsToldAndStaysUntilItIsSeen()
    {
        AlarmNotifier notifier({}, this);
        QSignalSpy told(&notifier, &AlarmNotifier::told);
        connect(&alarms(), &AlarmKeeper::raised, &notifier, &AlarmNotifier::tell);
        QVERIFY(m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"stop"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(open(AlarmKind::ServerDown), patienceMs);
        // No alarm for each of its streams.
        QCOMPARE(alarms().newCount(), 1);
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told.front().front().toString(), u"ms-01 does not answer"_s);
        QTRY_COMPARE(placeText(), u"Alarms  1"_s);
        window().showPage<AlarmPage>();
        QCOMPARE(page().model().rowCount(), 1);
        QVERIFY(m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"start"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(!open(AlarmKind::ServerDown), patienceMs * 2);
        QCOMPARE(alarms().newCount(), 1); // it is over, and nobody has seen it
        page().table()->selectRow(0);
        QTest::keyClick(page().table(), Qt::Key_Space);
        QTRY_COMPARE(alarms().newCount(), 0);
        QTRY_COMPARE(placeText(), u"Alarms"_s);
        QVERIFY(!page().seenAction()->isEnabled());
        QVERIFY(page().seenAction()->toolTip().contains(u"already"));
    }

    void enterLeadsToWhatItIsAbout()
    {
        window().showPage<AlarmPage>();
        page().table()->setFocus();
        page().table()->selectRow(0);
        QTest::keyClick(page().table(), Qt::Key_Return);
        QCOMPARE(serverCard().server(), idOf(u"ms-01"_s));
    }

    void whatAnotherConsoleFoundIsToldHere()
    {
        QSignalSpy raised(&alarms(), &AlarmKeeper::raised);
        QVERIFY(changeElsewhere([](RegistryDatabase &database) {
            const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
            return AlarmRepository(database).begin(
                {{AlarmKind::StreamsLost, {}, {}, 12, 0, nowMs, 0, {}, 0}});
        }));
        QTRY_VERIFY_WITH_TIMEOUT(!raised.isEmpty(), patienceMs);
    }

    void rulesAreTheRegistrysAndTheDesks()
    {
        window().showPage<AlarmPage>();
        QTest::mouseClick(page().findChild<QPushButton *>(u"alarmRules"_s), Qt::LeftButton);
        auto *dialog = window().findChild<AlarmRulesDialog *>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        dialog->findChild<QSpinBox *>(u"storagePercent"_s)->setValue(93);
        dialog->findChild<QCheckBox *>(u"alarmSound"_s)->setChecked(false);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"saveAlarmRules"_s), Qt::LeftButton);
        QTRY_COMPARE(alarms().policy().storagePercent, 93);
    }

    void severalWithinAMomentAreToldAsOneAndNoneInQuietHours()
    {
        qint64 nowMs = QDateTime(QDate(2026, 11, 29), QTime(3, 0)).toMSecsSinceEpoch();
        AlarmNotifier notifier(Clock([&nowMs] { return nowMs; }), this);
        QSignalSpy told(&notifier, &AlarmNotifier::told);
        const auto tell = [&](int count) {
            for (int i = 0; i < count; ++i)
                notifier.tell({AlarmKind::ServerDown, {}, u"ms-%1"_s.arg(i), 0, 0, nowMs, 0, {}, 0});
        };
        tell(6);
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(told.front()[0].toString().startsWith(u"6 new alarm"));
        QVERIFY(told.front()[1].toString().contains(u"ms-3 does not answer"));
        QVERIFY(!told.front()[1].toString().contains(u"ms-4"));
        notifier.setDesk({true, true, 22 * 60, 6 * 60});
        tell(1);
        QTRY_COMPARE(told.size(), 2);
        QCOMPARE(told[1][0].toString(), QString());
        nowMs += 4 * 3'600'000;
        notifier.setDesk({false, true, 22 * 60, 6 * 60});
        tell(1);
        QTRY_COMPARE(told.size(), 3);
        QCOMPARE(told[2][0].toString(), QString()); // a sound alone
        QVERIFY(told[2][2].toBool());
    }
};

QTEST_MAIN(AlarmPageTest)
#include "tst_alarmpage.moc"
