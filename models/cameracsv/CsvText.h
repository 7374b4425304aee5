#pragma once

#include <QString>
#include <QStringList>

namespace streamkeeper::csv {

// How the console writes tables for spreadsheets: RFC 4180, one place for all of them.

/// What stands in front of every file: without it Excel takes UTF-8 for the encoding of the country.
inline constexpr auto byteOrderMark = "\xef\xbb\xbf";

/// A spreadsheet would calculate a cell that begins with = + - @ (CWE-1236): it gets an apostrophe in
/// front. A text that begins with apostrophes and such a sign gets one more, so that unguarded() gives
/// back exactly what was written.
[[nodiscard]] QString guarded(QString text);
[[nodiscard]] QString unguarded(QString text);

/// One line with its end. Cells are guarded, and quoted where they have to be.
[[nodiscard]] QString line(const QStringList &cells, QChar separator = u',');

} // namespace streamkeeper::csv
