#include "models/rules/FieldRules.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUrl>

#include <algorithm>
#include <array>
#include <vector>

namespace streamkeeper::fields {

using namespace Qt::StringLiterals;

namespace {

/// Where lupdate and the translator find the texts of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(FieldRules)
};

constexpr int maxHostLength = 255;

struct IpAddress
{
    std::array<quint8, 16> bytes{};
    int length = 0; ///< 4 or 16
};

std::optional<IpAddress> parseV4(const QString &text)
{
    const QStringList parts = text.split(u'.');
    if (parts.size() != 4)
        return {};
    IpAddress address{{}, 4};
    for (int i = 0; i < 4; ++i) {
        const QString &part = parts[i];
        const bool isNumber = !part.isEmpty() && part.size() <= 3 &&
                              std::ranges::all_of(part, [](QChar c) { return c >= u'0' && c <= u'9'; });
        // A leading zero means octal to some programs and nothing to others.
        if (!isNumber || (part.size() > 1 && part[0] == u'0') || part.toInt() > 255)
            return {};
        address.bytes[size_t(i)] = quint8(part.toInt());
    }
    return address;
}

/// The 16-bit groups on one side of "::".
std::optional<std::vector<quint16>> parseGroups(const QString &text)
{
    std::vector<quint16> groups;
    if (text.isEmpty())
        return groups;
    const QStringList parts = text.split(u':');
    for (const QString &part : parts) {
        bool isHex = false;
        const uint value = part.toUInt(&isHex, 16);
        const bool isWord = isHex && part.size() <= 4 && part[0] != u'+' && part[0] != u'-' &&
                            !part.contains(u'x', Qt::CaseInsensitive);
        if (!isWord)
            return {};
        groups.push_back(quint16(value));
    }
    return groups;
}

std::optional<IpAddress> parseV6(QString text)
{
    // An IPv4 address in the last 32 bits, as in ::ffff:192.0.2.1
    if (const auto colon = text.lastIndexOf(u':'); text.contains(u'.') && colon >= 0) {
        const auto tail = parseV4(text.mid(colon + 1));
        if (!tail)
            return {};
        text = text.left(colon + 1) + QString::number(tail->bytes[0] * 256 + tail->bytes[1], 16) + u':' +
               QString::number(tail->bytes[2] * 256 + tail->bytes[3], 16);
    }
    const auto gap = text.indexOf(u"::"_s);
    const auto head = parseGroups(gap < 0 ? text : text.left(gap));
    const auto tail = parseGroups(gap < 0 ? QString() : text.mid(gap + 2));
    if (!head || !tail || !text.contains(u':'))
        return {};
    const size_t count = head->size() + tail->size();
    if (gap < 0 ? count != 8 : count > 7)
        return {};
    IpAddress address{{}, 16};
    const auto put = [&](size_t group, quint16 value) {
        address.bytes[group * 2] = quint8(value >> 8);
        address.bytes[group * 2 + 1] = quint8(value & 0xff);
    };
    for (size_t i = 0; i < head->size(); ++i)
        put(i, (*head)[i]);
    for (size_t i = 0; i < tail->size(); ++i)
        put(8 - tail->size() + i, (*tail)[i]);
    return address;
}

std::optional<IpAddress> parseIp(const QString &text)
{
    return text.contains(u':') ? parseV6(text) : parseV4(text);
}

/// The longest run of zero groups, from two on, becomes "::" (RFC 5952).
QString textOfV6(const IpAddress &address)
{
    std::array<quint16, 8> groups{};
    for (size_t i = 0; i < 8; ++i)
        groups[i] = quint16(address.bytes[i * 2] * 256 + address.bytes[i * 2 + 1]);
    size_t bestStart = 8;
    size_t bestLength = 1;
    for (size_t i = 0; i < 8; ++i) {
        size_t end = i;
        while (end < 8 && groups[end] == 0)
            ++end;
        if (end - i > bestLength) {
            bestStart = i;
            bestLength = end - i;
        }
    }
    QString text;
    for (size_t i = 0; i < 8; ++i) {
        if (i == bestStart) {
            text += u"::"_s;
            i += bestLength - 1;
            continue;
        }
        if (!text.isEmpty() && !text.endsWith(u':'))
            text += u':';
        text += QString::number(groups[i], 16);
    }
    return text;
}

QString textOf(const IpAddress &address)
{
    if (address.length == 16)
        return textOfV6(address);
    return u"%1.%2.%3.%4"_s.arg(address.bytes[0])
        .arg(address.bytes[1])
        .arg(address.bytes[2])
        .arg(address.bytes[3]);
}

} // namespace

Result<QString> checkHost(const QString &text)
{
    const QString host = text.trimmed();
    if (host.isEmpty())
        return fail(ErrorCategory::Invalid, Texts::tr("Enter the address of the server."));
    if (host.size() > maxHostLength)
        return fail(ErrorCategory::Invalid, Texts::tr("The address is too long for a host name."));
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(host, QUrl::StrictMode);
    const bool isOddIp = !parseIp(host) && std::ranges::all_of(host, [](QChar c) {
        return (c >= u'0' && c <= u'9') || c == u'.';
    });
    if (!url.isValid() || url.host().isEmpty() || isOddIp)
        return fail(ErrorCategory::Invalid, Texts::tr("The address is not a host name or IP address."));
    return host;
}

Result<QString> checkIpAddress(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return QString();
    const auto address = parseIp(trimmed);
    if (!address)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("This is not an IP address. Examples: 192.0.2.10, 2001:db8::10"));
    return textOf(*address);
}

Result<QString> checkMacAddress(const QString &text)
{
    QString digits;
    for (const QChar c : text.trimmed()) {
        if (c == u':' || c == u'-' || c == u'.')
            continue;
        digits += c.toUpper();
    }
    if (digits.isEmpty() && text.trimmed().isEmpty())
        return QString();
    const bool isHex = std::ranges::all_of(
        digits, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'F'); });
    if (!isHex || digits.size() != 12)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("This is not a MAC address: it has twelve hexadecimal digits, for example "
                              "00:11:22:33:44:55"));
    if (digits == u"000000000000" || (digits.mid(1, 1).toUInt(nullptr, 16) & 1U) != 0)
        return fail(ErrorCategory::Invalid, Texts::tr("This MAC address cannot belong to one camera."));
    QString normal;
    for (int i = 0; i < 12; i += 2)
        normal += (i > 0 ? u":"_s : QString()) + digits.mid(i, 2);
    return normal;
}

Result<QString> checkSubnet(const QString &text)
{
    const QString trimmed = text.trimmed();
    const auto slash = trimmed.indexOf(u'/');
    const auto wrong = [&] {
        return fail(ErrorCategory::Invalid,
                    Texts::tr("“%1” is not a subnet. Examples: 192.0.2.0/24, 2001:db8::/32").arg(trimmed));
    };
    auto address = parseIp(trimmed.left(slash < 0 ? trimmed.size() : slash));
    if (!address || slash < 0)
        return wrong();
    const QString mask = trimmed.mid(slash + 1);
    const bool isNumber = !mask.isEmpty() && mask.size() <= 3 &&
                          std::ranges::all_of(mask, [](QChar c) { return c >= u'0' && c <= u'9'; });
    const int bits = mask.toInt();
    if (!isNumber || bits > address->length * 8)
        return wrong();
    for (int bit = bits; bit < address->length * 8; ++bit)
        address->bytes[size_t(bit / 8)] &= quint8(~(0x80U >> (bit % 8)));
    return textOf(*address) + u'/' + QString::number(bits);
}

Result<QStringList> checkSubnets(const QStringList &lines)
{
    QStringList subnets;
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty())
            continue;
        const auto subnet = checkSubnet(line);
        if (!subnet)
            return tl::unexpected(subnet.error());
        if (!subnets.contains(*subnet))
            subnets.append(*subnet);
    }
    return subnets;
}

Result<QStringList> checkStorages(const QStringList &lines)
{
    QStringList storages;
    for (const QString &line : lines) {
        const QString path = line.trimmed();
        if (path.isEmpty())
            continue;
        if (!path.startsWith(u'/'))
            return fail(ErrorCategory::Invalid,
                        Texts::tr("“%1” is not an absolute path. Example: /var/archive").arg(path));
        if (!storages.contains(path))
            storages.append(path);
    }
    return storages;
}

Result<std::optional<qint64>> checkLimit(const QString &text, qint64 highest)
{
    const QString trimmed = text.simplified();
    if (trimmed.isEmpty())
        return std::optional<qint64>();
    bool isNumber = false;
    qint64 number = trimmed.toLongLong(&isNumber);
    if (!isNumber) // as the locale groups its digits
        number = QLocale().toLongLong(trimmed, &isNumber);
    if (!isNumber || number < 1 || number > highest)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("Enter a whole number from 1 to %1, or nothing for no limit.")
                        .arg(QLocale().toString(highest)));
    return std::optional(number);
}

Result<QString> checkCameraName(const QString &text, const QString &was)
{
    const QString name = text.trimmed();
    if (name.isEmpty())
        return fail(ErrorCategory::Invalid, Texts::tr("Enter a name for the camera."));
    // Counted as people count: an emoji is two UTF-16 units and one character.
    const auto length = name.toUcs4().size();
    if (length > maxCameraNameLength && name != was)
        return fail(ErrorCategory::Invalid, Texts::tr("The name has %1 characters; at most %2 are allowed.")
                                                .arg(length)
                                                .arg(maxCameraNameLength));
    return name;
}

} // namespace streamkeeper::fields
