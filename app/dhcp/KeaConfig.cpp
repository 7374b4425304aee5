#include "app/dhcp/KeaConfig.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <functional>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(KeaConfig)
};

tl::unexpected<Error> refused(const QString &why)
{
    return fail(ErrorCategory::Invalid, why);
}

/// "192.0.2.100 - 192.0.2.200" or "192.0.2.64/26".
std::optional<std::pair<IpAddress, IpAddress>> poolFrom(const QString &text)
{
    if (const auto subnet = IpSubnet::fromText(text.trimmed())) {
        IpAddress last = subnet->address;
        for (int bit = subnet->prefix; bit < last.length * 8; ++bit)
            last.bytes[size_t(bit / 8)] |= quint8(0x80U >> (bit % 8));
        return std::pair(subnet->address, last);
    }
    const auto first = IpAddress::fromText(text.section(u'-', 0, 0).trimmed());
    const auto last = IpAddress::fromText(text.section(u'-', 1).trimmed());
    return first && last ? std::optional(std::pair(*first, *last)) : std::nullopt;
}

KeaReservation reservationFrom(const QJsonObject &object, int subnetId)
{
    KeaReservation reservation{object[u"hw-address"].toString().toUpper(), object[u"ip-address"].toString(),
                               object[u"hostname"].toString(), subnetId};
    for (const auto &key : {u"client-id"_s, u"circuit-id"_s, u"duid"_s, u"flex-id"_s}) {
        if (reservation.mac.isEmpty() && object.contains(key))
            reservation.mac = key + u' ' + object[key].toString();
    }
    return reservation;
}

QByteArray elementOf(const KeaReservation &reservation)
{
    QJsonObject object{{u"hw-address"_s, reservation.mac.toLower()}, {u"ip-address"_s, reservation.ip}};
    if (!reservation.hostname.isEmpty())
        object.insert(u"hostname"_s, reservation.hostname);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

Error heldAlready(const KeaReservation &held)
{
    return {ErrorCategory::Invalid,
            Texts::tr("%1 has a reservation already: %2. Release it first.").arg(held.mac, held.ip),
            {}};
}

bool KeaSubnet::isInPool(const IpAddress &address) const
{
    return std::ranges::any_of(pools, [&](const auto &pool) {
        return pool.first.bytes <= address.bytes && address.bytes <= pool.second.bytes;
    });
}

Result<KeaConfig> KeaConfig::read(const QByteArray &arguments)
{
    KeaConfig config;
    const auto dhcp4 = jsonMember(arguments, jsonWhole(arguments), "Dhcp4");
    if (!dhcp4 || !dhcp4->in(arguments).startsWith('{'))
        return fail(ErrorCategory::Protocol,
                    Texts::tr("Kea did not tell the configuration of a DHCPv4 server."));
    config.m_text = dhcp4->in(arguments).toByteArray();
    const JsonPart whole = jsonWhole(config.m_text);
    config.m_hasHostDatabase = config.valueAt(whole, "hosts-database").isObject() ||
                               !config.valueAt(whole, "hosts-databases").toArray().isEmpty();
    config.add(whole, false);
    config.addSubnetsOf(whole);
    if (const auto networks = jsonMember(config.m_text, whole, "shared-networks")) {
        for (const JsonPart &network : jsonParts(config.m_text, *networks))
            config.addSubnetsOf(network);
    }
    std::ranges::sort(config.m_places, {}, [](const Place &place) { return place.object.begin; });
    return config;
}

QJsonValue KeaConfig::valueAt(const JsonPart &object, const QByteArray &key) const
{
    const auto part = jsonMember(m_text, object, key);
    const QByteArray text = part ? part->in(m_text).toByteArray() : QByteArray();
    return QJsonDocument::fromJson('[' + text + ']').array().at(0);
}

void KeaConfig::addSubnetsOf(const JsonPart &object)
{
    const auto list = jsonMember(m_text, object, "subnet4");
    if (!list)
        return;
    for (const JsonPart &subnet : jsonParts(m_text, *list))
        add(subnet, true);
}

void KeaConfig::add(const JsonPart &object, bool isSubnet)
{
    Place place{{}, object, jsonMember(m_text, object, "reservations"), {}};
    if (isSubnet) {
        const auto prefix = IpSubnet::fromText(valueAt(object, "subnet").toString());
        if (!prefix)
            return;
        place.subnet = KeaSubnet{valueAt(object, "id").toInt(), *prefix, {}};
        for (const QJsonValue &pool : valueAt(object, "pools").toArray()) {
            if (const auto range = poolFrom(pool[u"pool"].toString()))
                place.subnet->pools.push_back(*range);
        }
    }
    const int id = place.subnet ? place.subnet->id : 0;
    if (place.list) {
        for (const JsonPart &part : jsonParts(m_text, *place.list)) {
            const QByteArray text = part.in(m_text).toByteArray();
            place.held.emplace_back(reservationFrom(QJsonDocument::fromJson(text).object(), id), part);
        }
    }
    m_places.push_back(std::move(place));
}

std::vector<KeaSubnet> KeaConfig::subnets() const
{
    std::vector<KeaSubnet> subnets;
    for (const Place &place : m_places) {
        if (place.subnet)
            subnets.push_back(*place.subnet);
    }
    return subnets;
}

std::vector<KeaReservation> KeaConfig::reservations() const
{
    std::vector<KeaReservation> all;
    for (const Place &place : m_places) {
        for (const auto &[held, part] : place.held)
            all.push_back(held);
    }
    return all;
}

std::optional<KeaReservation> KeaConfig::reservationOf(const QString &mac) const
{
    const std::vector<KeaReservation> all = reservations();
    const auto found = std::ranges::find(all, mac.toUpper(), &KeaReservation::mac);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

Result<KeaSubnet> KeaConfig::placeFor(const KeaReservation &wanted, int subnetId) const
{
    const auto address = IpAddress::fromText(wanted.ip);
    if (!address || address->length != 4)
        return refused(Texts::tr("“%1” is not an IPv4 address.").arg(wanted.ip));
    std::optional<KeaSubnet> place;
    for (const KeaSubnet &subnet : subnets()) {
        const bool isMeant = subnet.subnet.contains(*address) && (subnetId == 0 || subnet.id == subnetId);
        if (isMeant && (!place || place->subnet.prefix < subnet.subnet.prefix))
            place = subnet;
    }
    if (!place && subnetId != 0)
        return refused(
            Texts::tr("Subnet %1 of the DHCP server does not contain %2.").arg(subnetId).arg(wanted.ip));
    if (!place)
        return refused(Texts::tr("No subnet of the DHCP server contains %1.").arg(wanted.ip));
    for (const KeaReservation &held : reservations()) {
        if (held.ip == wanted.ip && held.mac != wanted.mac.toUpper())
            return refused(Texts::tr("%1 is reserved for %2 already.").arg(wanted.ip, held.mac));
        if (held.mac != wanted.mac.toUpper())
            continue;
        if (held.ip != wanted.ip)
            return tl::unexpected(heldAlready(held));
        if (!wanted.hostname.isEmpty() && held.hostname != wanted.hostname)
            return refused(
                Texts::tr("%1 is reserved for %2 already, with another host name: %3. Release it first.")
                    .arg(held.ip, held.mac, held.hostname));
    }
    return *place;
}

QByteArray KeaConfig::with(const KeaReservation &more) const
{
    QByteArray text = m_text;
    for (const Place &place : m_places) {
        if (!place.subnet || place.subnet->id != more.subnetId)
            continue;
        QByteArrayList elements;
        for (const auto &[held, part] : place.held)
            elements.append(part.in(m_text).toByteArray());
        elements.append(elementOf(more));
        replace(text, place, elements);
        break;
    }
    return text;
}

QByteArray KeaConfig::without(const QString &mac) const
{
    QByteArray text = m_text;
    // From the end on, so that what is before stays where it is. The whole begins first, and has its list
    // anywhere: it is taken apart from the others.
    std::vector<const Place *> places;
    for (const Place &place : m_places) {
        if (place.list)
            places.push_back(&place);
    }
    std::ranges::sort(places, std::greater(), [](const Place *place) { return place->list->begin; });
    for (const Place *place : places) {
        QByteArrayList kept;
        for (const auto &[held, part] : place->held) {
            if (held.mac != mac.toUpper())
                kept.append(part.in(m_text).toByteArray());
        }
        if (size_t(kept.size()) != place->held.size())
            replace(text, *place, kept);
    }
    return text;
}

void KeaConfig::replace(QByteArray &text, const Place &place, const QByteArrayList &elements) const
{
    const QByteArray list = "[ " + elements.join(", ") + " ]";
    if (place.list)
        text.replace(place.list->begin, place.list->end - place.list->begin, list);
    else
        text.insert(place.object.begin + 1,
                    "\"reservations\": " + list + ", "); // it has its prefix behind it
}

} // namespace streamkeeper
