#pragma once

#include "models/domain/Result.h"

#include <QCoreApplication>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

#include <functional>
#include <memory>

namespace streamkeeper {

/// Hands an address to the program that the desktop has for playlists. By a file that only its owner can read
/// and that goes with this: on a command line everybody could see the token.
class ExternalPlayer
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::ExternalPlayer)

public:
    /// Opens a playlist file; false if there is no program for it.
    using OpenFile = std::function<bool(const QUrl &file)>;

    ExternalPlayer();

    void setOpenFile(OpenFile openFile) { m_openFile = std::move(openFile); }
    [[nodiscard]] VoidResult open(const QString &title, const QUrl &address);

    /// A camera's name as part of a file's: whatever a file system or a shell could trip over is replaced.
    [[nodiscard]] static QString fileNameOf(const QString &title);

private:
    [[nodiscard]] Result<QString> writePlaylist(const QString &title, const QUrl &address);

    OpenFile m_openFile;
    std::shared_ptr<void> m_note; ///< of the folder: goes after it
    std::unique_ptr<QTemporaryDir> m_playlists;
};

} // namespace streamkeeper
