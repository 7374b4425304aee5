#include "app/player/PlaylistAddress.h"

#include <QRegularExpression>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <memory>
#include <netdb.h>
#include <span>
#include <sys/socket.h>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

using Bytes4 = std::array<quint8, 4>;
using Bytes16 = std::array<quint8, 16>;

NetworkReach reachOf4(const Bytes4 &ip)
{
    if (ip[0] == 127 || ip[0] == 0) // 0.0.0.0 connects to this computer
        return NetworkReach::Loopback;
    if (ip[0] == 169 && ip[1] == 254)
        return NetworkReach::LinkLocal;
    const bool isPrivate = ip[0] == 10 || (ip[0] == 172 && ip[1] / 16 == 1) ||
                           (ip[0] == 192 && ip[1] == 168) || (ip[0] == 100 && ip[1] / 64 == 1);
    return isPrivate ? NetworkReach::Private : NetworkReach::Public;
}

NetworkReach reachOf6(const Bytes16 &ip)
{
    const auto isZero = [](std::span<const quint8> part) {
        return std::ranges::all_of(part, [](quint8 byte) { return byte == 0; });
    };
    const Bytes4 last{ip[12], ip[13], ip[14], ip[15]};
    const std::span<const quint8> all(ip);
    if (isZero(all.first(15)) && ip[15] <= 1)
        return NetworkReach::Loopback;
    const bool isMapped = isZero(all.first(10)) && ip[10] == 0xff && ip[11] == 0xff;
    const bool isTranslated = ip[0] == 0 && ip[1] == 0x64 && ip[2] == 0xff && ip[3] == 0x9b;
    if (isMapped || isTranslated || isZero(all.first(12)))
        return reachOf4(last);
    if (ip[0] == 0xfe && ip[1] / 64 == 2)
        return NetworkReach::LinkLocal;
    return ip[0] / 2 == 0x7e ? NetworkReach::Private : NetworkReach::Public; // fc00::/7
}

struct FreeAddresses
{
    void operator()(addrinfo *list) const { freeaddrinfo(list); }
};

bool isHttp(const QString &scheme)
{
    return scheme == "http"_L1 || scheme == "https"_L1;
}

/// A value of a tag, quoted or not.
QString attribute(const QString &tag, QLatin1StringView name)
{
    const QRegularExpression pattern(u"[:,]\\s*%1=(?:\"([^\"]*)\"|([^,\"]*))"_s.arg(name));
    const auto match = pattern.match(tag);
    return match.captured(1) + match.captured(2);
}

} // namespace

NetworkReach reachOf(const QString &numericAddress)
{
    const QByteArray text = numericAddress.section(u'%', 0, 0).toLatin1();
    Bytes4 four{};
    if (inet_pton(AF_INET, text.constData(), four.data()) == 1)
        return reachOf4(four);
    Bytes16 sixteen{};
    if (inet_pton(AF_INET6, text.constData(), sixteen.data()) == 1)
        return reachOf6(sixteen);
    return NetworkReach::Unknown;
}

PlaylistAddress::PlaylistAddress(const QUrl &source, Resolve resolve)
    : m_source(source)
    , m_resolve(std::move(resolve))
{
}

QStringList PlaylistAddress::resolveBySystem(const QString &host)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (getaddrinfo(QUrl::toAce(host).constData(), nullptr, &hints, &found) != 0)
        return {};
    const std::unique_ptr<addrinfo, FreeAddresses> list(found);
    QStringList addresses;
    for (const addrinfo *one = found; one; one = one->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (getnameinfo(one->ai_addr, one->ai_addrlen, text.data(), text.size(), nullptr, 0,
                        NI_NUMERICHOST) == 0)
            addresses << QString::fromLatin1(text.data());
    }
    return addresses;
}

NetworkReach PlaylistAddress::reach(const QString &host)
{
    if (const auto known = m_known.constFind(host); known != m_known.cend())
        return *known;
    NetworkReach nearest = reachOf(host);
    if (host == "localhost"_L1 || host.endsWith(".localhost"_L1))
        nearest = NetworkReach::Loopback;
    if (nearest == NetworkReach::Unknown) {
        for (const QString &address : m_resolve(host))
            nearest = std::min(nearest, reachOf(address));
    }
    m_known.insert(host, nearest);
    return nearest;
}

std::optional<Error> PlaylistAddress::refusal(const QUrl &address)
{
    if (!isHttp(address.scheme()))
        return forbiddenScheme(address.scheme());
    if (address.host() == m_source.host())
        return {};
    const NetworkReach there = reach(address.host());
    if (there >= NetworkReach::Public || there >= reach(m_source.host()))
        return {};
    const QString why = there == NetworkReach::Loopback
                            ? tr("%1 points to %2, which is this computer itself. A server elsewhere has no "
                                 "business there, so it was not opened.")
                            : tr("%1 points to %2, an address of the private network here. A server outside "
                                 "of it has no business there, so it was not opened.");
    return Error{ErrorCategory::Unsupported, why.arg(m_source.host(), address.host()),
                 u"address nearer than its playlist refused"_s, 0};
}

std::optional<Error> PlaylistAddress::forbiddenScheme(const QString &scheme) const
{
    return Error{ErrorCategory::Unsupported,
                 tr("The playlist of %1 points to an address that begins with “%2:”. Only http and https are "
                    "opened, so that no playlist reads files of this computer or reaches other services. "
                    "Choose RTSP, or check the server.")
                     .arg(m_source.host(), scheme.left(32)),
                 u"scheme '%1' refused"_s.arg(scheme.left(32)), 0};
}

// FFmpeg skips what it will not open and asks for the playlist again and again, and plays what is encrypted
// in a way that it does not know as if it were not: better say it at once.
std::optional<Error> PlaylistAddress::refusal(const QByteArray &playlist) const
{
    static const QRegularExpression scheme(u"^[ \\t]*([a-z][a-z0-9+.-]*):"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const QStringList lines = QString::fromUtf8(playlist).split(u'\n');
    for (const QString &line : lines) {
        const bool isKey = line.startsWith("#EXT-X-KEY:"_L1);
        const QString method = attribute(line, "METHOD"_L1);
        const QString format = attribute(line, "KEYFORMAT"_L1);
        const bool isKnown = method == "NONE"_L1 || method == "AES-128"_L1 || method == "SAMPLE-AES"_L1;
        if (isKey && (!isKnown || !(format.isEmpty() || format == "identity"_L1)))
            return Error{ErrorCategory::Unsupported,
                         tr("The pictures of %1 are encrypted by %2, which cannot be played here. Choose "
                            "RTSP, or AES-128 at the server.")
                             .arg(m_source.host(), (method + u' ' + format).trimmed().left(64)),
                         {},
                         0};
        const QString address = line.startsWith(u'#') ? attribute(line, "URI"_L1) : line;
        const QString named = scheme.match(address).captured(1).toLower();
        if (!named.isEmpty() && !isHttp(named))
            return forbiddenScheme(named);
    }
    return {};
}

} // namespace streamkeeper
