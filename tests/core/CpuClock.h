#pragma once

#include <QtGlobal>

#include <ctime>

/// Of the runtime of the address sanitizer; null in a program that does not carry it.
extern "C" void __asan_init() __attribute__((weak)); // NOLINT: the runtime's name

namespace streamkeeper::test {

/// How much this process, or only this thread, has computed: what guards against gross stalls must not fail
/// because other programs keep the machine busy.
class CpuClock
{
public:
    /// CLOCK_THREAD_CPUTIME_ID: of the thread that asks.
    explicit CpuClock(clockid_t clock = CLOCK_PROCESS_CPUTIME_ID)
        : m_clock(clock)
    {
        start();
    }
    void start() { m_startMs = nowMs(); }
    [[nodiscard]] qint64 elapsed() const { return nowMs() - m_startMs; }

private:
    [[nodiscard]] qint64 nowMs() const
    {
        timespec time{};
        clock_gettime(m_clock, &time);
        return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
    }

    clockid_t m_clock;
    qint64 m_startMs = 0;
};

/// What is a gross stall: a second, or as much more as instrumented code is slower.
[[nodiscard]] inline qint64 stallLimitMs()
{
    return __asan_init ? 6'000 : 1'000;
}

} // namespace streamkeeper::test
