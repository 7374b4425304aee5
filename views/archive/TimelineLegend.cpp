#include "views/archive/TimelineLegend.h"

#include "views/archive/ShadePainter.h"
#include "views/theme/Theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace streamkeeper {

namespace {
constexpr int swatch = 10;
constexpr int swatchGap = 4;
constexpr int entryGap = 12;
constexpr int leastNameWidth = 24;
} // namespace

TimelineLegend::TimelineLegend(const std::vector<ShadedPeriod> &periods)
{
    for (const ShadedPeriod &one : periods) {
        if (laneOf(one.shade) == m_entries.size())
            m_entries.push_back({one.server, one.shade});
    }
    std::ranges::sort(m_entries, {}, &Entry::shade);
}

size_t TimelineLegend::laneCount() const
{
    return m_entries.size();
}

size_t TimelineLegend::laneOf(int shade) const
{
    return size_t(std::ranges::find(m_entries, shade, &Entry::shade) - m_entries.begin());
}

void TimelineLegend::paint(QPainter &painter, const QRect &place, const ThemeTokens &tokens) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    int left = place.left();
    for (const Entry &entry : m_entries) {
        const int room = place.left() + place.width() - left - swatch - swatchGap;
        if (room < leastNameWidth)
            break;
        paintShade(painter, QRectF(left, place.center().y() - swatch / 2.0, swatch, swatch), entry.shade,
                   tokens);
        left += swatch + swatchGap;
        const QString name = metrics.elidedText(entry.server, Qt::ElideRight, room);
        painter.setPen(tokens.text);
        painter.drawText(QRect(left, place.top(), room, place.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         name);
        left += metrics.horizontalAdvance(name) + entryGap;
    }
}

} // namespace streamkeeper
