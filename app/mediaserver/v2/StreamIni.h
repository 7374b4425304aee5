#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace streamkeeper::v2 {

/// The text of a stream's ini file taken apart (media-server-v2-api.md 2.2, 2.4): a value, and a pure
/// function of the text. Holds camera credentials as the text does: never log it.
///
/// Read are `key = value` lines, [sections], comment lines (; and #), comments behind values, values in
/// quotes, and keys that stand several times. Keys are lower case, in the order in which they come. A text
/// beyond limits::maxIniLength or maxIniLines is read that far, and what follows was not understood.
class StreamIni
{
public:
    struct Entry
    {
        QString key;
        QStringList values; ///< one for each time the key stands there

        bool operator==(const Entry &) const = default;
    };

    [[nodiscard]] static StreamIni fromText(const QString &text);

    /// False when a part of the text was not understood, so that writing the rest back would lose it.
    [[nodiscard]] bool isComplete() const { return m_badLine == 0; }
    /// The first line that was not understood, from 1; 0: none.
    [[nodiscard]] int badLine() const { return m_badLine; }

    [[nodiscard]] const QList<Entry> &entries() const { return m_entries; }
    /// The last value of a key; nothing when the key is not there.
    [[nodiscard]] std::optional<QString> value(const QString &key) const;
    /// All values of a key that holds a list, separated by commas, semicolons or blanks.
    [[nodiscard]] QStringList list(const QString &key) const;
    /// Nothing for a word that is neither true nor false, such as on-demand.
    [[nodiscard]] std::optional<bool> flag(const QString &key) const;

private:
    void noteBadLine(qsizetype line);

    QList<Entry> m_entries;
    int m_badLine = 0;
};

/// "90", "10s", "2m", "3h", "10d", "1h30m" in seconds; nothing for other text.
[[nodiscard]] std::optional<qint64> secondsFromIni(const QString &value);
/// "4096", "10K", "5M", "2G", "1T" in bytes (1 K = 1,024); nothing for other text, such as "80%".
[[nodiscard]] std::optional<qint64> bytesFromIni(const QString &value);

} // namespace streamkeeper::v2
