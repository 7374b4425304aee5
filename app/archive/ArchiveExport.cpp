#include "app/archive/ArchiveExport.h"

#include "app/files/Leftovers.h"
#include "models/rules/ArchiveCoverage.h"
#include "models/rules/RetryRule.h"
#include "models/texts/Formatting.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QStorageInfo>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// What a server makes a file of, and what is held in memory at once.
constexpr qint64 pieceMs = 60'000;
constexpr qint64 noticedMs = 1'000;
constexpr int maxAttempts = 3;
constexpr std::chrono::seconds retryDelay{2};
/// Another server is asked for what was written last, too: its clock may go before or behind, and it is by
/// the pictures that are known again that one goes on where the other ended.
constexpr qint64 handOverMs = 3'000;
/// Whatever the size: a disk with less is as good as full.
constexpr qint64 leastFreeBytes = 32 * 1024 * 1024;

std::vector<RecordedPeriod> clipped(std::vector<RecordedPeriod> coverage, const RecordedPeriod &to)
{
    for (RecordedPeriod &period : coverage)
        period = {std::max(period.fromMs, to.fromMs), std::min(period.untilMs, to.untilMs)};
    std::erase_if(coverage, [](const RecordedPeriod &period) { return period.untilMs <= period.fromMs; });
    return coverage;
}

qint64 lengthOf(const std::vector<RecordedPeriod> &periods)
{
    qint64 sum = 0;
    for (const RecordedPeriod &period : periods)
        sum += period.untilMs - period.fromMs;
    return sum;
}

/// Names that promise something else than what is written. Any other ending may be part of a name.
const QStringList &otherContainers()
{
    static const QStringList all{u"avi"_s, u"mov"_s,  u"qt"_s,   u"ts"_s,  u"mts"_s,  u"m2ts"_s, u"webm"_s,
                                 u"wmv"_s, u"asf"_s,  u"flv"_s,  u"mpg"_s, u"mpeg"_s, u"3gp"_s,  u"ogv"_s,
                                 u"ogg"_s, u"h264"_s, u"h265"_s, u"dav"_s, u"gif"_s};
    return all;
}

} // namespace

Result<ExportForecast> ArchiveExport::forecast(const Request &request, qint64 nowMs)
{
    const RecordedPeriod &period = request.period;
    if (period.untilMs <= period.fromMs)
        return fail(ErrorCategory::Invalid, tr("The end has to be later than the beginning."));
    if (period.untilMs - period.fromMs > longestMs)
        return fail(ErrorCategory::Invalid, tr("At most 24 hours can be exported at once."));
    if (period.fromMs >= nowMs)
        return fail(ErrorCategory::Invalid, tr("The beginning is in the future."));
    const auto recorded = clipped(request.map.coverage(nowMs), period);
    if (recorded.empty())
        return fail(ErrorCategory::Invalid,
                    tr("Nothing is recorded between %1 and %2.")
                        .arg(format::moment(period.fromMs), format::moment(period.untilMs)));
    ExportForecast forecast;
    forecast.fromMs = recorded.front().fromMs;
    forecast.recordedMs = lengthOf(recorded);
    const auto gaps = gapsWithin(recorded, {period.fromMs, std::min(period.untilMs, nowMs)});
    forecast.gaps = int(gaps.size());
    forecast.gapsMs = lengthOf(gaps);
    forecast.expectedBytes = request.bitrateBps / 8 * (forecast.recordedMs / 1'000);
    qint64 moment = recorded.front().fromMs;
    while (const auto next = recordedMomentFrom(recorded, moment)) {
        const auto place = request.map.placeAt(*next, nowMs);
        if (!place)
            break;
        if (std::ranges::find(forecast.servers, place->server) == forecast.servers.end())
            forecast.servers.push_back(place->server);
        moment = std::max(place->untilMs, *next + 1);
    }
    return forecast;
}

QString ArchiveExport::movedBeginning(const Request &request, const ExportForecast &forecast)
{
    // Clocks are told apart no better than that.
    if (forecast.fromMs - request.period.fromMs < noticedMs)
        return {};
    return tr("Nothing is recorded at the beginning: the file begins with the next recorded moment, %1.")
        .arg(format::moment(forecast.fromMs));
}

QString ArchiveExport::soundNote(const Summary &summary)
{
    QStringList sentences;
    if (!summary.convertedSound.isEmpty())
        sentences.append(
            tr("The sound (%1) was converted to AAC, because a file of this kind does not hold it.")
                .arg(summary.convertedSound));
    if (summary.hasLostSound)
        sentences.append(tr("Sound was left out: a file of this kind does not hold it, and it could not be "
                            "converted. A file whose name ends in .mkv holds more kinds."));
    return sentences.join(u' ');
}

Result<void> ArchiveExport::checkFile(const Request &request, const ExportForecast &forecast)
{
    const QFileInfo file(request.fileName);
    const QFileInfo folder(file.absolutePath());
    const QString shown = QDir::toNativeSeparators(request.fileName);
    if (request.fileName.isEmpty())
        return fail(ErrorCategory::Invalid, tr("Enter the name of the file."));
    if (file.isDir())
        return fail(ErrorCategory::Invalid, tr("%1 is a folder. Enter the name of a file.").arg(shown));
    if (const QString suffix = file.suffix().toLower(); otherContainers().contains(suffix))
        return fail(ErrorCategory::Invalid,
                    tr("Recordings are written as MP4 or Matroska, not as .%1. Let the name end in .mp4 or "
                       ".mkv.")
                        .arg(suffix));
    if (!folder.isDir())
        return fail(ErrorCategory::Invalid,
                    tr("There is no folder %1.").arg(QDir::toNativeSeparators(folder.filePath())));
    if (!folder.isWritable())
        return fail(
            ErrorCategory::Storage,
            tr("The folder %1 cannot be written to.").arg(QDir::toNativeSeparators(folder.filePath())));
    if (file.exists() && !request.mayReplace)
        return fail(ErrorCategory::Conflict, tr("The file %1 exists already.").arg(shown));
    const QStorageInfo disk(folder.filePath());
    const qint64 needed = std::max(leastFreeBytes, forecast.expectedBytes);
    if (disk.isValid() && disk.bytesAvailable() < needed)
        return fail(ErrorCategory::Storage,
                    tr("About %1 are needed, and %2 has only %3 left.")
                        .arg(QLocale().formattedDataSize(needed), QDir::toNativeSeparators(folder.filePath()),
                             QLocale().formattedDataSize(disk.bytesAvailable())));
    return {};
}

ArchiveExport::ArchiveExport(Request request, std::shared_ptr<MediaFetcher> fetcher, Locate locate,
                             Clock clock, QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_fetcher(std::move(fetcher))
    , m_locate(std::move(locate))
    , m_clock(std::move(clock))
{
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setInterval(retryDelay);
    connect(&m_retryTimer, &QTimer::timeout, this, &ArchiveExport::provide);
}

ArchiveExport::~ArchiveExport()
{
    if (m_thread)
        m_thread->release();
}

void ArchiveExport::start()
{
    sweepLeftovers(); // FILE.part of a program that was killed
    const qint64 nowMs = m_clock.nowMs();
    const auto forecast = ArchiveExport::forecast(m_request, nowMs);
    if (!forecast) {
        finish(tl::unexpected(forecast.error()));
        return;
    }
    if (const auto file = checkFile(m_request, *forecast); !file) {
        finish(tl::unexpected(file.error()));
        return;
    }
    m_coverage = clipped(m_request.map.coverage(nowMs), m_request.period);
    m_thread = ExportThread::start(
        m_request.period, {m_request.fileName, m_request.mayReplace, noteLeftover}, m_fetcher,
        // Never called after release(), which the destructor calls.
        [this] { QMetaObject::invokeMethod(this, &ArchiveExport::handleUpdate, Qt::QueuedConnection); });
}

void ArchiveExport::cancel()
{
    if (m_isFinished)
        return;
    m_retryTimer.stop();
    if (std::exchange(m_silent, std::nullopt))
        m_failure.reset();
    if (m_thread)
        m_thread->requestStop();
    else
        finish(fail(ErrorCategory::Cancelled, tr("The export was cancelled.")));
}

void ArchiveExport::handleUpdate()
{
    if (m_isFinished || !m_thread)
        return;
    const bool hasEnded = m_thread->isFinished(); // before its last words are taken, not after
    const ExportThread::Update update = m_thread->takeUpdate();
    if (update.reachedMs > 0) {
        const qint64 doneMs = lengthOf(clipped(m_coverage, {m_request.period.fromMs, update.reachedMs}));
        Q_EMIT progressChanged(int(std::min<qint64>(100, 100 * doneMs / lengthOf(m_coverage))), update.bytes);
    }
    if (update.wantedFromMs) {
        if (m_wantedFromMs != update.wantedFromMs) {
            m_attempts = 0;
            m_unusable.clear();
            m_use = PieceUse::Export;
        }
        m_wantedFromMs = update.wantedFromMs;
        if (update.pieceError)
            retryPiece(*update.pieceError);
        else
            provide();
    }
    if (!hasEnded)
        return;
    // Only now is it sure that nothing is left of it.
    if (update.isDone) {
        const Summary written = summary(update);
        Q_EMIT progressChanged(100, written.bytes);
        finish(written);
    } else if (m_failure) {
        finish(tl::unexpected(*m_failure));
    } else if (update.failure) {
        finish(tl::unexpected(*update.failure));
    } else {
        finish(fail(ErrorCategory::Cancelled, tr("The export was cancelled.")));
    }
}

ArchiveExport::Summary ArchiveExport::summary(const ExportThread::Update &update) const
{
    const RecordedPeriod &period = m_request.period;
    const auto gaps = gapsWithin(m_coverage, {period.fromMs, std::min(period.untilMs, m_clock.nowMs())});
    return {.bytes = QFileInfo(m_request.fileName).size(),
            .fromMs = m_coverage.front().fromMs,
            .recordedMs = lengthOf(m_coverage),
            .gaps = int(gaps.size()),
            .gapsMs = lengthOf(gaps),
            .hasLostSound = update.hasLostSound,
            .convertedSound = update.convertedSound};
}

void ArchiveExport::provide()
{
    const auto moment = recordedMomentFrom(m_coverage, *m_wantedFromMs);
    if (!moment) {
        m_thread->giveEnd();
        return;
    }
    m_place = m_request.map.placeAt(*moment, m_clock.nowMs(), m_unusable);
    if (!m_place) {
        retryPiece({ErrorCategory::Network, tr("No media server can deliver it."), {}, 0});
        return;
    }
    // The end may lie in an interruption that is no gap.
    if (m_place->momentMs >= m_request.period.untilMs) {
        m_thread->giveEnd();
        return;
    }
    const bool isHandOver = !m_lastServer.isNull() && m_lastServer != m_place->server;
    const qint64 fromMs =
        isHandOver ? std::max(m_place->within.fromMs, m_place->momentMs - handOverMs) : m_place->momentMs;
    const RecordedPeriod period{
        fromMs, std::min({m_place->momentMs + pieceMs, m_place->untilMs, m_request.period.untilMs})};
    m_locate(*m_place, period, m_use,
             [guard = QPointer<ArchiveExport>(this)](const Result<ArchivePiece> &piece) {
                 if (!guard || guard->m_isFinished)
                     return;
                 if (!piece) {
                     guard->retryPiece(piece.error());
                     return;
                 }
                 guard->m_lastServer = piece->server;
                 guard->m_thread->givePiece(*piece);
             });
}

/// The other form of the same server, then other servers, then once more.
void ArchiveExport::retryPiece(const Error &error)
{
    if (m_use == PieceUse::Export && error.category != ErrorCategory::Cancelled) {
        m_use = PieceUse::Playing;
        provide();
        return;
    }
    m_use = PieceUse::Export;
    QSet<ServerId> without = m_unusable;
    if (m_place)
        without.insert(m_place->server);
    const auto moment = recordedMomentFrom(m_coverage, *m_wantedFromMs);
    if (moment && m_request.map.placeAt(*moment, m_clock.nowMs(), without)) {
        m_unusable = without;
        provide();
        return;
    }
    m_unusable.clear();
    if (++m_attempts < maxAttempts && !isHopeless(error)) {
        m_retryTimer.start();
        return;
    }
    Error told = error;
    told.message = tr("The recording of %1 could not be fetched: %2")
                       .arg(format::moment(moment.value_or(*m_wantedFromMs)), error.message);
    m_failure = told;
    if (!isUnanswered(error) || !m_place || !doOthersHoldSomething(m_place->server)) {
        giveUp();
        return;
    }
    m_silent = m_place->server;
    Q_EMIT serverSilent(*m_silent, *m_wantedFromMs);
}

bool ArchiveExport::doOthersHoldSomething(const ServerId &silent) const
{
    Request others = m_request;
    others.map = others.map.without({silent});
    return forecast(others, m_clock.nowMs()).has_value();
}

void ArchiveExport::giveUp()
{
    m_silent.reset();
    m_thread->requestStop();
}

void ArchiveExport::goOnWithout()
{
    if (!m_silent)
        return;
    m_request.map = m_request.map.without({*std::exchange(m_silent, std::nullopt)});
    m_failure.reset();
    // What it has delivered is written.
    m_coverage = clipped(std::move(m_coverage), {m_request.period.fromMs, *m_wantedFromMs});
    const auto rest =
        clipped(m_request.map.coverage(m_clock.nowMs()), {*m_wantedFromMs, m_request.period.untilMs});
    m_coverage.insert(m_coverage.end(), rest.begin(), rest.end());
    m_attempts = 0;
    provide();
}

void ArchiveExport::finish(const Result<Summary> &result)
{
    if (std::exchange(m_isFinished, true))
        return;
    m_retryTimer.stop();
    Q_EMIT finished(result);
}

} // namespace streamkeeper
