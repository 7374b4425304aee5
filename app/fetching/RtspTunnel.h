#pragma once

#include "app/player/MediaTunnel.h"

#include <QByteArray>
#include <QThread>
#include <QUrl>

#include <memory>

namespace streamkeeper {

class RtspTunnelEnds;

/// The one MediaTunnel: a thread that passes bytes on between FFmpeg on the loopback interface and a
/// ServerSocket, in both directions, with bounded buffers. What the server answers is looked at until
/// pictures come.
class RtspTunnel : public MediaTunnel
{
public:
    /// Listens when it returns.
    RtspTunnel(const QUrl &url, const QByteArray &pin);
    /// Says what is still to be said to the server, for 0.3 s at most.
    ~RtspTunnel() override;

    [[nodiscard]] quint16 port() const override { return m_port; }
    [[nodiscard]] std::optional<Error> failure() const override;

private:
    QThread m_thread;
    std::unique_ptr<RtspTunnelEnds> m_ends; ///< lives on m_thread
    quint16 m_port = 0;
};

} // namespace streamkeeper
