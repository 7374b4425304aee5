#pragma once

#include "models/domain/SecretText.h"

#include <QString>

#include <optional>
#include <variant>

namespace streamkeeper {

/// DHCP option 82: where in the network a device hangs, as the switch in between tells.
struct RelayInformation
{
    QString circuitId; ///< the port
    QString remoteId;  ///< the switch

    [[nodiscard]] bool isEmpty() const { return circuitId.isEmpty() && remoteId.isEmpty(); }

    bool operator==(const RelayInformation &) const = default;
};

// The orders by which cameras come by themselves (domain.md 5), from whoever gives them: the inlet, the
// command line, a file, the window. Texts are as they came; whoever carries an order out checks them.

/// A device exists (`new_camera`).
struct NewCameraOrder
{
    QString mac;
    QString serialNumber;
    QString manufacturer; ///< this and the model may be empty: the device tells them later
    QString model;
};

/// The device becomes a camera (`attach_camera`), or takes the place of the device of a known one.
struct AttachCameraOrder
{
    QString mac;
    QString name;
    QString location;
    QString serverGroup;            ///< its name; empty: none
    std::optional<int> archiveDays; ///< none: no recording
    QString userName;               ///< of its ONVIF account
    SecretText password;
    int onvifPort = 80;
    bool isReplacement = false; ///< `replace` = 1
    QString replacedMac;        ///< of the device that is replaced; empty: by the camera's name
};

/// What a DHCP server gave to a device (`dhcp`).
struct DhcpReport
{
    QString mac;
    QString ip;
    RelayInformation option82;
};

using ProvisioningOrder = std::variant<NewCameraOrder, AttachCameraOrder, DhcpReport>;

/// What became of an order that was taken.
struct ProvisioningReceipt
{
    QString device;        ///< its UUID
    QString camera;        ///< its UUID; empty: none yet
    QString state;         ///< one word: what it waits for, or does
    bool isChanged = true; ///< false: all of it was known already
};

} // namespace streamkeeper
