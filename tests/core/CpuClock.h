#pragma once

#include <QtGlobal>

#include <ctime>

/// Of the runtime of the address sanitizer; null in a program that does not carry it.
extern "C" void __asan_init() __attribute__((weak)); // NOLINT: the runtime's name

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

/// What is a gross stall: a second, or as much more as instrumented code is slower.
[[nodiscard]] inline qint64 stallLimitMs()
{
    return __asan_init ? 6'000 : 1'000;
}

} // namespace streamkeeper::test
