#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace streamkeeper {

/// How a cell is meant, where a terminal has colours.
enum class Tone { Plain, Good, Bad, Warning, Faint };

/// Aligned columns for people. Widths are counted as a terminal shows them (wide and combining characters);
/// control characters of names cannot reach the terminal.
class TextTable
{
public:
    enum class Align { Left, Right };
    struct Column
    {
        QString title;
        Align align = Align::Left;
    };
    struct Cell
    {
        // Most cells are a text and nothing else.
        Cell(QString cellText, Tone cellTone = Tone::Plain) // NOLINT(google-explicit-constructor)
            : text(std::move(cellText))
            , tone(cellTone)
        {
        }

        QString text;
        Tone tone = Tone::Plain;
    };

    explicit TextTable(QList<Column> columns)
        : m_columns(std::move(columns))
    {
    }

    void add(QList<Cell> cells) { m_rows.append(std::move(cells)); }
    /// The title line and the rows, each with a line break.
    [[nodiscard]] QString text() const;

private:
    QList<Column> m_columns;
    QList<QList<Cell>> m_rows;
};

/// "name    value" lines; empty values are left out.
[[nodiscard]] QString textFields(const QList<std::pair<QString, QString>> &fields);
/// A text that may be written to a terminal: control characters become U+FFFD.
[[nodiscard]] QString forTerminal(QString text);
/// The same for a text of several lines; the tones of a table stay in it.
[[nodiscard]] QString linesForTerminal(const QString &text);
/// The same for a JSON document: nothing is lost, it is written as \u….
[[nodiscard]] QByteArray jsonForTerminal(const QByteArray &document);
/// As much of a line as fits into so many columns; its tones end with it.
[[nodiscard]] QString firstColumns(const QString &line, int columns);
/// A text of tables with its tones as a terminal shows them, or without any.
[[nodiscard]] QString withTones(QString text, bool hasColours);

} // namespace streamkeeper
