#pragma once

#include "app/player/ArchivePiece.h"
#include "app/player/MediaFetcher.h"
#include "app/player/PlaybackThread.h"
#include "app/player/RecordingWriter.h"
#include "app/player/UpdateBox.h"
#include "models/domain/Result.h"

#include <condition_variable>
#include <optional>

namespace streamkeeper {

/// Fetches the pieces that it is given and writes them into one file: the worker of an ArchiveExport.
class ExportThread : public PlaybackThread
{
public:
    struct Update
    {
        qint64 reachedMs = 0; ///< written up to here, UTC
        qint64 bytes = 0;
        std::optional<qint64> wantedFromMs; ///< give a piece from here on, or the end
        /// The last piece could not be fetched: give another one for the same time, or the end with an error.
        std::optional<Error> pieceError;
        bool hasLostSound = false;
        QString convertedSound;
        bool isDone = false;          ///< the file is complete
        std::optional<Error> failure; ///< there is no file

        void forgetNews()
        {
            wantedFromMs.reset();
            pieceError.reset();
        }
    };

    [[nodiscard]] static std::shared_ptr<ExportThread> start(const RecordedPeriod &period,
                                                             const ExportFile &file,
                                                             std::shared_ptr<MediaFetcher> fetcher,
                                                             std::function<void()> wake);
    ExportThread(const RecordedPeriod &period, ExportFile file, std::shared_ptr<MediaFetcher> fetcher,
                 std::function<void()> wake);

    [[nodiscard]] Update takeUpdate();
    void givePiece(ArchivePiece piece);
    /// Nothing more is recorded: the file is completed.
    void giveEnd();

private:
    enum class Outcome { Written, NotFetched, Failed };

    void run() override;
    void work();
    [[nodiscard]] std::optional<ArchivePiece> ask(qint64 fromMs, std::optional<Error> pieceError);
    [[nodiscard]] Outcome take(const ArchivePiece &piece, std::optional<Error> &pieceError);
    void note(qint64 reachedMs);
    void endWith(const Error &error);

    const RecordedPeriod m_period;
    std::shared_ptr<MediaFetcher> m_fetcher;
    const ExportFile m_file;
    std::optional<RecordingWriter> m_writer; ///< while it works: gone, nothing of an unfinished file is left
    ServerId m_lastServer;
    qint64 m_lastUntilMs = 0;
    qint64 m_reachedMs = 0;

    std::mutex m_givenMutex;
    std::condition_variable_any m_givenChanged;
    std::optional<std::optional<ArchivePiece>> m_given;

    UpdateBox<Update> m_update;
};

} // namespace streamkeeper
