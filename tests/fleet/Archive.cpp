#include "tests/fleet/Archive.h"

#include "tests/fleet/SteadyClock.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <glib.h>
#include <iterator>

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
/// Segments are cut at key frames: what is nearer than this has no frame in between.
constexpr qint64 TouchingMs = 400;
/// A day of real video would fill a disk: the fleet keeps so much of each stream at most.
constexpr qint64 MaximumDepthMs = 3'600'000;

qint64 nowUtcMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

Archive::Archive(QString folder)
    : m_folder(std::move(folder))
{
}

QString Archive::fileOf(const Segment &segment) const
{
    return m_folder + u"/%1-%2-%3.ts"_s.arg(segment.startMs).arg(segment.lengthMs).arg(segment.pts90kHz);
}

bool Archive::takes() const
{
    return m_isOn || (m_resumesSteadyMs != 0 && steadyMs() >= m_resumesSteadyMs);
}

void Archive::setRecording(bool isOn, std::optional<std::chrono::milliseconds> resumesAfter)
{
    const std::lock_guard lock(m_mutex);
    m_isOn = isOn;
    m_resumesSteadyMs = resumesAfter ? steadyMs() + resumesAfter->count() : 0;
    if (!m_isSynthetic) {
        return;
    }
    if (isOn && !m_spanStartMs) {
        m_spanStartMs = nowUtcMs();
    } else if (!isOn) {
        endSpan(nowUtcMs());
    }
}

void Archive::setDepth(std::chrono::seconds depth)
{
    const std::lock_guard lock(m_mutex);
    m_depthMs = std::chrono::milliseconds(depth).count();
}

void Archive::setSynthetic(bool isSynthetic)
{
    const std::lock_guard lock(m_mutex);
    m_isSynthetic = isSynthetic;
}

void Archive::endSpan(qint64 nowMs)
{
    if (m_spanStartMs && nowMs > *m_spanStartMs) {
        m_segments.push_back({*m_spanStartMs, nowMs - *m_spanStartMs, 0});
    }
    m_spanStartMs.reset();
}

void Archive::takeSegment(qint64 startMs, double seconds, quint64 pts90kHz, const QByteArray &bytes)
{
    const std::lock_guard lock(m_mutex);
    const Segment segment{startMs, qint64(std::lround(seconds * 1000)), pts90kHz};
    if (!takes() || segment.lengthMs <= 0) {
        return;
    }
    if (!QDir().mkpath(m_folder)) {
        return; // a full disk: a gap, as on a real server
    }
    QFile file(fileOf(segment));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        file.remove();
        return;
    }
    m_segments.push_back(segment);
    dropOld();
}

void Archive::dropOld()
{
    const qint64 depth = m_depthMs > 0 ? std::min(m_depthMs, MaximumDepthMs) : MaximumDepthMs;
    const qint64 oldest = nowUtcMs() - depth;
    while (!m_segments.empty() && m_segments.front().startMs + m_segments.front().lengthMs < oldest) {
        QFile::remove(fileOf(m_segments.front()));
        m_segments.pop_front();
    }
}

std::vector<Archive::Range> Archive::ranges() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Range> joined;
    const auto add = [&joined](qint64 from, qint64 until) {
        if (!joined.empty() && from - joined.back().untilMs <= TouchingMs) {
            joined.back().untilMs = std::max(joined.back().untilMs, until);
        } else {
            joined.push_back({from, until});
        }
    };
    for (const Segment &segment : m_segments) {
        add(segment.startMs, segment.startMs + segment.lengthMs);
    }
    if (m_spanStartMs) {
        add(*m_spanStartMs, nowUtcMs());
    }
    return joined;
}

bool Archive::continues(const Segment &segment, const Segment &before)
{
    const qint64 ptsGapMs = (qint64(segment.pts90kHz) - qint64(before.pts90kHz)) / 90 - before.lengthMs;
    return std::abs(segment.startMs - before.endMs()) <= TouchingMs && std::abs(ptsGapMs) <= TouchingMs;
}

RecordedPeriod Archive::period(qint64 fromMs, qint64 untilMs, qint64 toleranceMs) const
{
    const std::lock_guard lock(m_mutex);
    RecordedPeriod period{fromMs, untilMs, {}};
    if (m_isSynthetic) {
        return period;
    }
    // Those to play are the last one that begins by then, if it has not ended, and all that follow it.
    auto first = std::find_if(m_segments.begin(), m_segments.end(),
                              [fromMs](const Segment &segment) { return segment.endMs() > fromMs; });
    if (first == m_segments.end()) {
        return period;
    }
    const bool isInRange =
        first != m_segments.begin() && first->startMs - std::prev(first)->endMs() <= TouchingMs;
    if (!isInRange && first->startMs > fromMs + toleranceMs) {
        return period;
    }
    for (auto it = first; it != m_segments.end() && (it == first || it->startMs < untilMs); ++it) {
        const bool isDiscontinuous = it != first && !continues(*it, *std::prev(it));
        period.segments.push_back({it->startMs, it->lengthMs, fileOf(*it), isDiscontinuous});
    }
    return period;
}

QByteArray Archive::segment(qint64 startMs) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_segments.begin(), m_segments.end(),
                                    [startMs](const Segment &segment) { return segment.startMs == startMs; });
    if (found == m_segments.end() || m_isSynthetic) {
        return {};
    }
    QFile file(fileOf(*found));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool Archive::isSynthetic() const
{
    const std::lock_guard lock(m_mutex);
    return m_isSynthetic;
}

bool Archive::removeRange(qint64 fromMs)
{
    const std::vector<Range> all = ranges();
    const auto range =
        std::find_if(all.begin(), all.end(), [fromMs](const Range &r) { return r.fromMs == fromMs; });
    if (range == all.end()) {
        return false;
    }
    const std::lock_guard lock(m_mutex);
    if (m_spanStartMs && *m_spanStartMs >= range->fromMs && *m_spanStartMs < range->untilMs) {
        m_spanStartMs = nowUtcMs();
    }
    std::erase_if(m_segments, [this, &range](const Segment &segment) {
        const bool isInside = segment.startMs >= range->fromMs && segment.startMs < range->untilMs;
        if (isInside) {
            QFile::remove(fileOf(segment));
        }
        return isInside;
    });
    return true;
}

void Archive::erase()
{
    const std::lock_guard lock(m_mutex);
    m_segments.clear();
    m_forgotten.clear();
    if (m_spanStartMs) {
        m_spanStartMs = nowUtcMs();
    }
    QDir(m_folder).removeRecursively();
}

void Archive::forgetHalf()
{
    const std::lock_guard lock(m_mutex);
    if (m_spanStartMs) {
        const qint64 now = nowUtcMs();
        endSpan(now - (now - *m_spanStartMs) / 2);
        m_spanStartMs = m_segments.empty() ? now : m_segments.back().startMs + m_segments.back().lengthMs;
        m_forgotten.insert(m_forgotten.end(), m_segments.begin(), m_segments.end());
        m_segments.clear();
        return;
    }
    const auto half = m_segments.begin() + std::ptrdiff_t((m_segments.size() + 1) / 2);
    if (m_isSynthetic) {
        m_forgotten.insert(m_forgotten.end(), m_segments.begin(), half);
    }
    m_segments.erase(m_segments.begin(), half);
}

void Archive::reload()
{
    const std::lock_guard lock(m_mutex);
    if (m_isSynthetic) {
        m_segments.insert(m_segments.begin(), m_forgotten.begin(), m_forgotten.end());
        m_forgotten.clear();
        return;
    }
    m_segments.clear();
    const QStringList files = QDir(m_folder).entryList({u"*.ts"_s}, QDir::Files);
    for (const QString &file : files) {
        const QStringList parts = file.chopped(3).split(u'-');
        if (parts.size() == 3) {
            m_segments.push_back({parts[0].toLongLong(), parts[1].toLongLong(), parts[2].toULongLong()});
        }
    }
    std::sort(m_segments.begin(), m_segments.end(),
              [](const Segment &left, const Segment &right) { return left.startMs < right.startMs; });
}

} // namespace streamkeeper::fleet
