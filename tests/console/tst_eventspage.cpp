#include "models/registry/EventRepository.h"
#include "tests/console/WindowTest.h"
#include "views/common/EventTable.h"
#include "views/events/EventFilterBar.h"
#include "views/events/EventsPage.h"
#include "views/streams/DetailPanel.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

/// Events in the real window: a media server is really stopped.
class EventsPageTest : public WindowTest
{
    Q_OBJECT

    [[nodiscard]] EventsPage &page() { return *window().page<EventsPage>(); }
    [[nodiscard]] EventTable &events() { return *page().events(); }
    [[nodiscard]] const Event *find(EventType type)
    {
        for (const Event &event : events().model().events()) {
            if (event.type == type)
                return &event;
        }
        return nullptr;
    }
    void choose(const QString &box, const QString &text)
    {
        auto *combo = page().findChild<QComboBox *>(box);
        for (int i = 0; i < combo->count(); ++i) {
            if (combo->itemText(i).trimmed() == text)
                combo->setCurrentIndex(i);
        }
        QCOMPARE(combo->currentText().trimmed(), text);
    }
    void showAll()
    {
        page().filterBar()->clear();
        QTRY_VERIFY_WITH_TIMEOUT(events().model().rowCount() > 0, patienceMs);
    }

private Q_SLOTS:
    void initTestCase() { startTwoServers(); }
    void init()
    {
        QVERIFY(activate());
        window().showPage<EventsPage>();
        showAll();
    }
    void cleanupTestCase() { m_console.reset(); }

    void anOutageOfAServerIsOneLine()
    {
        QVERIFY(m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"stop"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(find(EventType::ServerDown), patienceMs * 2);
        QVERIFY(find(EventType::ServerDown)->isGoingOn());
        QCOMPARE(find(EventType::ServerDown)->subject, u"ms-01"_s);
        const QString lasted = events().model().index(0, EventTableModel::LastedColumn).data().toString();
        QVERIFY2(lasted.endsWith(u"goes on"), qPrintable(lasted));
        QVERIFY(!find(EventType::StreamInactive)); // they are the server's
        QVERIFY(m_fleet.control(u"/server"_s, {{u"server"_s, u"ms-01"_s}, {u"action"_s, u"start"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(!find(EventType::ServerDown)->isGoingOn(), patienceMs * 2);
        QVERIFY(find(EventType::ServerDown)->untilMs > find(EventType::ServerDown)->atMs);
    }

    void enterLeadsThere()
    {
        choose(u"eventType"_s, u"Media server down"_s);
        QTRY_COMPARE(events().model().rowCount(), 1);
        events().table()->setFocus();
        events().table()->selectRow(0);
        QTest::keyClick(events().table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(u"ms-01"));
        QTest::keyClick(events().table(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(serverCard().server(), idOf(u"ms-01"_s));
        // Its own events are there, too.
        serverCard().tabs()->setCurrentIndex(ServerCard::EventsTab);
        QTRY_VERIFY(serverCard().events()->model().rowCount() > 0);
        for (const Event &event : serverCard().events()->model().events())
            QCOMPARE(event.server, idOf(u"ms-01"_s));
        // Back is where one was, with the filter.
        QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(events().model().rowCount(), 1);
        QCOMPARE(page().findChild<QComboBox *>(u"eventType"_s)->currentText().trimmed(),
                 u"Media server down"_s);
    }

    void theFilterIsTypedAndCleared()
    {
        const int all = events().model().rowCount();
        auto *search = page().findChild<QLineEdit *>(u"eventSearch"_s);
        search->setFocus();
        QTest::keyClicks(search, u"no such thing"_s);
        QTRY_COMPARE(events().model().rowCount(), 0);
        QVERIFY(!events().table()->isVisible()); // a sentence instead
        page().filterBar()->clear();
        QTRY_VERIFY(events().model().rowCount() >= all);
    }

    void anotherProgramsEventsComeLive()
    {
        const Camera lobby = camera();
        QVERIFY(changeElsewhere([&](RegistryDatabase &database) {
            Event event;
            event.type = EventType::DhcpReserved;
            event.atMs = QDateTime::currentMSecsSinceEpoch();
            event.camera = lobby.id;
            event.subject = lobby.name;
            event.detail = u"10.0.0.7"_s;
            return EventRepository(database).add({event});
        }));
        QTRY_VERIFY_WITH_TIMEOUT(find(EventType::DhcpReserved), patienceMs);
        QCOMPARE(events().model().event(0).type, EventType::DhcpReserved);
        events().table()->selectRow(0);
        for (QAction *action : events().table()->actions()) {
            if (action->text() == u"Only this camera")
                action->trigger();
        }
        QVERIFY(page().findChild<QPushButton *>(u"eventCamera"_s)->isVisible());
        QTRY_VERIFY(std::ranges::all_of(events().model().events(),
                                        [&](const Event &event) { return event.camera == lobby.id; }));
        // And in the card of the camera.
        events().table()->setFocus();
        events().table()->selectRow(0);
        QTest::keyClick(events().table(), Qt::Key_Return);
        QCOMPARE(cameraCard().camera(), lobby.id);
        cameraCard().tabs()->setCurrentIndex(CameraCard::EventsTab);
        QTRY_COMPARE(cameraCard().events()->model().rowCount(), events().model().rowCount());
    }

    void olderOnesComeAsOneScrolls()
    {
        constexpr int count = 450;
        QVERIFY(changeElsewhere([&](RegistryDatabase &database) {
            std::vector<Event> many;
            for (int i = 0; i < count; ++i) {
                Event event;
                event.type = EventType::NewCamera;
                event.atMs = QDateTime::currentMSecsSinceEpoch() - 3'600'000 - i;
                event.subject = u"old %1"_s.arg(i);
                many.push_back(event);
            }
            return EventRepository(database).add(many);
        }));
        choose(u"eventType"_s, u"Billing. New Camera"_s);
        QTRY_COMPARE(events().model().rowCount(), EventTable::portion);
        QVERIFY(!events().isComplete());
        QScrollBar *bar = events().table()->verticalScrollBar();
        for (int portion = 2; portion <= 3; ++portion) {
            bar->setValue(bar->maximum());
            QTRY_COMPARE(events().model().rowCount(), qMin(count, portion * EventTable::portion));
        }
        QVERIFY(events().isComplete());
        QCOMPARE(events().model().event(count - 1).subject, u"old %1"_s.arg(count - 1));
        // Something new comes: whoever reads stays where they are.
        events().table()->selectRow(300);
        const QString selected = events().current()->subject;
        QVERIFY(changeElsewhere([&](RegistryDatabase &database) {
            Event event;
            event.type = EventType::NewCamera;
            event.atMs = QDateTime::currentMSecsSinceEpoch();
            event.subject = u"new"_s;
            return EventRepository(database).add({event});
        }));
        QTRY_COMPARE_WITH_TIMEOUT(events().model().event(0).subject, u"new"_s, patienceMs);
        QCOMPARE(events().current()->subject, selected);
        QCOMPARE(events().model().rowCount(), count);
    }

    void thePanelShowsThoseOfItsStream()
    {
        const int row = 0;
        const StreamId stream = fleet().row(row).id;
        QVERIFY(changeElsewhere([&](RegistryDatabase &database) {
            Event event;
            event.type = EventType::StreamInactive;
            event.atMs = QDateTime::currentMSecsSinceEpoch() - 120'000;
            event.untilMs = event.atMs + 60'000;
            event.stream = stream;
            return EventRepository(database).add({event});
        }));
        auto *streams = window().page<StreamsPage>();
        window().showPage<StreamsPage>();
        streams->table()->selectRow(0);
        EventTable *own = streams->detail()->events();
        QTRY_VERIFY(!own->filter().stream.isNull());
        for (int i = 0; i < streams->model().rowCount() && own->filter().stream != stream; ++i)
            streams->table()->selectRow(i);
        QTRY_COMPARE(own->filter().stream, stream);
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::any_of(own->model().events(), [](const Event &event) { return event.untilMs > 0; }),
            patienceMs);
    }
};

QTEST_MAIN(EventsPageTest)
#include "tst_eventspage.moc"
