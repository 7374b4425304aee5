#include "views/common/TintDelegate.h"

#include "views/theme/Theme.h"

namespace streamkeeper {

TintDelegate::TintDelegate(Tint tint, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_tint(std::move(tint))
{
}

void TintDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QColor color = m_tint(index, tokensOf(option->palette));
    option->palette.setColor(QPalette::Text, color);
    option->palette.setColor(QPalette::HighlightedText, color);
}

} // namespace streamkeeper
