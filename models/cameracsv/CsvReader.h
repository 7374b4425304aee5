#pragma once

#include "models/domain/Result.h"

#include <QByteArray>
#include <QStringList>

#include <functional>

namespace streamkeeper {

/// One line of a table as it stands in the file; a cell may hold line breaks.
struct CsvRecord
{
    int line = 0; ///< where it begins, from 1
    QStringList cells;
    QString problem; ///< for people; not empty: the cells could not be told apart
};

/// What is wrong with cells that have no column; empty: nothing stands there.
[[nodiscard]] QString problemOfSurplus(const QStringList &cells, qsizetype columns);

/// Reads CSV strictly: a line with broken quotes is told and left out, and reading goes on behind it.
/// Takes UTF-8 and UTF-16 (with byte order mark), commas, semicolons or tabs (found out by the header),
/// every kind of line end, and the line "sep=;" of Excel. Lines without any text are passed over, and so is a
/// title above the header: of the first lines that is the header which has most columns of a known name.
/// Cells are told apart by libcsv; encoding, line numbers and the choice of the separator are ours.
class CsvReader
{
public:
    /// Errors: no text table, another encoding, a header with broken quotes.
    using Known = std::function<qsizetype(const QStringList &cells)>; ///< how many are names of columns
    [[nodiscard]] static Result<CsvReader> open(const QByteArray &bytes, const Known &known);

    [[nodiscard]] const QStringList &header() const { return m_header; }
    [[nodiscard]] int headerLine() const { return m_headerLine; }
    [[nodiscard]] qint64 size() const { return m_text.size(); }

    /// Every record after the header, and how many bytes were read with it. False stops.
    using Take = std::function<bool(const CsvRecord &record, qint64 bytesRead)>;
    void read(const Take &take) const;

private:
    QByteArray m_text; ///< UTF-8 without byte order mark
    QStringList m_header;
    int m_headerLine = 1;
    char m_separator = ',';
    qsizetype m_bodyBegin = 0;
    int m_bodyLine = 1;
};

} // namespace streamkeeper
