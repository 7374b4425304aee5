#include "views/charts/ChartScale.h"

#include "models/domain/Units.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace streamkeeper::chart {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr std::array roundSteps{5 * minuteMs, 10 * minuteMs, 15 * minuteMs, 30 * minuteMs, hourMs,
                                2 * hourMs,   3 * hourMs,    6 * hourMs,    12 * hourMs,   dayMs};

std::vector<qint64> midnights(TimeSpan shown, qint64 stepMs)
{
    std::vector<qint64> ticks;
    QDate day = QDateTime::fromMSecsSinceEpoch(shown.fromMs).date();
    for (; day.startOfDay().toMSecsSinceEpoch() < shown.untilMs; day = day.addDays(stepMs / dayMs)) {
        if (day.startOfDay().toMSecsSinceEpoch() >= shown.fromMs)
            ticks.push_back(day.startOfDay().toMSecsSinceEpoch());
    }
    return ticks;
}

bool isBroken(const ChartPoint &left, const ChartPoint &right, qint64 stepMs,
              const std::vector<TimeSpan> &gaps)
{
    if (right.atMs - left.atMs > stepMs * 5 / 2)
        return true;
    return std::ranges::any_of(gaps, [&](const TimeSpan &gap) {
        return gap.fromMs < right.atMs && gap.untilMs > left.atMs && gap.untilMs - gap.fromMs >= stepMs;
    });
}

} // namespace

ValueScale valueScale(double highest, int mostSteps)
{
    if (highest <= 0)
        return {};
    const double rough = highest / std::max(1, mostSteps);
    const double tenfold = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * tenfold;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * tenfold >= rough * (1 - 1e-9)) {
            step = factor * tenfold;
            break;
        }
    }
    step = std::max(step, 1.0); // what is counted has no halves
    return {std::ceil(highest / step * (1 - 1e-9)) * step, step};
}

qint64 timeStep(qint64 lengthMs, int most)
{
    for (const qint64 step : roundSteps) {
        if (lengthMs / step <= std::max(1, most))
            return step;
    }
    return dayMs * std::max<qint64>(1, (lengthMs / dayMs + most - 1) / std::max(1, most));
}

std::vector<qint64> timeTicks(TimeSpan shown, qint64 stepMs)
{
    if (stepMs >= dayMs)
        return midnights(shown, stepMs);
    const qint64 offsetMs = QDateTime::fromMSecsSinceEpoch(shown.fromMs).offsetFromUtc() * 1000LL;
    std::vector<qint64> ticks;
    const qint64 first = (shown.fromMs + offsetMs + stepMs - 1) / stepMs * stepMs - offsetMs;
    for (qint64 atMs = first; atMs <= shown.untilMs; atMs += stepMs)
        ticks.push_back(atMs);
    return ticks;
}

QString tickText(qint64 atMs, qint64 stepMs)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(atMs);
    return stepMs >= dayMs ? QLocale().toString(local.date(), u"ddd d"_s)
                           : QLocale().toString(local.time(), u"HH:mm"_s);
}

std::vector<ChartPoint> thinned(const std::vector<ChartPoint> &points, qint64 stepMs)
{
    std::vector<ChartPoint> found;
    double sum = 0;
    int count = 0;
    for (size_t i = 0; i < points.size(); ++i) {
        const qint64 step = points[i].atMs / stepMs;
        if (points[i].value >= 0) {
            sum += points[i].value;
            ++count;
        }
        if (i + 1 < points.size() && points[i + 1].atMs / stepMs == step)
            continue;
        if (count > 0)
            found.push_back({step * stepMs + stepMs / 2, sum / count});
        sum = 0;
        count = 0;
    }
    return found;
}

std::vector<std::pair<size_t, size_t>> runs(const std::vector<ChartPoint> &points, qint64 stepMs,
                                            const std::vector<TimeSpan> &gaps)
{
    std::vector<std::pair<size_t, size_t>> found;
    bool isOpen = false;
    for (size_t i = 0; i < points.size(); ++i) {
        if (points[i].value < 0) {
            isOpen = false;
            continue;
        }
        if (isOpen && !isBroken(points[i - 1], points[i], stepMs, gaps))
            found.back().second = i + 1;
        else
            found.emplace_back(i, i + 1);
        isOpen = true;
    }
    return found;
}

int nearest(const std::vector<ChartPoint> &points, qint64 atMs, qint64 stepMs)
{
    const auto distance = [atMs](const ChartPoint &point) { return std::abs(point.atMs - atMs); };
    const auto found = std::ranges::min_element(points, {}, distance);
    if (found == points.end() || found->value < 0 || distance(*found) > stepMs)
        return -1;
    return int(found - points.begin());
}

} // namespace streamkeeper::chart
