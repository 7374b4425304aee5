#include "views/streams/StreamDelegate.h"

#include "models/tables/StreamTableModel.h"
#include "models/texts/StreamTexts.h"
#include "views/common/CellPainting.h"
#include "views/common/StatusMark.h"
#include "views/common/StripPainter.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>

namespace streamkeeper {

namespace {

constexpr int badgePadding = 6;

QFont badgeFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.86);
    small.setItalic(false);
    return small;
}

} // namespace

StreamDelegate::StreamDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_fixedFont(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{
}

QSize StreamDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Asked only when a column is fitted by double click on its edge.
    const bool isFixed = StreamTableModel::isFixedWidth(StreamColumn(index.column()));
    const QFontMetrics metrics(isFixed ? m_fixedFont : option.font);
    int width = metrics.horizontalAdvance(index.data().toString()) + 2 * statusCellPadding;
    if (index.column() == int(StreamColumn::Status))
        width += statusMarkSize + statusMarkGap +
                 badgeRect(QRect(0, 0, 1000, 26), index, option.font).width() + statusCellPadding;
    return {width, 26};
}

QRect StreamDelegate::badgeRect(const QRect &cell, const QModelIndex &index, const QFont &font) const
{
    const QString badge =
        texts::characteristic(Characteristic(index.data(StreamTableModel::CharacteristicRole).toInt()));
    if (badge.isEmpty())
        return {};
    QFont statusFont = font;
    statusFont.setItalic(index.data(StreamTableModel::StaleRole).toBool());
    const QFontMetrics small(badgeFont(font));
    const int textWidth = QFontMetrics(statusFont).horizontalAdvance(index.data().toString());
    const int height = small.height() + 2;
    return {cell.left() + statusCellPadding + statusMarkSize + statusMarkGap + textWidth + 8,
            cell.center().y() - height / 2 + 1, small.horizontalAdvance(badge) + 2 * badgePadding, height};
}

void StreamDelegate::paintStatus(QPainter &painter, const QRect &cell, const QModelIndex &index,
                                 const QFont &font) const
{
    const ThemeTokens &tokens = tokensOf(QApplication::palette());
    const bool isStale = index.data(StreamTableModel::StaleRole).toBool();
    const bool isOff = index.data(StreamTableModel::OffRole).toBool();
    const auto status = StreamStatus(index.data(StreamTableModel::StatusRole).toInt());
    const QRectF mark(cell.left() + statusCellPadding, cell.center().y() - statusMarkSize / 2.0 + 0.5,
                      statusMarkSize, statusMarkSize);
    drawStatusMark(painter, mark, status, isStale, isOff, tokens);
    const QRect textRect = cell.adjusted(statusCellPadding + statusMarkSize + statusMarkGap, 0, -2, 0);
    painter.drawText(
        textRect, Qt::AlignVCenter | Qt::AlignLeft,
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, textRect.width()));
    const QRect badge = badgeRect(cell, index, font);
    if (badge.isEmpty() || badge.left() > cell.right())
        return;
    const auto characteristic = Characteristic(index.data(StreamTableModel::CharacteristicRole).toInt());
    const QColor color = characteristic == Characteristic::Incorrect ? tokens.warning : tokens.bad;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setFont(badgeFont(font));
    painter.drawText(badge, Qt::AlignCenter, texts::characteristic(characteristic));
}

void StreamDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    painter->save();
    const ThemeTokens &tokens = tokensOf(QApplication::palette());
    const auto column = StreamColumn(index.column());
    const bool isStale = index.data(StreamTableModel::StaleRole).toBool();
    const bool isDown = !isStale && !index.data(StreamTableModel::OffRole).toBool() &&
                        index.data(StreamTableModel::StatusRole).toInt() == int(StreamStatus::Inactive);
    drawCellGround(*painter, option, tokens, isDown ? tokens.alarmGround : tokens.surface);
    QFont font = StreamTableModel::isFixedWidth(column) ? m_fixedFont : option.font;
    font.setItalic(isStale);
    painter->setFont(font);
    const bool isQuiet = isStale || column == StreamColumn::Address || column == StreamColumn::Uuid ||
                         column == StreamColumn::Polled;
    QColor color = isQuiet ? tokens.muted : tokens.text;
    if (!isStale && index.data(StreamTableModel::LinkRole).isValid())
        color = tokens.accent;
    if (column == StreamColumn::Drift)
        color = tokens.warning;
    painter->setPen(color);
    if (column == StreamColumn::Status) {
        paintStatus(*painter, option.rect, index, option.font);
    } else if (column == StreamColumn::Last24Hours) {
        const QRectF place = option.rect.adjusted(statusCellPadding, 0, -statusCellPadding, 0);
        drawStatusStrip(
            *painter,
            QRectF(place.left(), place.center().y() - stripHeight / 2.0, place.width(), stripHeight),
            index.data(StreamTableModel::StripRole).value<StatusStrip>(), tokens);
    } else {
        const QRect textRect = option.rect.adjusted(statusCellPadding, 0, -statusCellPadding, 0);
        drawCellText(*painter, textRect, index.data(Qt::TextAlignmentRole).toInt(), index.data().toString());
    }
    drawCellFocus(*painter, option, tokens);
    painter->restore();
}

} // namespace streamkeeper
