#include "app/cli/ListAnswer.h"

#include "app/cli/ServerForm.h"
#include "models/cameracsv/CsvText.h"
#include "models/rules/NaturalOrder.h"

#include <QCollator>

#include <algorithm>
#include <numeric>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostRows = 10'000'000;

/// A list of things, not of names: they are counted.
bool isCounted(const QJsonValue &value)
{
    return value.isArray() && value[0].isObject();
}

QString textOf(const QJsonValue &value)
{
    if (isCounted(value))
        return QString::number(value.toArray().size());
    if (value.isBool())
        return value.toBool() ? u"yes"_s : u"no"_s;
    return value.isArray() ? value.toVariant().toStringList().join(u", "_s) : value.toVariant().toString();
}

/// What a row is sorted by: numbers before texts, what is unknown behind all of them whichever way it goes.
struct SortKey
{
    enum class Kind { Number, Text, Unknown };

    Kind kind = Kind::Unknown;
    double number = 0;
    QCollatorSortKey text;

    SortKey(const QJsonValue &value, const QCollator &collator)
        : kind(value.isDouble() || value.isBool() || isCounted(value) ? Kind::Number
               : value.isNull() || value.isUndefined()                ? Kind::Unknown
                                                                      : Kind::Text)
        , number(value.isBool()     ? double(value.toBool())
                 : isCounted(value) ? double(value.toArray().size())
                                    : value.toDouble())
        , text(collator.sortKey(textOf(value)))
    {
    }

    [[nodiscard]] int compare(const SortKey &other) const
    {
        if (kind == Kind::Number)
            return number < other.number ? -1 : int(number > other.number);
        return kind == Kind::Text ? text.compare(other.text) : 0;
    }
};

QString withoutSign(const QString &name)
{
    return name.startsWith(u'-') ? name.mid(1) : name;
}

QStringList namesIn(const QString &list)
{
    QStringList names = list.split(u',', Qt::SkipEmptyParts);
    for (QString &name : names)
        name = name.trimmed();
    return names;
}

} // namespace

int ListAnswer::columnNamed(const QString &name) const
{
    const auto found = std::ranges::find_if(m_columns, [&](const Column &column) {
        return column.key.compare(name, Qt::CaseInsensitive) == 0 ||
               column.title.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == m_columns.end() ? -1 : int(found - m_columns.begin());
}

CliExpected<void> ListAnswer::check(const ParsedCommand &command) const
{
    QStringList names = namesIn(command.value(u"columns"_s));
    if (command.isSet(u"columns"_s) && names.isEmpty())
        names.append(QString());
    if (command.isSet(u"sort"_s))
        names.append(withoutSign(command.value(u"sort"_s)));
    QStringList keys;
    for (const Column &column : m_columns)
        keys.append(column.key);
    if (std::ranges::any_of(names, [&](const QString &name) { return columnNamed(name) < 0; }))
        return wrongUsage(u"--sort and --columns know these columns: %1."_s.arg(keys.join(u", "_s)));
    if (command.isSet(u"limit"_s)) {
        if (const auto limit = numberOption(command, u"limit"_s, 1, mostRows); !limit)
            return tl::unexpected(limit.error());
    }
    return {};
}

void ListAnswer::add(QJsonObject object, QList<TextTable::Cell> cells)
{
    m_rows.push_back({std::move(object), std::move(cells)});
}

void ListAnswer::sortBy(const QString &name)
{
    const QString key = m_columns[columnNamed(withoutSign(name))].key;
    const bool isDescending = name.startsWith(u'-');
    const QCollator collator = naturalCollator();
    std::vector<SortKey> keys;
    keys.reserve(m_rows.size());
    for (const Row &row : m_rows)
        keys.emplace_back(row.object[key], collator);
    std::vector<size_t> order(m_rows.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::ranges::stable_sort(order, [&](size_t left, size_t right) {
        if (keys[left].kind != keys[right].kind)
            return keys[left].kind < keys[right].kind;
        const int compared = keys[left].compare(keys[right]);
        return isDescending ? compared > 0 : compared < 0;
    });
    std::vector<Row> sorted;
    sorted.reserve(m_rows.size());
    for (const size_t index : order)
        sorted.push_back(std::move(m_rows[index]));
    m_rows = std::move(sorted);
}

QList<int> ListAnswer::chosen(const ParsedCommand &command) const
{
    QList<int> columns;
    for (const QString &name : namesIn(command.value(u"columns"_s)))
        columns.append(columnNamed(name));
    if (!columns.isEmpty())
        return columns;
    const bool isWide = command.format == OutputFormat::Wide || command.format == OutputFormat::Csv;
    for (int i = 0; i < int(m_columns.size()); ++i) {
        if (isWide || m_columns[i].shown == Shown::Always)
            columns.append(i);
    }
    return columns;
}

QJsonArray ListAnswer::documentOf(const ParsedCommand &command) const
{
    const QList<int> columns = command.isSet(u"columns"_s) ? chosen(command) : QList<int>();
    QJsonArray array;
    for (const Row &row : m_rows) {
        QJsonObject part;
        for (const int index : columns)
            part.insert(m_columns[index].key, row.object[m_columns[index].key]);
        array.append(columns.isEmpty() ? row.object : part);
    }
    return array;
}

QString ListAnswer::csvOf(const QList<int> &columns) const
{
    QStringList cells;
    for (const int index : columns)
        cells.append(m_columns[index].key);
    QString text = csv::line(cells);
    for (const Row &row : m_rows) {
        cells.clear();
        for (const int index : columns)
            cells.append(textOf(row.object[m_columns[index].key]));
        text += csv::line(cells);
    }
    return text;
}

QString ListAnswer::tableOf(const QList<int> &columns) const
{
    QList<TextTable::Column> titles;
    for (const int index : columns)
        titles.append({m_columns[index].title, m_columns[index].align});
    TextTable table(titles);
    for (const Row &row : m_rows) {
        QList<TextTable::Cell> cells;
        for (const int index : columns)
            cells.append(index < row.cells.size()
                             ? row.cells[index]
                             : TextTable::Cell(textOf(row.object[m_columns[index].key])));
        table.add(cells);
    }
    return table.text();
}

CliAnswer ListAnswer::answer(const ParsedCommand &command, const QString &whenEmpty, ExitCode code)
{
    if (command.isSet(u"sort"_s))
        sortBy(command.value(u"sort"_s));
    if (const size_t limit = command.value(u"limit"_s).toULongLong(); limit > 0 && limit < m_rows.size())
        m_rows.erase(m_rows.begin() + qsizetype(limit), m_rows.end());
    switch (command.format) {
    case OutputFormat::Json:
        return {documentOf(command), {}, code};
    case OutputFormat::Csv:
        return {{}, csvOf(chosen(command)), code, true};
    case OutputFormat::Table:
    case OutputFormat::Wide:
        break;
    }
    return {{}, isEmpty() ? whenEmpty : tableOf(chosen(command)), code};
}

std::vector<OptionSpec> listOptions(std::vector<OptionSpec> own)
{
    std::vector<OptionSpec> options{
        {u"sort"_s, u"COLUMN"_s, u"In the order of this column; -COLUMN the other way round."_s},
        {u"limit"_s, u"N"_s, u"At most so many."_s},
        {u"columns"_s, u"COLUMN,..."_s,
         u"These columns, in this order; --output csv names all that there are."_s},
        {u"output"_s,
         u"FORMAT"_s,
         u"table, wide (all columns), csv (all columns, for a spreadsheet) or json."_s,
         ValueKind::Word,
         {u"table"_s, u"wide"_s, u"csv"_s, u"json"_s},
         false,
         u'o'}};
    own.insert(own.end(), options.begin(), options.end());
    return own;
}

} // namespace streamkeeper
