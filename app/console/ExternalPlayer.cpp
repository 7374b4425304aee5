#include "app/console/ExternalPlayer.h"

#include "app/files/Leftovers.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ExternalPlayer::ExternalPlayer()
    : m_openFile([](const QUrl &file) { return QDesktopServices::openUrl(file); })
{
}

QString ExternalPlayer::fileNameOf(const QString &title)
{
    QString name;
    for (const QChar character : title.simplified().left(80))
        name +=
            character.isLetterOrNumber() || character == u' ' || character == u'-' ? character : QChar(u'_');
    return name.isEmpty() ? u"snapshot"_s : name;
}

VoidResult ExternalPlayer::open(const QString &title, const QUrl &address)
{
    const Result<QString> playlist = writePlaylist(title, address);
    if (!playlist)
        return tl::unexpected(playlist.error());
    if (!m_openFile(QUrl::fromLocalFile(*playlist)))
        return fail(ErrorCategory::Unsupported,
                    tr("No program is set for playlists (.m3u) on this computer. Install a player, "
                       "or copy the address."));
    return {};
}

Result<QString> ExternalPlayer::writePlaylist(const QString &title, const QUrl &address)
{
    const auto failed = [](const QString &reason) {
        return fail(ErrorCategory::Storage,
                    tr("The playlist for the player could not be written: %1").arg(reason));
    };
    if (!m_playlists) {
        const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
        const QString place =
            !runtime.isEmpty() && QFileInfo(runtime).isWritable() ? runtime : QDir::tempPath();
        m_playlists = std::make_unique<QTemporaryDir>(place + u"/streamkeeper-XXXXXX"_s);
        if (m_playlists->isValid())
            m_note = noteLeftover(m_playlists->path());
    }
    if (!m_playlists->isValid())
        return failed(m_playlists->errorString());
    const QString path = m_playlists->filePath(fileNameOf(title) + u".m3u"_s);
    QFile::remove(path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failed(file.errorString());
    const QByteArray content =
        "#EXTM3U\n#EXTINF:-1," + title.simplified().toUtf8() + '\n' + address.toEncoded() + '\n';
    if (file.write(content) != content.size() || !file.flush())
        return failed(file.errorString());
    return path;
}

} // namespace streamkeeper
