#include "tests/fleet/JsonWriter.h"

namespace streamkeeper::fleet {

void JsonWriter::separate()
{
    if (!m_bytes.isEmpty()) {
        const char last = m_bytes.back();
        if (last != '{' && last != '[' && last != ':') {
            m_bytes += ',';
        }
    }
}

void JsonWriter::open(char bracket)
{
    separate();
    m_bytes += bracket;
}

void JsonWriter::key(QByteArrayView name)
{
    text(name);
    m_bytes += ':';
}

void JsonWriter::text(QByteArrayView utf8)
{
    separate();
    m_bytes += '"';
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        m_bytes.append(utf8.sliced(plainFrom, i - plainFrom));
        plainFrom = i + 1;
        if (c == '"' || c == '\\') {
            m_bytes += '\\';
            m_bytes += c;
        } else {
            m_bytes += "\\u00" + QByteArray::number(c, 16).rightJustified(2, '0');
        }
    }
    m_bytes.append(utf8.sliced(plainFrom));
    m_bytes += '"';
}

void JsonWriter::number(qint64 value)
{
    separate();
    m_bytes += QByteArray::number(value);
}

void JsonWriter::boolean(bool value)
{
    separate();
    m_bytes += value ? "true" : "false";
}

void JsonWriter::null()
{
    separate();
    m_bytes += "null";
}

void JsonWriter::raw(QByteArrayView json)
{
    separate();
    m_bytes.append(json);
}

} // namespace streamkeeper::fleet
