#pragma once

#include <QString>

#include <array>
#include <optional>

namespace streamkeeper {

/// An IPv4 or IPv6 address as people write it, without zone. A value of the models, which know no network.
struct IpAddress
{
    std::array<quint8, 16> bytes{};
    int length = 0; ///< 4 or 16

    /// None if it is no address; "010.0.0.1" is none, a leading zero means octal to some programs.
    [[nodiscard]] static std::optional<IpAddress> fromText(const QString &text);
    [[nodiscard]] QString toString() const; ///< IPv6 as of RFC 5952
    [[nodiscard]] bool isMulticast() const; ///< a group's, nobody's own
    /// IPv6 that carries an IPv4 address (::ffff:192.0.2.1).
    [[nodiscard]] bool isMapped() const;
    /// The IPv4 address that a mapped one carries; any other as it is.
    [[nodiscard]] IpAddress plain() const;

    bool operator==(const IpAddress &) const = default;
};

/// "192.0.2.0/24" or "2001:db8::/32"; bits of the host are zero.
struct IpSubnet
{
    IpAddress address;
    int prefix = 0;

    [[nodiscard]] static std::optional<IpSubnet> fromText(const QString &text);
    [[nodiscard]] QString toString() const;
    [[nodiscard]] IpSubnet plain() const; ///< see IpAddress::plain()
    [[nodiscard]] bool contains(const IpAddress &other) const;
    [[nodiscard]] bool overlaps(const IpSubnet &other) const;

    bool operator==(const IpSubnet &) const = default;
};

} // namespace streamkeeper
