#include "tests/fleet/ProcessStats.h"

#include "tests/fleet/SteadyClock.h"

#include <QFile>
#include <QList>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
constexpr qint64 LeastIntervalMs = 1000;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The number behind "name:" in a file of such lines.
qint64 numberIn(const QByteArray &text, const QByteArray &name)
{
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith(name)) {
            return line.mid(name.size()).trimmed().split(' ').constFirst().toLongLong();
        }
    }
    return 0;
}
} // namespace

const ProcessStats::Reading &ProcessStats::read()
{
    const qint64 now = steadyMs();
    const qint64 elapsed = now - m_lastReadMs;
    if (elapsed < LeastIntervalMs) {
        return m_reading;
    }
    // A rate needs two readings: the first one only sets the marks.
    const bool hasMarks = m_lastReadMs != 0;
    m_lastReadMs = now;
    const qint64 ticksPerSecond = ::sysconf(_SC_CLK_TCK);
    const qint64 pageSize = ::sysconf(_SC_PAGESIZE);

    // The name of the program, in parentheses, may contain spaces: count from its end.
    const QByteArray stat = contents(u"/proc/self/stat"_s);
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    const qint64 user = fields.value(11).toLongLong();
    const qint64 system = fields.value(12).toLongLong();
    m_reading.userSeconds = user / ticksPerSecond;
    m_reading.systemSeconds = system / ticksPerSecond;
    m_reading.cpuProcessPercent =
        hasMarks ? int((user + system - m_lastProcessTicks) * 1000 * 100 / ticksPerSecond / elapsed) : 0;
    m_lastProcessTicks = user + system;

    const QList<QByteArray> cpu = contents(u"/proc/stat"_s).split('\n').value(0).simplified().split(' ');
    qint64 total = 0;
    for (const QByteArray &part : cpu.mid(1, 8)) {
        total += part.toLongLong();
    }
    const qint64 idle = cpu.value(4).toLongLong() + cpu.value(5).toLongLong();
    if (hasMarks && total > m_lastTotalTicks) {
        m_reading.cpuTotalPercent = int(100 - (idle - m_lastIdleTicks) * 100 / (total - m_lastTotalTicks));
    }
    m_lastTotalTicks = total;
    m_lastIdleTicks = idle;

    const QList<QByteArray> memory = contents(u"/proc/self/statm"_s).split(' ');
    m_reading.residentBytes = memory.value(1).toLongLong() * pageSize;
    m_reading.sharedBytes = memory.value(2).toLongLong() * pageSize;
    m_reading.memoryBytes = numberIn(contents(u"/proc/meminfo"_s), "MemTotal:") * 1024;

    const QByteArray io = contents(u"/proc/self/io"_s);
    const qint64 read = numberIn(io, "read_bytes:");
    const qint64 written = numberIn(io, "write_bytes:");
    m_reading.readRate = !hasMarks ? 0 : (read - m_reading.readBytes) * 1000 / elapsed;
    m_reading.writeRate = !hasMarks ? 0 : (written - m_reading.writtenBytes) * 1000 / elapsed;
    m_reading.readBytes = read;
    m_reading.writtenBytes = written;
    return m_reading;
}

} // namespace streamkeeper::fleet
