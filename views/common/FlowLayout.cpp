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

bool isThere(QLayoutItem &item)
{
    return item.spacerItem() || !item.isEmpty();
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

void FlowLayout::addStretch()
{
    addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum));
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
        if (!isThere(*item))
            continue;
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

std::vector<int> FlowLayout::widthsIn(const Row &row, int width) const
{
    const auto growing =
        int(std::ranges::count_if(row, [](const QLayoutItem *item) { return grows(*item); }));
    const int rest = std::max(0, width - widthOf(row));
    std::vector<int> widths;
    for (const QLayoutItem *item : row) {
        const int own = streamkeeper::widthOf(*item) + (grows(*item) ? rest / growing : 0);
        widths.push_back(std::min({own, width, item->maximumSize().width()}));
    }
    return widths;
}

int FlowLayout::heightOf(const Row &row, int width) const
{
    const std::vector<int> widths = widthsIn(row, width);
    int height = 0;
    for (size_t i = 0; i < row.size(); ++i)
        height = std::max(height, row[i]->hasHeightForWidth() ? row[i]->heightForWidth(widths[i])
                                                              : row[i]->sizeHint().height());
    return height;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    const int inside = width - margins.left() - margins.right();
    int height = -spacing();
    for (const Row &row : rowsAt(inside))
        height += spacing() + heightOf(row, inside);
    return std::max(height, 0) + margins.top() + margins.bottom();
}

QSize FlowLayout::sizeHint() const
{
    QSize size(-spacing(), 0);
    for (QLayoutItem *item : m_items) {
        if (!isThere(*item))
            continue;
        size = {size.width() + spacing() + item->sizeHint().width(),
                std::max(size.height(), item->sizeHint().height())};
    }
    return size.expandedTo({0, 0}).grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    QSize size(0, 0);
    for (QLayoutItem *item : m_items) {
        if (isThere(*item))
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
        const int height = heightOf(row, inside.width());
        place(row, {inside.left(), y, inside.width(), height});
        y += height + spacing();
    }
}

void FlowLayout::place(const Row &row, const QRect &line) const
{
    const std::vector<int> widths = widthsIn(row, line.width());
    const auto direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int x = line.left();
    for (size_t i = 0; i < row.size(); ++i) {
        // What wraps has the height of its row, everything else stands in its middle.
        const int height = row[i]->hasHeightForWidth() ? line.height()
                                                       : std::min(row[i]->sizeHint().height(), line.height());
        const QRect at(x, line.top() + (line.height() - height) / 2, widths[i], height);
        row[i]->setGeometry(QStyle::visualRect(direction, line, at));
        x += widths[i] + spacing();
    }
}

} // namespace streamkeeper
