#include "app/player/H264Assembler.h"

#include "models/domain/AnswerLimits.h"

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

/// Does the unit at the begin of `piece` begin a picture, given that a slice came before it? A slice
/// does if first_mb_in_slice is 0, which is coded as a single one bit, the first one of its header.
bool beginsPicture(QByteArrayView piece)
{
    const int type = unitType(piece, 0);
    if (type == 1 || type == 2 || type == 5)
        return piece.size() > 5 && (static_cast<uchar>(piece[5]) & 0x80) != 0;
    return type >= 6 && type <= 9;
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

int countSlices(QByteArrayView units)
{
    int count = 0;
    (void)hasUnit(units, [&count](int type, QByteArrayView) {
        count += isSlice(type) ? 1 : 0;
        return false;
    });
    return count;
}

} // namespace

std::optional<QByteArray> H264Assembler::push(QByteArrayView piece)
{
    std::optional<QByteArray> complete;
    const bool isNewUnit = startsUnit(piece);
    const bool isNewPicture = isNewUnit && beginsPicture(piece);
    if (m_isTooLarge && !isNewPicture)
        return complete;
    m_isTooLarge = false;
    if (const int flushed = std::exchange(m_flushedSlices, 0); flushed > 0) {
        if (isNewPicture)
            m_knownSlices = std::max(m_knownSlices, flushed);
        else
            m_mayFlushEarly = false;
    }
    if (m_slices > 0 && isNewPicture) {
        m_knownSlices = std::max(m_knownSlices, m_slices);
        complete = take();
    }
    if (m_pending.size() + piece.size() > limits::maxPictureBytes) {
        reset();
        m_isTooLarge = true;
        return complete;
    }
    m_slices += isNewUnit ? countSlices(piece) : 0;
    m_pending.append(piece);
    m_lastPiece = piece.size();
    m_largestPiece = std::max(m_largestPiece, m_lastPiece);
    return complete;
}

QByteArray H264Assembler::take()
{
    m_slices = 0;
    return std::exchange(m_pending, QByteArray());
}

bool H264Assembler::isProbablyComplete() const
{
    return m_mayFlushEarly && m_slices > 0 && m_slices >= m_knownSlices &&
           m_lastPiece < std::max(m_largestPiece, smallestFullPiece);
}

std::optional<QByteArray> H264Assembler::flushIfComplete()
{
    if (!isProbablyComplete())
        return std::nullopt;
    m_flushedSlices = m_slices;
    return take();
}

void H264Assembler::reset()
{
    m_pending.clear();
    m_slices = 0;
    m_flushedSlices = 0;
    m_isTooLarge = false;
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
