#pragma once

#include "models/domain/Types.h"

#include <QFlags>

#include <array>

namespace streamkeeper {

/// What a make of server can tell or do, and what is particular to it. What is missing is shown as a dash
/// that says "not provided by this server", never as 0 (media-server-apis.md, section H).
enum class Capability : quint32 {
    OutputRate = 1u << 0,         ///< rate delivered to viewers
    ReconnectAttempts = 1u << 1,  ///< attempts since the loss, counted by the server
    ReconnectTotal = 1u << 2,     ///< counted by the server, or by the console where it can
    StreamNames = 1u << 3,        ///< names for people besides the key
    CameraUid = 1u << 4,          ///< tells which streams belong to one camera
    AddressInPoll = 1u << 5,      ///< each poll tells every source address
    SwitchOff = 1u << 6,          ///< a stream can be switched off without deleting it
    AudioSwitch = 1u << 7,        ///< capture of the audio track can be switched
    AccessTokens = 1u << 8,       ///< keeps who may watch: private streams with tokens made by the server
    Storage = 1u << 9,            ///< fullness of the archive storages
    MachineLoad = 1u << 10,       ///< CPU and memory
    CountersNotRates = 1u << 11,  ///< rates are computed from byte counters: the first poll has none
    Reserve = 1u << 12,           ///< an additional server captures only while the main one is out
    ApiToken = 1u << 13,          ///< its API takes a token alone, and asks for one in any case
    Accounts = 1u << 14,          ///< its API takes a user and a password, or nothing
    SignedTokens = 1u << 15,      ///< its API can take tokens that the console signs (ServerAuth::Jwt)
    ForgetsApiChanges = 1u << 16, ///< what its API was told is gone after a restart
    NodeTransfer = 1u << 17, ///< a call of its own moves a stream between nodes (media-server-v2-api.md 2.6)
    OwnSettings =
        1u << 19, ///< keeps more of a stream than StreamSettings, and tells it (RemoteStream::others)
    NamesAreUids = 1u << 18, ///< names of streams are uids: few plain characters (media-server-v2-api.md 2)
};
Q_DECLARE_FLAGS(Capabilities, Capability)
Q_DECLARE_OPERATORS_FOR_FLAGS(Capabilities)

/// One make of media server: all that the rest of the program has to know of it. How it is spoken to is a
/// folder under app/mediaserver.
struct ServerMake
{
    ServerType type;
    const char *word;  ///< in the registry, in JSON and on the command line; never changed
    const char *title; ///< its proper name
    quint16 apiPort;   ///< as it comes
    bool usesTls;      ///< as it comes
    Capabilities capabilities;
};

/// In the order of ServerType.
inline constexpr std::array<ServerMake, serverTypeCount> serverMakes{{
    {ServerType::MediaServerV2, "media_server_v2", "media_server_v2", 8080, true,
     Capabilities(Capability::OutputRate) | Capability::ReconnectAttempts | Capability::ReconnectTotal |
         Capability::StreamNames | Capability::CameraUid | Capability::SwitchOff | Capability::AudioSwitch |
         Capability::AccessTokens | Capability::Storage | Capability::MachineLoad | Capability::Reserve |
         Capability::ApiToken | Capability::NodeTransfer | Capability::NamesAreUids},
    {ServerType::MediaMtx, "mediamtx", "MediaMTX", 9997, false,
     Capabilities(Capability::OutputRate) | Capability::ReconnectTotal | Capability::AddressInPoll |
         Capability::SwitchOff | Capability::CountersNotRates | Capability::Accounts |
         Capability::SignedTokens | Capability::ForgetsApiChanges | Capability::OwnSettings},
}};

[[nodiscard]] constexpr const ServerMake &makeOf(ServerType type)
{
    return serverMakes[size_t(type)];
}

[[nodiscard]] constexpr Capabilities capabilitiesOf(ServerType type)
{
    return makeOf(type).capabilities;
}

static_assert(
    [] {
        for (size_t i = 0; i < serverMakes.size(); ++i) {
            if (serverMakes[i].type != ServerType(i) || !serverMakes[i].apiPort)
                return false;
        }
        return true;
    }(),
    "each make has its row, in the order of ServerType");

} // namespace streamkeeper
