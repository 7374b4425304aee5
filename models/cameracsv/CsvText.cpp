#include "models/cameracsv/CsvText.h"

#include <algorithm>

namespace streamkeeper::csv {

using namespace Qt::StringLiterals;

namespace {

/// Apostrophes, if there are any, and then what a spreadsheet takes for a formula.
bool looksLikeFormula(QStringView text)
{
    while (text.startsWith(u'\''))
        text = text.mid(1);
    return !text.isEmpty() && u"=+-@\t\r"_s.contains(text.front());
}

QString quoted(QString text, QChar separator)
{
    // Other programs look for any of the separators; blanks at the ends are lost without quotes.
    const bool needsQuotes =
        std::ranges::any_of(text, [&](QChar c) { return c == separator || u"\",;\t\r\n"_s.contains(c); }) ||
        (!text.isEmpty() && (text.front().isSpace() || text.back().isSpace()));
    return needsQuotes ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

} // namespace

QString guarded(QString text)
{
    return looksLikeFormula(text) ? text.prepend(u'\'') : text;
}

QString unguarded(QString text)
{
    return text.startsWith(u'\'') && looksLikeFormula(text) ? text.remove(0, 1) : text;
}

QString line(const QStringList &cells, QChar separator)
{
    QString text;
    for (const QString &cell : cells) {
        if (&cell != &cells.front())
            text += separator;
        text += quoted(guarded(cell), separator);
    }
    return text + u"\r\n"_s;
}

} // namespace streamkeeper::csv
