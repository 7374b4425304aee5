#include "app/console/WindowCapture.h"
#include "models/fleet/FleetState.h"
#include "views/charts/TimeChart.h"
#include "views/common/CopyCells.h"
#include "views/common/PlainText.h"
#include "views/common/StateCounters.h"
#include "views/streams/DeleteStreamsDialog.h"
#include "views/streams/DetailPanel.h"
#include "views/streams/FilterBar.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr int cameraCount = 100;

/// A server with a high stream per camera; the bitrate of camera i in poll n decides the order.
struct Fleet
{
    explicit Fleet(FleetState &state)
        : fleet(state)
    {
        server.id = ServerId::create();
        server.name = u"ms-01"_s;
        server.internalHost = u"127.0.0.1"_s;
        server.createdAt = QDateTime::currentDateTimeUtc();
        std::vector<Camera> cameras;
        std::vector<Stream> streams;
        for (int i = 0; i < cameraCount; ++i) {
            Camera camera;
            camera.id = CameraId::create();
            camera.name = u"Gate <%1>"_s.arg(i);
            cameras.push_back(camera);
            Stream stream;
            stream.id = StreamId::create();
            stream.camera = camera.id;
            stream.mainServer = server.id;
            stream.remoteName = u"s%1"_s.arg(i, 3, 10, QChar(u'0'));
            stream.address = StreamAddress::fromText(u"rtsp://user:pass@10.0.0.%1/x"_s.arg(i));
            stream.createdAt = QDateTime::fromMSecsSinceEpoch(1000);
            ids.push_back(stream.id);
            streams.push_back(stream);
        }
        fleet.setFleet({server}, cameras, streams);
        poll([](int i) { return qint64(i + 1) * 1'000'000; });
    }

    void poll(const std::function<qint64(int)> &bitrate)
    {
        auto snapshot = std::make_shared<ServerSnapshot>();
        snapshot->server = server.id;
        snapshot->polledAtMs = QDateTime::currentMSecsSinceEpoch();
        for (int i = 0; i < cameraCount; ++i) {
            ObservedStream stream;
            stream.remoteName = u"s%1"_s.arg(i, 3, 10, QChar(u'0'));
            stream.status = inactive.contains(i) ? StreamStatus::Inactive : StreamStatus::Active;
            stream.bitrateInBps = bitrate(i);
            snapshot->streams.push_back(stream);
        }
        fleet.applySnapshot(snapshot);
    }

    void pollAsBefore()
    {
        poll([](int i) { return qint64(i + 1) * 1'000'000; });
    }

    FleetState &fleet;
    QSet<int> inactive; ///< cameras
    MediaServer server;
    std::vector<StreamId> ids;
};

QString labelsOf(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

} // namespace

/// The page with its real table: what stays where it is while data come in.
class StreamsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void staleIsAStateOfItsOwn();
    void sortingKeepsTheTop();
    void movingRowsLeaveTheCurrentOneInPlace();
    void whatLeavesTheFilterStaysInThePanel();
    void aPlainClickForgetsWhatIsHidden();
    void whatIsOutOfSightIsToldApart();
    void nothingMovesUnderTheMouse();
    void anEmptyTableKeepsTheKeyboard();
    void hiddenSelectionIsCountedAndComesBack();
    void columnsAreRememberedByName();
    void lastColumnCannotBeHidden();
    void copiesWhatIsShown();
    void whatIsCopiedIsNoFormula();
    void namesAreNotHtml();
    void chartLeavesGapsWhereNothingIsKnown();
    void agesAndLocksGoByTheClock();

private:
    qint64 m_nowMs = 0;
    std::unique_ptr<FleetState> m_state;
    std::unique_ptr<Fleet> m_fleet;
    std::unique_ptr<StreamsPage> m_page;

    [[nodiscard]] int counted(StreamState state) const;
    void setFilter(const StreamFilter &filter) { m_page->filterBar()->setFilter(filter); }
    void click(int camera);
};

int StreamsPageTest::counted(StreamState state) const
{
    for (const StateCounter *counter : m_page->findChildren<StateCounter *>()) {
        if (counter->state() == state)
            return counter->accessibleName().section(u": "_s, 1).section(u',', 0, 0).toInt();
    }
    return -1;
}

void StreamsPageTest::click(int camera)
{
    StreamTableView *table = m_page->table();
    const int row = m_page->model().viewRow(m_state->rowOf(m_fleet->ids[size_t(camera)]));
    const QModelIndex index = m_page->model().index(row, int(StreamColumn::Camera));
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
}

void StreamsPageTest::init()
{
    m_state = std::make_unique<FleetState>();
    m_fleet = std::make_unique<Fleet>(*m_state);
    m_nowMs = QDateTime::currentMSecsSinceEpoch();
    m_page = std::make_unique<StreamsPage>(*m_state, Clock([this] { return m_nowMs; }));
    new QAbstractItemModelTester(&m_page->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_page.get());
    m_page->resize(1200, 600);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QCOMPARE(m_page->model().rowCount(), cameraCount);
}

void StreamsPageTest::cleanup()
{
    m_page.reset();
    m_fleet.reset();
    m_state.reset();
}

void StreamsPageTest::staleIsAStateOfItsOwn()
{
    m_fleet->inactive = {3};
    m_fleet->pollAsBefore();
    QTRY_COMPARE(counted(StreamState::Inactive), 1);
    QCOMPARE(counted(StreamState::Active), cameraCount - 1);
    m_state->applyFailure({m_fleet->server.id, 1, 1, 1, {}});
    QTRY_COMPARE(counted(StreamState::Stale), cameraCount);
    QCOMPARE(counted(StreamState::Active), 0);
    QCOMPARE(counted(StreamState::Inactive), 0);
    // What was seen inactive is not dropped in silence.
    StreamFilter filter;
    filter.state = StreamState::Inactive;
    setFilter(filter);
    QCOMPARE(m_page->model().rowCount(), 1);
    QTRY_VERIFY(visibleText(*m_page).contains(u"1 of 100 · 1 stale"));
    filter.state = StreamState::Stale;
    setFilter(filter);
    QCOMPARE(m_page->model().rowCount(), cameraCount);
}

void StreamsPageTest::sortingKeepsTheTop()
{
    StreamTableView *table = m_page->table();
    table->sortByColumn(int(StreamColumn::Bitrate), Qt::AscendingOrder);
    click(5);
    table->verticalScrollBar()->setValue(0);
    QVERIFY(table->currentIndex().row() == 5);
    QHeaderView *header = table->horizontalHeader();
    const int x = header->sectionViewportPosition(int(StreamColumn::Bitrate)) + 10;
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, header->height() / 2});
    QTRY_COMPARE(table->currentIndex().row(), cameraCount - 6); // it went to the other end
    QTest::qWait(0);                                            // queued work of the view
    QCOMPARE(table->verticalScrollBar()->value(), 0);
    QVERIFY(!m_page->shows(m_state->rowOf(m_fleet->ids[7])));
    QVERIFY(m_page->shows(m_state->rowOf(m_fleet->ids[5]))); // in the panel
}

void StreamsPageTest::whatLeavesTheFilterStaysInThePanel()
{
    StreamFilter filter;
    filter.state = StreamState::Active;
    setFilter(filter);
    click(7);
    auto *title = m_page->detail()->findChild<QPushButton *>(u"detailTitle"_s);
    QTRY_COMPARE(title->text(), u"Gate <7> · High"_s);
    QVERIFY(!labelsOf(*m_page->detail()).contains(u"filter hides"));
    m_fleet->inactive = {7};
    m_fleet->pollAsBefore();
    QTRY_COMPARE(m_page->model().rowCount(), cameraCount - 1);
    QTRY_VERIFY(labelsOf(*m_page->detail()).contains(u"filter hides"));
    QCOMPARE(title->text(), u"Gate <7> · High"_s);
    QVERIFY(m_page->table()->selectedFleetRows().empty()); // no other row was taken for it
    QCOMPARE(QApplication::focusWidget(), m_page->table());
    // It comes back as what it is when the filter does not hide it.
    setFilter({});
    click(8);
    QTRY_COMPARE(title->text(), u"Gate <8> · High"_s);
    QVERIFY(!labelsOf(*m_page->detail()).contains(u"filter hides"));
}

void StreamsPageTest::aPlainClickForgetsWhatIsHidden()
{
    click(3);
    StreamFilter filter;
    filter.search = u"<42>"_s;
    setFilter(filter);
    QTRY_VERIFY(visibleText(*m_page).contains(u"1 of them hidden"));
    click(42);
    QTRY_VERIFY(!visibleText(*m_page).contains(u"hidden by the filter"));
    m_page->filterBar()->clear();
    QCOMPARE(m_page->table()->selectedFleetRows(), std::vector<int>{m_state->rowOf(m_fleet->ids[42])});
}

void StreamsPageTest::whatIsOutOfSightIsToldApart()
{
    click(0);
    m_page->table()->verticalScrollBar()->setValue(m_page->table()->verticalScrollBar()->maximum());
    m_page->detailAction()->setChecked(false);
    QVERIFY(!m_page->shows(m_state->rowOf(m_fleet->ids[0])));
    QVERIFY(m_page->shows(m_state->rowOf(m_fleet->ids[cameraCount - 1])));
    const NamedStreams named{{u"A · high"_s}, {u"B · high"_s, u"C · high"_s}};
    QCOMPARE(named.lines(), u"A · high\n2 selected stream(s) out of sight:\nB · high\nC · high"_s);
    DeleteStreamsDialog dialog(named, 0);
    dialog.show();
    QVERIFY(labelsOf(dialog).contains(u"Delete 3 stream"));
    QVERIFY(labelsOf(dialog).contains(u"out of sight"));
}

void StreamsPageTest::nothingMovesUnderTheMouse()
{
    const auto places = [this] {
        QList<QRect> rects;
        for (const QWidget *widget : m_page->findChildren<QWidget *>()) {
            const bool isControl = qobject_cast<const QAbstractButton *>(widget) ||
                                   qobject_cast<const QComboBox *>(widget) ||
                                   qobject_cast<const QLineEdit *>(widget);
            if (isControl && !m_page->detail()->isAncestorOf(widget) && widget->isVisible())
                rects.append(QRect(widget->mapTo(m_page.get(), QPoint()), widget->size()));
        }
        return rects;
    };
    const QList<QRect> before = places();
    QVERIFY(before.size() > 10);
    StreamFilter filter;
    filter.search = u"<42>"_s;
    setFilter(filter);
    QTest::qWait(0);
    QCOMPARE(places(), before);
    m_fleet->inactive = {1, 2, 3};
    m_fleet->pollAsBefore();
    QTRY_COMPARE(counted(StreamState::Inactive), 3);
    m_page->table()->selectAll();
    QTest::qWait(0);
    QCOMPARE(places(), before);
}

void StreamsPageTest::anEmptyTableKeepsTheKeyboard()
{
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->table()->setFocus();
    StreamFilter filter;
    filter.search = u"nothing is called that"_s;
    setFilter(filter);
    QTRY_VERIFY(visibleText(*m_page).contains(u"No stream matches"));
    QCOMPARE(QApplication::focusWidget(), m_page->table());
    m_page->filterBar()->clear();
    QTRY_VERIFY(!visibleText(*m_page).contains(u"No stream matches"));
    QCOMPARE(QApplication::focusWidget(), m_page->table());
}

void StreamsPageTest::movingRowsLeaveTheCurrentOneInPlace()
{
    StreamTableView *table = m_page->table();
    table->sortByColumn(int(StreamColumn::Bitrate), Qt::AscendingOrder);
    const int fleetRow = m_state->rowOf(m_fleet->ids[50]);
    table->selectFleetRow(fleetRow);
    QCoreApplication::processEvents();
    const int before = table->rowViewportPosition(table->currentIndex().row());
    QVERIFY(before >= 0 && before < table->viewport()->height());
    const int rowBefore = table->currentIndex().row();
    // Ten cameras overtake it from below: its row number grows, its place on the screen does not move.
    m_fleet->poll(
        [](int i) { return i >= 60 && i < 70 ? qint64(1'000) * (i + 1) : qint64(i + 1) * 1'000'000; });
    QTRY_COMPARE(table->currentIndex().row(), rowBefore + 10);
    QTRY_COMPARE(table->rowViewportPosition(table->currentIndex().row()), before);
    QCOMPARE(table->currentFleetRow(), fleetRow);
    QCOMPARE(table->selectedFleetRows(), std::vector<int>{fleetRow});
}

void StreamsPageTest::hiddenSelectionIsCountedAndComesBack()
{
    m_page->table()->selectAll();
    QCOMPARE(int(m_page->table()->selectedFleetRows().size()), cameraCount);
    StreamFilter filter;
    filter.search = u"<42>"_s;
    m_page->filterBar()->setFilter(filter);
    QCOMPARE(m_page->model().rowCount(), 1);
    const auto labels = m_page->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text().contains(u"99") && label->text().contains(u"hidden");
    }));
    m_page->filterBar()->clear();
    QCOMPARE(int(m_page->table()->selectedFleetRows().size()), cameraCount);
}

void StreamsPageTest::columnsAreRememberedByName()
{
    QHeaderView *header = m_page->table()->horizontalHeader();
    header->setSectionHidden(int(StreamColumn::Audio), true);
    header->moveSection(header->visualIndex(int(StreamColumn::Uuid)), 0);
    header->resizeSection(int(StreamColumn::Camera), 321);
    m_page->table()->sortByColumn(int(StreamColumn::Bitrate), Qt::DescendingOrder);
    QJsonObject state = m_page->saveState();

    StreamsPage other(*m_state, Clock());
    other.restoreState(state);
    const QHeaderView *restored = other.table()->horizontalHeader();
    QVERIFY(restored->isSectionHidden(int(StreamColumn::Audio)));
    QCOMPARE(restored->visualIndex(int(StreamColumn::Uuid)), 0);
    QCOMPARE(restored->sectionSize(int(StreamColumn::Camera)), 321);
    QCOMPARE(other.model().sortColumn(), int(StreamColumn::Bitrate));
    QCOMPARE(other.model().sortOrder(), Qt::DescendingOrder);
    other.table()->resetColumns();
    QVERIFY(!restored->isSectionHidden(int(StreamColumn::Audio)));
    QCOMPARE(restored->visualIndex(int(StreamColumn::Status)), 0);
    // What is no state of ours changes nothing.
    other.restoreState({{u"version"_s, 99}});
    other.restoreState({{u"version"_s, 1}, {u"columns"_s, u"nonsense"_s}});
    QCOMPARE(restored->hiddenSectionCount(), 2);
}

void StreamsPageTest::lastColumnCannotBeHidden()
{
    QHeaderView *header = m_page->table()->horizontalHeader();
    for (int i = 1; i < header->count(); ++i)
        header->setSectionHidden(i, true);
    QMenu menu;
    m_page->fillColumnMenu(menu);
    const auto actions = menu.actions();
    const auto last =
        std::ranges::find_if(actions, [](const QAction *action) { return action->isChecked(); });
    QVERIFY(last != actions.end());
    QVERIFY(!(*last)->isEnabled());
}

void StreamsPageTest::copiesWhatIsShown()
{
    StreamTableView *table = m_page->table();
    QHeaderView *header = table->horizontalHeader();
    for (int i = 0; i < header->count(); ++i)
        header->setSectionHidden(i, i != int(StreamColumn::Camera) && i != int(StreamColumn::Address));
    header->moveSection(header->visualIndex(int(StreamColumn::Address)), 0);
    table->selectFleetRow(m_state->rowOf(m_fleet->ids[7]));
    QCOMPARE(copyText(*table, CopyScope::RowsWithHeaders),
             u"Address\tCamera\nrtsp://•••@10.0.0.7/x\tGate <7>"_s);
    QCOMPARE(copyText(*table, CopyScope::Cell), u"Gate <7>"_s);
    table->setFocus();
    QTest::keySequence(table, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"rtsp://•••@10.0.0.7/x\tGate <7>"_s);
}

void StreamsPageTest::whatIsCopiedIsNoFormula()
{
    QStandardItemModel model;
    QTableView view;
    view.setModel(&model);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    const QStringList cells{u"=cmd|' /C calc'!A0"_s, u"@x"_s,  u"+7 495"_s,  u"-1.5"_s, u"- off"_s,
                            u"a\tb\r\nc"_s,          u"'=1"_s, u"'quoted'"_s};
    QList<QStandardItem *> row;
    for (const QString &cell : cells)
        row.append(new QStandardItem(cell));
    model.appendRow(row);
    view.selectRow(0);
    QCOMPARE(copyText(view, CopyScope::Rows),
             u"'=cmd|' /C calc'!A0\t'@x\t'+7 495\t-1.5\t'- off\ta b  c\t''=1\t'quoted'"_s);
    view.setCurrentIndex(model.index(0, 0));
    QCOMPARE(copyText(view, CopyScope::Cell), cells.first()); // one value is wanted as it is
}

void StreamsPageTest::namesAreNotHtml()
{
    m_page->table()->selectFleetRow(m_state->rowOf(m_fleet->ids[3]));
    auto *title = m_page->findChild<QPushButton *>(u"detailTitle"_s); // buttons know no HTML, but ampersands
    QTRY_VERIFY(title->text().contains(u"Gate <3>"));
    QCOMPARE(buttonText(u"A & B"_s), u"A && B"_s);
    const QModelIndex cell = m_page->table()->currentIndex().siblingAtColumn(int(StreamColumn::Camera));
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(u"Gate &lt;3&gt;"));
}

void StreamsPageTest::chartLeavesGapsWhereNothingIsKnown()
{
    TimeChart chart(u"CPU"_s, u"%"_s);
    chart.setTop(100);
    chart.resize(360, chart.sizeHint().height());
    const qint64 now = 10'000'000;
    std::vector<ChartPoint> points;
    for (int i = 0; i < 120; ++i)
        points.push_back({now - (119 - i) * 30'000, i >= 50 && i < 70 ? -1.0 : 75.0});
    const TimeSpan hour{now - 3'600'000, now};
    chart.setLines(hour, 30'000, {{{}, points}});
    const auto inkIn = [&](double from, double until) {
        const QImage image = chart.grab().toImage();
        int count = 0; // of pixels with the colour of the line, smoothed or not
        for (int x = int(image.width() * from); x < int(image.width() * until); ++x) {
            for (int y = 0; y < image.height(); ++y)
                count += qBlue(image.pixel(x, y)) - qRed(image.pixel(x, y)) > 60 ? 1 : 0;
        }
        return count;
    };
    QVERIFY(inkIn(0.2, 0.4) > 0);
    QCOMPARE(inkIn(0.48, 0.58), 0);
    QVERIFY(inkIn(0.7, 0.9) > 0);
    // Where nobody looked there is no line either, whatever the points say.
    chart.setStrip({hour.fromMs, hour.untilMs, {}, {}, {{now - 900'000, now - 300'000}}});
    QVERIFY(inkIn(0.7, 0.76) > 0);
    // The keyboard asks for a moment, and is told what was there.
    QTest::keyClick(&chart, Qt::Key_End);
    QCOMPARE(chart.crosshairMs(), std::optional(now));
    QVERIFY2(chart.accessibleDescription().contains(u"75 %"), qPrintable(chart.accessibleDescription()));
    for (int i = 0; i < 60; ++i)
        QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.crosshairMs(), std::optional(now - 60 * 30'000));
    QVERIFY2(chart.accessibleDescription().contains(u"–"), qPrintable(chart.accessibleDescription()));
    chart.setLines(hour, 30'000, {});
    chart.setCrosshair({});
    QVERIFY(chart.accessibleDescription().contains(u"No data"));
}

void StreamsPageTest::agesAndLocksGoByTheClock()
{
    Stream moved = *m_state->stream(m_fleet->ids[3]);
    moved.lastTransferAt = QDateTime::fromMSecsSinceEpoch(m_nowMs, Qt::UTC);
    m_state->updateStream(moved);
    const int row = m_state->rowOf(moved.id);
    m_page->table()->selectFleetRow(row);
    QAction *transfer = m_page->actions()->action(StreamAction::Transfer);
    QTRY_VERIFY2(transfer->toolTip().contains(u"in 60 min"_s), qPrintable(transfer->toolTip()));
    QVERIFY(!transfer->isEnabled());
    m_nowMs += 3 * 3'600'000;
    const QModelIndex polled = m_page->model().index(m_page->model().viewRow(row), int(StreamColumn::Polled));
    QCOMPARE(polled.data().toString(), u"3 h ago"_s);
    m_page->actions()->refresh();
    QVERIFY2(transfer->isEnabled(), qPrintable(transfer->toolTip()));
}

QTEST_MAIN(StreamsPageTest)
#include "tst_streamspage.moc"
