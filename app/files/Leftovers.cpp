#include "app/files/Leftovers.h"

#include "app/async/ProcessIdentity.h"
#include "app/files/StateFolder.h"
#include "app/files/WholeFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QUuid>

#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logFiles, "streamkeeper.files")

QString notesFolder()
{
    return stateFolder() + u"/leftovers"_s;
}

/// What tells one file from the next that has its name. The number of an inode is given again; the time of
/// its birth, where the file system knows it, is not.
struct FileIdentity
{
    QString device;
    QString inode;
    QString born;
    bool isFolder = false;
    bool isOwn = false;

    bool operator==(const FileIdentity &) const = default;
};

std::optional<FileIdentity> identityOf(const QString &path)
{
    struct statx found = {};
    const QByteArray name = QFile::encodeName(path);
    if (::statx(AT_FDCWD, name.constData(), AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, &found) !=
        0)
        return {};
    FileIdentity identity;
    identity.device = u"%1:%2"_s.arg(found.stx_dev_major).arg(found.stx_dev_minor);
    identity.inode = QString::number(found.stx_ino);
    if ((found.stx_mask & STATX_BTIME) != 0)
        identity.born = u"%1.%2"_s.arg(found.stx_btime.tv_sec).arg(found.stx_btime.tv_nsec);
    identity.isFolder = S_ISDIR(found.stx_mode);
    identity.isOwn = found.stx_uid == ::geteuid() && (identity.isFolder || S_ISREG(found.stx_mode));
    return identity;
}

QJsonObject toJson(const QString &path, const FileIdentity &identity, const OperationOwner &owner)
{
    return {{u"path"_s, path},
            {u"device"_s, identity.device},
            {u"inode"_s, identity.inode},
            {u"born"_s, identity.born},
            {u"isFolder"_s, identity.isFolder},
            {u"host"_s, owner.host},
            {u"bootId"_s, owner.bootId},
            {u"pid"_s, owner.pid},
            {u"startTime"_s, owner.startTime}};
}

OperationOwner ownerIn(const QJsonObject &note)
{
    return {note[u"host"].toString(), note[u"bootId"].toString(), note[u"pid"].toInteger(),
            note[u"startTime"].toInteger()};
}

/// The file in which something is noted; goes with this.
class Note
{
public:
    explicit Note(QString file)
        : m_file(std::move(file))
    {
    }
    Note(const Note &) = delete;
    Note &operator=(const Note &) = delete;
    ~Note() { QFile::remove(m_file); }

private:
    QString m_file;
};

/// Of a program on another machine nothing is known, and what it has noted may not even be visible here.
bool isDead(const OperationOwner &owner)
{
    return isProvenDead(owner, 1, 0);
}

bool isSame(const QJsonObject &note, const FileIdentity &present)
{
    const FileIdentity noted{note[u"device"].toString(), note[u"inode"].toString(), note[u"born"].toString(),
                             note[u"isFolder"].toBool(), true};
    return noted == present;
}

/// True: nothing of it is left that would have to be looked for again.
bool remove(const QJsonObject &note)
{
    const QString path = note[u"path"].toString();
    const auto present = identityOf(path);
    if (!present || !isSame(note, *present))
        return true;
    const bool isRemoved = present->isFolder ? QDir(path).removeRecursively() : QFile::remove(path);
    if (!isRemoved)
        qCWarning(logFiles).noquote() << "left by a program that was killed, and cannot be removed:" << path;
    return isRemoved;
}

} // namespace

std::shared_ptr<void> noteLeftover(const QString &path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    const auto identity = identityOf(whole);
    const QString name =
        notesFolder() + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces) + u".json"_s;
    const bool isThere = identity && QDir().mkpath(notesFolder());
    if (!isThere ||
        !writeWholeFile(name, QJsonDocument(toJson(whole, *identity, currentOwner())).toJson(), ownerOnly)) {
        qCWarning(logFiles).noquote()
            << "cannot be noted, and would stay where this program is killed:" << whole;
        return {};
    }
    return std::make_shared<Note>(name);
}

void sweepLeftovers()
{
    const QFileInfoList notes = QDir(notesFolder()).entryInfoList({u"*.json"_s}, QDir::Files);
    for (const QFileInfo &entry : notes) {
        QFile file(entry.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue; // another program is sweeping, too
        const QJsonObject note = QJsonDocument::fromJson(file.readAll()).object();
        if (!note.isEmpty() && isDead(ownerIn(note)) && remove(note))
            QFile::remove(entry.filePath());
    }
}

} // namespace streamkeeper
