#pragma once

#include "models/cameracsv/ColumnMapping.h"
#include "models/cameracsv/CsvReader.h"

namespace streamkeeper {

/// What a list looks like, for whoever has to say what its columns are.
struct ListShape
{
    QStringList header;
    int headerLine = 1;
    QList<QStringList> samples; ///< of the first lines, a cell for each column; secrets hidden
    QString tool;               ///< that is recognised; empty: none
    bool isOwn = false;         ///< all columns are ours
    ColumnMapping guess;
};

/// Where the header is that fits: of all columns that are known, or of those that the mapping names.
[[nodiscard]] Result<CsvReader> openList(const QByteArray &file, const std::optional<ColumnMapping> &mapping);
[[nodiscard]] Result<ListShape> shapeOfList(const QByteArray &file,
                                            const std::optional<ColumnMapping> &mapping = {});

} // namespace streamkeeper
