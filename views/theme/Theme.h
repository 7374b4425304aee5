#pragma once

#include <QColor>
#include <QPalette>

class QApplication;

namespace streamkeeper {

/// The named colours of the window; no widget holds a colour of its own. Contrast of text on its
/// ground is at least 4.5 : 1, checked by a test.
struct ThemeTokens
{
    QColor window;
    QColor surface;
    QColor header;
    QColor line;
    QColor text;
    QColor muted;
    QColor accent;
    QColor onAccent; ///< text on the accent colour
    QColor selection;
    QColor good;
    QColor bad;
    QColor warning;
    QColor alarmGround; ///< of rows and lines that something is wrong with; text on it is as on the surface
};

enum class ThemeChoice { Light, Dark, System };

[[nodiscard]] const ThemeTokens &lightTokens();
[[nodiscard]] const ThemeTokens &darkTokens();
/// The tokens that belong to a palette made by applyTheme().
[[nodiscard]] const ThemeTokens &tokensOf(const QPalette &palette);

/// How large texts are, in percent of what the system wants.
inline constexpr int smallestTextZoom = 70;
inline constexpr int largestTextZoom = 250;
/// Of the whole program; bounded by these two.
void applyTextZoom(int percent);

/// Fusion, one palette, one small style sheet. May be called again at any time.
void applyTheme(QApplication &application, ThemeChoice choice);
/// "light", "dark", "system"; System for anything else.
[[nodiscard]] ThemeChoice themeFromWord(const QString &word);
[[nodiscard]] QString themeWord(ThemeChoice choice);

} // namespace streamkeeper
