#include "views/trouble/TroubleDelegate.h"

#include "models/tables/TroubleTableModel.h"
#include "views/common/CellPainting.h"
#include "views/common/StatusMark.h"
#include "views/common/StripPainter.h"

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
    const ThemeTokens &tokens = tokensOf(QApplication::palette());
    drawCellGround(*painter, option, tokens);
    const auto column = TroubleColumn(index.column());
    const bool isStale = index.data(TroubleTableModel::StaleRole).toBool();
    QRect text = option.rect.adjusted(statusCellPadding, 0, -statusCellPadding, 0);
    if (column == TroubleColumn::Strip) {
        drawStatusStrip(*painter, text.adjusted(0, stripMargin, 0, -stripMargin),
                        index.data(TroubleTableModel::StripRole).value<StatusStrip>(), tokens);
    } else {
        if (column == TroubleColumn::Status) {
            text =
                drawCellMark(*painter, text, StreamStatus(index.data(TroubleTableModel::StatusRole).toInt()),
                             isStale, index.data(TroubleTableModel::OffRole).toBool(), tokens);
        }
        QFont font = column == TroubleColumn::IpAddress ? m_fixedFont : option.font;
        font.setItalic(isStale);
        painter->setFont(font);
        painter->setPen(colorOf(index, tokens));
        drawCellText(*painter, text, index.data(Qt::TextAlignmentRole).toInt(), index.data().toString());
    }
    drawCellFocus(*painter, option, tokens);
    painter->restore();
}

} // namespace streamkeeper
