#pragma once

#include <QStyledItemDelegate>

namespace streamkeeper {

/// Paints the streams of a server like the table of all streams: state as mark and word, links in the
/// accent colour, what is of the past in italics.
class ServerStreamsDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ServerStreamsDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    QFont m_fixedFont;
};

} // namespace streamkeeper
