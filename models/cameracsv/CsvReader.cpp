#include "models/cameracsv/CsvReader.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <csv.h>
#include <optional>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CsvReader)
};

/// No camera needs that much: a quote is missing at the end of a cell, and it runs through the file.
constexpr qsizetype longestRecord = 256 * 1024;

/// Behind the line that begins at `begin`: \n, \r\n and \r end lines.
qsizetype endOfLine(const QByteArray &text, qsizetype begin)
{
    for (qsizetype i = begin; i < text.size(); ++i) {
        if (text[i] == '\n')
            return i + 1;
        if (text[i] == '\r')
            return i + 1 < text.size() && text[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return text.size();
}

int lineOf(const QByteArray &text, qsizetype position)
{
    int line = 1;
    for (qsizetype begin = endOfLine(text, 0); begin <= position && begin < text.size();
         begin = endOfLine(text, begin))
        ++line;
    return line;
}

/// libcsv's parser, which may be begun anew after an error.
class Parser
{
public:
    explicit Parser(char separator)
        : m_separator(separator)
    {
        begin();
    }
    ~Parser() { csv_free(&m_parser); }
    Q_DISABLE_COPY_MOVE(Parser)

    void restart()
    {
        csv_free(&m_parser);
        begin();
    }
    /// False: the quotes are broken.
    [[nodiscard]] bool feed(const char *bytes, qsizetype size)
    {
        return csv_parse(&m_parser, bytes, size_t(size), takeCell, takeRow, this) == size_t(size);
    }
    [[nodiscard]] bool finish() { return csv_fini(&m_parser, takeCell, takeRow, this) == 0; }
    /// The cells of a record that has ended since the last call.
    [[nodiscard]] std::optional<QStringList> takeRecord()
    {
        if (!std::exchange(m_hasRecord, false))
            return std::nullopt;
        return std::exchange(m_cells, {});
    }

private:
    void begin()
    {
        csv_init(&m_parser, CSV_STRICT | CSV_STRICT_FINI);
        csv_set_delim(&m_parser, static_cast<unsigned char>(m_separator));
        m_cells.clear();
        m_hasRecord = false;
    }
    static void takeCell(void *bytes, size_t size, void *self)
    {
        static_cast<Parser *>(self)->m_cells.append(
            QString::fromUtf8(static_cast<const char *>(bytes), qsizetype(size)));
    }
    static void takeRow(int, void *self) { static_cast<Parser *>(self)->m_hasRecord = true; }

    csv_parser m_parser{};
    char m_separator;
    QStringList m_cells;
    bool m_hasRecord = false;
};

/// Walks over the records. libcsv is fed line by line: so the number of each line is known, and after
/// broken quotes reading can go on behind the first line of the broken record.
class Walk
{
public:
    Walk(const QByteArray &text, char separator, qsizetype begin, int line)
        : m_text(text)
        , m_parser(separator)
        , m_position(begin)
        , m_line(line)
    {
    }

    [[nodiscard]] qsizetype position() const { return m_position; }
    [[nodiscard]] int line() const { return m_line; }

    [[nodiscard]] std::optional<CsvRecord> next()
    {
        while (m_position < m_text.size()) {
            const qsizetype recordBegin = m_position;
            const int recordLine = m_line;
            bool isWhole = true;
            bool isBlank = false;
            std::optional<QStringList> cells;
            while (isWhole && !cells && !isBlank && m_position < m_text.size()) {
                const qsizetype end = endOfLine(m_text, m_position);
                const QByteArrayView bytes(m_text.constData() + m_position, end - m_position);
                isWhole = m_parser.feed(bytes.data(), bytes.size()) && end - recordBegin <= longestRecord;
                cells = m_parser.takeRecord();
                isBlank = !cells && isWhole && m_position == recordBegin && bytes.trimmed().isEmpty();
                m_position = end;
                ++m_line;
            }
            if (isWhole && !cells && m_position >= m_text.size()) {
                isWhole = m_parser.finish();
                cells = m_parser.takeRecord();
            }
            if (!isWhole)
                return broken(recordBegin, recordLine);
            if (cells && std::ranges::any_of(*cells, [](const QString &cell) { return !cell.isEmpty(); }))
                return CsvRecord{recordLine, *cells, {}};
        }
        return std::nullopt;
    }

private:
    CsvRecord broken(qsizetype recordBegin, int recordLine)
    {
        const int noticed = m_line - 1;
        m_parser.restart();
        m_position = endOfLine(m_text, recordBegin);
        m_line = recordLine + 1;
        const QString problem =
            noticed > recordLine
                ? Texts::tr("A quotation mark that is opened here is not closed properly (noticed in line "
                            "%1). A quotation mark inside a cell is written twice.")
                      .arg(noticed)
                : Texts::tr("The quotation marks of this line do not match. A quotation mark inside a cell "
                            "is written twice.");
        return {recordLine, {}, problem};
    }

    const QByteArray &m_text;
    Parser m_parser;
    qsizetype m_position;
    int m_line;
};

Result<QByteArray> utf8Of(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return fail(ErrorCategory::Parse, Texts::tr("The file is empty."));
    if (bytes.startsWith("PK\x03\x04") || bytes.startsWith("\xd0\xcf\x11\xe0"))
        return fail(ErrorCategory::Parse,
                    Texts::tr("This is a workbook, not a CSV file. Save it in the spreadsheet program as "
                              "\"CSV UTF-8\" and import that file."));
    QByteArray text = bytes;
    const bool isLittle = bytes.startsWith("\xff\xfe");
    if (isLittle || bytes.startsWith("\xfe\xff")) {
        QStringDecoder decoder(isLittle ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE,
                               QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInvalidToNull);
        text = QString(decoder(bytes)).toUtf8();
        if (bytes.size() % 2 != 0 || decoder.hasError())
            return fail(ErrorCategory::Parse,
                        Texts::tr("The file says that it is UTF-16, but it is damaged. Save it as \"CSV "
                                  "UTF-8\" and import it again."));
    }
    if (text.startsWith("\xef\xbb\xbf"))
        text.remove(0, 3);
    if (const qsizetype nul = text.indexOf('\0'); nul >= 0)
        return fail(ErrorCategory::Parse,
                    Texts::tr("Line %1 holds a NUL byte: this is no text, or text in UTF-16 without a mark. "
                              "Save it as \"CSV UTF-8\" and import it again.")
                        .arg(lineOf(text, nul)));
    if (QByteArrayView(text).isValidUtf8())
        return text;
    int line = 1;
    for (qsizetype begin = 0; begin < text.size(); ++line) {
        const qsizetype end = endOfLine(text, begin);
        if (!QByteArrayView(text).sliced(begin, end - begin).isValidUtf8())
            break;
        begin = end;
    }
    return fail(ErrorCategory::Parse,
                Texts::tr("Line %1 is not UTF-8. The file is probably in a national encoding such as "
                          "Windows-1251 or Latin-1, which cannot be told apart safely. Save it as \"CSV "
                          "UTF-8\" and import it again.")
                    .arg(line));
}

/// How many lines may stand above the header: a title, a date, who made the list.
constexpr int mostLinesAbove = 20;

struct Header
{
    CsvRecord record;
    char separator = ',';
    qsizetype bodyBegin = 0;
    int bodyLine = 1;
    /// Columns of a known name, and all of them: the more the better.
    std::pair<qsizetype, qsizetype> score{-1, -1};
};

/// With this separator; the first line if none knows any column.
Header headerWith(char separator, const QByteArray &text, qsizetype begin, int line,
                  const CsvReader::Known &known)
{
    Walk walk(text, separator, begin, line);
    Header best;
    for (int i = 0; i < mostLinesAbove; ++i) {
        const auto record = walk.next();
        if (!record)
            break;
        const auto count = known(record->cells);
        if (best.score.first < 0 || count > best.score.first)
            best = {*record, separator, walk.position(), walk.line(), {count, record->cells.size()}};
    }
    return best;
}

Header findHeader(const QByteArray &text, qsizetype begin, int line, const CsvReader::Known &known)
{
    Header best;
    for (const char candidate : std::array{',', ';', '\t'}) {
        Header header = headerWith(candidate, text, begin, line, known);
        if (header.score > best.score)
            best = std::move(header);
    }
    return best;
}

} // namespace

QString problemOfSurplus(const QStringList &cells, qsizetype columns)
{
    qsizetype used = cells.size();
    while (used > columns && cells[used - 1].trimmed().isEmpty())
        --used;
    return used <= columns
               ? QString()
               : Texts::tr("The line has %1 cells, the header %2. A cell that holds the separator "
                           "has to stand in quotation marks.")
                     .arg(used)
                     .arg(columns);
}

Result<CsvReader> CsvReader::open(const QByteArray &bytes, const Known &known)
{
    auto text = utf8Of(bytes);
    if (!text)
        return tl::unexpected(text.error());
    CsvReader reader;
    reader.m_text = std::move(*text);
    qsizetype begin = 0;
    int line = 1;
    const qsizetype firstEnd = endOfLine(reader.m_text, 0);
    const QByteArray first = reader.m_text.first(firstEnd).trimmed().toLower();
    if (first.startsWith("sep=") && first.size() <= 5) {
        begin = firstEnd;
        ++line;
    }
    const Header header = findHeader(reader.m_text, begin, line, known);
    if (header.score.first < 0)
        return fail(ErrorCategory::Parse, Texts::tr("The file is empty."));
    if (!header.record.problem.isEmpty())
        return fail(ErrorCategory::Parse, Texts::tr("The header, line %1, cannot be read: %2")
                                              .arg(header.record.line)
                                              .arg(header.record.problem));
    for (const QString &cell : header.record.cells)
        reader.m_header.append(cell.trimmed());
    reader.m_separator = header.separator;
    reader.m_headerLine = header.record.line;
    reader.m_bodyBegin = header.bodyBegin;
    reader.m_bodyLine = header.bodyLine;
    return reader;
}

void CsvReader::read(const Take &take) const
{
    Walk walk(m_text, m_separator, m_bodyBegin, m_bodyLine);
    while (const auto record = walk.next()) {
        if (!take(*record, walk.position()))
            return;
    }
}

} // namespace streamkeeper
