#pragma once

#include "app/player/MediaFetcher.h"
#include "app/servers/NetworkThread.h"

#include <mutex>

namespace streamkeeper {

/// Fetches playlists and segments for the player through the console's own transport, where pins are
/// checked. A decode thread may outlive the session: after detach() every call ends as cancelled.
class TransportMediaFetcher : public MediaFetcher
{
public:
    explicit TransportMediaFetcher(NetworkThread &network)
        : m_network(&network)
    {
    }

    [[nodiscard]] Result<MediaAnswer> fetch(const MediaRequest &request, std::stop_token stop) override;
    [[nodiscard]] std::unique_ptr<MediaTunnel> openTunnel(const QUrl &url,
                                                          const std::optional<QByteArray> &pin) override;
    /// Before the network thread ends.
    void detach();

private:
    std::mutex m_mutex;
    NetworkThread *m_network;
};

} // namespace streamkeeper
