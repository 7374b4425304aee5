#include "models/cameracsv/ColumnMapping.h"

#include "models/domain/CredentialMask.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ColumnMapping)
};

constexpr auto formatWord = "streamkeeper-columns";
constexpr qsizetype mostColumns = 1000;

tl::unexpected<Error> wrong(const QString &sentence)
{
    return fail(ErrorCategory::Parse, sentence);
}

QString quotedName(const QString &column)
{
    return u'“' + shownColumn(column) + u'”';
}

QString quotedNames(const QStringList &columns)
{
    constexpr int most = 5;
    QStringList quoted;
    for (const QString &column : columns.mid(0, most))
        quoted.append(quotedName(column));
    return quoted.join(u", "_s) + (columns.size() > most ? u", …"_s : QString());
}

ColumnMapping mappingOf(const MakerList &list, const QStringList &header)
{
    ColumnMapping mapping;
    mapping.maker = list.maker;
    for (const MakerList::Column &column : list.columns) {
        const QStringList spellings = column.names.split(u'|');
        for (const QString &spelling : spellings) {
            const auto found = std::ranges::find(header, columnKey(spelling), columnKey);
            if (found == header.end() || mapping.has(column.field))
                continue;
            mapping.columns.append({*found, column.field});
        }
    }
    return mapping;
}

ColumnMapping usualMapping(const QStringList &header)
{
    ColumnMapping mapping;
    for (const QString &column : header) {
        const ListField field = usualField(column);
        if (field != ListField::NotImported && !mapping.has(field))
            mapping.columns.append({column, field});
    }
    return mapping;
}

VoidResult checkColumns(const ColumnMapping &mapping, const QStringList &header)
{
    QHash<QString, int> counts;
    for (const QString &column : header)
        ++counts[columnKey(column)];
    QStringList absent;
    for (const auto &[column, field] : mapping.columns) {
        const int count = counts.value(columnKey(column));
        if (count == 0)
            absent.append(column);
        if (count > 1 && field != ListField::NotImported)
            return wrong(Texts::tr("The column %1 stands in the header twice.").arg(quotedName(column)));
    }
    if (absent.isEmpty())
        return {};
    return wrong(Texts::tr("The mapping names %n column(s) that the file does not have: %1.", nullptr,
                           int(absent.size()))
                     .arg(quotedNames(absent)));
}

VoidResult checkFields(const ColumnMapping &mapping)
{
    QHash<ListField, QString> seen;
    for (const auto &[column, field] : mapping.columns) {
        if (field == ListField::NotImported)
            continue;
        if (seen.contains(field))
            return wrong(
                Texts::tr("%1 and %2 are both mapped to “%3”. One column has to be left out.")
                    .arg(quotedName(seen.value(field)), quotedName(column), texts::listField(field)));
        seen.insert(field, column);
    }
    return {};
}

bool namesKnownCameras(const ColumnMapping &mapping)
{
    return std::ranges::any_of(std::array{CsvColumn::CameraId, CsvColumn::HighUuid, CsvColumn::LowUuid},
                               [&](CsvColumn column) { return mapping.has(ownField(column)); });
}

VoidResult checkNeeds(const ColumnMapping &mapping)
{
    if (namesKnownCameras(mapping))
        return {};
    const bool hasHost = mapping.has(ListField::Host) || mapping.has(ownField(CsvColumn::Ip));
    const bool hasAddress = mapping.has(ownField(columnOf(Quality::High, StreamField::Address))) ||
                            mapping.has(ownField(columnOf(Quality::Low, StreamField::Address)));
    if (!hasHost && !mapping.has(ownField(CsvColumn::Name)))
        return wrong(Texts::tr("Say which column is the name of the camera, or its IP address."));
    if (!hasHost && !hasAddress)
        return wrong(
            Texts::tr("Say which column is the address of a stream, or the IP address of the camera."));
    const bool isMakeTold = mapping.maker != CameraMaker::Unknown || mapping.has(ListField::Maker) ||
                            mapping.has(ListField::Model);
    // A column of hosts may hold rtsp addresses: that is seen line by line.
    if (!hasAddress && !isMakeTold && !mapping.has(ListField::Host))
        return wrong(Texts::tr("Say which column is the address of a stream, or of which maker the cameras "
                               "are, so that addresses can be proposed."));
    return {};
}

Result<ColumnMapping> readColumns(ColumnMapping mapping, const QJsonObject &columns)
{
    if (columns.size() > mostColumns)
        return wrong(Texts::tr("The mapping has too many columns."));
    for (auto it = columns.begin(); it != columns.end(); ++it) {
        const auto field = listFieldFromWord(it.value().toString());
        if (!field)
            return wrong(Texts::tr("The mapping of the column %1 is unknown. Known are: %2.")
                             .arg(quotedName(it.key()), listFieldWords()));
        mapping.columns.append({it.key(), *field});
    }
    return mapping;
}

} // namespace

ListField ColumnMapping::fieldOf(const QString &column) const
{
    const QString key = columnKey(column);
    for (const auto &[known, field] : columns) {
        if (columnKey(known) == key)
            return field;
    }
    return ListField::NotImported;
}

bool ColumnMapping::has(ListField field) const
{
    return std::ranges::any_of(columns, [field](const auto &column) { return column.second == field; });
}

void ColumnMapping::set(const QString &column, ListField field)
{
    columns.removeIf([key = columnKey(column)](const auto &known) { return columnKey(known.first) == key; });
    columns.append({column, field});
}

bool isOwnHeader(const QStringList &header)
{
    return std::ranges::all_of(
        header, [](const QString &column) { return column.isEmpty() || columnFromName(column).has_value(); });
}

ColumnMapping guessedMapping(const QStringList &header)
{
    const MakerList *list = recognisedList(header);
    return list ? mappingOf(*list, header) : usualMapping(header);
}

qsizetype knownColumns(const QStringList &cells)
{
    const auto own =
        std::ranges::count_if(cells, [](const QString &cell) { return columnFromName(cell).has_value(); });
    // One word of many that lists use may stand in any title, or in a line.
    const auto others = guessedMapping(cells).columns.size();
    return others > 1 ? std::max<qsizetype>(own, others) : own;
}

VoidResult checkMapping(const ColumnMapping &mapping, const QStringList &header)
{
    if (auto columns = checkColumns(mapping, header); !columns)
        return columns;
    if (auto fields = checkFields(mapping); !fields)
        return fields;
    return checkNeeds(mapping);
}

QStringList columnsLeftOut(const ColumnMapping &mapping, const QStringList &header)
{
    QStringList left;
    for (const QString &column : header) {
        if (!column.isEmpty() && mapping.fieldOf(column) == ListField::NotImported)
            left.append(column);
    }
    return left;
}

ColumnMapping withColumns(ColumnMapping mapping, const QList<std::pair<QString, ListField>> &columns)
{
    for (const auto &[column, field] : columns)
        mapping.columns.removeIf([field = field](const auto &known) { return known.second == field; });
    ColumnMapping said;
    for (const auto &[column, field] : columns)
        said.set(column, field);
    mapping.columns.removeIf([&](const auto &known) {
        return std::ranges::find(said.columns, columnKey(known.first),
                                 [](const auto &one) { return columnKey(one.first); }) != said.columns.end();
    });
    mapping.columns += said.columns;
    return mapping;
}

QByteArray mappingToJson(const ColumnMapping &mapping)
{
    QJsonObject columns;
    for (const auto &[column, field] : mapping.columns)
        columns.insert(column, listFieldWord(field));
    QJsonObject object{
        {u"format"_s, QString::fromLatin1(formatWord)}, {u"name"_s, mapping.name}, {u"columns"_s, columns}};
    if (mapping.maker != CameraMaker::Unknown)
        object.insert(u"maker"_s, makerWord(mapping.maker));
    return QJsonDocument(object).toJson();
}

Result<ColumnMapping> mappingFromJson(const QByteArray &json)
{
    if (json.size() > largestMapping)
        return wrong(Texts::tr("The mapping is larger than 1 MB: this is no mapping of columns."));
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return wrong(
            Texts::tr("The mapping is not JSON: %1 at byte %2.").arg(error.errorString()).arg(error.offset));
    if (object[u"format"].toString() != QLatin1StringView(formatWord) || !object[u"columns"].isObject())
        return wrong(Texts::tr("This is JSON, but no mapping of columns."));
    ColumnMapping mapping;
    mapping.name = object[u"name"].toString().left(80);
    const QString maker = object[u"maker"].toString();
    mapping.maker = makerFromWord(maker);
    if (!maker.isEmpty() && mapping.maker == CameraMaker::Unknown)
        return wrong(Texts::tr("The mapping names a maker that is not known: %1.").arg(quotedName(maker)));
    auto read = readColumns(mapping, object[u"columns"].toObject());
    if (!read)
        return read;
    if (auto fields = checkFields(*read); !fields)
        return tl::unexpected(fields.error());
    return read;
}

Result<std::pair<QString, ListField>> columnFromText(const QString &text)
{
    const qsizetype equals = text.lastIndexOf(u'=');
    const QString column = text.left(std::max<qsizetype>(equals, 0)).trimmed();
    if (column.isEmpty())
        return wrong(Texts::tr("Write the column, = and what it is: \"Device Name=camera\"."));
    const auto field = listFieldFromWord(text.mid(equals + 1));
    if (!field)
        return wrong(Texts::tr("The mapping of the column %1 is unknown. Known are: %2.")
                         .arg(quotedName(column), listFieldWords()));
    return std::pair(column, *field);
}

bool mayBeKept(const QStringList &columns)
{
    return std::ranges::none_of(columns, [](const QString &column) {
        return column.contains(u"://"_s) || maskCredentials(column) != column;
    });
}

QString shownColumn(const QString &column)
{
    constexpr int most = 40;
    const QString masked = column.contains(u"://"_s) ? maskAddress(column) : maskCredentials(column);
    return masked.size() <= most ? masked : masked.left(most) + u'…';
}

} // namespace streamkeeper
