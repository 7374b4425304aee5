#include "app/onvif/XmlReading.h"

#include "models/domain/AnswerLimits.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

#include <algorithm>

namespace streamkeeper::xml {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(XmlReading)
};

tl::unexpected<Error> refused(const QString &detail)
{
    return fail(ErrorCategory::Parse, Texts::tr("The answer cannot be read."), detail);
}

/// Looks for what would make the reader slow, before it reads.
class Guard
{
public:
    explicit Guard(const QByteArray &document)
        : m_text(document)
    {
    }

    /// Empty: nothing.
    [[nodiscard]] QString reasonAgainst()
    {
        if (m_text.contains('\0')) // UTF-16, in which the rest would not be seen
            return u"not UTF-8"_s;
        for (qsizetype at = m_text.indexOf('<'); at >= 0 && m_reason.isEmpty(); at = m_text.indexOf('<', at))
            at = behind(at);
        return m_reason;
    }

private:
    /// Where the markup ends that begins at `at`.
    [[nodiscard]] qsizetype behind(qsizetype at)
    {
        const QByteArrayView rest = m_text.sliced(at);
        if (rest.startsWith("<!--"))
            return endOf(at + 4, "-->");
        if (rest.startsWith("<![CDATA["))
            return endOf(at, "]]>");
        if (rest.startsWith("<?"))
            return endOf(at, "?>");
        if (rest.startsWith("<!"))
            m_reason = u"a document type"_s;
        return behindTag(at);
    }

    [[nodiscard]] qsizetype endOf(qsizetype at, QByteArrayView mark) const
    {
        const qsizetype end = m_text.indexOf(mark, at);
        return end < 0 ? m_text.size() : end + mark.size();
    }

    [[nodiscard]] qsizetype behindTag(qsizetype at)
    {
        int attributes = 0;
        char quote = 0;
        for (; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (quote) {
                quote = c == quote ? '\0' : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
                ++attributes;
            } else if (c == '>') {
                break;
            }
        }
        if (attributes > limits::maxXmlAttributes)
            m_reason = u"too many attributes"_s;
        return at;
    }

    QByteArrayView m_text;
    QString m_reason;
};

class TreeReader
{
public:
    explicit TreeReader(const QByteArray &document)
        : m_reader(document)
    {
    }

    [[nodiscard]] Result<Element> read()
    {
        while (!m_reader.atEnd() && m_reason.isEmpty())
            take(m_reader.readNext());
        if (m_reason.isEmpty() && m_reader.hasError())
            m_reason = u"line %1, error %2"_s.arg(m_reader.lineNumber()).arg(int(m_reader.error()));
        if (m_reason.isEmpty() && m_root.children.empty())
            m_reason = u"no element"_s;
        if (!m_reason.isEmpty())
            return refused(m_reason);
        return std::move(m_root.children.front());
    }

private:
    void take(QXmlStreamReader::TokenType token)
    {
        if (token == QXmlStreamReader::StartElement) {
            begin();
        } else if (token == QXmlStreamReader::EndElement) {
            m_open.back()->text = m_open.back()->text.trimmed();
            m_open.pop_back();
        } else if (token == QXmlStreamReader::Characters) {
            m_open.back()->text += m_reader.text();
        } else if (token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference) {
            m_reason = u"a document type"_s; // the guard should have seen it
        }
    }

    void begin()
    {
        if (int(m_open.size()) > limits::maxXmlDepth)
            m_reason = u"nested too deeply"_s;
        if (++m_count > limits::maxXmlElements)
            m_reason = u"too many elements"_s;
        if (!m_reason.isEmpty())
            return;
        // Only the last element of a list grows, so what lies open above it stays where it is.
        Element &element = m_open.back()->children.emplace_back();
        element.name = m_reader.name().toString();
        for (const QXmlStreamAttribute &attribute : m_reader.attributes())
            element.attributes.emplace_back(attribute.name().toString(), attribute.value().toString());
        m_open.push_back(&element);
    }

    QXmlStreamReader m_reader;
    Element m_root;
    std::vector<Element *> m_open{&m_root};
    int m_count = 0;
    QString m_reason;
};

} // namespace

const Element *Element::child(QStringView childName) const
{
    const auto found = std::ranges::find(children, childName, &Element::name);
    return found == children.end() ? nullptr : &*found;
}

const Element *Element::at(std::initializer_list<QStringView> path) const
{
    const Element *element = this;
    for (const QStringView step : path) {
        element = element->child(step);
        if (!element)
            return nullptr;
    }
    return element;
}

QString Element::textAt(std::initializer_list<QStringView> path) const
{
    const Element *element = at(path);
    return element ? element->text : QString();
}

QString Element::attribute(QStringView attributeName) const
{
    const auto found = std::ranges::find(attributes, attributeName, &std::pair<QString, QString>::first);
    return found == attributes.end() ? QString() : found->second;
}

Result<Element> read(const QByteArray &document)
{
    if (const QString reason = Guard(document).reasonAgainst(); !reason.isEmpty())
        return refused(reason);
    return TreeReader(document).read();
}

QByteArray escaped(const QString &text)
{
    return text.toHtmlEscaped().toUtf8();
}

} // namespace streamkeeper::xml
