#pragma once

#include <QWidget>

namespace streamkeeper {

/// How full a disk is, with a mark where media servers stop taking new streams (80 %, domain.md 3.1).
class FullnessBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr int fullPercent = 80;

    explicit FullnessBar(QWidget *parent = nullptr);

    /// Negative: not known.
    void setPercent(int percent);
    [[nodiscard]] QSize sizeHint() const override { return {220, 14}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, 14}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_percent = -1;
};

} // namespace streamkeeper
