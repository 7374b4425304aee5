#pragma once

#include <QStyledItemDelegate>

namespace streamkeeper {

/// Paints the cells of a LinesModel: marks, bars and strips as everywhere else.
class LinesDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace streamkeeper
