#pragma once

#include "tests/fleet/HttpAnswer.h"
#include "tests/fleet/RequestLog.h"
#include "tests/fleet/RtspAdmission.h"
#include "tests/fleet/StreamSettings.h"

#include <QByteArray>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace streamkeeper::fleet {

class MediaStream;

/// What a server says to one request and, if that is a command, what it does then. A command that was checked
/// and accepted has done nothing yet: a fault may keep it from happening.
struct ApiAnswer
{
    ApiAnswer(HttpAnswer answer) // NOLINT(google-explicit-constructor): most answers do nothing
        : http(std::move(answer))
    {
    }

    HttpAnswer http;
    std::function<void()> commit;       ///< happens with the answer
    std::function<void()> effect;       ///< happens after it, when the server gets round to it
    QByteArray subject;                 ///< the stream that the effect is about
    std::chrono::milliseconds delay{0}; ///< before the answer
};

/// What a viewer gets for one request.
struct Delivery
{
    Delivery(HttpAnswer answer) // NOLINT(google-explicit-constructor): most need nothing more
        : http(std::move(answer))
    {
    }

    HttpAnswer http;
    /// Makes the answer, in place of `http`, on a worker thread: it takes too long for the main one.
    std::function<HttpAnswer()> work;
    std::chrono::milliseconds delay{0}; ///< before the answer
};

/// Recordings of one stream as the RTSP server mounts them.
struct ArchiveMount
{
    QByteArray path;
    RecordingLookup lookup;
    RtspCheck check;
};

/// The way a media server speaks: its API and its addresses, over the state of one MediaServer. Main thread.
class ServerDialect
{
public:
    ServerDialect() = default;
    virtual ~ServerDialect() = default;
    ServerDialect(const ServerDialect &) = delete;
    ServerDialect &operator=(const ServerDialect &) = delete;

    struct Access
    {
        RequestLog::Authorization kind = RequestLog::Authorization::None;
        bool isValid = false;
    };
    enum class Port { Api, Media, Playback };
    /// Calls `then` when the request can be answered: at once, unless something must be fetched first.
    virtual void prepare(Port, const test::HttpRequest &, std::function<void()> then) { then(); }
    /// Where the credentials stand and whether they are right.
    [[nodiscard]] virtual Access accessOf(const test::HttpRequest &request) const = 0;
    [[nodiscard]] virtual ApiAnswer answer(const test::HttpRequest &request) = 0;
    /// Whether a request asks for a change.
    [[nodiscard]] virtual bool isWrite(const test::HttpRequest &request) const = 0;
    /// A refusal with this status, in the dialect's own form.
    [[nodiscard]] virtual HttpAnswer refusal(int status) const = 0;
    /// A request to the port for HLS.
    [[nodiscard]] virtual Delivery deliverMedia(const test::HttpRequest &request) = 0;
    /// A request to the port for recordings, if the dialect has one.
    [[nodiscard]] virtual Delivery deliverPlayback(const test::HttpRequest &) { return refusal(404); }
    /// The path of a stream in RTSP addresses.
    [[nodiscard]] virtual QByteArray rtspPath(const QByteArray &uid) const = 0;
    /// Who may watch it by RTSP.
    [[nodiscard]] virtual RtspCheck rtspCheck(const MediaStream &stream) const = 0;
    /// Where and to whom its recordings go by RTSP; nullopt if the dialect has no such thing.
    [[nodiscard]] virtual std::optional<ArchiveMount> rtspArchive(const MediaStream &) const
    {
        return std::nullopt;
    }
    /// Begins with these streams and nothing else.
    virtual void load(std::vector<StreamSettings> streams) = 0;
    /// Whether a restart brings back the streams of the start-up.
    [[nodiscard]] virtual bool forgetsAtRestart() const = 0;
};

} // namespace streamkeeper::fleet
