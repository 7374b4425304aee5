#include "app/cli/ListMapping.h"

#include "models/cameracsv/ListShape.h"

#include <QFile>
#include <QJsonArray>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

using Columns = QList<std::pair<QString, ListField>>;

CliExpected<ColumnMapping> readMapping(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return cliFailure(u"The file %1 cannot be read: %2"_s.arg(name, file.errorString()));
    const auto mapping = mappingFromJson(file.read(largestMapping + 1));
    return mapping ? CliExpected<ColumnMapping>(*mapping)
                   : cliFailure(u"%1: %2"_s.arg(name, mapping.error().message));
}

CliExpected<Columns> saidColumns(const ParsedCommand &command)
{
    Columns columns;
    for (const QString &text : command.values(u"map"_s)) {
        const auto column = ofOption(u"map"_s, columnFromText(text));
        if (!column)
            return tl::unexpected(column.error());
        columns.append(*column);
    }
    return columns;
}

/// What the header itself says of the columns that nobody has mentioned.
ColumnMapping guessFor(const QByteArray &file, const Columns &columns)
{
    ColumnMapping said;
    said.columns = columns;
    const auto shape = shapeOfList(file, said);
    return shape ? shape->guess : ColumnMapping();
}

} // namespace

std::vector<OptionSpec> mappingOptions()
{
    return {{u"mapping"_s, u"FILE"_s,
             u"What the columns are says this file, as the import dialog saves it."_s, ValueKind::File},
            {u"map"_s,
             u"COLUMN=FIELD"_s,
             u"What one column is: \"Device Name=camera\". Fields: %1."_s.arg(listFieldWords()),
             ValueKind::Text,
             {},
             true},
            {u"propose-addresses"_s,
             {},
             u"Where the list has no address of a stream and the maker is known, take the usual one."_s}};
}

CliExpected<std::optional<ColumnMapping>> wantedMapping(const ParsedCommand &command, const QByteArray &file)
{
    const bool hasFile = command.isSet(u"mapping"_s);
    if (!hasFile && !command.isSet(u"map"_s))
        return std::nullopt;
    const auto columns = saidColumns(command);
    if (!columns)
        return tl::unexpected(columns.error());
    const auto base = hasFile ? readMapping(command.value(u"mapping"_s))
                              : CliExpected<ColumnMapping>(guessFor(file, *columns));
    if (!base)
        return tl::unexpected(base.error());
    return withColumns(*base, *columns);
}

QString mappingHint(const QByteArray &file, const std::optional<ColumnMapping> &mapping)
{
    const auto shape = shapeOfList(file, mapping);
    return shape && !shape->isOwn && !mapping
               ? u" Say what they are by --map COLUMN=FIELD, or by --mapping FILE."_s
               : QString();
}

QString listNotice(const ImportPlan &plan)
{
    if (!plan.mapping)
        return {};
    QStringList parts;
    if (!plan.tool.isEmpty())
        parts.append(u"Read as a list of %1."_s.arg(plan.tool));
    if (!plan.leftOut.isEmpty())
        parts.append(u"Not imported: %1."_s.arg(plan.leftOut.join(u", "_s)));
    return parts.join(u' ');
}

QJsonValue listJson(const ImportPlan &plan)
{
    if (!plan.mapping)
        return QJsonValue::Null;
    QJsonObject columns;
    for (const auto &[column, field] : plan.mapping->columns)
        columns.insert(column, listFieldWord(field));
    return QJsonObject{{u"tool"_s, plan.tool.isEmpty() ? QJsonValue() : QJsonValue(plan.tool)},
                       {u"columns"_s, columns},
                       {u"leftOut"_s, QJsonArray::fromStringList(plan.leftOut)}};
}

} // namespace streamkeeper
