#pragma once

#include "models/domain/StreamAddress.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace streamkeeper {

/// What a device says of itself; what it leaves out is empty.
struct OnvifInformation
{
    QString manufacturer;
    QString model;
    QString firmware;
    QString serialNumber;
    QString hardwareId;
    QString macAddress; ///< as fields::checkMacAddress() keeps it

    bool operator==(const OnvifInformation &) const = default;
};

/// One media profile: what a device sends when this stream is asked for.
struct OnvifProfile
{
    QString token; ///< the device's key for it, in its own words
    QString name;
    QString videoSource;    ///< token of the channel; empty: not told
    QString encoding;       ///< "H264", "H265", "JPEG"; empty: it sends no video
    int width = -1;         ///< px
    int height = -1;        ///< px
    double frameRate = -1;  ///< the limit, frames a second
    int bitrateKbps = -1;   ///< the limit
    bool hasAudio = false;  ///< it has an encoder for sound
    StreamAddress address;  ///< RTSP, without an account; empty: not told
    StreamAddress snapshot; ///< of a single picture; empty: none

    bool operator==(const OnvifProfile &) const = default;
};

/// What was not as it should be, and was put up with.
enum class OnvifRemark : quint8 {
    ClockOff,         ///< the clock of the device is off by more than a minute
    ClockUnknown,     ///< it does not tell its time
    OtherPlace,       ///< it names itself by another host; the one that was asked was put in its place
    OldCalls,         ///< it has no GetServices
    Media2Fails,      ///< it names Media2, and only Media1 answers
    ProfilesLeftOut,  ///< it has more profiles than anybody needs
    AddressesMissing, ///< of some profiles it tells no address
};

/// A device as it has answered.
struct OnvifDevice
{
    OnvifInformation information;
    std::vector<OnvifProfile> profiles;  ///< in the order of the device
    std::optional<qint64> clockOffsetMs; ///< the device's clock minus ours; none: it does not tell its time
    std::vector<OnvifRemark> remarks;    ///< each once
    QStringList otherPlaces; ///< of OnvifRemark::OtherPlace: "192.168.1.64:80", as the device says
};

/// For models whose best profiles are others than the rule says. Patterns with * and ?, without regard to
/// case; an empty one fits all.
struct OnvifChoice
{
    QString manufacturer;
    QString model;
    QString high; ///< name or token of a profile; empty, or not there: as the rule says
    QString low;

    bool operator==(const OnvifChoice &) const = default;
};

/// A device that has answered a search of the network. Nobody has logged in to it.
struct OnvifFound
{
    QString endpoint;     ///< its own id, the same whenever and wherever it is found
    QStringList services; ///< addresses of its device service, as it says
    QString host;         ///< where its answer came from
    QString name;         ///< this and what follows: of its scopes
    QString hardware;
    QString location;

    bool operator==(const OnvifFound &) const = default;
};

} // namespace streamkeeper
