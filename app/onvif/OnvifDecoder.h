#pragma once

#include "app/onvif/XmlReading.h"
#include "models/domain/OnvifDevice.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace streamkeeper::onvif {

// What devices answer, as values: pure functions. Each field may be missing; texts are cut, keys and
// addresses that are longer than any are left out.

/// Where a service of a device is, by its own words.
struct ServicePlace
{
    QByteArray path; ///< with a query, if it has one; encoded
    bool useTls = false;
    QString host;
    quint16 port = 0;
};
/// None: that is no address of a service.
[[nodiscard]] std::optional<ServicePlace> servicePlaceOf(const QString &url);

struct ServicePlaces
{
    std::optional<ServicePlace> media;
    std::optional<ServicePlace> media2;
};
[[nodiscard]] ServicePlaces decodeServices(const xml::Element &answer);     ///< of GetServices
[[nodiscard]] ServicePlaces decodeCapabilities(const xml::Element &answer); ///< of GetCapabilities

/// The device's clock, UTC; none: it does not tell it.
[[nodiscard]] std::optional<qint64> decodeClock(const xml::Element &answer);
[[nodiscard]] OnvifInformation decodeInformation(const xml::Element &answer);
/// The MAC address of the interface with this IP address, else of the first one that is enabled, else of the
/// first; empty: none is told.
[[nodiscard]] QString decodeMacAddress(const xml::Element &answer, const QString &ipAddress);

struct Profiles
{
    std::vector<OnvifProfile> profiles;
    bool areSomeLeftOut = false;
};
[[nodiscard]] Profiles decodeProfiles(const xml::Element &answer);  ///< of Media1
[[nodiscard]] Profiles decodeProfiles2(const xml::Element &answer); ///< of Media2

/// An address that a device told of one of its streams or pictures.
struct ToldAddress
{
    StreamAddress address; ///< leads to the host that was asked, without user info; empty: it is none
    QString otherHost;     ///< the host in the device's words, if it is another one
};
/// Of GetStreamUri and GetSnapshotUri, of both services. `schemes`: those that may be.
[[nodiscard]] ToldAddress decodeAddress(const xml::Element &answer, const QString &askedHost,
                                        const QStringList &schemes);

} // namespace streamkeeper::onvif
