#pragma once

#include <QToolButton>

namespace streamkeeper {

/// A button of a bar for an action: looks like a push button, and Tab reaches it.
[[nodiscard]] QToolButton *framedButton(QAction *action, QWidget *parent,
                                        Qt::ToolButtonStyle style = Qt::ToolButtonTextBesideIcon);

} // namespace streamkeeper
