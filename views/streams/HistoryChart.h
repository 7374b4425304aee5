#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace streamkeeper {

/// A small chart of the last hour: one line with a tinted ground, gaps where nothing is known, the
/// unit and the highest value in words.
class HistoryChart : public QWidget
{
    Q_OBJECT

public:
    struct Point
    {
        qint64 atMs = 0;
        double value = -1; ///< negative: unknown, a gap
    };
    enum class Ink { Accent, Good };

    HistoryChart(const QString &title, const QString &unit, Ink ink, QWidget *parent = nullptr);

    void setPoints(std::vector<Point> points, qint64 nowMs);
    [[nodiscard]] QSize sizeHint() const override { return {200, 78}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 64}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    QString m_unit;
    Ink m_ink;
    std::vector<Point> m_points;
    qint64 m_nowMs = 0;
};

} // namespace streamkeeper
