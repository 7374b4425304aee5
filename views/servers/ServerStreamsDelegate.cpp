#include "views/servers/ServerStreamsDelegate.h"

#include "models/tables/ServerStreamsModel.h"
#include "views/common/StatusMark.h"

#include <QFontDatabase>
#include <QPainter>

namespace streamkeeper {

ServerStreamsDelegate::ServerStreamsDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_fixedFont(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{
}

void ServerStreamsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    const ThemeTokens &tokens = tokensOf(option.palette);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(option.rect, isSelected ? tokens.selection : tokens.surface);
    painter->setPen(tokens.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const bool isStale = index.data(ServerStreamsModel::StaleRole).toBool();
    const bool isFixed = ServerStreamsModel::isFixedWidth(index.column());
    QFont font = isFixed ? m_fixedFont : option.font;
    font.setItalic(isStale);
    painter->setFont(font);
    QRect place = option.rect.adjusted(statusCellPadding, 0, -statusCellPadding, 0);
    if (index.column() == ServerStreamsModel::StatusColumn) {
        const QRectF mark(place.left(), place.center().y() - statusMarkSize / 2.0 + 0.5, statusMarkSize,
                          statusMarkSize);
        drawStatusMark(*painter, mark, StreamStatus(index.data(ServerStreamsModel::StatusRole).toInt()),
                       isStale, index.data(ServerStreamsModel::OffRole).toBool(), tokens);
        place.setLeft(place.left() + statusMarkSize + statusMarkGap);
    }
    const bool isQuiet = isStale || isFixed || index.column() == ServerStreamsModel::PolledColumn;
    const bool isLink = index.data(ServerStreamsModel::LinkRole).isValid() ||
                        (index.column() == ServerStreamsModel::CameraColumn &&
                         !index.data(ServerStreamsModel::CameraRole).toUuid().isNull());
    painter->setPen(isQuiet ? tokens.muted : isLink ? tokens.accent : tokens.text);
    painter->drawText(
        place, index.data(Qt::TextAlignmentRole).toInt(),
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, place.width()));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(tokens.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

} // namespace streamkeeper
