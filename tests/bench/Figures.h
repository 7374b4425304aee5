#pragma once

#include <QElapsedTimer>
#include <QJsonObject>

#include <algorithm>
#include <vector>

namespace streamkeeper::bench {

/// How long the work takes, in milliseconds.
template <typename Work>
double measured(const Work &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

/// What is told of many runs; `milliseconds` is not empty. `noun` says what was run.
inline QJsonObject figures(std::vector<double> milliseconds, const QString &noun = QStringLiteral("runs"))
{
    std::ranges::sort(milliseconds);
    return {{noun, int(milliseconds.size())},
            {QStringLiteral("medianMs"), milliseconds[milliseconds.size() / 2]},
            {QStringLiteral("p99Ms"), milliseconds[milliseconds.size() * 99 / 100]},
            {QStringLiteral("maximumMs"), milliseconds.back()}};
}

} // namespace streamkeeper::bench
