#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QSslError>
#include <QString>

class QSslCertificate;

namespace streamkeeper {

/// The certificate that a server showed.
struct PresentedCertificate
{
    QByteArray sha256; ///< 32 bytes
    QString subject;
    QString issuer;
    QDateTime expires; ///< UTC

    [[nodiscard]] static PresentedCertificate of(const QSslCertificate &certificate);

    bool operator==(const PresentedCertificate &) const = default;
};

/// "AB:CD:…", as people compare fingerprints.
[[nodiscard]] QString formatFingerprint(const QByteArray &sha256);
/// Accepts hex with or without colons; empty if it is not 32 bytes.
[[nodiscard]] QByteArray parseFingerprint(const QString &text);

/// Why the certificate of a handshake is not accepted, for people; empty if it is. With a pin exactly that
/// certificate is accepted, whoever signed it. `where` names the server ("https://host:port"). To be asked
/// when Qt tells errors, and they may be ignored if there is no reason:
[[nodiscard]] QString reasonAgainstErrors(const QString &where, const QByteArray &pin,
                                          const QSslCertificate &certificate, const QList<QSslError> &errors);
/// and of every certificate when the connection is encrypted, before anything is sent.
[[nodiscard]] QString reasonAgainstPin(const QString &where, const QByteArray &pin,
                                       const QSslCertificate &certificate);

} // namespace streamkeeper
