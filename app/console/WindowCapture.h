#pragma once

#include "models/domain/Result.h"

#include <QString>

class QWidget;

namespace streamkeeper {

// What the console shows, for documentation and checks.

/// Saves a picture of a window as it is drawn now.
[[nodiscard]] Result<void> saveScreenshot(QWidget &window, const QString &file);
/// All text that can be seen in the window and its open dialogs: labels, buttons, fields (never of
/// password fields), every row of tables and lists with their visible columns.
[[nodiscard]] QString visibleText(const QWidget &window);
[[nodiscard]] Result<void> saveVisibleText(const QWidget &window, const QString &file);

} // namespace streamkeeper
