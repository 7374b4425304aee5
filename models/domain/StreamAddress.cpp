#include "models/domain/StreamAddress.h"

#include "models/domain/CredentialMask.h"
#include "models/domain/HostText.h"
#include "models/domain/IpAddress.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

namespace streamkeeper {

namespace {

const QByteArray &processSalt()
{
    static const QByteArray salt = [] {
        QByteArray bytes(16, Qt::Uninitialized);
        for (char &byte : bytes)
            byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
        return bytes;
    }();
    return salt;
}

} // namespace

StreamAddress StreamAddress::fromText(const QString &text)
{
    StreamAddress address;
    const QString trimmed = text.trimmed();
    address.m_masked = maskAddress(trimmed);
    address.m_hasSecret = address.m_masked != trimmed;
    address.m_full = SecretText(trimmed);
    return address;
}

StreamAddress StreamAddress::fromMasked(const QString &masked, bool hasSecret)
{
    StreamAddress address;
    if (!hasSecret) {
        address = fromText(masked);
        address.m_isStoredInClear = address.m_hasSecret;
        return address;
    }
    // What was masked by an older program may hold what counts as secret now.
    address.m_masked = maskAddress(masked);
    address.m_hasSecret = true;
    return address;
}

QString StreamAddress::ipAddress() const
{
    // The masked text has the host in the open: only user info and query values are hidden.
    const auto authority = authorityOf(m_masked);
    const QString text = authority ? checkIpText(authority->host).value_or(QString()) : QString();
    const auto address = IpAddress::fromText(text);
    return address && !address->plain().isMulticast() ? text : QString();
}

quint64 StreamAddress::fingerprint() const
{
    if (m_full.isEmpty())
        return 0;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(processSalt());
    hash.addData(m_full.reveal());
    const QByteArray digest = hash.result();
    quint64 value = 0;
    memcpy(&value, digest.constData(), sizeof value);
    return value == 0 ? 1 : value;
}

} // namespace streamkeeper
