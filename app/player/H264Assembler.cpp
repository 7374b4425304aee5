#include "app/player/H264Assembler.h"

#include <algorithm>
#include <utility>

namespace streamkeeper {

namespace {

// Until larger pieces were seen: senders fill their packets to about the MTU of their link, which is
// hardly ever below this.
constexpr qsizetype smallestFullPiece = 1000;

bool startsUnit(QByteArrayView piece)
{
    return piece.size() > 4 && piece[0] == 0 && piece[1] == 0 && piece[2] == 0 && piece[3] == 1;
}

int unitType(QByteArrayView bytes, qsizetype startCodeOffset)
{
    const qsizetype header = startCodeOffset + 4;
    return header < bytes.size() ? (static_cast<uchar>(bytes[header]) & 0x1f) : 0;
}

bool isSlice(int type)
{
    return type >= 1 && type <= 5;
}

/// `matches` gets a unit's type and its bytes from the header on (up to the end of all units).
template <typename Predicate>
bool hasUnit(QByteArrayView units, Predicate matches)
{
    qsizetype offset = 0;
    while ((offset = units.indexOf(QByteArrayView("\0\0\0\1", 4), offset)) >= 0) {
        if (matches(unitType(units, offset), units.sliced(offset + 4)))
            return true;
        offset += 4;
    }
    return false;
}

} // namespace

std::optional<QByteArray> H264Assembler::push(QByteArrayView piece)
{
    std::optional<QByteArray> complete;
    if (startsUnit(piece)) {
        complete = takeIfSlice();
        m_wasFlushedEarly = false;
        // An aggregation packet carries several units; only its last one may be continued.
        const qsizetype last = piece.lastIndexOf(QByteArrayView("\0\0\0\1", 4));
        m_lastUnitOffset = m_pending.size() + std::max<qsizetype>(last, 0);
    } else if (std::exchange(m_wasFlushedEarly, false)) {
        m_mayFlushEarly = false;
    }
    m_pending.append(piece);
    m_lastPiece = piece.size();
    m_largestPiece = std::max(m_largestPiece, m_lastPiece);
    return complete;
}

std::optional<QByteArray> H264Assembler::takeIfSlice()
{
    if (m_pending.isEmpty() || !isSlice(unitType(m_pending, m_lastUnitOffset)))
        return std::nullopt;
    m_lastUnitOffset = 0;
    return std::exchange(m_pending, QByteArray());
}

bool H264Assembler::isProbablyComplete() const
{
    return m_mayFlushEarly && !m_pending.isEmpty() &&
           m_lastPiece < std::max(m_largestPiece, smallestFullPiece) &&
           isSlice(unitType(m_pending, m_lastUnitOffset));
}

std::optional<QByteArray> H264Assembler::flushIfComplete()
{
    if (!isProbablyComplete())
        return std::nullopt;
    m_wasFlushedEarly = true;
    return takeIfSlice();
}

void H264Assembler::reset()
{
    m_pending.clear();
    m_lastUnitOffset = 0;
    m_wasFlushedEarly = false;
}

bool H264Assembler::hasKeyFrame(QByteArrayView units)
{
    return hasUnit(units, [](int type, QByteArrayView payload) {
        // SEI with payload type 6, a recovery point: streams with intra refresh have no IDR pictures.
        return type == 5 || type == 7 || (type == 6 && payload.size() > 1 && payload[1] == 6);
    });
}

bool H264Assembler::hasIdrSlice(QByteArrayView units)
{
    return hasUnit(units, [](int type, QByteArrayView) { return type == 5; });
}

} // namespace streamkeeper
