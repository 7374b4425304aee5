#include "views/overview/LinesDelegate.h"

#include "models/rules/StatusStrip.h"
#include "models/tables/LinesModel.h"
#include "views/common/CellPainting.h"
#include "views/common/StatusMark.h"
#include "views/common/StripPainter.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <array>

namespace streamkeeper {

namespace {

constexpr int barHeight = 8;
constexpr int barGap = 8;
constexpr double statesPart = 0.6; ///< of the cell; the text stands behind it
constexpr double shareWidth = 32;  ///< the text says more

QRectF barOf(const QRect &cell, double width)
{
    return QRectF(cell.left(), cell.center().y() - barHeight / 2.0 + 0.5, width, barHeight);
}

/// The worst first, at least a pixel each.
void drawStates(QPainter &painter, const QRectF &bar, const StateShares &shares, const ThemeTokens &tokens)
{
    painter.fillRect(bar, tokens.header);
    if (shares.total() == 0)
        return;
    QColor calm = tokens.good;
    calm.setAlphaF(0.6F);
    const std::array<std::pair<int, QBrush>, 4> parts{
        {{shares.inactive, QBrush(tokens.bad)},
         {shares.stale, QBrush(tokens.muted, Qt::BDiagPattern)},
         {shares.initialization, QBrush(tokens.warning, Qt::DiagCrossPattern)},
         {shares.active, QBrush(calm)}}};
    double left = bar.left();
    for (const auto &[count, brush] : parts) {
        if (count == 0)
            continue;
        const double width =
            std::min(std::max(1.0, bar.width() * count / shares.total()), bar.right() - left);
        painter.fillRect(QRectF(left, bar.top(), width, bar.height()), brush);
        left += width;
    }
}

void drawShare(QPainter &painter, const QRectF &bar, double share, bool isBad, bool isQuiet,
               const ThemeTokens &tokens)
{
    painter.fillRect(bar, tokens.header);
    const QRectF filled(bar.left(), bar.top(), bar.width() * std::clamp(share, 0.0, 1.0), bar.height());
    painter.fillRect(filled, isQuiet ? QBrush(tokens.muted, Qt::BDiagPattern)
                                     : QBrush(isBad ? tokens.bad : tokens.muted));
}

} // namespace

void LinesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    painter->save();
    const ThemeTokens &tokens = tokensOf(QApplication::palette());
    drawCellGround(*painter, option, tokens);
    const QVariant value = index.data(LinesModel::ValueRole);
    const bool isQuiet = index.data(LinesModel::QuietRole).toBool();
    const bool isBad = index.data(LinesModel::BadRole).toBool();
    QRect place = option.rect.adjusted(statusCellPadding, 0, -statusCellPadding, 0);
    bool hasText = true;
    switch (LineCell::Paint(index.data(LinesModel::PaintRole).toInt())) {
    case LineCell::Paint::Text:
        break;
    case LineCell::Paint::Status:
    case LineCell::Paint::Stale:
        place = drawCellMark(*painter, place, StreamStatus(value.toInt()), !value.isValid() || isQuiet, false,
                             tokens);
        break;
    case LineCell::Paint::States: {
        const QRectF bar = barOf(place, place.width() * statesPart);
        drawStates(*painter, bar, value.value<StateShares>(), tokens);
        place.setLeft(int(bar.right()) + barGap);
        break;
    }
    case LineCell::Paint::Share: {
        const QRectF bar = barOf(place, shareWidth);
        drawShare(*painter, bar, value.toDouble(), isBad, isQuiet, tokens);
        place.setLeft(int(bar.right()) + barGap);
        break;
    }
    case LineCell::Paint::Strip:
        drawStatusStrip(
            *painter,
            QRectF(place.left(), place.center().y() - stripHeight / 2.0, place.width(), stripHeight),
            value.value<StatusStrip>(), tokens);
        hasText = false;
        break;
    }
    if (hasText) {
        QFont font = option.font;
        font.setItalic(isQuiet);
        painter->setFont(font);
        painter->setPen(isQuiet ? tokens.muted : isBad ? tokens.bad : tokens.text);
        drawCellText(*painter, place, index.data(Qt::TextAlignmentRole).toInt(), index.data().toString());
    }
    drawCellFocus(*painter, option, tokens);
    painter->restore();
}

} // namespace streamkeeper
