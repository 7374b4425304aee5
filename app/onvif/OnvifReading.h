#pragma once

#include "app/onvif/OnvifClient.h"
#include "app/servers/NetworkThread.h"

#include <functional>
#include <optional>

namespace streamkeeper::onvif {

/// What became of a question to a device.
struct DeviceReport
{
    Result<OnvifDevice> device = fail(ErrorCategory::Cancelled, {});
    /// What it showed, accepted or not; none for plain HTTP and before a handshake.
    std::optional<PresentedCertificate> certificate;
};

/// Asks a device on the network thread; `done` runs on this one, and not after `context` is gone.
void readDevice(NetworkThread &network, DevicePlace place, Account account, QObject *context,
                std::function<void(DeviceReport)> done, std::stop_token stop = {});

} // namespace streamkeeper::onvif
