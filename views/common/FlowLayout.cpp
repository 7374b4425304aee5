#include "views/common/FlowLayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace streamkeeper {

namespace {

bool grows(const QLayoutItem &item)
{
    return item.expandingDirections().testFlag(Qt::Horizontal);
}

/// What grows needs no more than its least width to stay in a row.
int widthOf(const QLayoutItem &item)
{
    return grows(item) ? item.minimumSize().width() : item.sizeHint().width();
}

} // namespace

FlowLayout::FlowLayout(QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(6);
}

FlowLayout::~FlowLayout()
{
    for (const QLayoutItem *item : m_items)
        delete item;
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.push_back(item);
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[size_t(index)] : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item)
        m_items.erase(m_items.begin() + index);
    return item;
}

std::vector<FlowLayout::Row> FlowLayout::rowsAt(int width) const
{
    std::vector<Row> rows;
    int used = 0;
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue; // hidden
        const int wanted = streamkeeper::widthOf(*item);
        if (rows.empty() || used + spacing() + wanted > width) {
            rows.emplace_back();
            used = wanted;
        } else {
            used += spacing() + wanted;
        }
        rows.back().push_back(item);
    }
    return rows;
}

int FlowLayout::widthOf(const Row &row) const
{
    int width = -spacing();
    for (const QLayoutItem *item : row)
        width += spacing() + streamkeeper::widthOf(*item);
    return width;
}

int FlowLayout::heightOf(const Row &row)
{
    int height = 0;
    for (const QLayoutItem *item : row)
        height = std::max(height, item->sizeHint().height());
    return height;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    int height = -spacing();
    for (const Row &row : rowsAt(width - margins.left() - margins.right()))
        height += spacing() + heightOf(row);
    return std::max(height, 0) + margins.top() + margins.bottom();
}

QSize FlowLayout::sizeHint() const
{
    QSize size(-spacing(), 0);
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        size = {size.width() + spacing() + item->sizeHint().width(),
                std::max(size.height(), item->sizeHint().height())};
    }
    return size.expandedTo({0, 0}).grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    QSize size(0, 0);
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo({streamkeeper::widthOf(*item), item->sizeHint().height()});
    }
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const QRect inside = rect.marginsRemoved(contentsMargins());
    int y = inside.top();
    for (const Row &row : rowsAt(inside.width())) {
        place(row, {inside.left(), y, inside.width(), heightOf(row)});
        y += heightOf(row) + spacing();
    }
}

void FlowLayout::place(const Row &row, const QRect &line) const
{
    const auto growing =
        int(std::ranges::count_if(row, [](const QLayoutItem *item) { return grows(*item); }));
    const int rest = std::max(0, line.width() - widthOf(row));
    int x = line.left();
    for (QLayoutItem *item : row) {
        const int own = streamkeeper::widthOf(*item) + (grows(*item) ? rest / growing : 0);
        const int width = std::min(own, line.width());
        const int height = std::min(item->sizeHint().height(), line.height());
        const QRect at(x, line.top() + (line.height() - height) / 2, width, height);
        item->setGeometry(QStyle::visualRect(
            parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight, line, at));
        x += width + spacing();
    }
}

} // namespace streamkeeper
