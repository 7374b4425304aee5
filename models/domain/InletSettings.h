#pragma once

#include "models/domain/Ids.h"

#include <QString>

namespace streamkeeper {

/// Where the console listens for orders of a billing system or a DHCP server (ProvisioningOrder). One for a
/// registry.
struct InletSettings
{
    static constexpr quint16 usualPort = 8490;

    bool isOn = false;
    /// Of this computer: an IPv4 or IPv6 address; by itself only programs on it reach the inlet.
    QString address = QStringLiteral("127.0.0.1");
    quint16 port = usualPort;
    SecretId tokenSecret; ///< what whoever gives orders has to show; null: none was made yet

    bool operator==(const InletSettings &) const = default;
};

} // namespace streamkeeper
