#include "tests/fleet/StreamNumbers.h"

#include <algorithm>
#include <cmath>

namespace streamkeeper::fleet {

namespace {
quint32 scatter(quint32 value)
{
    value ^= value >> 16;
    value *= 0x7feb352dU;
    value ^= value >> 15;
    value *= 0x846ca68bU;
    return value ^ (value >> 16);
}

/// 0..1, different for each purpose.
double fraction(quint32 seed, quint32 purpose)
{
    return scatter(seed * 2654435761U + purpose) / 4294967296.0;
}

struct Size
{
    int width;
    int height;
};
constexpr Size HighSizes[]{{1920, 1080}, {2560, 1440}, {2688, 1520}, {1280, 720}};
constexpr Size LowSizes[]{{640, 360}, {704, 576}, {640, 480}, {352, 288}};
} // namespace

StreamNumbers syntheticNumbers(const SyntheticMoment &moment)
{
    const auto [seed, high, nowUtcMs, serverStartUtcMs, captureStartUtcMs, isSteady] = moment;
    StreamNumbers numbers;
    const qint64 nowSeconds = nowUtcMs / 1000;
    numbers.reconnectTotal = fraction(seed, 1) < 0.8 ? 0 : qint64(fraction(seed, 2) * 40);
    // One in a hundred cameras is broken for good.
    if (!isSteady && fraction(seed, 13) < 0.01) {
        numbers.status = "inactive";
        numbers.reconnectAttempt = int(std::max<qint64>(0, (nowUtcMs - captureStartUtcMs) / 10'000));
        numbers.reconnectTotal = std::max<qint64>(0, (nowUtcMs - serverStartUtcMs) / 10'000);
        numbers.reconnectTime = nowSeconds + 10 - nowSeconds % 10;
        return numbers;
    }
    // One in fifty cameras is away for two minutes of each hour, at a time of its own.
    const auto minute = qint64((nowSeconds / 60 + qint64(fraction(seed, 3) * 60)) % 60);
    if (!isSteady && fraction(seed, 4) < 0.02 && minute < 2) {
        numbers.status = "inactive";
        numbers.reconnectAttempt = int((nowSeconds % 60 + minute * 60) / 10) + 1;
        numbers.reconnectTotal += numbers.reconnectAttempt;
        numbers.reconnectTime = nowSeconds + 10 - nowSeconds % 10;
        numbers.pingTime = std::max(serverStartUtcMs / 1000, nowSeconds - (nowSeconds % 60 + minute * 60));
        return numbers;
    }
    numbers.status = "active";
    numbers.hasVideo = true;
    numbers.hasAudio = fraction(seed, 5) < 0.3;
    const Size size = (high ? HighSizes : LowSizes)[size_t(fraction(seed, 6) * 4)];
    numbers.width = size.width;
    numbers.height = size.height;
    const double base = high ? 1.5e6 + 5e6 * fraction(seed, 7) : 1.5e5 + 5e5 * fraction(seed, 7);
    const double period = 40 + 200 * fraction(seed, 8);
    const double wave = std::sin(double(nowUtcMs) / 1000 / period * 6.2831853 + 6.28 * fraction(seed, 9));
    const double noise = fraction(seed ^ quint32(nowSeconds / 2), 10) - 0.5;
    numbers.bitrateIn = qint64(base * (1 + 0.12 * wave + 0.06 * noise));
    const double popularity = fraction(seed, 11);
    const double interest = fraction(seed ^ quint32(nowSeconds / 30), 12);
    numbers.clients = popularity > 0.85 ? int(interest * 6) : (popularity > 0.6 && interest > 0.7 ? 1 : 0);
    numbers.bitrateOut = numbers.bitrateIn * numbers.clients;
    numbers.startTime = captureStartUtcMs / 1000;
    numbers.pingTime = nowSeconds;
    numbers.bytesIn = qint64(base / 8 * double(nowUtcMs - captureStartUtcMs) / 1000);
    numbers.bytesOut = popularity > 0.85 ? numbers.bytesIn * 3 : 0;
    return numbers;
}

} // namespace streamkeeper::fleet
