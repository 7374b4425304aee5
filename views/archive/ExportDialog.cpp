#include "views/archive/ExportDialog.h"

#include "views/common/ConfirmDialog.h"
#include "views/common/DialogBody.h"
#include "views/common/FieldRow.h"
#include "views/common/PlainText.h"
#include "views/common/WallClockField.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ExportDialog::ExportDialog(const QString &stream, const RecordedPeriod &period, const QString &fileName,
                           QWidget *parent)
    : QDialog(parent)
    , m_from(new WallClockField(this))
    , m_until(new WallClockField(this))
    , m_file(new QLineEdit(this))
    , m_choose(new QPushButton(tr("Choose…"), this))
    , m_wallNote(sentenceLabel({}, this))
    , m_sentence(sentenceLabel({}, this))
    , m_progress(new QProgressBar(this))
    , m_close(new QPushButton(tr("Close"), this))
    , m_export(new QPushButton(tr("Export"), this))
{
    setWindowTitle(tr("Export recordings · %1").arg(stream));
    QVBoxLayout *layout = layOut(*this, {620, 0}).body;
    layout->setSpacing(12);
    buildForm(fileName, period);
    m_wallNote->setObjectName(u"exportWallClock"_s);
    m_wallNote->setProperty("warning", true);
    m_wallNote->hide();
    layout->addWidget(m_wallNote);
    m_sentence->setObjectName(u"exportSentence"_s);
    layout->addWidget(m_sentence);
    m_progress->setObjectName(u"exportProgress"_s);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 100);
    m_progress->setAccessibleName(tr("Progress of the export"));
    layout->addWidget(m_progress);
    layout->addStretch(1);
    buildButtons();
    setState(State::Choosing);
}

void ExportDialog::buildForm(const QString &fileName, const RecordedPeriod &period)
{
    QFormLayout *form = addFormColumn(*bodyOf(*this));
    const auto setUp = [this](WallClockField *field, const QString &name, qint64 momentMs) {
        field->setObjectName(name);
        field->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
        field->setMoment(momentMs);
        connect(field, &WallClockField::dateTimeChanged, this, [this] {
            showWallNote();
            Q_EMIT changed();
        });
    };
    setUp(m_from, u"exportFrom"_s, period.fromMs);
    setUp(m_until, u"exportUntil"_s, period.untilMs);
    const QDateTime begin = QDateTime::fromMSecsSinceEpoch(period.fromMs);
    const QString zone = m_from->zone().displayName(begin, QTimeZone::OffsetName);
    FieldRow(*form, tr("&From"), m_from, plainLabel(zone, this));
    FieldRow(*form, tr("&Until"), m_until, plainLabel(zone, this));
    m_file->setObjectName(u"exportFile"_s);
    m_file->setText(QDir::toNativeSeparators(fileName));
    m_choose->setAutoDefault(false);
    FieldRow(*form, tr("F&ile"), m_file, m_choose);
    connect(m_choose, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_file, &QLineEdit::textChanged, this, [this] {
        m_isReplaceAgreed = false;
        Q_EMIT changed();
    });
}

void ExportDialog::showWallNote()
{
    const QString from = m_from->note();
    const QString until = m_until->note();
    m_wallNote->setText(from == until ? from : (from + u' ' + until).trimmed());
    m_wallNote->setVisible(!m_wallNote->text().isEmpty());
}

void ExportDialog::buildButtons()
{
    auto *buttons = new QHBoxLayout;
    m_export->setObjectName(u"exportStart"_s);
    m_export->setProperty("primary", true);
    m_export->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_export);
    static_cast<QVBoxLayout *>(layout())->addLayout(buttons);
    connect(m_close, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::startExport);
}

RecordedPeriod ExportDialog::period() const
{
    return {m_from->moment(), m_until->moment()};
}

QString ExportDialog::fileName() const
{
    return QDir::fromNativeSeparators(m_file->text().trimmed());
}

void ExportDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export recordings"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("MP4 video (*.mp4)"), tr("Matroska video (*.mkv)")});
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(u".mkv"_s) ? u"mkv"_s : u"mp4"_s);
    });
    dialog->setDefaultSuffix(u"mp4"_s);
    dialog->setDirectory(QFileInfo(fileName()).absolutePath());
    dialog->selectFile(QFileInfo(fileName()).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &chosen) {
        m_file->setText(QDir::toNativeSeparators(chosen));
        m_isReplaceAgreed = true; // that dialog has asked
    });
    dialog->open();
}

void ExportDialog::startExport()
{
    const QFileInfo file(fileName());
    if (!file.isFile() || m_isReplaceAgreed) {
        Q_EMIT exportRequested(m_isReplaceAgreed);
        return;
    }
    auto *confirm = new ConfirmDialog(tr("Replace the file?"),
                                      {tr("%1 exists already. It is replaced when the export is complete.")
                                           .arg(QDir::toNativeSeparators(file.filePath()))},
                                      tr("Replace"), this);
    confirm->setAttribute(Qt::WA_DeleteOnClose);
    connect(confirm, &ConfirmDialog::confirmed, this, [this, confirm] {
        confirm->accept();
        m_isReplaceAgreed = true;
        Q_EMIT exportRequested(true);
    });
    confirm->open();
}

void ExportDialog::showSentence(const QString &sentence, bool isBad)
{
    m_sentence->setText(sentence);
    setMark(m_sentence, "bad", isBad);
}

void ExportDialog::showForecast(const QString &sentence)
{
    if (m_state == State::Running)
        return;
    setState(State::Choosing);
    showSentence(sentence, false);
}

void ExportDialog::showProblem(const QString &sentence)
{
    if (m_state == State::Running)
        return;
    setState(State::Choosing);
    showSentence(sentence, true);
    m_export->setEnabled(false);
    m_export->setToolTip(sentence);
}

void ExportDialog::showProgress(int percent, const QString &sentence)
{
    setState(State::Running);
    m_progress->setValue(percent);
    showSentence(sentence, false);
}

void ExportDialog::showFailure(const QString &sentence)
{
    setState(State::Choosing);
    showSentence(sentence, true);
}

void ExportDialog::showDone(const QString &sentence)
{
    setState(State::Done);
    showSentence(sentence, false);
    m_close->setFocus();
}

void ExportDialog::setState(State state)
{
    m_state = state;
    const bool isRunning = state == State::Running;
    for (QWidget *field : {static_cast<QWidget *>(m_from), static_cast<QWidget *>(m_until),
                           static_cast<QWidget *>(m_file), static_cast<QWidget *>(m_choose)})
        field->setEnabled(!isRunning);
    m_progress->setVisible(isRunning);
    m_export->setVisible(state != State::Done);
    m_export->setEnabled(state == State::Choosing);
    m_export->setToolTip({});
    m_close->setText(isRunning ? tr("Cancel the export") : tr("Close"));
}

/// Escape and the window's cross too: a running export is cancelled first, and says so when it is.
void ExportDialog::reject()
{
    if (m_state == State::Running)
        Q_EMIT cancelRequested();
    else
        QDialog::reject();
}

} // namespace streamkeeper
