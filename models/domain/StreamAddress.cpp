#include "models/domain/StreamAddress.h"

#include "models/domain/HostText.h"
#include "models/domain/IpAddress.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QUrl>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxAddressLength = 2048;

QString mask()
{
    return u"•••"_s;
}

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StreamAddress)
};

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

/// What some servers pull besides (media-server-apis.md B.3). A stream that comes such a way can be changed
/// to another of them.
const QStringList &otherSchemes()
{
    static const QStringList schemes{
        u"rtmp"_s,    u"rtmps"_s,      u"srt"_s,         u"whep"_s,        u"wheps"_s,
        u"udp"_s,     u"udp+mpegts"_s, u"udp+rtp"_s,     u"unix+mpegts"_s, u"rtsp+http"_s,
        u"rtsp+ws"_s, u"rtsps+wss"_s,  u"rtsps+https"_s, u"rtsps+http"_s,  u"rtsps+ws"_s,
    };
    return schemes;
}

QString schemeOf(const QString &address)
{
    return address.section(u"://"_s, 0, 0).toLower();
}

} // namespace

QString maskCredentials(const QString &text)
{
    // A password with an unescaped slash makes the host look like "admin" and the port like "pa": then
    // everything up to the last @ is masked, even at the cost of hiding the host.
    static const QRegularExpression brokenUserInfo(
        uR"(([A-Za-z][A-Za-z0-9+.-]*://)[^/\s?#"'<>@:\[\]]*:(?!\d+(?:[/?#\s"'<>]|$))[^\s"'<>]*@)"_s);
    // With a password that begins with digits and a slash that cannot be told from host and port, unless an
    // address follows the @.
    static const QRegularExpression digitsUserInfo(
        uR"(([A-Za-z][A-Za-z0-9+.-]*://)[^/\s?#"'<>@:\[\]]*:\d+/[^\s"'<>]*@(?=\d{1,3}(?:\.\d{1,3}){3}(?:[:/\s]|$)|\[))"_s);
    // User info ends at the last @ before the path: passwords may hold an unescaped @ themselves.
    static const QRegularExpression userInfo(uR"(([A-Za-z][A-Za-z0-9+.-]*://)[^/\s?#"'<>]*@)"_s);
    // Some makers carry the account in path or query: /user=a_password=b_channel=1, ?pwd=…&token=…
    static const QRegularExpression keyValue(
        uR"((?<![A-Za-z0-9])(user(?:name)?|usr|login|pass(?:word|wd)?|pwd|psw|token|jwt|secret|auth|api_?key|sig(?:nature)?)=)"
        uR"([^&;/\s"'<>]*?(?=_(?:pass|pwd|psw|channel|chan|stream)|[&;/\s"'<>]|$))"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression header(uR"(\b(Authorization:\s*(?:(?:Basic|Bearer|Digest)\s+)?)\S+)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    QString masked = text;
    masked.replace(brokenUserInfo, u"\\1"_s + mask() + u'@');
    masked.replace(digitsUserInfo, u"\\1"_s + mask() + u'@');
    masked.replace(userInfo, u"\\1"_s + mask() + u'@');
    masked.replace(keyValue, u"\\1="_s + mask());
    masked.replace(header, u"\\1"_s + mask());
    return masked;
}

StreamAddress StreamAddress::fromText(const QString &text)
{
    StreamAddress address;
    const QString trimmed = text.trimmed();
    address.m_masked = maskCredentials(trimmed);
    address.m_hasSecret = address.m_masked != trimmed;
    address.m_full = SecretText(trimmed);
    return address;
}

StreamAddress StreamAddress::fromMasked(QString masked, bool hasSecret)
{
    StreamAddress address;
    if (!hasSecret)
        address.m_full = SecretText(masked);
    address.m_masked = std::move(masked);
    address.m_hasSecret = hasSecret;
    return address;
}

Result<StreamAddress> StreamAddress::parse(const QString &text, AddressWays ways)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return fail(ErrorCategory::Invalid, Texts::tr("Enter the address of the stream."));
    if (trimmed.size() > maxAddressLength)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("The address is longer than %1 characters.").arg(maxAddressLength));
    const QUrl url(trimmed, QUrl::StrictMode);
    // As it is written: QUrl reads 192.168.001.010 as 192.168.1.8.
    const auto place = checkUrlHost(trimmed);
    const auto authority = authorityOf(trimmed);
    if (!url.isValid()) {
        // What stands for a port may be half a password; only of a number more can be said.
        const bool isPort = authority && isDigits(authority->port) && !place;
        return fail(ErrorCategory::Invalid, Texts::tr("The address is not a valid URL.") +
                                                (isPort ? u' ' + place.error().message : QString()));
    }
    static const QStringList usual{u"rtsp"_s, u"rtsps"_s, u"http"_s, u"https"_s};
    const QString scheme = url.scheme().toLower();
    const bool isTaken =
        usual.contains(scheme) || (ways == AddressWays::OfServers && otherSchemes().contains(scheme));
    if (!isTaken)
        return fail(ErrorCategory::Invalid, Texts::tr("The address has to begin with rtsp:// or rtsps://."));
    return place ? Result<StreamAddress>(fromText(trimmed)) : tl::unexpected(place.error());
}

Result<StreamAddress> StreamAddress::parseEdited(const QString &text, const StreamAddress &before)
{
    QString complete = text.trimmed();
    const QString hidden = u"://"_s + mask() + u'@';
    if (complete.contains(hidden)) {
        const QString full = before.full().revealText();
        const qsizetype begin = full.indexOf(u"://"_s) + 3;
        // As far as it was masked: what follows the mask in the masked form follows the user info here.
        const QString rest = before.masked().section(mask() + u'@', 1);
        const qsizetype end = before.masked().contains(hidden) ? full.size() - rest.size() : -1;
        const bool isKnown = !full.isEmpty() && end > begin && full.mid(end) == rest;
        if (!isKnown)
            return fail(ErrorCategory::Invalid, Texts::tr("Enter user and password again instead of •••."));
        QString account = full.mid(begin, end - begin - 1); // what servers tolerate is no valid URL
        complete.replace(hidden, u"://"_s + account.replace(u'@', u"%40"_s) + u'@');
    }
    if (complete.contains(mask()))
        return fail(ErrorCategory::Invalid, Texts::tr("Enter the hidden parts of the address (•••) again."));
    const bool isOther = otherSchemes().contains(schemeOf(before.masked()));
    return parse(complete, isOther ? AddressWays::OfServers : AddressWays::OfCameras);
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
