#pragma once

#include "views/archive/ArchiveIndexDialog.h"
#include "views/archive/TimelineLegend.h"

#include <QWidget>

#include <vector>

namespace streamkeeper {

/// What one day of an archive has: stretches by server, in the day's own time.
struct ArchiveDay
{
    struct Stretch
    {
        int server = 0;  ///< index into the servers, in the order in which they come
        double from = 0; ///< of the day, 0 to 1
        double until = 0;

        bool operator==(const Stretch &) const = default;
    };
    qint64 beginMs = 0; ///< UTC of its midnight here
    qint64 recordedMs = 0;
    std::vector<Stretch> stretches;

    bool operator==(const ArchiveDay &) const = default;
};

/// The newest day first, without gaps in between: a day of which nothing is known is one without stretches.
/// Days of a change of clocks are 23 or 25 hours long, and drawn as wide as others.
[[nodiscard]] std::vector<ArchiveDay> archiveDays(const std::vector<HeldPeriod> &periods,
                                                  const QStringList &servers, qint64 nowMs, int most);

/// The archive index as bars: a line for each day, midnight to midnight, each server with its shade and
/// pattern.
class ArchiveDays : public QWidget
{
    Q_OBJECT

public:
    static constexpr int mostDays = 31;

    explicit ArchiveDays(QWidget *parent = nullptr);

    void setPeriods(const std::vector<HeldPeriod> &periods, const QStringList &servers, qint64 nowMs);
    [[nodiscard]] const std::vector<ArchiveDay> &days() const { return m_days; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int lineHeight() const { return fontMetrics().height() + 4; }

    std::vector<ArchiveDay> m_days;
    TimelineLegend m_legend;
};

} // namespace streamkeeper
