#pragma once

#include <QLayout>

#include <vector>

namespace streamkeeper {

/// Puts widgets beside each other as long as there is room, and goes on in the next row: what a bar has more
/// of than fits stays in sight. What grows (its size policy) takes the rest of its row.
class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    /// What follows stands at the end of the row.
    void addStretch();
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    /// Of one row.
    [[nodiscard]] QSize sizeHint() const override;
    /// Of the widest one.
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    using Row = std::vector<QLayoutItem *>;

    [[nodiscard]] std::vector<Row> rowsAt(int width) const;
    [[nodiscard]] int widthOf(const Row &row) const;
    [[nodiscard]] std::vector<int> widthsIn(const Row &row, int width) const;
    [[nodiscard]] int heightOf(const Row &row, int width) const;
    void place(const Row &row, const QRect &line) const;

    std::vector<QLayoutItem *> m_items;
};

} // namespace streamkeeper
