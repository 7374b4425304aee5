#pragma once

#include <QByteArray>
#include <QString>

#include <concepts>

namespace streamkeeper::fleet {

/// Writes JSON straight into bytes: a list of thousands of streams is asked for every few seconds, and a
/// document tree would cost ten times as much. The caller sees to the balance of begin and end.
class JsonWriter
{
public:
    void beginObject() { open('{'); }
    void endObject() { m_bytes += '}'; }
    void beginArray() { open('['); }
    void endArray() { m_bytes += ']'; }
    /// Member of an object; the next call gives its value. `name` must need no escapes, or be UTF-8.
    void key(QByteArrayView name);

    void text(QByteArrayView utf8);
    void text(QStringView value) { text(value.toUtf8()); }
    void number(qint64 value);
    void boolean(bool value);
    void null();
    /// A value that is JSON already.
    void raw(QByteArrayView json);

    void member(QByteArrayView name, QByteArrayView utf8) { key(name), text(utf8); }
    void member(QByteArrayView name, const char *utf8) { key(name), text(QByteArrayView(utf8)); }
    void member(QByteArrayView name, const QByteArray &utf8) { key(name), text(QByteArrayView(utf8)); }
    void member(QByteArrayView name, const QString &value) { key(name), text(QStringView(value)); }
    void member(QByteArrayView name, std::same_as<bool> auto value) { key(name), boolean(value); }
    template <std::integral T>
    requires(!std::same_as<T, bool>) void member(QByteArrayView name, T value)
    {
        key(name), number(qint64(value));
    }

    void reserve(qsizetype bytes) { m_bytes.reserve(bytes); }
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    void open(char bracket);
    void separate();

    QByteArray m_bytes;
};

} // namespace streamkeeper::fleet
