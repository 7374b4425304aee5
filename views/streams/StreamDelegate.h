#pragma once

#include <QFont>
#include <QStyledItemDelegate>

namespace streamkeeper {

/// Paints the cells of the stream table: status mark and badge, links, fixed-width addresses, stale
/// rows in italic grey. Cheap: no layouts, no style calls per cell.
class StreamDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit StreamDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Where the badge of a status cell is, in the coordinates of `cell`; empty without a badge.
    [[nodiscard]] QRect badgeRect(const QRect &cell, const QModelIndex &index, const QFont &font) const;

private:
    void paintStatus(QPainter &painter, const QRect &cell, const QModelIndex &index, const QFont &font) const;

    QFont m_fixedFont;
};

} // namespace streamkeeper
