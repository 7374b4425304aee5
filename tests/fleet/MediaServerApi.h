#pragma once

#include "tests/fleet/MediaServerCommands.h"
#include "tests/fleet/MediaServerDelivery.h"
#include "tests/fleet/MediaStream.h"
#include "tests/fleet/ServerDialect.h"

#include <QByteArray>

#include <functional>
#include <vector>

namespace streamkeeper::fleet {

class JsonWriter;
class MediaServer;
class MediaStream;

/// The REST methods of media_server_v2 (vendor documentation 23.09 to 24.03), over the state of one
/// MediaServer. Turns a request into an answer and keeps nothing of its own; what changes something is in
/// MediaServerCommands.
class MediaServerApi : public ServerDialect
{
public:
    explicit MediaServerApi(MediaServer &server);

    [[nodiscard]] Access accessOf(const test::HttpRequest &request) const override;
    [[nodiscard]] ApiAnswer answer(const test::HttpRequest &request) override;
    [[nodiscard]] bool isWrite(const test::HttpRequest &request) const override;
    [[nodiscard]] HttpAnswer refusal(int status) const override;
    [[nodiscard]] Delivery deliverMedia(const test::HttpRequest &request) override
    {
        return m_delivery.deliver(request);
    }
    [[nodiscard]] QByteArray rtspPath(const QByteArray &uid) const override { return "/live/" + uid; }
    [[nodiscard]] RtspCheck rtspCheck(const MediaStream &stream) const override
    {
        return m_delivery.liveCheck(stream);
    }
    [[nodiscard]] std::optional<ArchiveMount> rtspArchive(const MediaStream &stream) const override
    {
        return ArchiveMount{"/dvr/" + stream.settings().uid, m_delivery.recordings(stream),
                            m_delivery.archiveCheck(stream)};
    }
    void load(std::vector<StreamSettings> streams) override;
    /// Each stream has a file of its own.
    [[nodiscard]] bool forgetsAtRestart() const override { return false; }

private:
    using Call = MediaServerCommands::Call;
    struct Route
    {
        QByteArray verb;
        QByteArray path; ///< may have one {uid}
        std::function<ApiAnswer(const Call &call)> method;
        bool takesUnknownStream = false; ///< else an unknown {uid} never reaches the method
    };
    [[nodiscard]] ApiAnswer dispatch(const test::HttpRequest &request);

    [[nodiscard]] ApiAnswer getStreams(const Call &call);
    [[nodiscard]] ApiAnswer getStreamInfo(const Call &call);
    [[nodiscard]] ApiAnswer pingStream(const Call &call);
    [[nodiscard]] ApiAnswer getRanges(const Call &call);
    [[nodiscard]] ApiAnswer getBroadcastUrls(const Call &call);
    [[nodiscard]] ApiAnswer getInfo(const Call &call);
    [[nodiscard]] ApiAnswer createAccessToken(const Call &call);

    MediaServer &m_server;
    MediaServerCommands m_commands;
    MediaServerDelivery m_delivery;
    std::vector<Route> m_routes;
};

} // namespace streamkeeper::fleet
