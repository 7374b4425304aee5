#pragma once

#include <QByteArray>
#include <QString>

namespace streamkeeper {

/// A token or password in clear, on its way between the sealed store, the operator and a server.
/// It cannot be streamed to a log by accident, compares without leaking the position of the first
/// difference, and overwrites its memory when the last copy goes.
class SecretText
{
public:
    SecretText() = default;
    explicit SecretText(QByteArray utf8)
        : m_utf8(std::move(utf8))
    {
    }
    explicit SecretText(const QString &text)
        : m_utf8(text.toUtf8())
    {
    }
    SecretText(const SecretText &) = default;
    SecretText(SecretText &&) noexcept = default;
    /// The old secret goes into `other`, whose end wipes it.
    SecretText &operator=(SecretText other) noexcept
    {
        m_utf8.swap(other.m_utf8);
        return *this;
    }
    ~SecretText();

    [[nodiscard]] bool isEmpty() const { return m_utf8.isEmpty(); }
    /// The secret itself: only for a request header, a sealing or the clipboard on the operator's order.
    [[nodiscard]] const QByteArray &reveal() const { return m_utf8; }
    [[nodiscard]] QString revealText() const { return QString::fromUtf8(m_utf8); }

    bool operator==(const SecretText &other) const;

private:
    QByteArray m_utf8;
};

} // namespace streamkeeper
