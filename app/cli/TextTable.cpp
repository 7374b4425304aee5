#include "app/cli/TextTable.h"

#include <algorithm>
#include <array>
#include <cwchar>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Where a tone begins, and ends: code points that are no characters and that no text may hold. They become
/// commands to the terminal, or nothing, in withTones().
constexpr char16_t firstMark = 0xfdd0;
constexpr char16_t endMark = 0xfdd8;
constexpr std::array<const char16_t *, 5> commands{u"", u"\x1b[32m", u"\x1b[31m", u"\x1b[33m", u"\x1b[2m"};

bool isMark(QChar c)
{
    return c >= QChar(firstMark) && c <= QChar(endMark);
}

QString toned(const QString &text, Tone tone)
{
    return tone == Tone::Plain ? text : QChar(firstMark + int(tone)) + text + QChar(endMark);
}

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

/// What a terminal would obey.
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
        if (isCommand(c) || isMark(c))
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QString linesForTerminal(const QString &text)
{
    QString lines = text;
    for (QChar &c : lines) {
        if (c != u'\n' && isCommand(c))
            c = QChar::ReplacementCharacter;
    }
    return lines;
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
    QList<QList<Cell>> rows;
    QList<Cell> titles;
    for (const Column &column : m_columns)
        titles.append(column.title);
    rows.append(titles);
    rows.append(m_rows);
    QList<int> widths(m_columns.size(), 0);
    for (QList<Cell> &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            row[i].text = row[i].text.isEmpty() ? u"–"_s : forTerminal(row[i].text);
            widths[i] = std::max(widths[i], displayWidth(row[i].text));
        }
    }
    QString lines;
    for (const QList<Cell> &row : std::as_const(rows)) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            const bool isLast = i + 1 == row.size() && m_columns[i].align == Align::Left;
            lines += i > 0 ? u"  "_s : QString();
            lines += toned(padded(row[i].text, isLast ? 0 : widths[i], m_columns[i].align), row[i].tone);
        }
        lines += u'\n';
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

QString firstColumns(const QString &line, int columns)
{
    QString part;
    int width = 0;
    for (const uint character : line.toUcs4()) {
        const QString one = QString::fromUcs4(reinterpret_cast<const char32_t *>(&character), 1);
        const bool isTone = isMark(one.front());
        width += isTone ? 0 : displayWidth(one);
        if (isTone || width <= columns)
            part += one;
    }
    return part;
}

QString withTones(QString text, bool hasColours)
{
    if (!hasColours)
        return text.removeIf(isMark);
    QString shown;
    for (const QChar c : std::as_const(text)) {
        if (!isMark(c))
            shown += c;
        else if (c == QChar(endMark))
            shown += u"\x1b[0m"_s;
        else if (const size_t tone = c.unicode() - firstMark; tone < commands.size())
            shown += QStringView(commands[tone]);
    }
    return shown;
}

} // namespace streamkeeper
