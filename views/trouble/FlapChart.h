#pragma once

#include "models/domain/Trouble.h"
#include "models/rules/StatusStrip.h"

#include <QWidget>

namespace streamkeeper {

/// When a stream was lost and reconnected, so that one long loss and a hundred short ones are told apart at a
/// glance, and at which times of the day: bars of reconnects over the strip, an axis with times, and under
/// the mouse what a bar stands for.
class FlapChart : public QWidget
{
    Q_OBJECT

public:
    enum class Span { Hour, Night, Week };
    static constexpr qint64 longestMs = 7 * 24 * 3'600'000LL;

    explicit FlapChart(QWidget *parent = nullptr);

    void setSpan(Span span);
    [[nodiscard]] Span span() const { return m_span; }
    /// `unknown`: when nobody saw it (StatusStrip), of the last week.
    void setHistory(const TroubleHistory &history, bool isOffNow, std::vector<TimeSpan> unknown,
                    qint64 nowMs);
    /// The sums of the span, in words.
    [[nodiscard]] QString summary() const;
    /// What is said at this place of the chart, as under the mouse.
    [[nodiscard]] QString barText(int bar) const;
    [[nodiscard]] int barCount() const { return int(m_bars.size()); }

    [[nodiscard]] QSize sizeHint() const override { return {280, 150}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 130}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void reckon();
    [[nodiscard]] QRectF plot() const;
    void drawBars(QPainter &painter, const QRectF &area) const;
    void drawAxis(QPainter &painter, const QRectF &area) const;
    void drawHint(QPainter &painter, const QRectF &area) const;

    Span m_span = Span::Night;
    TroubleHistory m_history;
    bool m_isOffNow = false;
    std::vector<TimeSpan> m_unknown;
    qint64 m_nowMs = 0;
    StatusStrip m_strip;
    std::vector<int> m_bars;
    int m_pointed = -1; ///< the bar under the mouse
};

} // namespace streamkeeper
