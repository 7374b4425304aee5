#include "app/player/PartFile.h"

#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

bool isRename(const QString &from, const QString &to, unsigned flags)
{
    return ::renameat2(AT_FDCWD, QFile::encodeName(from).constData(), AT_FDCWD,
                       QFile::encodeName(to).constData(), flags) == 0;
}

/// Some file systems have nothing but the plain rename.
bool isUnknownToDisk(int code)
{
    return code == EINVAL || code == ENOSYS || code == EOPNOTSUPP || code == EPERM;
}

/// Another export writes it: a lock goes with its program.
bool isLocked(const QString &path)
{
    const int file =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool isTaken = ::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(file);
    return isTaken;
}

} // namespace

PartFile::PartFile(const ExportFile &file)
    : m_file(file)
    , m_part(file.name + u".part"_s)
{
    if (file.mayReplace)
        m_replaced = identityOf(file.name);
}

PartFile::~PartFile()
{
    if (m_isOurs)
        QFile::remove(m_part.fileName());
}

std::optional<PartFile::Identity> PartFile::identityOf(const QString &path)
{
    struct stat found = {};
    if (::lstat(QFile::encodeName(path).constData(), &found) != 0)
        return {};
    return Identity{found.st_dev, found.st_ino,
                    qint64(found.st_mtim.tv_sec) * 1'000'000'000 + found.st_mtim.tv_nsec};
}

VoidResult PartFile::open()
{
    // Unbuffered: the muxer has a buffer of its own, and reads by itself what it has written, to move it
    // behind the index; behind a second buffer the failure of a write would show only later, or be lost at a
    // seek.
    if (!m_part.open(QIODevice::ReadWrite | QIODevice::NewOnly | QIODevice::Unbuffered)) {
        if (identityOf(m_part.fileName()))
            return conflict();
        return fail(ErrorCategory::Storage,
                    tr("The file %1 could not be written: %2")
                        .arg(QDir::toNativeSeparators(m_file.name), m_part.errorString()));
    }
    m_isOurs = true;
    // Only so that others can tell that it is being written. A disk without locks has to do without.
    (void)::flock(m_part.handle(), LOCK_EX | LOCK_NB);
    if (m_file.note)
        m_note = m_file.note(m_part.fileName());
    return {};
}

tl::unexpected<Error> PartFile::conflict() const
{
    if (isLocked(m_part.fileName()))
        return fail(ErrorCategory::Conflict,
                    tr("Another export is writing %1 now. Wait for its end, or choose another name.")
                        .arg(QDir::toNativeSeparators(m_file.name)));
    return fail(
        ErrorCategory::Conflict,
        tr("There is a file %1, which this export would have to make, and which nobody is writing. It was "
           "left as it is: move it away, or choose another name.")
            .arg(QDir::toNativeSeparators(m_part.fileName())));
}

tl::unexpected<Error> PartFile::appeared() const
{
    return fail(ErrorCategory::Conflict,
                tr("The file %1 was made by somebody else meanwhile, and is kept. Choose another name.")
                    .arg(QDir::toNativeSeparators(m_file.name)));
}

tl::unexpected<Error> PartFile::failure(int code) const
{
    return fail(ErrorCategory::Storage,
                tr("The file %1 could not be written: %2")
                    .arg(QDir::toNativeSeparators(m_file.name), QString::fromLocal8Bit(std::strerror(code))));
}

VoidResult PartFile::giveName()
{
    if (auto named = m_replaced ? replace() : takeFreeName(); !named)
        return named;
    m_isOurs = false;
    m_note.reset();
    m_part.close();
    return {};
}

VoidResult PartFile::takeFreeName()
{
    if (isRename(m_part.fileName(), m_file.name, RENAME_NOREPLACE))
        return {};
    if (errno == EEXIST)
        return appeared();
    if (!isUnknownToDisk(errno))
        return failure(errno);
    const QByteArray part = QFile::encodeName(m_part.fileName());
    const QByteArray name = QFile::encodeName(m_file.name);
    if (::link(part.constData(), name.constData()) == 0) {
        ::unlink(part.constData());
        return {};
    }
    if (errno == EEXIST)
        return appeared();
    // Neither: what comes between this look and the next line cannot be seen on such a disk.
    if (identityOf(m_file.name))
        return appeared();
    return std::rename(part.constData(), name.constData()) == 0 ? VoidResult() : failure(errno);
}

/// They change places, so that what is removed is what was looked at.
VoidResult PartFile::replace()
{
    if (!isRename(m_part.fileName(), m_file.name, RENAME_EXCHANGE)) {
        if (errno == ENOENT)
            return takeFreeName(); // it went meanwhile
        if (!isUnknownToDisk(errno))
            return failure(errno);
        if (identityOf(m_file.name) != m_replaced)
            return appeared();
        return isRename(m_part.fileName(), m_file.name, 0) ? VoidResult() : failure(errno);
    }
    if (identityOf(m_part.fileName()) == m_replaced) {
        QFile::remove(m_part.fileName());
        return {};
    }
    if (!isRename(m_part.fileName(), m_file.name, RENAME_EXCHANGE))
        return failure(errno);
    return appeared();
}

} // namespace streamkeeper
