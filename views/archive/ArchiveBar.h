#pragma once

#include "views/archive/ShadedPeriod.h"

#include <QDate>
#include <QHash>
#include <QTimeZone>
#include <QWidget>

#include <optional>
#include <vector>

class QActionGroup;
class QLabel;
class QMenu;
class QToolButton;

namespace streamkeeper {

class DayTimeline;
class RecordedCalendar;

/// What is under the picture in the archive: the day, gaps, speed, zoom and export above the timeline, and
/// what could not be read below it. Passive.
class ArchiveBar : public QWidget
{
    Q_OBJECT

public:
    explicit ArchiveBar(QWidget *parent = nullptr);

    [[nodiscard]] DayTimeline *timeline() const { return m_timeline; }
    [[nodiscard]] RecordedCalendar *calendar() const { return m_calendar; }
    [[nodiscard]] QAction *exportAction() const { return m_export; }

    /// Labels and midnights are by this zone.
    void setZone(const QTimeZone &zone);
    void setPeriods(const std::vector<ShadedPeriod> &periods);
    /// Goes to the day of the moment.
    void showMoment(qint64 momentMs);
    void setSpeed(double speed);
    /// A sentence under the timeline: what is being read, or what could not be; empty: nothing.
    void setMessage(const QString &text, bool isBad = false);

    /// With everything in it, at a width.
    [[nodiscard]] int heightFor(int width) const;

Q_SIGNALS:
    void momentChosen(qint64 momentMs);
    void speedChosen(double speed);
    void exportRequested();
    void heightChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    QToolButton *addButton(const QString &iconName, const QString &text, const QString &keys);
    void buildRow();
    void buildSpeeds();
    void buildCalendar();
    void showDay(QDate day);
    void updateZoom();
    void redrawIcons();

    DayTimeline *m_timeline;
    RecordedCalendar *m_calendar;
    QMenu *m_calendarMenu;
    QWidget *m_row;
    QToolButton *m_day;
    QToolButton *m_speed;
    QActionGroup *m_speeds;
    QToolButton *m_zoomIn = nullptr;
    QToolButton *m_zoomOut = nullptr;
    QAction *m_export;
    QLabel *m_message;
    QHash<QToolButton *, QString> m_icons;
};

} // namespace streamkeeper
