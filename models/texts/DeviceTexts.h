#pragma once

#include "models/domain/NetworkDevice.h"
#include "models/rules/ProvisioningRule.h"

#include <QString>

namespace streamkeeper::texts {

/// "waits for an address"
[[nodiscard]] QString deviceCondition(DeviceCondition condition);
/// What has to happen for it to go on; empty: nothing.
[[nodiscard]] QString deviceAdvice(DeviceCondition condition, const DeviceFacts &facts);
/// "Address": what the device gets in this stage.
[[nodiscard]] QString deviceStage(DeviceStage stage);
/// "auto", "manual"
[[nodiscard]] QString activation(Activation activation);
/// "switch 1, port 7"; empty without any.
[[nodiscard]] QString relayInformation(const RelayInformation &option82);

// What stands as the last event of a device.
[[nodiscard]] QString addressReserved(const QString &ip);
[[nodiscard]] QString addressReleased(const QString &ip);
[[nodiscard]] QString streamsThereAlready();
[[nodiscard]] QString streamsMade();
[[nodiscard]] QString streamsCancelled();
[[nodiscard]] QString noStreamOffered(const QString &host);
/// Who reported an address that the DHCP server was asked for.
[[nodiscard]] QString dhcpAuthor();

} // namespace streamkeeper::texts
