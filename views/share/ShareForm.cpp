#include "views/share/ShareForm.h"

#include "models/texts/Formatting.h"
#include "models/texts/ShareTexts.h"
#include "views/archive/DayTimeline.h"
#include "views/archive/RecordedCalendar.h"
#include "views/common/FieldRow.h"
#include "views/common/PlainText.h"
#include "views/common/WallClockField.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QHBoxLayout *lineIn(QWidget *box)
{
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    return line;
}

QRadioButton *radio(const QString &text, const char *name, QWidget *parent)
{
    auto *button = new QRadioButton(text, parent);
    button->setObjectName(QString::fromLatin1(name));
    return button;
}

QLabel *note(const char *name, QWidget *parent)
{
    QLabel *label = sentenceLabel({}, parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setProperty("muted", true);
    label->hide();
    return label;
}

void allow(QWidget *widget, const QString &reason)
{
    widget->setEnabled(reason.isEmpty());
    widget->setToolTip(format::plainToolTip(reason));
}

} // namespace

ShareForm::ShareForm(Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildMode();
    form->addRow(plainLabel(tr("Show"), this), m_modeBox);
    m_archiveBox = buildArchive();
    form->addRow(m_archiveBox);
    form->addRow(plainLabel(tr("Access"), this), buildAccess());
    form->addRow(plainLabel(tr("Protocol"), this), buildProtocol());
    m_note = new QLineEdit(this);
    m_note->setObjectName(u"shareNote"_s);
    m_note->setMaxLength(mostShareNoteLength);
    m_note->setPlaceholderText(tr("Kept in the list of links, not in the link"));
    auto *label = new QLabel(tr("&For whom"), this);
    label->setBuddy(m_note);
    form->addRow(label, m_note);
    setExternalAccess(false, false);
    showEnd();
    applyReasons();
}

void ShareForm::buildMode()
{
    m_modeBox = new QWidget(this);
    auto *layout = new QVBoxLayout(m_modeBox);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *box = new QWidget(m_modeBox);
    auto *line = lineIn(box);
    m_live = radio(tr("&Live"), "shareLive", box);
    m_archive = radio(tr("&Archive from a moment on"), "shareArchive", box);
    m_live->setChecked(true);
    line->addWidget(m_live);
    line->addWidget(m_archive);
    line->addStretch(1);
    layout->addWidget(box);
    m_modeNote = note("shareModeNote", m_modeBox);
    layout->addWidget(m_modeNote);
    connect(m_archive, &QRadioButton::toggled, this, [this](bool isOn) {
        m_archiveBox->setVisible(isOn);
        applyReasons();
        Q_EMIT placeChanged();
        Q_EMIT changed();
    });
}

QWidget *ShareForm::buildArchive()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_moment = new WallClockField(box);
    m_moment->setObjectName(u"shareMoment"_s);
    m_moment->setDisplayFormat(u"yyyy-MM-dd  HH:mm:ss"_s);
    auto *label = new QLabel(tr("F&rom"), box);
    label->setBuddy(m_moment);
    m_zoneLabel = plainLabel({}, box);
    m_zoneLabel->setObjectName(u"shareZone"_s);
    m_zoneLabel->setProperty("muted", true);
    line->addWidget(label);
    line->addWidget(m_moment);
    line->addWidget(m_zoneLabel);
    line->addStretch(1);
    layout->addLayout(line);
    m_wallNote = note("shareWallClock", box);
    m_wallNote->setProperty("muted", false);
    m_wallNote->setProperty("warning", true);
    m_wallNote->hide();
    layout->addWidget(m_wallNote);
    m_calendar = new RecordedCalendar(box);
    m_timeline = new DayTimeline(box);
    auto *picture = new QHBoxLayout;
    picture->setSpacing(12);
    picture->addWidget(m_calendar);
    auto *right = new QVBoxLayout;
    right->addWidget(m_timeline, 1);
    m_recordedNote = note("shareRecorded", box);
    m_movedNote = note("shareMoved", box);
    m_movedNote->setProperty("muted", false);
    m_movedNote->setProperty("warning", true);
    right->addWidget(m_recordedNote);
    right->addWidget(m_movedNote);
    picture->addLayout(right, 1);
    layout->addLayout(picture);
    box->hide();
    connect(m_moment, &WallClockField::dateTimeChanged, this, [this] {
        showMoment();
        Q_EMIT placeChanged();
        Q_EMIT changed();
    });
    connect(m_timeline, &DayTimeline::momentChosen, this, &ShareForm::setArchiveFrom);
    connect(m_timeline, &DayTimeline::dayChanged, m_calendar, &RecordedCalendar::setSelectedDay);
    connect(m_calendar, &RecordedCalendar::dayChosen, this, &ShareForm::chooseDay);
    return box;
}

QWidget *ShareForm::buildAccess()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_public = new QCheckBox(tr("&Public link: no token, no end"), box);
    m_public->setObjectName(u"sharePublic"_s);
    layout->addWidget(m_public);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_accessNote = note("shareAccess", box);
    m_switchOn = new QPushButton(tr("Switch External access on"), box);
    m_switchOn->setObjectName(u"shareSwitchOn"_s);
    m_switchOn->setAutoDefault(false);
    line->addWidget(m_accessNote, 1);
    line->addWidget(m_switchOn);
    layout->addLayout(line);
    m_periodBox = new QWidget(box);
    auto *period = lineIn(m_periodBox);
    m_count = new QSpinBox(m_periodBox);
    m_count->setObjectName(u"shareCount"_s);
    m_count->setRange(1, mostShareDays);
    m_count->setButtonSymbols(QSpinBox::NoButtons);
    m_count->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    m_count->setAccessibleName(tr("How long the link opens"));
    ignoreStrayWheel(m_count);
    m_hours = radio(tr("h&ours"), "shareHours", m_periodBox);
    m_days = radio(tr("&days"), "shareDays", m_periodBox);
    m_days->setChecked(true);
    m_end = plainLabel({}, m_periodBox);
    m_end->setObjectName(u"shareEnd"_s);
    m_end->setProperty("muted", true);
    auto *forLabel = new QLabel(tr("Open&s for"), m_periodBox);
    forLabel->setBuddy(m_count);
    for (QWidget *widget :
         {static_cast<QWidget *>(forLabel), static_cast<QWidget *>(m_count), static_cast<QWidget *>(m_hours),
          static_cast<QWidget *>(m_days), static_cast<QWidget *>(m_end)})
        period->addWidget(widget);
    period->addStretch(1);
    layout->addWidget(m_periodBox);
    connect(m_public, &QCheckBox::toggled, this, [this] {
        updateAccess();
        applyReasons();
        Q_EMIT changed();
    });
    connect(m_switchOn, &QPushButton::clicked, this, &ShareForm::externalAccessRequested);
    connect(m_hours, &QRadioButton::toggled, this, [this](bool isHours) {
        m_count->setMaximum(SharePeriod{1, isHours ? ShareUnit::Hours : ShareUnit::Days}.most());
        showEnd();
        Q_EMIT changed();
    });
    connect(m_count, &QSpinBox::valueChanged, this, [this] {
        showEnd();
        Q_EMIT changed();
    });
    return box;
}

QWidget *ShareForm::buildProtocol()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *choices = new QWidget(box);
    auto *line = lineIn(choices);
    m_rtsp = radio(u"&RTSP"_s, "shareRtsp", choices);
    m_hls = radio(u"&HLS"_s, "shareHls", choices);
    m_file = radio(tr("File (&MP4)"), "shareFile", choices);
    m_rtsp->setChecked(true);
    for (QRadioButton *button : {m_rtsp, m_hls, m_file}) {
        line->addWidget(button);
        connect(button, &QRadioButton::toggled, this, [this](bool isOn) {
            if (isOn)
                Q_EMIT changed();
        });
    }
    line->addStretch(1);
    layout->addWidget(choices);
    m_protocolNote = note("shareProtocolNote", box);
    layout->addWidget(m_protocolNote);
    return box;
}

ShareRequest ShareForm::request() const
{
    ShareRequest request;
    request.mode = m_archive->isChecked() ? ShareMode::Archive : ShareMode::Live;
    request.protocol = m_hls->isChecked()    ? ShareProtocol::Hls
                       : m_file->isChecked() ? ShareProtocol::File
                                             : ShareProtocol::Rtsp;
    request.isPublic = m_public->isChecked();
    request.period = {m_count->value(), m_hours->isChecked() ? ShareUnit::Hours : ShareUnit::Days};
    request.archiveFromMs = request.mode == ShareMode::Archive ? archiveFrom() : 0;
    request.note = m_note->text();
    return request;
}

qint64 ShareForm::archiveFrom() const
{
    return m_moment->moment();
}

void ShareForm::setMode(ShareMode mode)
{
    (mode == ShareMode::Archive ? m_archive : m_live)->setChecked(true);
}

void ShareForm::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    m_calendar->setZone(zone);
    m_timeline->setZone(zone);
    m_moment->setZone(zone);
    showMoment();
}

void ShareForm::setArchiveFrom(qint64 utcMs)
{
    m_moment->setMoment(utcMs);
    showMoment();
}

void ShareForm::chooseDay(QDate day)
{
    m_moment->setDate(day);
}

void ShareForm::showMoment()
{
    const qint64 moment = archiveFrom();
    const QDate day = QDateTime::fromMSecsSinceEpoch(moment, m_zone).date();
    if (m_timeline->day() != day)
        m_timeline->setDay(day);
    m_timeline->setSelectedMoment(moment);
    m_calendar->setSelectedDay(day);
    m_wallNote->setText(m_moment->note());
    m_wallNote->setVisible(!m_wallNote->text().isEmpty());
    m_zoneLabel->setText(
        tr("your time, %1; one day from then can be watched")
            .arg(texts::zoneOffset(m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(moment, Qt::UTC)))));
}

void ShareForm::setChoice(ShareProtocol protocol, SharePeriod period)
{
    (protocol == ShareProtocol::Hls ? m_hls : m_rtsp)->setChecked(true);
    (period.unit == ShareUnit::Hours ? m_hours : m_days)->setChecked(true);
    m_count->setValue(period.count);
    applyReasons();
}

void ShareForm::setNote(const QString &text)
{
    m_note->setText(text);
}

void ShareForm::setRecorded(const std::vector<ShadedPeriod> &periods)
{
    std::vector<RecordedPeriod> all;
    for (const ShadedPeriod &period : periods)
        all.push_back(period.period);
    m_calendar->setPeriods(all);
    m_timeline->setPeriods(periods);
}

void ShareForm::setRecordedNote(const QString &sentence)
{
    tell(m_recordedNote, sentence);
}

void ShareForm::setMovedNote(const QString &sentence)
{
    tell(m_movedNote, sentence);
}

void ShareForm::setReasons(const Reasons &reasons)
{
    if (m_reasons == reasons)
        return;
    m_reasons = reasons;
    applyReasons();
    updateAccess();
}

void ShareForm::applyReasons()
{
    allow(m_archive, m_reasons.archive);
    allow(m_rtsp, m_reasons.rtsp);
    allow(m_hls, m_reasons.hls);
    allow(m_file, m_reasons.file);
    const bool isArchive = m_archive->isChecked();
    // A file is for servers that have nothing better.
    const bool needsFile = isArchive && !m_reasons.rtsp.isEmpty() && !m_reasons.hls.isEmpty();
    m_file->setVisible(needsFile);
    QRadioButton *const chosen = m_hls->isChecked() ? m_hls : m_file->isChecked() ? m_file : m_rtsp;
    const bool isPossible = chosen->isEnabled() && (chosen != m_file || needsFile);
    if (!isPossible) {
        for (QRadioButton *other : {m_rtsp, m_hls, m_file}) {
            if (other->isEnabled() && (other != m_file || needsFile)) {
                other->setChecked(true);
                break;
            }
        }
    }
    QStringList why;
    tell(m_modeNote, m_reasons.archive);
    for (const QString &reason : {m_reasons.rtsp, m_reasons.hls, needsFile ? m_reasons.file : QString()}) {
        if (!reason.isEmpty() && !why.contains(reason))
            why.append(reason);
    }
    tell(m_protocolNote, why.join(u' '));
}

void ShareForm::setExternalAccess(bool isOn, bool isBusy)
{
    m_hasExternalAccess = isOn;
    m_isBusy = isBusy;
    updateAccess();
}

void ShareForm::updateAccess()
{
    const bool isPublic = m_public->isChecked();
    m_periodBox->setVisible(!isPublic);
    QString sentence;
    if (isPublic && !m_reasons.publicLink.isEmpty())
        sentence = m_reasons.publicLink;
    else if (isPublic && m_isBusy)
        sentence = tr("External access is being switched on…");
    else if (isPublic && !m_hasExternalAccess)
        sentence =
            tr("A public link needs the camera's External access, and it is off. Switched on, everybody "
               "can watch both streams of the camera who knows their address.");
    else if (!isPublic)
        sentence = m_reasons.token;
    tell(m_accessNote, sentence);
    setMark(m_accessNote, "warning", !sentence.isEmpty() && !m_isBusy);
    m_switchOn->setVisible(isPublic && m_reasons.publicLink.isEmpty() && !m_hasExternalAccess);
    m_switchOn->setEnabled(!m_isBusy);
}

void ShareForm::showEnd()
{
    const SharePeriod period{m_count->value(), m_hours->isChecked() ? ShareUnit::Hours : ShareUnit::Days};
    const qint64 end = m_clock.nowMs() + period.seconds().count() * 1000;
    m_end->setText(tr("until %1").arg(texts::moment(end)));
}

void ShareForm::setLocked(bool isLocked)
{
    setEnabled(!isLocked);
}

void ShareForm::showEvent(QShowEvent *event)
{
    showEnd();
    QWidget::showEvent(event);
}

} // namespace streamkeeper
