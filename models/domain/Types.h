#pragma once

#include <QtGlobal>

#include <array>
#include <optional>

namespace streamkeeper {

/// A camera has at most one stream of each quality (domain.md 1.1).
enum class Quality : quint8 { High, Low };

/// The four states of the manual's page (domain.md 1.1), and Idle: its server pulls it only while somebody
/// watches, and nobody does. "Switched off" is Inactive with a word.
enum class StreamStatus : quint8 { Empty, Initialization, Active, Inactive, Idle };

/// What is known of a stream now: its status, or Stale where the server that tells it does not answer, so
/// that the status is of the past. Worst first, the order of triage everywhere.
enum class StreamState : quint8 { Inactive, Stale, Initialization, Empty, Idle, Active };
inline constexpr std::array streamStates{StreamState::Inactive,       StreamState::Stale,
                                         StreamState::Initialization, StreamState::Empty,
                                         StreamState::Idle,           StreamState::Active};

/// The status that a state stands for; Active for Stale, which stands for none.
[[nodiscard]] constexpr StreamStatus toStreamStatus(StreamState state)
{
    switch (state) {
    case StreamState::Inactive:
        return StreamStatus::Inactive;
    case StreamState::Initialization:
        return StreamStatus::Initialization;
    case StreamState::Empty:
        return StreamStatus::Empty;
    case StreamState::Idle:
        return StreamStatus::Idle;
    case StreamState::Stale:
    case StreamState::Active:
        break;
    }
    return StreamStatus::Active;
}

[[nodiscard]] constexpr StreamState toStreamState(StreamStatus status)
{
    switch (status) {
    case StreamStatus::Inactive:
        return StreamState::Inactive;
    case StreamStatus::Initialization:
        return StreamState::Initialization;
    case StreamStatus::Empty:
        return StreamState::Empty;
    case StreamStatus::Idle:
        return StreamState::Idle;
    case StreamStatus::Active:
        break;
    }
    return StreamState::Active;
}

/// How a camera or a stream came into the registry (domain.md 1.1).
enum class Addition : quint8 { Manual, Auto };

/// Who keeps the streams of a camera that was added automatically: provisioning, which locks their addresses,
/// or people (domain.md 1.2, the stream activation toggle).
enum class Activation : quint8 { Auto, Manual };

/// The characteristic badge (domain.md 1.1 and 4). Problematic needs the reconnect history.
enum class Characteristic : quint8 { None, Incorrect, Problematic, Disconnected };

/// The make of a media server, which decides the language it speaks; each has a row in ServerMakes.h.
enum class ServerType : quint8 { MediaServerV2, MediaMtx };
inline constexpr int serverTypeCount = 2;

/// How a media server checks who calls its API: by what the operator was given (token, user and password), or
/// by tokens that the console signs itself (authMethod jwt of MediaMTX, media-server-apis.md B.1).
enum class ServerAuth : quint8 { Credentials, Jwt };

/// Whether viewers' accounts may go in clear to a server whose API is encrypted, where its recordings or
/// streams are not. Ask: the operator was not asked yet, and it does not go.
enum class UnencryptedAccount : quint8 { Ask, Send, Withhold };

/// Which camera groups a media server takes (domain.md 2.1).
enum class GroupType : quint8 { All, Public, Private };

/// Role of a server for a stream in a cluster (media-server-v2-api.md 6).
enum class StreamRole : quint8 { Main, Additional };

/// Something a server may leave unsaid.
enum class Tristate : quint8 { Unknown, No, Yes };

[[nodiscard]] constexpr Tristate toTristate(std::optional<bool> value)
{
    return !value ? Tristate::Unknown : *value ? Tristate::Yes : Tristate::No;
}

/// How the registry and a server disagree about one stream (design.md, "Desired and observed").
enum class Drift : quint8 {
    None,
    Unmanaged, ///< the server has it, the registry does not
    Missing,   ///< the registry has it, the server does not
    Different, ///< both have it, with other settings
};

} // namespace streamkeeper
