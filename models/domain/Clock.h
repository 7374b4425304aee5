#pragma once

#include <QDateTime>

#include <functional>
#include <utility>

namespace streamkeeper {

/// What time it is, for whatever decides by it: leases, ends of links, ages of recordings. The system's,
/// unless a test gives another one. A value; every thread may ask its copy, as far as the given source may be
/// asked there.
class Clock
{
public:
    Clock() = default;
    explicit Clock(std::function<qint64()> msSinceEpoch)
        : m_source(std::move(msSinceEpoch))
    {
    }

    /// UTC, since 1970.
    [[nodiscard]] qint64 nowMs() const { return m_source ? m_source() : QDateTime::currentMSecsSinceEpoch(); }
    [[nodiscard]] QDateTime nowUtc() const { return QDateTime::fromMSecsSinceEpoch(nowMs(), Qt::UTC); }

private:
    std::function<qint64()> m_source;
};

} // namespace streamkeeper
