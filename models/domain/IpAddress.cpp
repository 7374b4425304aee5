#include "models/domain/IpAddress.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int mappedBits = 96; // ::ffff:0:0/96 holds the IPv4 addresses (RFC 4291)

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

} // namespace

std::optional<IpAddress> IpAddress::fromText(const QString &text)
{
    return text.contains(u':') ? parseV6(text) : parseV4(text);
}

QString IpAddress::toString() const
{
    if (length == 16)
        return textOfV6(*this);
    return u"%1.%2.%3.%4"_s.arg(bytes[0]).arg(bytes[1]).arg(bytes[2]).arg(bytes[3]);
}

bool IpAddress::isMulticast() const
{
    return length == 16 ? bytes[0] == 0xff : bytes[0] >= 224 && bytes[0] < 240;
}

bool IpAddress::isMapped() const
{
    return length == 16 &&
           std::all_of(bytes.begin(), bytes.begin() + 10, [](quint8 byte) { return byte == 0; }) &&
           bytes[10] == 0xff && bytes[11] == 0xff;
}

IpAddress IpAddress::plain() const
{
    if (!isMapped())
        return *this;
    IpAddress v4{{}, 4};
    std::copy(bytes.begin() + 12, bytes.end(), v4.bytes.begin());
    return v4;
}

std::optional<IpSubnet> IpSubnet::fromText(const QString &text)
{
    const auto slash = text.indexOf(u'/');
    if (slash < 0)
        return {};
    const auto address = IpAddress::fromText(text.left(slash));
    const QString mask = text.mid(slash + 1);
    const bool isNumber = !mask.isEmpty() && mask.size() <= 3 &&
                          std::ranges::all_of(mask, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!address || !isNumber || mask.toInt() > address->length * 8)
        return {};
    IpSubnet subnet{*address, mask.toInt()};
    for (int bit = subnet.prefix; bit < address->length * 8; ++bit)
        subnet.address.bytes[size_t(bit / 8)] &= quint8(~(0x80U >> (bit % 8)));
    return subnet;
}

QString IpSubnet::toString() const
{
    return address.toString() + u'/' + QString::number(prefix);
}

IpSubnet IpSubnet::plain() const
{
    if (!address.isMapped() || prefix < mappedBits)
        return *this;
    return {address.plain(), prefix - mappedBits};
}

bool IpSubnet::contains(const IpAddress &other) const
{
    if (other.length != address.length)
        return false;
    for (int bit = 0; bit < prefix; ++bit) {
        const auto mask = quint8(0x80U >> (bit % 8));
        if (((address.bytes[size_t(bit / 8)] ^ other.bytes[size_t(bit / 8)]) & mask) != 0)
            return false;
    }
    return true;
}

bool IpSubnet::overlaps(const IpSubnet &other) const
{
    return prefix <= other.prefix ? contains(other.address) : other.contains(address);
}

} // namespace streamkeeper
