#pragma once

#include <QtGlobal>

namespace streamkeeper::fleet {

/// What the system tells about this process and machine (Linux /proc), measured when asked, at most once a
/// second. Main thread.
class ProcessStats
{
public:
    struct Reading
    {
        int cpuProcessPercent = 0; ///< of one core, since the last reading
        int cpuTotalPercent = 0;   ///< of the whole machine
        qint64 userSeconds = 0;
        qint64 systemSeconds = 0;
        qint64 residentBytes = 0;
        qint64 sharedBytes = 0;
        qint64 memoryBytes = 0; ///< of the machine
        qint64 readBytes = 0;
        qint64 writtenBytes = 0;
        qint64 readRate = 0;  ///< bytes/s
        qint64 writeRate = 0; ///< bytes/s
    };
    [[nodiscard]] const Reading &read();

private:
    Reading m_reading;
    qint64 m_lastReadMs = 0;
    qint64 m_lastProcessTicks = 0;
    qint64 m_lastTotalTicks = 0;
    qint64 m_lastIdleTicks = 0;
};

} // namespace streamkeeper::fleet
