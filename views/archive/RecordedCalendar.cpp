#include "views/archive/RecordedCalendar.h"

#include "models/rules/ArchiveCoverage.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QDateTime>
#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QSignalBlocker>
#include <QTextCharFormat>
#include <QToolButton>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

RecordedCalendar::RecordedCalendar(QWidget *parent)
    : QCalendarWidget(parent)
{
    setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    setHorizontalHeaderFormat(QCalendarWidget::ShortDayNames);
    setGridVisible(false);
    setAccessibleName(tr("Day of the recordings"));
    nameButtons();
    // Room for the short names of days, which Qt would cut.
    const int side = fontMetrics().horizontalAdvance(u"Wed."_s) + 22;
    setMinimumSize(7 * side, 8 * (fontMetrics().height() + 14));
    paintInTheme();
    connect(this, &QCalendarWidget::clicked, this, &RecordedCalendar::dayChosen);
    connect(this, &QCalendarWidget::activated, this, &RecordedCalendar::dayChosen);
    connect(this, &QCalendarWidget::selectionChanged, this, &RecordedCalendar::describe);
    describe();
}

/// Qt leaves them without names, and out of the order of Tab.
void RecordedCalendar::nameButtons()
{
    const std::pair<QLatin1StringView, QString> names[] = {
        {"qt_calendar_prevmonth"_L1, tr("Previous month")},
        {"qt_calendar_nextmonth"_L1, tr("Next month")},
        {"qt_calendar_monthbutton"_L1, tr("Choose a month")},
        {"qt_calendar_yearbutton"_L1, tr("Enter a year")},
    };
    for (const auto &[objectName, text] : names) {
        if (auto *button = findChild<QToolButton *>(objectName)) {
            button->setAccessibleName(text);
            button->setToolTip(text);
            button->setFocusPolicy(Qt::TabFocus);
        }
    }
}

void RecordedCalendar::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    describe();
    updateCells();
}

void RecordedCalendar::setPeriods(const std::vector<RecordedPeriod> &periods)
{
    m_coverage = coverageOf(periods);
    describe();
    updateCells();
}

/// Of the days that are shown only: a server may tell a period of ten thousand years.
double RecordedCalendar::recordedShare(QDate day) const
{
    const qint64 from = day.startOfDay(m_zone).toMSecsSinceEpoch();
    const qint64 until = day.addDays(1).startOfDay(m_zone).toMSecsSinceEpoch();
    qint64 recorded = 0;
    auto period = std::ranges::upper_bound(m_coverage, from, {}, &RecordedPeriod::untilMs);
    for (; period != m_coverage.end() && period->fromMs < until; ++period)
        recorded += std::min(until, period->untilMs) - std::max(from, period->fromMs);
    return until > from ? double(recorded) / double(until - from) : 0;
}

void RecordedCalendar::setSelectedDay(QDate day)
{
    const QSignalBlocker blocker(this);
    setSelectedDate(day);
    describe();
}

void RecordedCalendar::describe()
{
    const QString day = QLocale().toString(selectedDate(), QLocale::LongFormat);
    const double share = recordedShare(selectedDate());
    setAccessibleDescription(
        share <= 0 ? tr("%1: nothing is recorded.").arg(day)
                   : tr("%1: %2 % of the day is recorded.").arg(day).arg(std::max(1, qRound(share * 100))));
}

// The calendar takes its colours from text formats, not from the style sheet.
void RecordedCalendar::paintInTheme()
{
    const ThemeTokens &tokens = tokensOf(palette());
    QTextCharFormat header;
    header.setForeground(tokens.muted);
    header.setBackground(tokens.header);
    setHeaderTextFormat(header);
    for (const auto &[objectName, icon] : {std::pair("qt_calendar_prevmonth"_L1, u"day-previous"_s),
                                           std::pair("qt_calendar_nextmonth"_L1, u"day-next"_s)}) {
        if (auto *button = findChild<QToolButton *>(objectName))
            button->setIcon(themedIcon(icon, tokens.text));
    }
    QTextCharFormat day;
    day.setForeground(tokens.text);
    for (const auto weekday :
         {Qt::Monday, Qt::Tuesday, Qt::Wednesday, Qt::Thursday, Qt::Friday, Qt::Saturday, Qt::Sunday})
        setWeekdayTextFormat(weekday, day);
}

void RecordedCalendar::changeEvent(QEvent *event)
{
    QCalendarWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintInTheme();
}

void RecordedCalendar::paintCell(QPainter *painter, const QRect &rect, QDate date) const
{
    const ThemeTokens &tokens = tokensOf(palette());
    const bool isOfMonth = date.month() == monthShown() && date.year() == yearShown();
    const bool isSelectable = date >= minimumDate() && date <= maximumDate();
    const double share = recordedShare(date);
    painter->save();
    painter->fillRect(rect, tokens.surface);
    if (date == selectedDate()) {
        painter->setPen(QPen(tokens.accent, 1));
        painter->setBrush(tokens.selection);
        painter->drawRect(rect.adjusted(1, 1, -2, -2));
    }
    QFont font = painter->font();
    font.setBold(share > 0);
    painter->setFont(font);
    painter->setPen(isOfMonth && isSelectable && share > 0 ? tokens.text : tokens.muted);
    painter->drawText(rect.adjusted(0, 0, 0, -5), Qt::AlignCenter, QLocale().toString(date.day()));
    if (share > 0) {
        constexpr int barHeight = 3;
        const QRect whole(rect.left() + 5, rect.bottom() - barHeight - 4, rect.width() - 10, barHeight);
        painter->fillRect(whole, tokens.line);
        QRect filled = whole;
        filled.setWidth(std::max(2, int(whole.width() * std::min(share, 1.0))));
        painter->fillRect(filled, tokens.accent);
    }
    painter->restore();
}

} // namespace streamkeeper
