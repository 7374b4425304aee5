#pragma once

#include <QStyledItemDelegate>

namespace streamkeeper {

/// The state of a server as mark and word, like the state of a stream.
class ServerStateDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace streamkeeper
