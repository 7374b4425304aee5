#include "models/domain/HostText.h"

#include "models/domain/IpAddress.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(HostText)
};

constexpr int maxHostLength = 255;

bool isHexNumber(QStringView text)
{
    return text.startsWith(u"0x", Qt::CaseInsensitive) && std::ranges::all_of(text.sliced(2), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
           });
}

/// No name ends in a number: what does is taken for an IPv4 address, in whatever way it is written.
bool endsInNumber(QStringView host)
{
    if (host.endsWith(u'.'))
        host.chop(1);
    const QStringView last = host.mid(host.lastIndexOf(u'.') + 1);
    return isDigits(last) || isHexNumber(last);
}

/// "fe80::1%eth0": by which interface a link-local address is reached.
std::optional<QString> ipWithZone(const QString &host)
{
    const auto percent = host.indexOf(u'%');
    const auto address = IpAddress::fromText(host.left(percent));
    QString zone = percent < 0 ? QString() : host.mid(percent + 1);
    if (zone.startsWith(u"25")) // as URLs write it
        zone.remove(0, 2);
    const bool isZone = !zone.isEmpty() && std::ranges::all_of(zone, [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.');
    });
    if (!address || (percent >= 0 && (address->length != 16 || !isZone)))
        return std::nullopt;
    return percent < 0 ? address->toString() : address->toString() + u'%' + zone;
}

/// "192.0.2.10:554", "gate.example:80", "[2001:db8::10]:554"
bool hasPort(const QString &host)
{
    const auto colon = host.lastIndexOf(u':');
    const bool isAlone = host.count(u':') == 1 || host.left(colon).endsWith(u']');
    return colon > 0 && isAlone && isDigits(QStringView(host).sliced(colon + 1));
}

tl::unexpected<Error> withPort()
{
    return fail(ErrorCategory::Invalid, Texts::tr("Write the address alone, without a port."));
}

tl::unexpected<Error> oddIp()
{
    return fail(
        ErrorCategory::Invalid,
        Texts::tr("This is not an IP address that every program reads alike. Write four numbers from 0 "
                  "to 255 without leading zeros, for example 192.0.2.10"));
}

} // namespace

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

Result<QString> checkHostText(const QString &text)
{
    QString host = text.trimmed();
    if (host.size() > maxHostLength)
        return fail(ErrorCategory::Invalid, Texts::tr("The address is too long for a host name."));
    if (host.startsWith(u'[') && host.endsWith(u']') && host.contains(u':'))
        host = host.sliced(1, host.size() - 2);
    if (const auto ip = ipWithZone(host))
        return *ip;
    if (hasPort(host))
        return withPort();
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(host, QUrl::StrictMode);
    // Other digits and dots than those of ASCII, and what cannot be seen, QUrl has brought to plain ones.
    if (endsInNumber(host) || endsInNumber(url.host()))
        return oddIp();
    if (!url.isValid() || url.host().isEmpty())
        return fail(ErrorCategory::Invalid,
                    Texts::tr("The address is not a host name or IP address. Examples: "
                              "media.example, 192.0.2.10, 2001:db8::10"));
    return url.host();
}

Result<QString> checkIpText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (const auto ip = IpAddress::fromText(trimmed))
        return ip->toString();
    if (hasPort(trimmed))
        return withPort();
    if (endsInNumber(trimmed))
        return oddIp();
    return fail(ErrorCategory::Invalid,
                Texts::tr("The IP address is not valid. Examples: 192.0.2.10, 2001:db8::10"));
}

std::optional<UrlAuthority> authorityOf(const QString &url)
{
    const auto begin = url.indexOf(u"//"_s);
    if (begin < 0)
        return std::nullopt;
    QString rest = url.mid(begin + 2);
    const auto isEnd = [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; };
    rest.truncate(std::ranges::find_if(rest, isEnd) - rest.begin());
    UrlAuthority authority;
    if (const auto at = rest.lastIndexOf(u'@'); at >= 0) {
        authority.hasUserInfo = true;
        rest.remove(0, at + 1);
    }
    const auto bracket = rest.startsWith(u'[') ? rest.indexOf(u']') : -1;
    const auto colon = rest.indexOf(u':', bracket + 1);
    const auto hostEnd = colon < 0 ? rest.size() : colon;
    if (bracket >= 0 && hostEnd != bracket + 1)
        return std::nullopt; // something between the address and its port
    authority.host = bracket > 0 ? rest.mid(1, bracket - 1) : rest.left(colon);
    authority.port = colon < 0 ? QString() : rest.mid(colon + 1);
    return authority;
}

Result<HostAndPort> checkUrlHost(const QString &url)
{
    const auto authority = authorityOf(url);
    if (!authority || authority->host.isEmpty())
        return fail(ErrorCategory::Invalid, Texts::tr("The address names no host."));
    const auto host = checkHostText(authority->host);
    if (!host)
        return tl::unexpected(host.error());
    HostAndPort place{*host, std::nullopt};
    if (authority->port.isEmpty())
        return place;
    const uint port = authority->port.toUInt();
    if (!isDigits(authority->port) || port < 1 || port > uint(highestPort))
        return fail(ErrorCategory::Invalid,
                    Texts::tr("The port of the address is a number from 1 to %1.").arg(highestPort));
    place.port = quint16(port);
    return place;
}

} // namespace streamkeeper
