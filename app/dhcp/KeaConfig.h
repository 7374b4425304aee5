#pragma once

#include "app/dhcp/JsonParts.h"
#include "models/domain/IpAddress.h"
#include "models/domain/Result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QJsonValue>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace streamkeeper {

/// An address that a DHCP server keeps for a device.
struct KeaReservation
{
    QString mac; ///< "00:11:22:33:44:55"; of a reservation by something else (a client id) that, as it is
    QString ip;  ///< may be empty in a foreign one
    QString hostname;
    int subnetId = 0; ///< 0: of no subnet (a global one)

    bool operator==(const KeaReservation &) const = default;
};

/// Why the device cannot get another one.
[[nodiscard]] Error heldAlready(const KeaReservation &held);

struct KeaSubnet
{
    int id = 0;
    IpSubnet subnet;
    std::vector<std::pair<IpAddress, IpAddress>> pools; ///< first and last address

    [[nodiscard]] bool isInPool(const IpAddress &address) const;
};

/// The configuration of Kea's DHCPv4 daemon as `config-get` tells it: what of it matters to reservations, and
/// the text, in which nothing but those is changed. It holds passwords of databases: never logged. A value.
class KeaConfig
{
public:
    /// Of the `arguments` of config-get.
    [[nodiscard]] static Result<KeaConfig> read(const QByteArray &arguments);

    /// The value of "Dhcp4" as it came. Two of the same text are the same configuration: Kea sorts it.
    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] std::vector<KeaSubnet> subnets() const;
    [[nodiscard]] std::vector<KeaReservation> reservations() const;
    [[nodiscard]] std::optional<KeaReservation> reservationOf(const QString &mac) const;
    /// Reservations can be kept in a database beside the configuration.
    [[nodiscard]] bool hasHostDatabase() const { return m_hasHostDatabase; }

    /// Where the address would be reserved: in this subnet, or (0) the smallest one that contains it.
    /// Invalid, with the reason: it cannot be there, or another device has it, or this device another one.
    [[nodiscard]] Result<KeaSubnet> placeFor(const KeaReservation &wanted, int subnetId) const;
    /// The text with a reservation more, in a subnet of the configuration.
    [[nodiscard]] QByteArray with(const KeaReservation &more) const;
    /// The text without those of this device.
    [[nodiscard]] QByteArray without(const QString &mac) const;

private:
    /// What has reservations: a subnet, or all of the configuration.
    struct Place
    {
        std::optional<KeaSubnet> subnet;
        JsonPart object;
        std::optional<JsonPart> list;
        std::vector<std::pair<KeaReservation, JsonPart>> held;
    };

    void add(const JsonPart &object, bool isSubnet);
    void addSubnetsOf(const JsonPart &object);
    [[nodiscard]] QJsonValue valueAt(const JsonPart &object, const QByteArray &key) const;
    void replace(QByteArray &text, const Place &place, const QByteArrayList &elements) const;

    QByteArray m_text;
    std::vector<Place> m_places; ///< in the order of the text
    bool m_hasHostDatabase = false;
};

} // namespace streamkeeper
