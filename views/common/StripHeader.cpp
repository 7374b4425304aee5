#include "views/common/StripHeader.h"

#include "views/common/StatusMark.h"
#include "views/common/StripPainter.h"
#include "views/theme/Theme.h"

#include <QPainter>

#include <utility>

namespace streamkeeper {

StripHeader::StripHeader(int section, qint64 lengthMs, Clock clock, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_section(section)
    , m_lengthMs(lengthMs)
    , m_clock(std::move(clock))
{
    setSectionsClickable(true);
    setHighlightSections(false);
}

void StripHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    if (logicalIndex != m_section || !model()) {
        QHeaderView::paintSection(painter, rect, logicalIndex);
        return;
    }
    QStyleOptionHeaderV2 option;
    initStyleOption(&option);
    initStyleOptionForIndex(&option, logicalIndex);
    option.rect = rect;
    option.text.clear();
    option.sortIndicator = QStyleOptionHeader::None; // there is no room for it beside the axis
    // Styles leave a clip behind that lets nothing through (QCommonStyle, where there was none before).
    painter->save();
    style()->drawControl(QStyle::CE_Header, &option, painter, this);
    painter->restore();
    painter->save();
    painter->setPen(tokensOf(palette()).muted);
    QFont axis = font();
    axis.setBold(false);
    painter->setFont(axis);
    drawStripAxis(*painter, rect.adjusted(statusCellPadding, 0, -statusCellPadding, 0),
                  m_clock.nowMs() - m_lengthMs,
                  model()->headerData(logicalIndex, Qt::Horizontal, Qt::DisplayRole).toString());
    painter->restore();
}

} // namespace streamkeeper
