#pragma once

#include <QColor>
#include <QIcon>

namespace streamkeeper {

/// The single-colour icon resources/icons/NAME.svg drawn in `color`, sharp at every scale. Widgets
/// make it anew when the palette changes.
[[nodiscard]] QIcon themedIcon(const QString &name, const QColor &color);

} // namespace streamkeeper
