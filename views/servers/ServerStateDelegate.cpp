#include "views/servers/ServerStateDelegate.h"

#include "models/tables/ServerTableModel.h"
#include "views/common/StatusMark.h"

#include <QPainter>

namespace streamkeeper {

void ServerStateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const ThemeTokens &tokens = tokensOf(option.palette);
    painter->fillRect(option.rect,
                      option.state.testFlag(QStyle::State_Selected) ? tokens.selection : tokens.surface);
    painter->setPen(tokens.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const bool isFailed = index.data(ServerTableModel::FailedRole).toBool();
    const bool isAnswering = index.data(ServerTableModel::AnsweringRole).toBool();
    const StreamStatus mark = isFailed      ? StreamStatus::Inactive
                              : isAnswering ? StreamStatus::Active
                                            : StreamStatus::Initialization;
    drawStatusMark(*painter,
                   QRectF(option.rect.left() + statusCellPadding,
                          option.rect.center().y() - statusMarkSize / 2.0 + 0.5, statusMarkSize,
                          statusMarkSize),
                   mark, false, false, tokens);
    painter->setPen(tokens.text);
    painter->setFont(option.font);
    const QRect text = option.rect.adjusted(statusCellPadding + statusMarkSize + statusMarkGap, 0, -2, 0);
    painter->drawText(
        text, Qt::AlignVCenter | Qt::AlignLeft,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
}

} // namespace streamkeeper
