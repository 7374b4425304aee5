#pragma once

#include "views/charts/ChartScale.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace streamkeeper {

struct ThemeTokens;

/// Values over time, for cards and panels alike: axes with units and times, gaps that stay gaps, what was
/// lost or unknown behind the lines, what was done above them. The mouse, or the arrow keys (`Home`, `End`;
/// `Esc` takes it away), put a line at a moment that tells the values there. Lines differ in more than
/// colour: the second one is dashed.
class TimeChart : public QWidget
{
    Q_OBJECT

public:
    struct Line
    {
        QString name; ///< for the legend; empty: the title says it
        std::vector<ChartPoint> points;
    };
    enum class MarkKind { Restart, Transfer, Loss };
    /// Something that happened at a moment.
    struct Mark
    {
        qint64 atMs = 0; ///< UTC
        MarkKind kind = MarkKind::Loss;
        QString text; ///< told at the crosshair

        bool operator==(const Mark &) const = default;
    };

    TimeChart(const QString &title, const QString &unit, QWidget *parent = nullptr);

    /// The axis ends there, whatever the values are: 100 for what is counted in percent.
    void setTop(double top) { m_fixedTop = top; }
    /// Points are oldest first, `stepMs` apart where nothing is missing.
    void setLines(TimeSpan shown, qint64 stepMs, std::vector<Line> lines);
    /// When it was lost and when nobody looked: no line goes through the latter.
    void setStrip(const StatusStrip &strip);
    void setMarks(std::vector<Mark> marks);

    [[nodiscard]] const std::vector<Line> &lines() const { return m_lines; }
    [[nodiscard]] const std::vector<Mark> &marks() const { return m_marks; }
    /// Where the crosshair stands, UTC; none: there is none.
    [[nodiscard]] std::optional<qint64> crosshairMs() const { return m_crosshairMs; }
    void setCrosshair(std::optional<qint64> atMs);
    /// What is said of a moment: time, values, what happened.
    [[nodiscard]] QStringList story(qint64 atMs) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] QFont smallFont() const;
    [[nodiscard]] double highest() const;
    [[nodiscard]] chart::ValueScale scale() const;
    [[nodiscard]] double xOf(const QRectF &area, qint64 atMs) const;
    [[nodiscard]] qint64 momentAt(double x) const;
    [[nodiscard]] bool hasData() const;
    [[nodiscard]] QString valueText(double value) const;
    void describe();
    void drawTitle(QPainter &painter, const ThemeTokens &tokens) const;
    void drawAxes(QPainter &painter, const QRectF &area, const ThemeTokens &tokens) const;
    void drawGround(QPainter &painter, const QRectF &area, const ThemeTokens &tokens) const;
    void drawLines(QPainter &painter, const QRectF &area, const ThemeTokens &tokens) const;
    void drawMarks(QPainter &painter, const QRectF &area, const ThemeTokens &tokens) const;
    void drawCrosshair(QPainter &painter, const QRectF &area, const ThemeTokens &tokens) const;

    QString m_title;
    QString m_unit;
    std::optional<double> m_fixedTop;
    TimeSpan m_shown;
    qint64 m_stepMs = 30'000;
    std::vector<Line> m_lines;
    StatusStrip m_strip;
    std::vector<Mark> m_marks;
    std::optional<qint64> m_crosshairMs;
};

} // namespace streamkeeper
