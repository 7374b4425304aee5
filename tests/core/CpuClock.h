#pragma once

#include <QtGlobal>

#include <ctime>

namespace streamkeeper::test {

/// How much this process has computed: what guards against gross stalls must not fail because other
/// programs keep the machine busy.
class CpuClock
{
public:
    CpuClock() { start(); }
    void start() { m_startMs = nowMs(); }
    [[nodiscard]] qint64 elapsed() const { return nowMs() - m_startMs; }

private:
    [[nodiscard]] static qint64 nowMs()
    {
        timespec time{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
    }

    qint64 m_startMs = 0;
};

} // namespace streamkeeper::test
