#pragma once

#include "views/archive/ShadedPeriod.h"

#include <QString>

#include <vector>

class QPainter;
class QRect;

namespace streamkeeper {

struct ThemeTokens;

/// Which shade of a timeline stands for which media server, in the order of the shades; each has a lane of
/// the track to itself. A value; painted by whoever shows it, in the GUI thread.
class TimelineLegend
{
public:
    TimelineLegend() = default;
    explicit TimelineLegend(const std::vector<ShadedPeriod> &periods);

    [[nodiscard]] size_t laneCount() const;
    /// From the top; laneCount() if no period has the shade.
    [[nodiscard]] size_t laneOf(int shade) const;
    /// As many as there is room for; a name that is too long is cut.
    void paint(QPainter &painter, const QRect &place, const ThemeTokens &tokens) const;

private:
    struct Entry
    {
        QString server;
        int shade = 0;
    };
    std::vector<Entry> m_entries; ///< by shade
};

} // namespace streamkeeper
