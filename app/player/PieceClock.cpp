#include "app/player/PieceClock.h"

#include <QDateTime>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 usPerMs = 1'000;
// A little back is how streams with B pictures or a careless muxer are; far on is another recording.
constexpr qint64 maxBackUs = 500'000;
constexpr qint64 maxAheadUs = 3'000'000;
/// Where nothing is told: the jump took no time.
constexpr qint64 jumpUs = 40'000;

} // namespace

PieceClock::PieceClock(qint64 fromMs, const QByteArray &playlist, qint64 clockOffsetMs)
    : m_lastUtcUs(fromMs * usPerMs)
{
    const auto parts = partsOf(playlist);
    for (const std::optional<qint64> &part : parts) {
        if (part)
            m_partsUs.push_back((*part - clockOffsetMs) * usPerMs);
    }
    // A time that is told only later says nothing of the beginning.
    if (!parts.empty() && parts.front()) {
        m_lastUtcUs = m_partsUs.front();
        m_nextPart = 1;
    }
}

PieceClock PieceClock::countingFrom(qint64 zeroMs)
{
    PieceClock clock(zeroMs, {}, 0);
    clock.anchor(0, zeroMs * usPerMs);
    clock.m_isZeroTold = true;
    return clock;
}

std::vector<std::optional<qint64>> PieceClock::partsOf(const QByteArray &playlist)
{
    static constexpr QByteArrayView dateTag = "#EXT-X-PROGRAM-DATE-TIME:";
    std::vector<std::optional<qint64>> parts;
    std::optional<qint64> told;
    bool isNewPart = true;
    for (QByteArray line : playlist.split('\n')) {
        line = line.trimmed();
        if (line.startsWith(dateTag)) {
            const QDateTime time =
                QDateTime::fromString(QString::fromLatin1(line.mid(dateTag.size())), Qt::ISODateWithMs);
            if (time.isValid())
                told = time.toMSecsSinceEpoch();
        } else if (line.startsWith("#EXT-X-DISCONTINUITY") && !line.contains("SEQUENCE")) {
            isNewPart = true;
        } else if (!line.isEmpty() && !line.startsWith('#')) {
            if (std::exchange(isNewPart, false))
                parts.push_back(told);
            told.reset();
        }
    }
    return parts;
}

void PieceClock::anchor(qint64 ptsUs, qint64 utcUs)
{
    m_originUs = ptsUs;
    m_baseUs = utcUs;
}

qint64 PieceClock::utcUsOfVideo(qint64 dtsUs, qint64 ptsUs)
{
    if (m_isZeroTold)
        return m_baseUs + ptsUs;
    if (!m_originUs) {
        anchor(ptsUs, m_lastUtcUs);
    } else if (dtsUs < *m_lastDtsUs - maxBackUs || dtsUs > *m_lastDtsUs + maxAheadUs) {
        // A small interruption may have passed without a jump: parts that are over are left out.
        while (m_nextPart < m_partsUs.size() && m_partsUs[m_nextPart] <= m_lastUtcUs - maxBackUs)
            ++m_nextPart;
        const bool isTold = m_nextPart < m_partsUs.size();
        anchor(ptsUs, isTold ? m_partsUs[m_nextPart++] : m_lastUtcUs + jumpUs);
    }
    m_lastDtsUs = dtsUs;
    const qint64 utcUs = m_baseUs + ptsUs - *m_originUs;
    m_lastUtcUs = std::max(m_lastUtcUs, utcUs);
    return utcUs;
}

std::optional<qint64> PieceClock::utcUsOf(qint64 ptsUs) const
{
    if (!m_originUs)
        return {};
    return m_baseUs + ptsUs - *m_originUs;
}

} // namespace streamkeeper
