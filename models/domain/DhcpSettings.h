#pragma once

#include "models/domain/Ids.h"

#include <QByteArray>
#include <QString>

namespace streamkeeper {

/// Where the DHCP server of the cameras is asked: the control agent of an ISC Kea. One for a registry.
struct DhcpSettings
{
    bool useTls = false;
    QString host; ///< empty: no DHCP server is asked
    quint16 port = 0;
    QString userName;        ///< empty: the agent wants no account
    SecretId passwordSecret; ///< null: none
    QByteArray pinnedSha256; ///< of the certificate that the operator has accepted
    int subnetId = 0;        ///< where addresses are reserved; 0: in the subnet that has the address

    [[nodiscard]] bool isOn() const { return !host.isEmpty(); }

    /// The stored password is for this account at this place, and for no other.
    [[nodiscard]] bool hasSameAccount(const DhcpSettings &other) const
    {
        return useTls == other.useTls && host == other.host && port == other.port &&
               userName == other.userName;
    }

    bool operator==(const DhcpSettings &) const = default;
};

} // namespace streamkeeper
