#pragma once

#include "models/domain/Types.h"

#include <QFlags>

namespace streamkeeper {

/// What a kind of server can tell or do. What is missing is shown as a dash that says "not provided
/// by this server", never as 0 (media-server-apis.md, section H).
enum class Capability : quint32 {
    OutputRate = 1u << 0,        ///< rate delivered to viewers
    ReconnectAttempts = 1u << 1, ///< attempts since the loss, counted by the server
    ReconnectTotal = 1u << 2,    ///< counted by the server, or by the console where it can
    StreamNames = 1u << 3,       ///< names for people besides the key
    CameraUid = 1u << 4,         ///< tells which streams belong to one camera
    AddressInPoll = 1u << 5,     ///< each poll tells every source address
    SwitchOff = 1u << 6,         ///< a stream can be switched off without deleting it
    AudioSwitch = 1u << 7,       ///< capture of the audio track can be switched
    AccessTokens = 1u << 8,      ///< private streams with tokens made by the server
    Storage = 1u << 9,           ///< fullness of the archive storages
    MachineLoad = 1u << 10,      ///< CPU and memory
    CountersNotRates = 1u << 11, ///< rates are computed from byte counters: the first poll has none
    Reserve = 1u << 12,          ///< an additional server captures only while the main one is out
};
Q_DECLARE_FLAGS(Capabilities, Capability)
Q_DECLARE_OPERATORS_FOR_FLAGS(Capabilities)

[[nodiscard]] constexpr Capabilities capabilitiesOf(ServerType type)
{
    using enum Capability;
    switch (type) {
    case ServerType::MediaServerV2:
        return Capabilities(OutputRate) | ReconnectAttempts | ReconnectTotal | StreamNames | CameraUid |
               SwitchOff | AudioSwitch | AccessTokens | Storage | MachineLoad | Reserve;
    case ServerType::MediaMtx:
        return Capabilities(OutputRate) | ReconnectTotal | AddressInPoll | SwitchOff | CountersNotRates;
    }
    return {};
}

} // namespace streamkeeper
