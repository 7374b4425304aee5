#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace streamkeeper {

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

    explicit TextTable(QList<Column> columns)
        : m_columns(std::move(columns))
    {
    }

    void add(QStringList cells) { m_rows.append(std::move(cells)); }
    /// The title line and the rows, each with a line break.
    [[nodiscard]] QString text() const;

private:
    QList<Column> m_columns;
    QList<QStringList> m_rows;
};

/// "name    value" lines; empty values are left out.
[[nodiscard]] QString textFields(const QList<std::pair<QString, QString>> &fields);
/// A text that may be written to a terminal: control characters become U+FFFD.
[[nodiscard]] QString forTerminal(QString text);
/// The same for a text of several lines.
[[nodiscard]] QString linesForTerminal(const QString &text);
/// The same for a JSON document: nothing is lost, it is written as \u….
[[nodiscard]] QByteArray jsonForTerminal(const QByteArray &document);

} // namespace streamkeeper
