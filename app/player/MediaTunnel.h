#pragma once

#include "models/domain/Result.h"

#include <QtGlobal>

#include <optional>

namespace streamkeeper {

/// A connection to an RTSP port that FFmpeg cannot be trusted with: it accepts any certificate, and follows a
/// server that sends it elsewhere, with the account. It connects here instead, and the tunnel connects to the
/// server: it checks the certificate first, and lets no answer through that points elsewhere. Ends with the
/// object. Used by one reading thread.
class MediaTunnel
{
public:
    MediaTunnel() = default;
    MediaTunnel(const MediaTunnel &) = delete;
    MediaTunnel &operator=(const MediaTunnel &) = delete;
    virtual ~MediaTunnel() = default;

    /// Of 127.0.0.1, for one connection; in clear, whatever goes out.
    [[nodiscard]] virtual quint16 port() const = 0;
    /// Why nothing comes through any more; none while it does, or where FFmpeg knows better.
    [[nodiscard]] virtual std::optional<Error> failure() const = 0;
};

} // namespace streamkeeper
