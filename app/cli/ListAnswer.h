#pragma once

#include "app/cli/Arguments.h"
#include "app/cli/TextTable.h"

#include <QJsonArray>

namespace streamkeeper {

/// What a verb lists: the same rows for people (`table`, `wide`), for spreadsheets (`csv`) and for programs
/// (`json`), in the order and the number that --sort, --limit and --columns say.
class ListAnswer
{
public:
    enum class Shown { Always, Wide };
    /// `key` is the value's name in the JSON object of a row, and what --sort and --columns call the column.
    struct Column
    {
        QString key;
        QString title;
        TextTable::Align align = TextTable::Align::Left;
        Shown shown = Shown::Always;
    };

    explicit ListAnswer(QList<Column> columns)
        : m_columns(std::move(columns))
    {
    }

    /// Whether the options fit these columns; to be asked before anything is opened.
    [[nodiscard]] CliExpected<void> check(const ParsedCommand &command) const;
    /// `object` has a value for each column, and may have more. `cells` are what people read, in the order of
    /// the columns; those that are left out at the end show the value as it is.
    void add(QJsonObject object, QList<TextTable::Cell> cells = {});
    [[nodiscard]] bool isEmpty() const { return m_rows.empty(); }
    /// `whenEmpty` is for people, with a line break.
    [[nodiscard]] CliAnswer answer(const ParsedCommand &command, const QString &whenEmpty,
                                   ExitCode code = ExitCode::Done);

private:
    struct Row
    {
        QJsonObject object;
        QList<TextTable::Cell> cells;
    };
    [[nodiscard]] int columnNamed(const QString &name) const;
    /// Indexes of the columns that are shown.
    [[nodiscard]] QList<int> chosen(const ParsedCommand &command) const;
    void sortBy(const QString &name);
    [[nodiscard]] QJsonArray documentOf(const ParsedCommand &command) const;
    [[nodiscard]] QString csvOf(const QList<int> &columns) const;
    [[nodiscard]] QString tableOf(const QList<int> &columns) const;

    QList<Column> m_columns;
    std::vector<Row> m_rows;
};

/// The options of every list, before those of a verb's own.
[[nodiscard]] std::vector<OptionSpec> listOptions(std::vector<OptionSpec> own = {});

} // namespace streamkeeper
