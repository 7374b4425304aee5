#include "tests/fleet/RecordedPeriod.h"

#include "tests/fleet/Archive.h"
#include "tests/fleet/ServerClock.h"
#include "tests/support/HttpServer.h"

#include <algorithm>
#include <optional>

namespace streamkeeper::fleet {

namespace {
/// Seconds since 1970, or of a length: more digits are no time that anybody means.
constexpr qsizetype MaximumDigits = 10;

std::optional<qint64> wholeSeconds(const test::HttpRequest &address, const QByteArray &name)
{
    const QByteArray text = address.queryValue(name).value_or(QByteArray());
    const bool isNumber = !text.isEmpty() && text.size() <= MaximumDigits &&
                          std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? std::optional(text.toLongLong()) : std::nullopt;
}
} // namespace

tl::expected<RecordedPeriod, int> RecordedPeriod::read(const Archive &archive, const ServerClock &clock,
                                                       const QByteArray &query)
{
    test::HttpRequest address;
    address.query = query;
    const std::optional<qint64> timestamp = wholeSeconds(address, "timestamp");
    const std::optional<qint64> duration = wholeSeconds(address, "duration");
    if (!timestamp || !duration || *duration == 0) {
        return tl::make_unexpected(400);
    }
    const qint64 fromMs = clock.toTrue(*timestamp * 1000);
    // The server tells its ranges in whole seconds: the second in which one begins is inside.
    RecordedPeriod period = archive.period(fromMs, fromMs + *duration * 1000, 999);
    if (period.segments.empty()) {
        return tl::make_unexpected(404);
    }
    return period;
}

} // namespace streamkeeper::fleet
