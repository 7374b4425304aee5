#pragma once

#include "models/domain/Recordings.h"

#include <QString>

namespace streamkeeper {

/// A recorded period as the widgets of the archive show it. Periods with the same `shade` are of the same
/// server: they share lane, colour and pattern, and one entry of the legend.
struct ShadedPeriod
{
    QString server; ///< its name, plain text
    int shade = 0;  ///< from 0 on
    RecordedPeriod period;

    bool operator==(const ShadedPeriod &) const = default;
};

} // namespace streamkeeper
