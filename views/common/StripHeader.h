#pragma once

#include "models/domain/Clock.h"

#include <QHeaderView>

namespace streamkeeper {

/// The header of a table in which one column holds status strips: there the title stands between the ends of
/// their axis.
class StripHeader : public QHeaderView
{
    Q_OBJECT

public:
    /// The strips of column `section` (a logical index) show the last `lengthMs`.
    StripHeader(int section, qint64 lengthMs, Clock clock, QWidget *parent = nullptr);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;

private:
    int m_section;
    qint64 m_lengthMs;
    Clock m_clock;
};

} // namespace streamkeeper
