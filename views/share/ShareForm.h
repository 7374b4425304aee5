#pragma once

#include "models/domain/Clock.h"
#include "models/rules/ShareRule.h"
#include "views/archive/ShadedPeriod.h"

#include <QDateTime>
#include <QTimeZone>
#include <QWidget>

#include <vector>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace streamkeeper {

class DayTimeline;
class RecordedCalendar;
class WallClockField;

/// What a link is to be: the settings of domain.md 1.4. Passive: what is not possible is told by its owner,
/// with the reason. Times are entered on the operator's wall clock and given in UTC.
class ShareForm : public QWidget
{
    Q_OBJECT

public:
    /// Why a choice is not possible, for people; empty: it is.
    struct Reasons
    {
        QString archive; ///< the mode as a whole
        QString rtsp;
        QString hls;
        QString file;
        QString publicLink; ///< of the server; External access is told apart
        QString token;      ///< links that end

        bool operator==(const Reasons &) const = default;
    };

    explicit ShareForm(Clock clock, QWidget *parent = nullptr);

    [[nodiscard]] ShareRequest request() const;
    void setMode(ShareMode mode);
    void setArchiveFrom(qint64 utcMs);
    void setNote(const QString &note);
    void setReasons(const Reasons &reasons);
    /// The choice that was made last is the first offer of the next dialog.
    void setChoice(ShareProtocol protocol, SharePeriod period);
    /// Of all servers; of several streams there is no common picture, and none is shown.
    void setRecorded(const std::vector<ShadedPeriod> &periods);
    /// What is being found out about the recordings, or why it cannot be.
    void setRecordedNote(const QString &sentence);
    /// Where the link really begins, if it is another moment; empty: it is not.
    void setMovedNote(const QString &sentence);
    void setExternalAccess(bool isOn, bool isBusy);
    /// While a link is being made.
    void setLocked(bool isLocked);

    [[nodiscard]] QTimeZone zone() const { return m_zone; }
    void setZone(const QTimeZone &zone);

Q_SIGNALS:
    void changed();
    /// The server that serves it may be another one now.
    void placeChanged();
    void externalAccessRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildMode();
    QWidget *buildArchive();
    QWidget *buildAccess();
    QWidget *buildProtocol();
    void applyReasons();
    void chooseDay(QDate day);
    void showMoment();
    void showEnd();
    void updateAccess();
    [[nodiscard]] qint64 archiveFrom() const;

    Clock m_clock;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    Reasons m_reasons;
    bool m_hasExternalAccess = false;
    bool m_isBusy = false;
    QWidget *m_modeBox = nullptr;
    QRadioButton *m_live = nullptr;
    QRadioButton *m_archive = nullptr;
    QLabel *m_modeNote = nullptr;
    QWidget *m_archiveBox = nullptr;
    WallClockField *m_moment = nullptr;
    QLabel *m_wallNote = nullptr;
    QLabel *m_zoneLabel = nullptr;
    RecordedCalendar *m_calendar = nullptr;
    DayTimeline *m_timeline = nullptr;
    QLabel *m_recordedNote = nullptr;
    QLabel *m_movedNote = nullptr;
    QCheckBox *m_public = nullptr;
    QLabel *m_accessNote = nullptr;
    QPushButton *m_switchOn = nullptr;
    QWidget *m_periodBox = nullptr;
    QSpinBox *m_count = nullptr;
    QRadioButton *m_hours = nullptr;
    QRadioButton *m_days = nullptr;
    QLabel *m_end = nullptr;
    QRadioButton *m_rtsp = nullptr;
    QRadioButton *m_hls = nullptr;
    QRadioButton *m_file = nullptr;
    QLabel *m_protocolNote = nullptr;
    QLineEdit *m_note = nullptr;
};

} // namespace streamkeeper
