#include "app/async/ProcessIdentity.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>

#include <pwd.h>
#include <unistd.h>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString bootId()
{
    return QString::fromLatin1(contentOf(u"/proc/sys/kernel/random/boot_id"_s).trimmed());
}

/// Field 22 of /proc/PID/stat (proc(5)): the start in clock ticks after boot; 0: no such process.
qint64 startTimeOf(qint64 pid)
{
    const QByteArray stat = contentOf(u"/proc/%1/stat"_s.arg(pid));
    // The second field is the program's name in parentheses and may hold spaces and parentheses itself.
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr int startField = 22 - 3;
    constexpr int stateField = 3 - 3;
    if (fields.size() <= startField || fields[stateField] == "Z" || fields[stateField] == "X")
        return 0;
    return fields[startField].toLongLong();
}

} // namespace

OperationOwner currentOwner()
{
    const qint64 pid = QCoreApplication::applicationPid();
    return {QSysInfo::machineHostName(), bootId(), pid, startTimeOf(pid)};
}

bool isProvenDead(const OperationOwner &owner, qint64 leaseUntilMs, qint64 nowMs)
{
    const OperationOwner here = currentOwner();
    if (owner == here)
        return false;
    if (owner.host != here.host)
        return leaseUntilMs < nowMs;
    return owner.bootId != here.bootId || startTimeOf(owner.pid) != owner.startTime;
}

QString currentAuthor()
{
    const passwd *user = getpwuid(geteuid());
    const QString name = user ? QString::fromLocal8Bit(user->pw_name) : QString::number(geteuid());
    return name + u'@' + QSysInfo::machineHostName();
}

} // namespace streamkeeper
