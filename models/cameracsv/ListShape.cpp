#include "models/cameracsv/ListShape.h"

#include "models/cameracsv/CsvText.h"
#include "models/domain/CredentialMask.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostSamples = 3;

/// In the languages that such lists have most often.
bool isPasswordColumn(const QString &column)
{
    static const QStringList words{u"pass"_s,     u"pwd"_s,      u"secret"_s, u"парол"_s,
                                   u"kennwort"_s, u"contrase"_s, u"senha"_s,  u"motde"_s};
    const QString key = columnKey(column);
    return std::ranges::any_of(words, [&](const QString &word) { return key.contains(word); });
}

QString sampleOf(const QString &column, const QString &cell)
{
    constexpr int most = 60;
    const QString text = csv::unguarded(cell).simplified();
    if (isPasswordColumn(column) && !text.isEmpty())
        return credentialMask();
    const QString masked = text.contains(u"://"_s) ? maskAddress(text) : maskCredentials(text);
    return masked.size() <= most ? masked : masked.left(most) + u'…';
}

} // namespace

Result<CsvReader> openList(const QByteArray &file, const std::optional<ColumnMapping> &mapping)
{
    if (!mapping || mapping->columns.isEmpty())
        return CsvReader::open(file, knownColumns);
    return CsvReader::open(file, [&](const QStringList &cells) {
        return std::ranges::count_if(mapping->columns, [&](const auto &column) {
            return std::ranges::find(cells, columnKey(column.first), columnKey) != cells.end();
        });
    });
}

Result<ListShape> shapeOfList(const QByteArray &file, const std::optional<ColumnMapping> &mapping)
{
    const auto reader = openList(file, mapping);
    if (!reader)
        return tl::unexpected(reader.error());
    ListShape shape;
    shape.header = reader->header();
    shape.headerLine = reader->headerLine();
    shape.isOwn = isOwnHeader(shape.header);
    shape.guess = guessedMapping(shape.header);
    if (const MakerList *list = shape.isOwn ? nullptr : recognisedList(shape.header))
        shape.tool = list->tool;
    reader->read([&](const CsvRecord &record, qint64) {
        QStringList cells;
        for (qsizetype i = 0; i < shape.header.size(); ++i)
            cells.append(sampleOf(shape.header[i], record.cells.value(i)));
        shape.samples.append(cells);
        return shape.samples.size() < mostSamples;
    });
    return shape;
}

} // namespace streamkeeper
