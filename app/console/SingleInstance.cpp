#include "app/console/SingleInstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QStandardPaths>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QString privateFolder()
{
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return runtime.isEmpty() ? QDir::tempPath() : runtime;
}

} // namespace

SingleInstance::SingleInstance(const QString &registryFile, QObject *parent)
    : QObject(parent)
{
    // The canonical path of a file that does not exist yet is empty: its folder's will do.
    const QFileInfo info(registryFile);
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    const QString path = info.exists()
                             ? info.canonicalFilePath()
                             : (folder.isEmpty() ? info.absolutePath() : folder) + u'/' + info.fileName();
    const QByteArray digest =
        QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    m_name = QDir(privateFolder()).filePath(u"streamkeeper-"_s + QString::fromLatin1(digest));
}

bool SingleInstance::claim()
{
    m_lock = std::make_unique<QLockFile>(m_name + u".lock"_s);
    // A lock of a process that is gone is broken by its pid, not by its age.
    m_lock->setStaleLockTime(0);
    if (!m_lock->tryLock(0)) {
        QLocalSocket socket;
        socket.connectToServer(m_name);
        if (socket.waitForConnected(2000)) {
            socket.write("raise\n");
            socket.waitForBytesWritten(2000);
            socket.waitForDisconnected(2000);
        }
        return false;
    }
    QLocalServer::removeServer(m_name);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(m_name);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection()) {
            socket->disconnectFromServer();
            socket->deleteLater();
            Q_EMIT raiseRequested();
        }
    });
    return true;
}

} // namespace streamkeeper
