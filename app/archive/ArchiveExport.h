#pragma once

#include "app/archive/ExportThread.h"
#include "app/archive/PieceLocator.h"
#include "models/domain/Clock.h"
#include "models/rules/ArchivePlayback.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace streamkeeper {

/// What an export would bring.
struct ExportForecast
{
    qint64 fromMs = 0;     ///< UTC; the first recorded moment
    qint64 recordedMs = 0; ///< without the gaps
    int gaps = 0;          ///< in the period, those at its beginning and end included
    qint64 gapsMs = 0;
    qint64 expectedBytes = 0; ///< 0: not known
    std::vector<ServerId> servers;
};

/// Writes a period of a stream's recordings into one file, over servers and gaps and without encoding
/// pictures anew: from the files that a server makes of its recordings, else from its playlists. Nothing is
/// left of an export that fails or is cancelled. Where a server does not answer and others hold something, it
/// waits to be told whether to go on without. Used once. Lives on the session's thread and never makes it
/// wait.
class ArchiveExport : public QObject
{
    Q_OBJECT

public:
    /// As locatePiece() has it.
    using Locate = std::function<void(const ArchivePlace &place, const RecordedPeriod &period, PieceUse use,
                                      std::function<void(Result<ArchivePiece>)> answer)>;

    struct Request
    {
        RecordedPeriod period; ///< UTC
        ArchiveMap map;
        QString fileName;
        bool mayReplace = false;
        qint64 bitrateBps = 0; ///< of the stream now, for the size; 0: not known
    };
    struct Summary
    {
        qint64 bytes = 0;
        qint64 fromMs = 0;     ///< UTC; the first recorded moment
        qint64 recordedMs = 0; ///< without the gaps
        int gaps = 0;          ///< as in a forecast
        qint64 gapsMs = 0;
        bool hasLostSound = false; ///< of a kind that the file cannot hold
        QString convertedSound;    ///< of which kind it was before; empty: it is as it was

        bool operator==(const Summary &) const = default;
    };
    /// Longer ones are asked for in parts.
    static constexpr qint64 longestMs = 86'400'000;

    /// Invalid: end before begin, too long, or nothing is recorded, with a sentence for people.
    [[nodiscard]] static Result<ExportForecast> forecast(const Request &request, qint64 nowMs);
    /// For people: that the file begins later than was asked for, and when; empty: it does not.
    [[nodiscard]] static QString movedBeginning(const Request &request, const ExportForecast &forecast);
    /// For people: what has become of the sound; empty: it is as it was.
    [[nodiscard]] static QString soundNote(const Summary &summary);
    /// Invalid, Storage: the place of the file does not do.
    [[nodiscard]] static Result<void> checkFile(const Request &request, const ExportForecast &forecast);

    ArchiveExport(Request request, std::shared_ptr<MediaFetcher> fetcher, Locate locate, Clock clock = {},
                  QObject *parent = nullptr);
    ~ArchiveExport() override;

    /// Answers with finished(), also when it cannot be begun.
    void start();
    void cancel();
    /// The answers to serverSilent(). What was written stays; what is missing from there on is a gap.
    void goOnWithout();
    void giveUp();

Q_SIGNALS:
    void progressChanged(int percent, qint64 bytes);
    /// It does not answer, what it holds is needed from `fromMs` (UTC) on, and others hold something of the
    /// period. Nothing happens until goOnWithout(), giveUp() or cancel().
    void serverSilent(const streamkeeper::ServerId &server, qint64 fromMs);
    /// Once. Cancelled, if it was.
    void finished(const streamkeeper::Result<streamkeeper::ArchiveExport::Summary> &result);

private:
    void handleUpdate();
    void provide();
    void retryPiece(const Error &error);
    [[nodiscard]] bool doOthersHoldSomething(const ServerId &silent) const;
    [[nodiscard]] Summary summary(const ExportThread::Update &update) const;
    void finish(const Result<Summary> &result);

    Request m_request;
    std::shared_ptr<MediaFetcher> m_fetcher;
    Locate m_locate;
    Clock m_clock;
    std::vector<RecordedPeriod> m_coverage;
    std::shared_ptr<ExportThread> m_thread;
    QTimer m_retryTimer;
    std::optional<qint64> m_wantedFromMs;
    std::optional<ArchivePlace> m_place; ///< of the piece that was given last
    PieceUse m_use = PieceUse::Export;
    int m_attempts = 0;
    QSet<ServerId> m_unusable;        ///< for the piece that is wanted
    ServerId m_lastServer;            ///< that was given a piece of
    std::optional<Error> m_failure;   ///< why no piece can be given any more
    std::optional<ServerId> m_silent; ///< while nobody has said what to do
    bool m_isFinished = false;
};

} // namespace streamkeeper
