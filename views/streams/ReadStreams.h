#pragma once

#include "models/domain/SecretText.h"
#include "models/domain/StreamAddress.h"

#include <QString>

#include <optional>

namespace streamkeeper {

/// What a camera has told of itself, as far as a form for a new camera takes it.
struct ReadStreams
{
    QString name; ///< empty: it has told none
    QString location;
    QString ip; ///< where it was asked; a host name may stand here
    QString macAddress;
    QString serialNumber;
    StreamAddress high; ///< without an account
    std::optional<StreamAddress> low;
    QString user; ///< of the device, and of its streams
    SecretText password;
    quint16 onvifPort = 80;
};

} // namespace streamkeeper
