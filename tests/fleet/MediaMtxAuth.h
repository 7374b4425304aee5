#pragma once

#include "tests/fleet/JwksCache.h"
#include "tests/fleet/JwtCheck.h"
#include "tests/fleet/ServerClock.h"

#include <QByteArray>
#include <QUrl>

#include <memory>
#include <mutex>
#include <vector>

namespace streamkeeper::fleet {

/// Who may do what on a MediaMTX server: `authMethod` internal or jwt, one for the whole server, as v1.20.0
/// decides it (media-server-apis.md B.1, I; tests/data/mediamtx-jwt). Settings are changed on the main
/// thread; questions may be asked on any.
class MediaMtxAuth
{
public:
    enum class Method { Internal, Jwt };
    struct Settings
    {
        Method method = Method::Internal;
        QUrl jwks;
        JwtExpectation tokens{};
        bool inHttpQuery = false;   ///< authJWTInHTTPQuery: HLS takes tokens from the address
        bool playbackQuery = false; ///< the playback server does so too (v1.20.0 was seen not to)
        bool openRead = true;       ///< internal: the user "any" may read and play back
        bool adminReads = false;    ///< internal: the user "admin" may, too
    };
    enum class Action { Api, Read, Playback };
    struct Credentials
    {
        QByteArray user;
        QByteArray password;
        QByteArray token;

        /// Of a header: Basic, or Bearer with a token or with "user:password".
        [[nodiscard]] static Credentials fromHeader(const QByteArray &authorization);
    };
    struct Question
    {
        Action action = Action::Api;
        QByteArray path; ///< none for Api
        Credentials credentials;
        QByteArray query; ///< of the address
    };
    enum class Answer {
        Allowed,
        Refused,
        Unasked, ///< refused because nothing was said: the server asks for credentials
    };
    struct Verdict
    {
        Answer answer = Answer::Refused;
        QByteArray user{}; ///< of who is allowed: a user's name, or the subject of a token
    };
    struct User
    {
        QByteArray name; ///< "any": everybody
        QByteArray password;
        std::vector<QByteArray> actions;
    };

    /// `password` is the one of the user "admin".
    MediaMtxAuth(QByteArray password, std::shared_ptr<const ServerClock> clock, JwksCache::Reader keys);

    void setSettings(const Settings &settings);
    [[nodiscard]] Settings settings() const;
    /// Those of the internal method, in order.
    [[nodiscard]] std::vector<User> users() const;
    /// Whether the keys are wanted to answer it.
    [[nodiscard]] bool needsKeys(const Question &question, bool isRtsp = false) const;
    /// By HTTP; the keys that are known now decide.
    [[nodiscard]] Verdict check(const Question &question) const;
    /// By RTSP, which always takes tokens from the address: waits for the keys. Not on the main thread.
    [[nodiscard]] Verdict checkRtsp(const Question &question) const;

private:
    [[nodiscard]] Verdict decide(const Question &question, const QByteArray &token, const Jwks *keys) const;
    [[nodiscard]] Verdict checkUsers(const Question &question) const;
    [[nodiscard]] static QByteArray tokenOf(const Question &question, bool mayUseQuery);
    [[nodiscard]] bool mayUseQuery(Action action) const;

    const QByteArray m_password;
    const std::shared_ptr<const ServerClock> m_clock;
    const JwksCache::Reader m_keys;
    mutable std::mutex m_mutex;
    Settings m_settings;
};

} // namespace streamkeeper::fleet
