#pragma once

#include <QFont>
#include <QStyledItemDelegate>

namespace streamkeeper {

/// Paints the cells of the table of incorrect cameras: status mark, step, strip, link.
class TroubleDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TroubleDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    QFont m_fixedFont;
};

} // namespace streamkeeper
