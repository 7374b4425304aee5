#include "models/rules/Availability.h"

#include "models/domain/Units.h"

#include <algorithm>

namespace streamkeeper {

namespace {

/// A forecast that reaches further says nothing.
constexpr double longestForecastDays = 180;

int known(const ServerSample &sample, ServerValue which)
{
    return std::max(0, sample.value(which));
}

int wanted(const ServerSample &sample)
{
    return known(sample, ServerValue::Active) + known(sample, ServerValue::Inactive) +
           known(sample, ServerValue::Initialization);
}

/// Puts one server into the points; true at least where it was heard.
void addServer(std::vector<AvailabilityPoint> &points, std::vector<bool> &isHeard,
               const std::vector<ServerSample> &samples, qint64 stepMs)
{
    auto next = samples.begin();
    const ServerSample *last = nullptr;
    for (size_t i = 0; i < points.size(); ++i) {
        const qint64 endMs = points[i].atMs + stepMs;
        bool isHere = false;
        for (; next != samples.end() && next->atMs < endMs; ++next) {
            isHere = isHere || next->atMs >= points[i].atMs;
            last = &*next;
        }
        if (!last)
            continue;
        AvailabilityPoint &point = points[i];
        if (!isHere) {
            point.stale += wanted(*last);
            continue;
        }
        isHeard[i] = true;
        point.active += known(*last, ServerValue::Active);
        point.inactive += known(*last, ServerValue::Inactive);
        point.initialization += known(*last, ServerValue::Initialization);
    }
}

} // namespace

std::vector<AvailabilityPoint> availability(const std::vector<std::vector<ServerSample>> &servers,
                                            TimeSpan shown, qint64 stepMs)
{
    std::vector<AvailabilityPoint> points;
    for (qint64 atMs = shown.fromMs; atMs < shown.untilMs; atMs += stepMs)
        points.push_back({atMs, 0, 0, 0, 0});
    std::vector<bool> isHeard(points.size(), false);
    for (const std::vector<ServerSample> &samples : servers)
        addServer(points, isHeard, samples, stepMs);
    for (size_t i = 0; i < points.size(); ++i) {
        if (!isHeard[i])
            points[i] = {points[i].atMs};
    }
    return points;
}

std::optional<FullnessForecast> forecastFull(const std::vector<ServerSample> &samples)
{
    // A straight line through all of them (least squares), in days and megabytes from the first one on.
    double count = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumXy = 0;
    const ServerSample *first = nullptr;
    const ServerSample *last = nullptr;
    for (const ServerSample &sample : samples) {
        if (sample.value(ServerValue::DiskUsedMb) < 0 || sample.value(ServerValue::DiskTotalMb) <= 0)
            continue;
        first = first ? first : &sample;
        last = &sample;
        const double x = double(sample.atMs - first->atMs) / dayMs;
        const double y = sample.value(ServerValue::DiskUsedMb);
        count += 1;
        sumX += x;
        sumY += y;
        sumXx += x * x;
        sumXy += x * y;
    }
    if (!first || last->atMs - first->atMs < dayMs)
        return std::nullopt;
    const double spread = count * sumXx - sumX * sumX;
    const double perDay = spread > 0 ? (count * sumXy - sumX * sumY) / spread : 0;
    const double left = last->value(ServerValue::DiskTotalMb) - last->value(ServerValue::DiskUsedMb);
    if (perDay <= 0 || left / perDay > longestForecastDays)
        return std::nullopt;
    return FullnessForecast{left / perDay};
}

} // namespace streamkeeper
