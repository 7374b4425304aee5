#include "app/archive/ExportThread.h"

#include "app/player/PieceReader.h"

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 20s;
/// How often the progress is told.
constexpr qint64 noteStepMs = 1'000;

} // namespace

std::shared_ptr<ExportThread> ExportThread::start(const RecordedPeriod &period, const ExportFile &file,
                                                  std::shared_ptr<MediaFetcher> fetcher,
                                                  std::function<void()> wake)
{
    auto thread = std::make_shared<ExportThread>(period, file, std::move(fetcher), std::move(wake));
    thread->launch();
    return thread;
}

ExportThread::ExportThread(const RecordedPeriod &period, ExportFile file,
                           std::shared_ptr<MediaFetcher> fetcher, std::function<void()> wake)
    : PlaybackThread(std::move(wake))
    , m_period(period)
    , m_fetcher(std::move(fetcher))
    , m_file(std::move(file))
{
}

ExportThread::Update ExportThread::takeUpdate()
{
    noteTaken();
    return m_update.take();
}

void ExportThread::givePiece(ArchivePiece piece)
{
    {
        const std::scoped_lock lock(m_givenMutex);
        m_given.emplace(std::move(piece));
    }
    m_givenChanged.notify_all();
}

void ExportThread::giveEnd()
{
    {
        const std::scoped_lock lock(m_givenMutex);
        m_given.emplace(std::nullopt);
    }
    m_givenChanged.notify_all();
}

std::optional<ArchivePiece> ExportThread::ask(qint64 fromMs, std::optional<Error> pieceError)
{
    m_update.change([&](Update &update) {
        update.wantedFromMs = fromMs;
        update.pieceError = std::move(pieceError);
    });
    notify();
    std::unique_lock lock(m_givenMutex);
    if (!m_givenChanged.wait(lock, stopToken(), [this] { return m_given.has_value(); }))
        return {};
    return *std::exchange(m_given, std::nullopt);
}

void ExportThread::run()
{
    m_writer.emplace(m_file, m_period.fromMs * 1'000);
    work();
    m_writer.reset();
}

void ExportThread::work()
{
    qint64 fromMs = m_period.fromMs;
    std::optional<Error> pieceError;
    while (!stopToken().stop_requested()) {
        const std::optional<ArchivePiece> piece = ask(fromMs, std::exchange(pieceError, std::nullopt));
        if (!piece)
            break;
        switch (take(*piece, pieceError)) {
        case Outcome::Written:
            fromMs = piece->period.untilMs;
            break;
        case Outcome::NotFetched:
            // What was written of it stays: the next one goes on behind that.
            fromMs = std::max(fromMs, std::min(m_reachedMs, piece->period.untilMs - 1));
            break;
        case Outcome::Failed:
            return;
        }
    }
    if (stopToken().stop_requested())
        return;
    const Result<void> finished = m_writer->finish();
    if (!finished) {
        endWith(finished.error());
        return;
    }
    m_update.change([this](Update &update) {
        update.isDone = true;
        update.hasLostSound = m_writer->hasLostSound();
        update.convertedSound = m_writer->convertedSound();
    });
}

ExportThread::Outcome ExportThread::take(const ArchivePiece &piece, std::optional<Error> &pieceError)
{
    PieceReader reader(piece, m_fetcher, stopToken());
    if (Result<void> opened = reader.open(PieceReader::patienceFor(piece, patience)); !opened) {
        pieceError = opened.error();
        return Outcome::NotFetched;
    }
    const bool isSameSource = piece.server == m_lastServer && piece.period.fromMs == m_lastUntilMs;
    if (Result<void> begun =
            m_writer->beginPiece(*reader.tracks(), isSameSource, piece.period.fromMs * 1'000);
        !begun) {
        endWith(begun.error());
        return Outcome::Failed;
    }
    while (!stopToken().stop_requested()) {
        const Result<PacketPtr> packet = reader.read(patience);
        if (!packet) {
            pieceError = packet.error();
            m_lastServer = ServerId();
            return Outcome::NotFetched;
        }
        if (!*packet)
            break;
        if (Result<void> written = m_writer->write(**packet, reader.isVideo(**packet)); !written) {
            endWith(written.error());
            return Outcome::Failed;
        }
        note((*packet)->pts / 1'000);
    }
    m_lastServer = piece.server;
    m_lastUntilMs = piece.period.untilMs;
    note(piece.period.untilMs);
    return Outcome::Written;
}

void ExportThread::note(qint64 reachedMs)
{
    const qint64 before = std::exchange(m_reachedMs, std::max(m_reachedMs, reachedMs));
    if (m_reachedMs / noteStepMs == before / noteStepMs)
        return;
    m_update.change([this](Update &update) {
        update.reachedMs = m_reachedMs;
        update.bytes = m_writer->bytes();
    });
    notify();
}

void ExportThread::endWith(const Error &error)
{
    m_update.change([&](Update &update) { update.failure = error; });
}

} // namespace streamkeeper
