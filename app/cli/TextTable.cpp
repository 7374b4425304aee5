#include "app/cli/TextTable.h"

#include <algorithm>
#include <cwchar>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

int displayWidth(const QString &text)
{
    int width = 0;
    for (const uint character : text.toUcs4()) {
        const int one = wcwidth(wchar_t(character));
        width += one < 0 ? 1 : one; // a locale that does not know it
    }
    return width;
}

QString padded(const QString &text, int width, TextTable::Align align)
{
    const QString space(std::max(0, width - displayWidth(text)), u' ');
    return align == TextTable::Align::Right ? space + text : text + space;
}

bool isCommand(QChar c)
{
    // Also the marks that reverse whole lines: one name must not rearrange its neighbours.
    const bool isOverride =
        (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
    return c.category() == QChar::Other_Control || isOverride;
}

} // namespace

QString forTerminal(QString text)
{
    for (QChar &c : text) {
        if (isCommand(c))
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QString linesForTerminal(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = forTerminal(line);
    return lines.join(u'\n');
}

QByteArray jsonForTerminal(const QByteArray &document)
{
    QString text;
    for (const QChar c : QString::fromUtf8(document)) {
        if (c != u'\n' && isCommand(c))
            text += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            text += c;
    }
    return text.toUtf8();
}

QString TextTable::text() const
{
    QList<QStringList> rows;
    QStringList titles;
    for (const Column &column : m_columns)
        titles.append(column.title);
    rows.append(titles);
    for (const QStringList &row : m_rows) {
        QStringList cells;
        for (const QString &cell : row)
            cells.append(cell.isEmpty() ? u"–"_s : forTerminal(cell));
        rows.append(cells);
    }
    QList<int> widths(m_columns.size(), 0);
    for (const QStringList &row : std::as_const(rows)) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row[i]));
    }
    QString lines;
    for (const QStringList &row : std::as_const(rows)) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const bool isLast = i + 1 == row.size();
            line += (i > 0 ? u"  "_s : QString()) + (isLast && m_columns[i].align == Align::Left
                                                         ? row[i]
                                                         : padded(row[i], widths[i], m_columns[i].align));
        }
        lines += line + u'\n';
    }
    return lines;
}

QString textFields(const QList<std::pair<QString, QString>> &fields)
{
    int width = 0;
    for (const auto &[name, value] : fields) {
        if (!value.isEmpty())
            width = std::max(width, displayWidth(name));
    }
    QString lines;
    for (const auto &[name, value] : fields) {
        if (!value.isEmpty())
            lines += padded(name, width, TextTable::Align::Left) + u"  "_s + forTerminal(value) + u'\n';
    }
    return lines;
}

} // namespace streamkeeper
