#pragma once

#include "app/fetching/RtspTunnel.h"
#include "app/player/MediaFetcher.h"

namespace streamkeeper::test {

/// The real way to RTSP servers, and none by http.
class TunnelFetcher final : public MediaFetcher
{
public:
    [[nodiscard]] Result<MediaAnswer> fetch(const MediaRequest &, std::stop_token) override
    {
        return fail(ErrorCategory::Unsupported, QStringLiteral("No http here."));
    }
    [[nodiscard]] std::unique_ptr<MediaTunnel> openTunnel(const QUrl &url,
                                                          const std::optional<QByteArray> &pin) override
    {
        return std::make_unique<RtspTunnel>(url, pin.value_or(QByteArray()));
    }
};

} // namespace streamkeeper::test
