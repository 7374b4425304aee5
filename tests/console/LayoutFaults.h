#pragma once

#include <QStringList>

class QWidget;

namespace streamkeeper::test {

/// What cannot be read or reached in a window that is shown: text wider or higher than its widget, widgets
/// outside of those that hold them or painted over each other, a window outside of its screen or without a
/// title. One line each, for the log. What scrolls may be out of sight, and what elides itself may be
/// narrow.
[[nodiscard]] QStringList layoutFaults(const QWidget &window);

} // namespace streamkeeper::test
