#include "views/servers/ServerStreamsDelegate.h"

#include "models/tables/ServerStreamsModel.h"
#include "views/common/CellPainting.h"
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
    const ThemeTokens &tokens = tokensOf(option.palette);
    drawCellGround(*painter, option, tokens);
    const bool isStale = index.data(ServerStreamsModel::StaleRole).toBool();
    const bool isFixed = ServerStreamsModel::isFixedWidth(index.column());
    QFont font = isFixed ? m_fixedFont : option.font;
    font.setItalic(isStale);
    painter->setFont(font);
    QRect place = option.rect.adjusted(statusCellPadding, 0, -statusCellPadding, 0);
    if (index.column() == ServerStreamsModel::StatusColumn) {
        place =
            drawCellMark(*painter, place, StreamStatus(index.data(ServerStreamsModel::StatusRole).toInt()),
                         isStale, index.data(ServerStreamsModel::OffRole).toBool(), tokens);
    }
    const bool isQuiet = isStale || isFixed || index.column() == ServerStreamsModel::PolledColumn;
    const bool isLink = index.data(ServerStreamsModel::LinkRole).isValid() ||
                        (index.column() == ServerStreamsModel::CameraColumn &&
                         !index.data(ServerStreamsModel::CameraRole).toUuid().isNull());
    painter->setPen(isQuiet ? tokens.muted : isLink ? tokens.accent : tokens.text);
    drawCellText(*painter, place, index.data(Qt::TextAlignmentRole).toInt(), index.data().toString());
    drawCellFocus(*painter, option, tokens);
    painter->restore();
}

} // namespace streamkeeper
