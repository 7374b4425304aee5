#include "views/trouble/TroubleDelegate.h"

#include "models/tables/TroubleTableModel.h"
#include "views/common/StatusMark.h"
#include "views/trouble/StripPainter.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>

namespace streamkeeper {

namespace {

constexpr int stripMargin = 5;

QColor colorOf(const QModelIndex &index, const ThemeTokens &tokens)
{
    if (index.data(TroubleTableModel::StaleRole).toBool())
        return tokens.muted;
    if (index.data(TroubleTableModel::LinkRole).isValid())
        return tokens.accent;
    if (TroubleColumn(index.column()) != TroubleColumn::Step)
        return tokens.text;
    const auto step = Characteristic(index.data(TroubleTableModel::CharacteristicRole).toInt());
    return step == Characteristic::Incorrect ? tokens.warning : tokens.bad;
}

} // namespace

TroubleDelegate::TroubleDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_fixedFont(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{
}

void TroubleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    const ThemeTokens &tokens = tokensOf(QApplication::palette());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(option.rect, isSelected ? tokens.selection : tokens.surface);
    painter->setPen(tokens.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const auto column = TroubleColumn(index.column());
    const bool isStale = index.data(TroubleTableModel::StaleRole).toBool();
    QRect text = option.rect.adjusted(statusCellPadding, 0, -statusCellPadding, 0);
    if (column == TroubleColumn::Strip) {
        drawTroubleStrip(*painter, text.adjusted(0, stripMargin, 0, -stripMargin),
                         index.data(TroubleTableModel::StripRole).value<TroubleStrip>(), tokens);
    } else {
        if (column == TroubleColumn::Status) {
            const QRectF mark(text.left(), text.center().y() - statusMarkSize / 2.0 + 0.5, statusMarkSize,
                              statusMarkSize);
            drawStatusMark(*painter, mark, StreamStatus(index.data(TroubleTableModel::StatusRole).toInt()),
                           isStale, index.data(TroubleTableModel::OffRole).toBool(), tokens);
            text.setLeft(text.left() + statusMarkSize + statusMarkGap);
        }
        QFont font = column == TroubleColumn::IpAddress ? m_fixedFont : option.font;
        font.setItalic(isStale);
        painter->setFont(font);
        painter->setPen(colorOf(index, tokens));
        painter->drawText(
            text, index.data(Qt::TextAlignmentRole).toInt(),
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(tokens.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

} // namespace streamkeeper
