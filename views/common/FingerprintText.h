#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace streamkeeper {

/// The SHA-256 of a certificate, 32 bytes in four lines, as people compare them.
[[nodiscard]] inline QString fingerprintLines(const QByteArray &sha256)
{
    constexpr int lineLength = 24;
    const QByteArray hex = sha256.toHex(':').toUpper();
    QStringList lines;
    for (qsizetype i = 0; i < hex.size(); i += lineLength)
        lines.append(QString::fromLatin1(hex.mid(i, lineLength)));
    return lines.join(u'\n');
}

} // namespace streamkeeper
