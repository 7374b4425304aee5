#include "views/archive/DayTimeline.h"
#include "views/archive/RecordedCalendar.h"
#include "views/common/WallClockField.h"
#include "views/theme/Theme.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cstdlib>
#include <limits>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 minuteMs = 60'000;

const QTimeZone berlin("Europe/Berlin");
const QDate ordinaryDay(2026, 11, 23);
const QDate springDay(2026, 3, 29);  // 02:00 becomes 03:00
const QDate autumnDay(2026, 10, 25); // 03:00 becomes 02:00

qint64 at(QDate day, int hour, int minute = 0, int second = 0)
{
    return QDateTime(day, QTime(hour, minute, second), berlin).toMSecsSinceEpoch();
}

/// 06:00 to 12:00 on one server, 13:00 to 20:00 on another.
std::vector<ShadedPeriod> ordinaryPeriods()
{
    return {{u"ms-01"_s, 0, {at(ordinaryDay, 6), at(ordinaryDay, 12)}},
            {u"ms-02"_s, 1, {at(ordinaryDay, 13), at(ordinaryDay, 20)}}};
}

struct Timeline
{
    Timeline()
    {
        widget.setZone(berlin);
        widget.setDay(ordinaryDay);
        widget.setPeriods(ordinaryPeriods());
        widget.resize(960 + 12, widget.sizeHint().height());
        widget.show();
    }

    DayTimeline widget;
    QSignalSpy chosen{&widget, &DayTimeline::momentChosen};
    QSignalSpy days{&widget, &DayTimeline::dayChanged};

    [[nodiscard]] qint64 lastChosen() const { return chosen.empty() ? -1 : chosen.last()[0].toLongLong(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&widget, key, modifiers);
    }
    void click(qint64 momentMs, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(&widget, Qt::LeftButton, modifiers,
                          QPoint(widget.xOf(momentMs), widget.height() / 2));
    }
    void turnWheel(qint64 momentMs, int notches)
    {
        const QPointF place(widget.xOf(momentMs), widget.height() / 2.0);
        QWheelEvent event(place, widget.mapToGlobal(place), {}, QPoint(0, 120 * notches), Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&widget, &event);
    }
};

QStringList labels(const std::vector<TimelineScale::Tick> &ticks)
{
    QStringList texts;
    for (const TimelineScale::Tick &tick : ticks)
        texts.append(tick.label);
    return texts;
}

int countPixels(const QImage &image, const QColor &color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == color ? 1 : 0;
    }
    return count;
}

} // namespace

class ArchiveWidgetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typedTimesSayWhatIsMadeOfThem_data();
    void typedTimesSayWhatIsMadeOfThem();
    void aGivenMomentStaysTheOneItIs();
    void daysWithClockChangesHave23And25Hours();
    void ticksStandAtRoundLocalTimes_data();
    void ticksStandAtRoundLocalTimes();
    void theRepeatedHourIsLabelledTwice();
    void zoomKeepsWhatIsPointedAtAndStaysInTheDay();
    void aClickChoosesTheMomentUnderIt();
    void keysStepThroughRecordedTime();
    void keysJumpOverGapsAndToTheEnds();
    void pageKeysTurnDays();
    void theWheelZoomsAndLeavesTheRestToOthers();
    void draggingMovesTheZoomedDayAndChoosesNothing();
    void shiftDraggingAndKeysMarkAPeriod();
    void theTimelineFollowsAPlayheadThatIsInSight();
    void eachServerHasItsShadeAndGapsAreSeen_data();
    void eachServerHasItsShadeAndGapsAreSeen();
    void theChosenMomentIsToldToScreenReaders();
    void spaceIsLeftToTheParent();
    void theCalendarMarksDaysWithRecordings();
    void theCalendarReckonsByItsZone();
    void theCalendarDoesNotReckonAllOfTime();
    void choosingADayInTheCalendarIsTold();
};

void ArchiveWidgetsTest::daysWithClockChangesHave23And25Hours()
{
    TimelineScale scale;
    const auto hours = [&](QDate day) {
        scale.setDay(day, berlin);
        return (scale.wholeDay().untilMs - scale.wholeDay().fromMs) / hourMs;
    };
    QCOMPARE(hours(ordinaryDay), 24);
    QCOMPARE(hours(springDay), 23);
    QCOMPARE(hours(autumnDay), 25);
    // A zone in which midnight itself is skipped.
    scale.setDay(QDate(2018, 11, 4), QTimeZone("America/Sao_Paulo"));
    QCOMPARE((scale.wholeDay().untilMs - scale.wholeDay().fromMs) / hourMs, 23);
}

void ArchiveWidgetsTest::ticksStandAtRoundLocalTimes_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<double>("zoom"); // around noon
    QTest::addColumn<QStringList>("begin");
    QTest::newRow("whole day") << ordinaryDay << QByteArray("Europe/Berlin") << 1.0
                               << QStringList{u"00:00"_s, u"02:00"_s, u"04:00"_s};
    QTest::newRow("half an hour off") << ordinaryDay << QByteArray("Asia/Kolkata") << 1.0
                                      << QStringList{u"00:00"_s, u"02:00"_s, u"04:00"_s};
    QTest::newRow("three quarters off") << ordinaryDay << QByteArray("Asia/Kathmandu") << 1.0
                                        << QStringList{u"00:00"_s, u"02:00"_s, u"04:00"_s};
    QTest::newRow("an hour is missing")
        << springDay << QByteArray("Europe/Berlin") << 1.0 << QStringList{u"00:00"_s, u"04:00"_s, u"06:00"_s};
    QTest::newRow("half a day") << ordinaryDay << QByteArray("Europe/Berlin") << 2.0
                                << QStringList{u"06:00"_s, u"07:00"_s, u"08:00"_s};
    QTest::newRow("some minutes") << ordinaryDay << QByteArray("Europe/Berlin") << 144.0
                                  << QStringList{u"11:55"_s, u"11:56"_s, u"11:57"_s};
}

void ArchiveWidgetsTest::ticksStandAtRoundLocalTimes()
{
    QFETCH(QDate, day);
    QFETCH(QByteArray, zone);
    QFETCH(double, zoom);
    QFETCH(QStringList, begin);
    const QTimeZone timeZone(zone);
    TimelineScale scale;
    scale.setDay(day, timeZone);
    scale.zoom(zoom, QDateTime(day, QTime(12, 0), timeZone).toMSecsSinceEpoch());
    const auto ticks = scale.ticks(960, 60);
    QCOMPARE(labels(ticks).mid(0, 3), begin);
    for (const TimelineScale::Tick &tick : ticks) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(tick.momentMs, timeZone);
        QCOMPARE(local.toString(u"HH:mm"_s), tick.label);
    }
    for (size_t i = 1; i < ticks.size(); ++i)
        QVERIFY(scale.xOf(ticks[i].momentMs, 960) - scale.xOf(ticks[i - 1].momentMs, 960) >= 35);
}

void ArchiveWidgetsTest::theRepeatedHourIsLabelledTwice()
{
    TimelineScale scale;
    scale.setDay(autumnDay, berlin);
    const QStringList texts = labels(scale.ticks(2400, 60));
    QCOMPARE(texts.count(u"02:00"_s), 2);
    QCOMPARE(texts.size(), 25);
    // What is one time twice is told apart by the zone's name.
    const qint64 firstTwo = scale.wholeDay().fromMs + 2 * hourMs;
    QCOMPARE(scale.timeText(firstTwo), u"02:00:00 CEST"_s);
    QCOMPARE(scale.timeText(firstTwo + hourMs), u"02:00:00 CET"_s);
    scale.setDay(ordinaryDay, berlin);
    QCOMPARE(scale.timeText(at(ordinaryDay, 2)), u"02:00:00"_s);
}

void ArchiveWidgetsTest::zoomKeepsWhatIsPointedAtAndStaysInTheDay()
{
    TimelineScale scale;
    scale.setDay(ordinaryDay, berlin);
    const qint64 point = at(ordinaryDay, 9);
    const double before = scale.xOf(point, 960);
    scale.zoom(4, point);
    QVERIFY(std::abs(scale.xOf(point, 960) - before) < 0.01);
    QVERIFY(std::llabs(scale.momentAt(before, 960) - point) <= 1);
    scale.pan(100 * hourMs);
    QCOMPARE(scale.shown().untilMs, scale.wholeDay().untilMs);
    scale.pan(-100 * hourMs);
    QCOMPARE(scale.shown().fromMs, scale.wholeDay().fromMs);
    scale.zoom(1e9, point);
    QVERIFY(scale.isShortest());
    QCOMPARE(scale.shown().untilMs - scale.shown().fromMs, TimelineScale::shortestMs);
    scale.zoom(1e-9, point);
    QVERIFY(scale.isWhole());
}

void ArchiveWidgetsTest::aClickChoosesTheMomentUnderIt()
{
    Timeline timeline;
    timeline.click(at(ordinaryDay, 9, 30));
    // 960 pixels for a day: 90 s each.
    QVERIFY(std::llabs(timeline.lastChosen() - at(ordinaryDay, 9, 30)) <= 90'000);
    // Passive: the playhead goes where the owner puts it. A gap is told as it is.
    QVERIFY(!timeline.widget.selectedMoment());
    timeline.click(at(ordinaryDay, 12, 30));
    QVERIFY(std::llabs(timeline.lastChosen() - at(ordinaryDay, 12, 30)) <= 90'000);
    QCOMPARE(timeline.chosen.size(), 2);
}

void ArchiveWidgetsTest::keysStepThroughRecordedTime()
{
    Timeline timeline;
    timeline.widget.setSelectedMoment(at(ordinaryDay, 9));
    timeline.press(Qt::Key_Right);
    QCOMPARE(timeline.lastChosen(), at(ordinaryDay, 9, 0, 10));
    timeline.press(Qt::Key_Left);
    QCOMPARE(timeline.lastChosen(), at(ordinaryDay, 8, 59, 50));
    timeline.press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(timeline.lastChosen(), at(ordinaryDay, 9, 1));
    timeline.widget.setSelectedMoment(at(ordinaryDay, 13, 0, 4));
    timeline.press(Qt::Key_Left);
    QCOMPARE(timeline.lastChosen(), at(ordinaryDay, 11, 59, 54));
}

void ArchiveWidgetsTest::keysJumpOverGapsAndToTheEnds()
{
    Timeline timeline;
    timeline.widget.setSelectedMoment(at(ordinaryDay, 9));
    timeline.press(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(timeline.lastChosen(), at(ordinaryDay, 13));
    timeline.widget.setSelectedMoment(at(ordinaryDay, 14));
    timeline.press(Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(timeline.lastChosen(), at(ordinaryDay, 13));
    timeline.press(Qt::Key_Home);
    QCOMPARE(timeline.lastChosen(), at(ordinaryDay, 6));
    timeline.press(Qt::Key_End);
    QCOMPARE(timeline.lastChosen(), at(ordinaryDay, 19, 59, 50));
    // No further gap: nothing is chosen.
    const qsizetype before = timeline.chosen.size();
    timeline.press(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(timeline.chosen.size(), before);
}

void ArchiveWidgetsTest::pageKeysTurnDays()
{
    Timeline timeline;
    timeline.press(Qt::Key_PageUp);
    QCOMPARE(timeline.widget.day(), ordinaryDay.addDays(-1));
    timeline.press(Qt::Key_PageDown);
    timeline.press(Qt::Key_PageDown);
    QCOMPARE(timeline.days.size(), 3);
    QCOMPARE(timeline.days.last()[0].toDate(), ordinaryDay.addDays(1));
    QVERIFY(timeline.chosen.empty());
    // Nothing of that day: no key leads anywhere else by surprise.
    timeline.press(Qt::Key_Home);
    QVERIFY(timeline.chosen.empty());
}

void ArchiveWidgetsTest::theWheelZoomsAndLeavesTheRestToOthers()
{
    Timeline timeline;
    const qint64 point = at(ordinaryDay, 9);
    const int before = timeline.widget.xOf(point);
    timeline.turnWheel(point, 3);
    QVERIFY(!timeline.widget.scale().isWhole());
    QVERIFY(std::abs(timeline.widget.xOf(point) - before) <= 1);
    timeline.turnWheel(point, -30);
    QVERIFY(timeline.widget.scale().isWhole());
    const QPointF place(100, 20);
    QWheelEvent further(place, timeline.widget.mapToGlobal(place), {}, QPoint(0, -120), Qt::NoButton, {},
                        Qt::NoScrollPhase, false);
    further.accept();
    QCoreApplication::sendEvent(&timeline.widget, &further);
    QVERIFY(!further.isAccepted());
    timeline.press(Qt::Key_Plus);
    QVERIFY(!timeline.widget.scale().isWhole());
    timeline.press(Qt::Key_0);
    QVERIFY(timeline.widget.scale().isWhole());
}

void ArchiveWidgetsTest::draggingMovesTheZoomedDayAndChoosesNothing()
{
    Timeline timeline;
    timeline.widget.setSelectedMoment(at(ordinaryDay, 12));
    for (int i = 0; i < 4; ++i)
        timeline.press(Qt::Key_Plus);
    const qint64 before = timeline.widget.scale().shown().fromMs;
    const int middle = timeline.widget.height() / 2;
    QTest::mousePress(&timeline.widget, Qt::LeftButton, {}, QPoint(300, middle));
    QTest::mouseMove(&timeline.widget, QPoint(340, middle));
    QTest::mouseMove(&timeline.widget, QPoint(500, middle));
    QTest::mouseRelease(&timeline.widget, Qt::LeftButton, {}, QPoint(500, middle));
    QVERIFY(timeline.widget.scale().shown().fromMs < before);
    QVERIFY(timeline.chosen.empty());
}

void ArchiveWidgetsTest::shiftDraggingAndKeysMarkAPeriod()
{
    Timeline timeline;
    const QSignalSpy changed(&timeline.widget, &DayTimeline::markedPeriodChanged);
    const int middle = timeline.widget.height() / 2;
    const QPoint from(timeline.widget.xOf(at(ordinaryDay, 10)), middle);
    const QPoint to(timeline.widget.xOf(at(ordinaryDay, 8)), middle);
    QTest::mousePress(&timeline.widget, Qt::LeftButton, Qt::ShiftModifier, from);
    QTest::mouseMove(&timeline.widget, to);
    QTest::mouseRelease(&timeline.widget, Qt::LeftButton, Qt::ShiftModifier, to);
    QVERIFY(timeline.chosen.empty());
    const auto marked = timeline.widget.markedPeriod();
    QVERIFY(marked);
    QVERIFY(std::llabs(marked->fromMs - at(ordinaryDay, 8)) <= 90'000);
    QVERIFY(std::llabs(marked->untilMs - at(ordinaryDay, 10)) <= 90'000);
    timeline.press(Qt::Key_Escape);
    QVERIFY(!timeline.widget.markedPeriod());
    timeline.widget.setSelectedMoment(at(ordinaryDay, 9));
    timeline.press(Qt::Key_I);
    timeline.widget.setSelectedMoment(at(ordinaryDay, 9, 5));
    timeline.press(Qt::Key_O);
    QCOMPARE(timeline.widget.markedPeriod(), (RecordedPeriod{at(ordinaryDay, 9), at(ordinaryDay, 9, 5)}));
    QVERIFY(changed.size() >= 4);
}

void ArchiveWidgetsTest::theTimelineFollowsAPlayheadThatIsInSight()
{
    Timeline timeline;
    timeline.widget.setSelectedMoment(at(ordinaryDay, 23, 59, 59));
    timeline.widget.setSelectedMoment(at(ordinaryDay.addDays(1), 0, 0, 1));
    QCOMPARE(timeline.widget.day(), ordinaryDay.addDays(1));
    QCOMPARE(timeline.days.size(), 1);
    // Someone looks at another day: playing on does not take it away.
    timeline.press(Qt::Key_PageUp);
    timeline.widget.setSelectedMoment(at(ordinaryDay.addDays(1), 0, 0, 2));
    QCOMPARE(timeline.widget.day(), ordinaryDay);
    timeline.widget.revealSelectedMoment();
    QCOMPARE(timeline.widget.day(), ordinaryDay.addDays(1));
    // Zoomed in, the part that is shown goes on.
    for (int i = 0; i < 20; ++i)
        timeline.press(Qt::Key_Plus);
    const qint64 until = timeline.widget.scale().shown().untilMs;
    timeline.widget.setSelectedMoment(until + 1'000);
    QVERIFY(timeline.widget.scale().isShown(until + 1'000));
    QVERIFY(timeline.widget.scale().isShortest());
}

void ArchiveWidgetsTest::eachServerHasItsShadeAndGapsAreSeen_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void ArchiveWidgetsTest::eachServerHasItsShadeAndGapsAreSeen()
{
    QFETCH(bool, isDark);
    applyTheme(*qApp, isDark ? ThemeChoice::Dark : ThemeChoice::Light);
    const ThemeTokens &tokens = isDark ? darkTokens() : lightTokens();
    Timeline timeline;
    const QImage image = timeline.widget.grab().toImage();
    const auto pieceAt = [&](int hour, int minute) {
        const int x = timeline.widget.xOf(at(ordinaryDay, hour, minute));
        return image.copy(x - 8, timeline.widget.height() / 2 - 12, 16, 24);
    };
    // The first server is plain, the second one is hatched: the shades differ without colour too.
    QVERIFY(countPixels(pieceAt(9, 30), tokens.accent) > 60);
    const QImage hatched = pieceAt(16, 30);
    QCOMPARE(countPixels(hatched, tokens.accent), 0);
    QSet<QRgb> colors;
    for (int y = 0; y < hatched.height(); ++y)
        colors.insert(hatched.pixel(8, y));
    QVERIFY(colors.size() >= 3);
    QVERIFY(countPixels(pieceAt(12, 30), tokens.header) > 150);
}

void ArchiveWidgetsTest::theChosenMomentIsToldToScreenReaders()
{
    Timeline timeline;
    timeline.widget.setSelectedMoment(at(ordinaryDay, 14, 5, 10));
    QVERIFY(timeline.widget.accessibleDescription().contains(u"14:05:10"_s));
    QVERIFY(timeline.widget.accessibleDescription().contains(u"ms-02"_s));
    timeline.widget.setSelectedMoment(at(ordinaryDay, 12, 30));
    QVERIFY(timeline.widget.accessibleDescription().contains(u"Nothing is recorded there"_s));
}

void ArchiveWidgetsTest::spaceIsLeftToTheParent()
{
    QWidget parent;
    DayTimeline timeline(&parent);
    QKeyEvent press(QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier);
    press.accept();
    static_cast<QObject &>(timeline).event(&press);
    QVERIFY(!press.isAccepted());
}

void ArchiveWidgetsTest::theCalendarMarksDaysWithRecordings()
{
    applyTheme(*qApp, ThemeChoice::Light);
    RecordedCalendar calendar;
    calendar.setZone(berlin);
    calendar.setPeriods(
        {{at(ordinaryDay, 6), at(ordinaryDay, 18)}, {at(ordinaryDay, 12), at(ordinaryDay.addDays(2), 0)}});
    QCOMPARE(calendar.recordedShare(ordinaryDay), 0.75);
    QCOMPARE(calendar.recordedShare(ordinaryDay.addDays(1)), 1.0);
    QCOMPARE(calendar.recordedShare(ordinaryDay.addDays(2)), 0.0);
    calendar.resize(320, 260);
    calendar.setSelectedDay(ordinaryDay);
    calendar.show();
    const int marked = countPixels(calendar.grab().toImage(), lightTokens().accent);
    calendar.setPeriods({});
    QVERIFY(countPixels(calendar.grab().toImage(), lightTokens().accent) < marked - 60);
}

void ArchiveWidgetsTest::theCalendarReckonsByItsZone()
{
    RecordedCalendar calendar;
    const RecordedPeriod late{at(ordinaryDay, 23), at(ordinaryDay.addDays(1), 0)};
    calendar.setZone(berlin);
    calendar.setPeriods({late});
    QVERIFY(calendar.recordedShare(ordinaryDay) > 0);
    QCOMPARE(calendar.recordedShare(ordinaryDay.addDays(1)), 0.0);
    calendar.setZone(QTimeZone("Asia/Tokyo"));
    QCOMPARE(calendar.recordedShare(ordinaryDay), 0.0);
    QVERIFY(calendar.recordedShare(ordinaryDay.addDays(1)) > 0);
    // A day of 25 hours that is recorded whole is whole.
    calendar.setZone(berlin);
    calendar.setPeriods({{autumnDay.startOfDay(berlin).toMSecsSinceEpoch(),
                          autumnDay.addDays(1).startOfDay(berlin).toMSecsSinceEpoch()}});
    QCOMPARE(calendar.recordedShare(autumnDay), 1.0);
}

/// A server may tell anything: no step is taken for each day of it.
void ArchiveWidgetsTest::theCalendarDoesNotReckonAllOfTime()
{
    RecordedCalendar calendar;
    calendar.setZone(berlin);
    QElapsedTimer clock;
    clock.start();
    const qint64 year0 = -62'167'219'200'000;
    const qint64 year9999 = 253'402'300'799'000;
    calendar.setPeriods({{year0, year9999}});
    QCOMPARE(calendar.recordedShare(ordinaryDay), 1.0);
    calendar.setPeriods({{std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()}});
    QCOMPARE(calendar.recordedShare(ordinaryDay), 1.0);
    calendar.setPeriods({{year9999, year9999 + hourMs}});
    QCOMPARE(calendar.recordedShare(ordinaryDay), 0.0);
    QVERIFY2(clock.elapsed() < 1'000, qPrintable(QString::number(clock.elapsed())));
}

void ArchiveWidgetsTest::choosingADayInTheCalendarIsTold()
{
    RecordedCalendar calendar;
    calendar.setSelectedDay(ordinaryDay);
    const QSignalSpy chosen(&calendar, &RecordedCalendar::dayChosen);
    calendar.show();
    auto *view = calendar.findChild<QWidget *>(u"qt_calendar_calendarview"_s);
    QVERIFY(view);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Right);
    QVERIFY(chosen.empty());
    QVERIFY(calendar.accessibleDescription().contains(u"nothing is recorded"_s));
    QTest::keyClick(view, Qt::Key_Return);
    QVERIFY(!chosen.empty());
    QCOMPARE(chosen.last()[0].toDate(), ordinaryDay.addDays(1));
}

void ArchiveWidgetsTest::typedTimesSayWhatIsMadeOfThem_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("means");
    QTest::addColumn<QString>("says");
    QTest::newRow("once") << u"2026-10-25T03:00:00Z"_s << u"2026-10-25T02:00:00Z"_s << QString();
    QTest::newRow("twice") << u"2026-10-25T02:30:00Z"_s << u"2026-10-25T00:30:00Z"_s << u"comes twice"_s;
    QTest::newRow("never") << u"2026-03-29T02:30:00Z"_s << u"2026-03-29T01:00:00Z"_s << u"does not exist"_s;
    QTest::newRow("summer") << u"2026-07-01T02:30:00Z"_s << u"2026-07-01T00:30:00Z"_s << QString();
}

void ArchiveWidgetsTest::typedTimesSayWhatIsMadeOfThem()
{
    QFETCH(QString, typed);
    QFETCH(QString, means);
    QFETCH(QString, says);
    WallClockField field;
    field.setZone(berlin);
    field.setDateTime(QDateTime::fromString(typed, Qt::ISODate));
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(field.moment(), Qt::UTC).toString(Qt::ISODate), means);
    QCOMPARE(field.note().isEmpty(), says.isEmpty());
    QVERIFY2(field.note().contains(says), qPrintable(field.note()));
}

void ArchiveWidgetsTest::aGivenMomentStaysTheOneItIs()
{
    WallClockField field;
    field.setZone(berlin);
    const qint64 secondTime =
        QDateTime::fromString(u"2026-10-25T01:30:00Z"_s, Qt::ISODate).toMSecsSinceEpoch();
    field.setMoment(secondTime);
    QCOMPARE(field.moment(), secondTime);
    QVERIFY(field.note().isEmpty());
    field.setDateTime(field.dateTime().addSecs(60));
    QCOMPARE(field.moment(), secondTime + 60'000 - hourMs);
    QVERIFY(!field.note().isEmpty());
    field.setMoment(secondTime);
    field.setZone(QTimeZone("Asia/Tokyo"));
    QCOMPARE(field.moment(), secondTime);
}

QTEST_MAIN(ArchiveWidgetsTest)
#include "tst_archivewidgets.moc"
