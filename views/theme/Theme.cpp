#include "views/theme/Theme.h"

#include <QApplication>
#include <QGuiApplication>
#include <QStyleFactory>
#include <QStyleHints>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QPalette paletteOf(const ThemeTokens &tokens)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.window);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.surface);
    palette.setColor(QPalette::AlternateBase, tokens.header);
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.muted);
    palette.setColor(QPalette::Button, tokens.surface);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.bad);
    palette.setColor(QPalette::Highlight, tokens.selection);
    palette.setColor(QPalette::HighlightedText, tokens.text);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::ToolTipBase, tokens.surface);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::Light, tokens.surface);
    palette.setColor(QPalette::Midlight, tokens.header);
    palette.setColor(QPalette::Mid, tokens.line);
    palette.setColor(QPalette::Dark, tokens.line);
    palette.setColor(QPalette::Shadow, tokens.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::HighlightedText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, tokens.muted);
    return palette;
}

/// Names in the text are replaced by colours, so that the sheet reads like the design.
QString styleSheetOf(const ThemeTokens &tokens)
{
    QString sheet = uR"(
QToolTip { background: @surface; color: @text; border: 1px solid @line; padding: 4px 6px; }
QMenuBar { background: @window; } QMenuBar::item { padding: 4px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @selection; }
QMenu { background: @surface; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; } QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @muted; } QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QPushButton, QToolButton[framed="true"] { background: @surface; border: 1px solid @line; border-radius: 5px;
  padding: 4px 11px; min-height: 18px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton:hover, QToolButton[framed="true"]:hover { background: @header; }
QPushButton:pressed, QToolButton[framed="true"]:pressed, QToolButton[framed="true"]:checked { background: @selection; }
QPushButton:focus, QToolButton[framed="true"]:focus { border-color: @accent; }
QPushButton:disabled, QToolButton[framed="true"]:disabled { color: @muted; background: @window; }
QPushButton[primary="true"] { background: @accent; color: @onAccent; border-color: @accent; }
QPushButton[primary="true"]:focus { border-color: @text; }
QPushButton[primary="true"]:disabled { background: @header; color: @muted; border-color: @line; }
QPushButton[danger="true"] { background: @bad; color: @onAccent; border-color: @bad; }
QPushButton[link="true"] { background: transparent; border: none; color: @accent; padding: 0; min-height: 0; text-align: left; }
QPushButton[link="true"]:disabled { background: transparent; color: @text; }
QPushButton[link="true"][quiet="true"]:disabled { color: @muted; }
QPushButton[link="true"]:focus { text-decoration: underline; }
QPushButton[badge="warning"], QPushButton[badge="bad"] { background: transparent; border-radius: 3px; padding: 0 6px; min-height: 0; }
QPushButton[badge="warning"] { color: @warning; border-color: @warning; } QPushButton[badge="bad"] { color: @bad; border-color: @bad; }
QPushButton[badge="warning"]:focus, QPushButton[badge="bad"]:focus { border-color: @accent; }
QToolButton { border: none; border-radius: 4px; padding: 3px; } QToolButton:hover { background: @header; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QSpinBox, QDateTimeEdit, QComboBox { background: @surface; border: 1px solid @line; border-radius: 5px; padding: 4px 8px;
  min-height: 18px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QSpinBox:focus, QDateTimeEdit:focus, QComboBox:focus { border-color: @accent; }
QLineEdit:disabled, QSpinBox:disabled, QDateTimeEdit:disabled, QComboBox:disabled { color: @muted; background: @window; }
QPlainTextEdit { background: @surface; border: 1px solid @line; border-radius: 5px; padding: 2px 4px;
  selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit:focus { border-color: @accent; } QPlainTextEdit:disabled { color: @muted; background: @window; }
QLineEdit[invalid="true"], QSpinBox[invalid="true"], QPlainTextEdit[invalid="true"] { border-color: @bad; }
QCheckBox { spacing: 7px; } QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @muted;
  border-radius: 3px; background: @surface; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/@check.svg); }
QRadioButton { spacing: 7px; } QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @muted;
    border-radius: 8px; background: @surface; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; background: @onAccent; }
QRadioButton:focus { color: @accent; } QRadioButton:disabled { color: @muted; }
QRadioButton::indicator:disabled { background: @window; border-color: @line; }
QCheckBox:focus { color: @accent; } QCheckBox:disabled { color: @muted; }
QCheckBox::indicator:disabled { background: @window; border-color: @line; }
QTabWidget::pane { border: none; border-top: 1px solid @line; } QTabWidget::tab-bar { left: 12px; }
QTabBar { background: transparent; } QTabBar::tab { background: transparent; color: @muted; border: none;
  border-bottom: 2px solid transparent; padding: 7px 12px; }
QTabBar::tab:hover { color: @text; } QTabBar::tab:selected { color: @accent; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @text; }
QToolBar { background: transparent; border: none; spacing: 6px; padding: 0; }
QFrame#changeBar { background: @header; border: none; border-top: 1px solid @line; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/icons/chevron-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; selection-background-color: @selection; }
QTreeView, QListView#groupClusters { background: @surface; border: 1px solid @line; border-radius: 5px; outline: none;
    selection-background-color: @selection; selection-color: @text; }
QTreeView::item { padding: 4px 0; } QListView#groupClusters::item { padding: 4px 6px; }
QTreeView::item:selected, QListView#groupClusters::item:selected { background: @selection; color: @text; }
QTreeView::indicator, QListView#groupClusters::indicator { width: 14px; height: 14px; border: 1px solid @muted;
    border-radius: 3px; background: @surface; }
QTreeView::indicator:checked, QListView#groupClusters::indicator:checked { background: @accent; border-color: @accent;
    image: url(:/icons/@check.svg); }
QTableView { background: @surface; border: none; gridline-color: @line; selection-background-color: @selection;
  selection-color: @text; outline: none; }
QTableView::item { padding: 0 6px; border-bottom: 1px solid @line; }
QTableView::item:selected { background: @selection; color: @text; }
QHeaderView { background: @header; } QHeaderView::section { background: @header; color: @muted; border: none;
  border-bottom: 1px solid @line; padding: 5px 8px; font-weight: 600; }
QHeaderView::section:hover { color: @text; }
QTableCornerButton::section { background: @header; border: none; }
QSplitter::handle { background: @line; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; } QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QProgressBar { background: @header; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QFrame[rule="true"] { background: @line; border: none; }
QFrame[alarm="true"] { background: @alarmGround; border: none; border-left: 4px solid @bad; }
QFrame[card="true"] { background: @surface; border: 1px solid @line; border-radius: 6px; }
QLabel[muted="true"] { color: @muted; } QLabel[bad="true"] { color: @bad; } QLabel[warning="true"] { color: @warning; } QLabel[good="true"] { color: @good; }
QLabel[warning="true"] { color: @warning; }
QWidget[surface="true"] { background: @surface; }
QWidget#steps { background: @header; }
QListView#navigation { background: @header; border: none; padding: 4px 8px; outline: none; }
QListView#navigation::item { padding: 7px 8px; border-radius: 5px; color: @text; }
QListView#navigation::item:hover { background: @window; }
QListView#navigation::item:selected { background: @selection; color: @accent; font-weight: 600; }
)"_s;
    sheet.replace("@check"_L1, tokens.onAccent.lightness() < 128 ? "check-dark"_L1 : "check-light"_L1);
    const std::pair<QLatin1StringView, QColor> names[] = {
        {"@window"_L1, tokens.window},
        {"@surface"_L1, tokens.surface},
        {"@header"_L1, tokens.header},
        {"@line"_L1, tokens.line},
        {"@text"_L1, tokens.text},
        {"@muted"_L1, tokens.muted},
        {"@onAccent"_L1, tokens.onAccent},
        {"@accent"_L1, tokens.accent},
        {"@selection"_L1, tokens.selection},
        {"@good"_L1, tokens.good},
        {"@bad"_L1, tokens.bad},
        {"@alarmGround"_L1, tokens.alarmGround},
        {"@warning"_L1, tokens.warning},
    };
    for (const auto &[name, color] : names)
        sheet.replace(name, color.name());
    return sheet;
}

bool isSystemDark(const QPalette &platformPalette)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    Q_UNUSED(platformPalette)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    return platformPalette.color(QPalette::Window).lightness() < 128;
#endif
}

} // namespace

const ThemeTokens &lightTokens()
{
    static const ThemeTokens tokens{QColor(0xf6f7f9), QColor(0xffffff), QColor(0xeef1f4), QColor(0xdfe3e8),
                                    QColor(0x1d232b), QColor(0x5c6773), QColor(0x1f6feb), QColor(0xffffff),
                                    QColor(0xe4eefd), QColor(0x1a7f4b), QColor(0xc62f3b), QColor(0x8a5c00),
                                    QColor(0xfbecee)};
    return tokens;
}

const ThemeTokens &darkTokens()
{
    static const ThemeTokens tokens{QColor(0x14171b), QColor(0x1b1f24), QColor(0x20252c), QColor(0x2b313a),
                                    QColor(0xdde3ea), QColor(0x8b96a5), QColor(0x5aa0ff), QColor(0x0d1117),
                                    QColor(0x22344f), QColor(0x4cc38a), QColor(0xff6b74), QColor(0xe3b341),
                                    QColor(0x33202a)};
    return tokens;
}

const ThemeTokens &tokensOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? darkTokens() : lightTokens();
}

void applyTheme(QApplication &application, ThemeChoice choice)
{
    // What the platform wanted, before the first palette of ours.
    static const QPalette platformPalette = QGuiApplication::palette();
    const bool isDark =
        choice == ThemeChoice::Dark || (choice == ThemeChoice::System && isSystemDark(platformPalette));
    const ThemeTokens &tokens = isDark ? darkTokens() : lightTokens();
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(paletteOf(tokens));
    application.setStyleSheet(styleSheetOf(tokens));
}

void applyTextZoom(int percent)
{
    static const QFont systemFont = QApplication::font();
    QFont font = systemFont;
    font.setPointSizeF(systemFont.pointSizeF() * qBound(smallestTextZoom, percent, largestTextZoom) / 100);
    if (font != QApplication::font())
        QApplication::setFont(font);
}

ThemeChoice themeFromWord(const QString &word)
{
    return word == u"light" ? ThemeChoice::Light : word == u"dark" ? ThemeChoice::Dark : ThemeChoice::System;
}

QString themeWord(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Light:
        return u"light"_s;
    case ThemeChoice::Dark:
        return u"dark"_s;
    case ThemeChoice::System:
        break;
    }
    return u"system"_s;
}

} // namespace streamkeeper
