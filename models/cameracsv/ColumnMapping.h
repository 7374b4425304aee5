#pragma once

#include "models/cameracsv/MakerLists.h"
#include "models/domain/Result.h"

#include <QStringList>

namespace streamkeeper {

/// What each column of a list is. Columns that are not named here are not imported. Holds names of columns,
/// never what stands in them.
struct ColumnMapping
{
    QString name;                             ///< that it was saved under; empty: none
    CameraMaker maker = CameraMaker::Unknown; ///< of all cameras, where no column says it
    QList<std::pair<QString, ListField>> columns;

    [[nodiscard]] ListField fieldOf(const QString &column) const;
    [[nodiscard]] bool has(ListField field) const;
    /// In the place of what was said of the column before.
    void set(const QString &column, ListField field);

    bool operator==(const ColumnMapping &) const = default;
};

/// All columns are ours: no mapping is needed.
[[nodiscard]] bool isOwnHeader(const QStringList &header);
/// That of the tool that is recognised, else what the names suggest. May lack what is needed.
[[nodiscard]] ColumnMapping guessedMapping(const QStringList &header);
/// How many columns of a line of cells are known, as far as that makes it a header.
[[nodiscard]] qsizetype knownColumns(const QStringList &cells);

/// Why it cannot be used with this header: names columns that are not there, two for one field, one that is
/// there twice, or lacks what says which camera is meant or where its streams are.
[[nodiscard]] VoidResult checkMapping(const ColumnMapping &mapping, const QStringList &header);
/// Named columns of the header that the mapping leaves out.
[[nodiscard]] QStringList columnsLeftOut(const ColumnMapping &mapping, const QStringList &header);

/// The mapping with columns that somebody has said; no other column is what one of these is.
[[nodiscard]] ColumnMapping withColumns(ColumnMapping mapping,
                                        const QList<std::pair<QString, ListField>> &columns);

/// A mapping as a file.
[[nodiscard]] QByteArray mappingToJson(const ColumnMapping &mapping);
inline constexpr qint64 largestMapping = 1024 * 1024;
/// Errors: no such file, too large, fields that nobody knows, two columns for one field.
[[nodiscard]] Result<ColumnMapping> mappingFromJson(const QByteArray &json);
/// "Device Name=camera", as on the command line.
[[nodiscard]] Result<std::pair<QString, ListField>> columnFromText(const QString &text);

/// The names hold no address and no account: lists without a header have such in their first line, and what
/// is remembered of a header is kept in clear.
[[nodiscard]] bool mayBeKept(const QStringList &columns);
/// The name of a column as it may be shown.
[[nodiscard]] QString shownColumn(const QString &column);

} // namespace streamkeeper
