#pragma once

#include "models/domain/Result.h"

#include <QByteArray>
#include <QString>

namespace streamkeeper::onvif {

/// Where a device is asked.
struct DevicePlace
{
    bool useTls = false;
    QString host;
    quint16 port = 80;
    QByteArray path = "/onvif/device_service"; ///< with a query, if it has one; encoded
    QByteArray pinnedSha256; ///< empty: the certificate has to be signed by a known authority
};

/// Of what somebody typed, or a device told of itself: "192.0.2.10", "camera.example:8080",
/// "https://192.0.2.10/onvif/device_service". Invalid: it is none, or holds an account.
[[nodiscard]] Result<DevicePlace> devicePlaceOf(const QString &text);

} // namespace streamkeeper::onvif
