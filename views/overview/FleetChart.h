#pragma once

#include "models/rules/Availability.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace streamkeeper {

/// Availability of all streams over the shift: losses hang from the 100 % line, so that a calm night is an
/// empty sheet. Inactive is solid, stale hatched, initialization cross-hatched; what no program saw is
/// hatched over the whole height. The mouse or the arrow keys tell the numbers of a moment.
class FleetChart : public QWidget
{
    Q_OBJECT

public:
    explicit FleetChart(QWidget *parent = nullptr);

    void setPoints(std::vector<AvailabilityPoint> points, qint64 stepMs);
    [[nodiscard]] const std::vector<AvailabilityPoint> &points() const { return m_points; }
    /// "03:10 · 98.7 % · 12 inactive · 0 stale · 3 initialization".
    [[nodiscard]] QString story(int point) const;
    void setPointed(std::optional<int> point);
    [[nodiscard]] std::optional<int> pointed() const { return m_pointed; }

    [[nodiscard]] QSize sizeHint() const override { return {500, 150}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double worstPercent() const; ///< the lowest line of the axis
    void describe();
    void drawAxes(QPainter &painter, const QRectF &area) const;
    void drawLosses(QPainter &painter, const QRectF &area) const;
    void drawLegend(QPainter &painter) const;
    void drawHint(QPainter &painter, const QRectF &area) const;

    std::vector<AvailabilityPoint> m_points;
    qint64 m_stepMs = 60'000;
    std::optional<int> m_pointed;
};

} // namespace streamkeeper
