#include "views/archive/ArchiveBar.h"

#include "models/texts/Formatting.h"
#include "views/archive/DayTimeline.h"
#include "views/archive/RecordedCalendar.h"
#include "views/common/PlainText.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array speeds = {0.5, 1.0, 2.0, 4.0, 8.0, 16.0};

QString speedText(double speed)
{
    return u"×"_s + QLocale().toString(speed, 'g', 3);
}

} // namespace

ArchiveBar::ArchiveBar(QWidget *parent)
    : QWidget(parent)
    , m_timeline(new DayTimeline(this))
    , m_calendar(new RecordedCalendar)
    , m_calendarMenu(new QMenu(this))
    , m_row(new QWidget(this))
    , m_day(new QToolButton(m_row))
    , m_speed(new QToolButton(m_row))
    , m_speeds(new QActionGroup(this))
    , m_export(new QAction(tr("Export a period to a file…"), this))
    , m_message(sentenceLabel({}, this))
{
    setAccessibleName(tr("Archive"));
    setAutoFillBackground(true); // on the full screen too, where all around is black
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(2);
    layout->addWidget(m_row);
    layout->addWidget(m_timeline);
    layout->addWidget(m_message);
    m_message->setObjectName(u"archiveMessage"_s);
    m_message->hide();
    buildRow();
    connect(m_timeline, &DayTimeline::momentChosen, this, &ArchiveBar::momentChosen);
    connect(m_timeline, &DayTimeline::dayChanged, this, &ArchiveBar::showDay);
    connect(m_timeline, &DayTimeline::zoomChanged, this, &ArchiveBar::updateZoom);
    updateZoom();
    showDay(m_timeline->day());
    setSpeed(1);
    redrawIcons();
}

QToolButton *ArchiveBar::addButton(const QString &iconName, const QString &text, const QString &keys)
{
    auto *button = new QToolButton(m_row);
    button->setText(text);
    button->setToolTip(keys.isEmpty() ? text : text + u" ("_s + keys + u')');
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    m_icons.insert(button, iconName);
    m_row->layout()->addWidget(button);
    return button;
}

void ArchiveBar::buildRow()
{
    auto *row = new QHBoxLayout(m_row);
    row->setContentsMargins(2, 0, 2, 0);
    row->setSpacing(0);
    const auto native = [](const QKeySequence &keys) { return keys.toString(QKeySequence::NativeText); };
    // A button does what its key does in the timeline.
    const auto sendKey = [this](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QKeyEvent press(QEvent::KeyPress, key, modifiers);
        QCoreApplication::sendEvent(m_timeline, &press);
    };
    auto *previousDay = addButton(u"day-previous"_s, tr("Previous day"), native(Qt::Key_PageUp));
    connect(previousDay, &QToolButton::clicked, this, [sendKey] { sendKey(Qt::Key_PageUp); });
    m_day->setObjectName(u"archiveDay"_s);
    m_day->setPopupMode(QToolButton::InstantPopup);
    m_day->setAutoRaise(true);
    row->addWidget(m_day);
    auto *nextDay = addButton(u"day-next"_s, tr("Next day"), native(Qt::Key_PageDown));
    connect(nextDay, &QToolButton::clicked, this, [sendKey] { sendKey(Qt::Key_PageDown); });
    row->addStretch(1);
    auto *previousGap = addButton(u"gap-previous"_s, tr("Previous gap"),
                                  native(QKeyCombination(Qt::ControlModifier, Qt::Key_Left)));
    connect(previousGap, &QToolButton::clicked, this,
            [sendKey] { sendKey(Qt::Key_Left, Qt::ControlModifier); });
    auto *nextGap =
        addButton(u"gap-next"_s, tr("Next gap"), native(QKeyCombination(Qt::ControlModifier, Qt::Key_Right)));
    connect(nextGap, &QToolButton::clicked, this, [sendKey] { sendKey(Qt::Key_Right, Qt::ControlModifier); });
    row->addWidget(m_speed);
    m_zoomOut = addButton(u"zoom-out"_s, tr("Show more time"), u"−"_s);
    connect(m_zoomOut, &QToolButton::clicked, m_timeline, &DayTimeline::zoomOut);
    m_zoomIn = addButton(u"zoom-in"_s, tr("Show less time"), u"+"_s);
    connect(m_zoomIn, &QToolButton::clicked, m_timeline, &DayTimeline::zoomIn);
    auto *exporting = addButton(u"export"_s, m_export->text(), {});
    exporting->setObjectName(u"archiveExport"_s);
    connect(exporting, &QToolButton::clicked, m_export, &QAction::trigger);
    connect(m_export, &QAction::triggered, this, &ArchiveBar::exportRequested);
    connect(m_export, &QAction::changed, this, [this, exporting] {
        exporting->setEnabled(m_export->isEnabled());
        exporting->setToolTip(format::plainToolTip(m_export->toolTip()));
    });
    buildSpeeds();
    buildCalendar();
}

void ArchiveBar::updateZoom()
{
    const auto update = [](QToolButton *button, bool isUsable, const QString &keys, const QString &reason) {
        button->setEnabled(isUsable);
        button->setToolTip(isUsable ? button->text() + u" ("_s + keys + u')'
                                    : button->text() + u'\n' + reason);
    };
    const TimelineScale &scale = m_timeline->scale();
    update(m_zoomOut, !scale.isWhole(), u"−"_s, tr("The whole day is shown."));
    update(m_zoomIn, !scale.isShortest(), u"+"_s, tr("It cannot be shown any closer."));
}

void ArchiveBar::buildSpeeds()
{
    auto *menu = new QMenu(m_speed);
    for (const double speed : speeds) {
        QAction *action = menu->addAction(speedText(speed));
        action->setCheckable(true);
        action->setData(speed);
        m_speeds->addAction(action);
    }
    connect(m_speeds, &QActionGroup::triggered, this,
            [this](const QAction *action) { Q_EMIT speedChosen(action->data().toDouble()); });
    m_speed->setObjectName(u"archiveSpeed"_s);
    m_speed->setMenu(menu);
    m_speed->setPopupMode(QToolButton::InstantPopup);
    m_speed->setAutoRaise(true);
    m_speed->setToolTip(tr("Speed. Sound is heard at ×1."));
}

void ArchiveBar::buildCalendar()
{
    auto *place = new QWidgetAction(m_calendarMenu);
    place->setDefaultWidget(m_calendar);
    m_calendarMenu->addAction(place);
    m_day->setMenu(m_calendarMenu);
    connect(m_calendarMenu, &QMenu::aboutToShow, this, [this] {
        m_calendar->setSelectedDay(m_timeline->day());
        m_calendar->setFocus();
    });
    connect(m_calendar, &RecordedCalendar::dayChosen, this, [this](QDate day) {
        m_calendarMenu->close();
        m_timeline->setDay(day);
        showDay(day);
        m_timeline->setFocus();
    });
}

void ArchiveBar::setZone(const QTimeZone &zone)
{
    m_timeline->setZone(zone);
    m_calendar->setZone(zone);
}

void ArchiveBar::setPeriods(const std::vector<ShadedPeriod> &periods)
{
    m_timeline->setPeriods(periods);
    std::vector<RecordedPeriod> recorded;
    recorded.reserve(periods.size());
    for (const ShadedPeriod &one : periods)
        recorded.push_back(one.period);
    m_calendar->setPeriods(recorded);
}

void ArchiveBar::showMoment(qint64 momentMs)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(momentMs, m_timeline->scale().zone()).date();
    m_timeline->setDay(day);
    showDay(m_timeline->day());
}

void ArchiveBar::showDay(QDate day)
{
    const QString text = QLocale().toString(day, u"ddd "_s) + QLocale().toString(day, QLocale::ShortFormat);
    m_day->setText(text);
    m_day->setAccessibleName(tr("Day: %1").arg(QLocale().toString(day, QLocale::LongFormat)));
    m_day->setToolTip(tr("Choose a day. Days with recordings carry a bar."));
}

void ArchiveBar::setSpeed(double speed)
{
    for (QAction *action : m_speeds->actions())
        action->setChecked(action->data().toDouble() == speed);
    m_speed->setText(speedText(speed));
    m_speed->setAccessibleName(tr("Speed %1").arg(speedText(speed)));
}

void ArchiveBar::setMessage(const QString &text, bool isBad)
{
    const bool isSame = text == m_message->text();
    setMark(m_message, "bad", isBad);
    setMark(m_message, "muted", !isBad);
    if (isSame)
        return;
    tell(m_message, text);
    Q_EMIT heightChanged();
}

int ArchiveBar::heightFor(int width) const
{
    const QMargins margins = layout()->contentsMargins();
    int height = margins.top() + margins.bottom() + m_row->sizeHint().height() + layout()->spacing() +
                 m_timeline->sizeHint().height();
    if (!m_message->isHidden())
        height += layout()->spacing() + m_message->heightForWidth(width - margins.left() - margins.right());
    return height;
}

void ArchiveBar::redrawIcons()
{
    const ThemeTokens &tokens = tokensOf(palette());
    for (auto it = m_icons.cbegin(); it != m_icons.cend(); ++it)
        it.key()->setIcon(themedIcon(it.value(), tokens.text));
}

void ArchiveBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcons();
}

} // namespace streamkeeper
