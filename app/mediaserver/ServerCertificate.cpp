#include "app/mediaserver/ServerCertificate.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSslCertificate>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerCertificate)
};

} // namespace

PresentedCertificate PresentedCertificate::of(const QSslCertificate &certificate)
{
    return {certificate.digest(QCryptographicHash::Sha256),
            certificate.subjectInfo(QSslCertificate::CommonName).join(u", "_s),
            certificate.issuerInfo(QSslCertificate::CommonName).join(u", "_s),
            certificate.expiryDate().toUTC()};
}

QString formatFingerprint(const QByteArray &sha256)
{
    return QString::fromLatin1(sha256.toHex(':')).toUpper();
}

QByteArray parseFingerprint(const QString &text)
{
    QString hex = text.trimmed();
    hex.remove(u':');
    const QByteArray bytes = QByteArray::fromHex(hex.toLatin1());
    return hex.size() == 64 && bytes.size() == 32 ? bytes : QByteArray();
}

QString reasonAgainstPin(const QString &where, const QByteArray &pin, const QSslCertificate &certificate)
{
    if (pin.isEmpty() || certificate.digest(QCryptographicHash::Sha256) == pin)
        return {};
    return Texts::
        tr("The certificate of %1 is not the one that was accepted for this server. Either it was renewed, "
           "or somebody else answers there. No token was sent.")
            .arg(where);
}

QString reasonAgainstErrors(const QString &where, const QByteArray &pin, const QSslCertificate &certificate,
                            const QList<QSslError> &errors)
{
    if (certificate.isNull())
        return Texts::tr("%1 showed no certificate.").arg(where);
    if (!pin.isEmpty() || errors.isEmpty())
        return {}; // the operator accepted one certificate: whether it is that one is seen once encrypted
    return Texts::
        tr("The certificate of %1 is not signed by an authority that this computer knows (%2). Compare its "
           "fingerprint with the server's, then accept it for this server.")
            .arg(where, errors.first().errorString());
}

} // namespace streamkeeper
