#include "app/console/ArchiveExportPresenter.h"

#include "app/console/ExternalPlayer.h"
#include "app/console/StreamsPresenter.h"
#include "models/texts/Formatting.h"
#include "views/archive/ExportDialog.h"
#include "views/common/ConfirmDialog.h"
#include "views/shell/MainWindow.h"

#include <QDateTime>
#include <QDir>
#include <QLocale>
#include <QStandardPaths>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ArchiveExportPresenter::ArchiveExportPresenter(Session &session, MainWindow &window,
                                               StreamsPresenter &streams, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_streams(streams)
{
    connect(&streams.archive(), &ArchivePlaybackPresenter::exportRequested, this,
            &ArchiveExportPresenter::open);
}

ArchiveExportPresenter::~ArchiveExportPresenter() = default;

void ArchiveExportPresenter::open(const RecordedPeriod &period)
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    ArchivePlaybackPresenter &archive = m_streams.archive();
    m_map = archive.player()->map();
    m_title = archive.subject().title;
    m_bitrateBps = 0;
    if (const int row = m_session.fleet().rowOf(StreamId::fromString(archive.subject().streamKey));
        row >= 0) {
        if (const ObservedStream *seen = m_session.fleet().observed(m_session.fleet().row(row)))
            m_bitrateBps = std::max<qint64>(0, seen->bitrateInBps);
    }
    const RecordedPeriod whole{period.fromMs, std::min(period.untilMs, m_session.clock().nowMs())};
    m_dialog = new ExportDialog(m_title, whole, proposedFile(whole.fromMs), &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ExportDialog::changed, this, &ArchiveExportPresenter::refresh);
    connect(m_dialog, &ExportDialog::exportRequested, this, &ArchiveExportPresenter::start);
    connect(m_dialog, &ExportDialog::cancelRequested, this, [this] {
        if (m_export)
            m_export->cancel();
    });
    refresh();
    m_dialog->open();
}

QString ArchiveExportPresenter::proposedFile(qint64 fromMs) const
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::MoviesLocation);
    const QDir place(QDir(folder).exists() ? folder : QDir::homePath());
    const QString time = QDateTime::fromMSecsSinceEpoch(fromMs).toString(u"yyyy-MM-dd HH-mm-ss"_s);
    return place.filePath(u"%1 %2.mp4"_s.arg(ExternalPlayer::fileNameOf(m_title), time));
}

ArchiveExport::Request ArchiveExportPresenter::request(bool mayReplace) const
{
    return {m_dialog->period(), m_map, m_dialog->fileName(), mayReplace, m_bitrateBps};
}

void ArchiveExportPresenter::refresh()
{
    // Whether it is replaced is asked when it begins.
    const ArchiveExport::Request wanted = request(true);
    const auto forecast = ArchiveExport::forecast(wanted, m_session.clock().nowMs());
    if (!forecast) {
        m_dialog->showProblem(forecast.error().message);
        return;
    }
    if (const auto file = ArchiveExport::checkFile(wanted, *forecast); !file) {
        m_dialog->showProblem(file.error().message);
        return;
    }
    const QString moved = ArchiveExport::movedBeginning(wanted, *forecast);
    m_dialog->showForecast((moved + u' ' + forecastText(*forecast)).trimmed());
}

QString ArchiveExportPresenter::forecastText(const ExportForecast &forecast) const
{
    QStringList names;
    for (const ServerId &id : forecast.servers) {
        if (m_session.fleet().server(id))
            names.append(m_session.fleet().serverName(id));
    }
    QStringList sentences{
        tr("%1 recorded, on %2.").arg(format::duration(forecast.recordedMs), names.join(u", "_s))};
    if (forecast.gaps > 0)
        sentences.append(tr("%n gap(s) of %1 in all will be left out.", nullptr, forecast.gaps)
                             .arg(format::duration(forecast.gapsMs)));
    if (forecast.expectedBytes > 0)
        sentences.append(tr("About %1.").arg(QLocale().formattedDataSize(forecast.expectedBytes)));
    sentences.append(
        tr("No picture is encoded anew. The file begins with the key frame before the beginning."));
    return sentences.join(u' ');
}

void ArchiveExportPresenter::start(bool mayReplace)
{
    m_leftOut.clear();
    m_export = std::make_unique<ArchiveExport>(
        request(mayReplace), m_streams.fetcher(),
        [this](const ArchivePlace &place, const RecordedPeriod &period, PieceUse use,
               std::function<void(Result<ArchivePiece>)> answer) {
            locatePiece(m_session.archive(), place, period, use, this, std::move(answer));
        });
    connect(m_export.get(), &ArchiveExport::progressChanged, m_dialog, [this](int percent, qint64 bytes) {
        m_dialog->showProgress(
            percent, tr("%1 % done, %2 written.").arg(percent).arg(QLocale().formattedDataSize(bytes)));
    });
    connect(m_export.get(), &ArchiveExport::serverSilent, this, &ArchiveExportPresenter::askWithout);
    connect(m_export.get(), &ArchiveExport::finished, this, &ArchiveExportPresenter::finish,
            Qt::QueuedConnection);
    m_dialog->showProgress(0, tr("The recordings are being fetched…"));
    m_export->start();
}

/// One server that is down must not keep from the operator what the others hold, nor what it has delivered.
void ArchiveExportPresenter::askWithout(const ServerId &silent, qint64 fromMs)
{
    if (!m_dialog) {
        m_export->giveUp();
        return;
    }
    const QString name = m_session.fleet().serverName(silent);
    const QString missing =
        tr("What only %1 has recorded from %2 on is missing.").arg(name, format::moment(fromMs));
    auto *question =
        new ConfirmDialog(tr("Export what the others hold?"),
                          {tr("%1 does not answer. Export what the others hold?").arg(name), missing},
                          tr("Export the rest"), m_dialog);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &ConfirmDialog::confirmed, question, &QDialog::accept);
    connect(question, &QDialog::accepted, m_export.get(), [this, missing] {
        m_leftOut.append(missing);
        m_export->goOnWithout();
    });
    connect(question, &QDialog::rejected, m_export.get(), &ArchiveExport::giveUp);
    question->open();
}

void ArchiveExportPresenter::finish(const Result<ArchiveExport::Summary> &result)
{
    m_export.reset();
    if (!m_dialog)
        return;
    if (!result) {
        m_dialog->showFailure(result.error().message);
        return;
    }
    const QString sentence =
        tr("Exported: %1, %2, as %3.")
            .arg(format::duration(result->recordedMs), QLocale().formattedDataSize(result->bytes),
                 QDir::toNativeSeparators(m_dialog->fileName()));
    QStringList sentences = QStringList{sentence} + m_leftOut;
    if (const QString note = ArchiveExport::soundNote(*result); !note.isEmpty())
        sentences.append(note);
    m_dialog->showDone(sentences.join(u' '));
}

} // namespace streamkeeper
