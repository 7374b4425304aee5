#include "tests/fleet/MediaMtxAuth.h"

#include "tests/support/HttpServer.h"

#include <algorithm>

namespace streamkeeper::fleet {

namespace {
QByteArray nameOf(MediaMtxAuth::Action action)
{
    switch (action) {
    case MediaMtxAuth::Action::Api:
        return "api";
    case MediaMtxAuth::Action::Read:
        return "read";
    case MediaMtxAuth::Action::Playback:
        return "playback";
    }
    return {};
}
} // namespace

MediaMtxAuth::Credentials MediaMtxAuth::Credentials::fromHeader(const QByteArray &authorization)
{
    if (authorization.startsWith("Bearer ")) {
        const QByteArray text = authorization.mid(7);
        const QList<QByteArray> parts = text.split(':');
        return parts.size() == 2 ? Credentials{parts[0], parts[1], {}} : Credentials{{}, {}, text};
    }
    if (authorization.startsWith("Basic ")) {
        const QByteArray login = QByteArray::fromBase64(authorization.mid(6));
        const qsizetype colon = login.indexOf(':');
        return colon < 0 ? Credentials{login, {}, {}}
                         : Credentials{login.left(colon), login.mid(colon + 1), {}};
    }
    return {};
}

MediaMtxAuth::MediaMtxAuth(QByteArray password, std::shared_ptr<const ServerClock> clock,
                           JwksCache::Reader keys)
    : m_password(std::move(password))
    , m_clock(std::move(clock))
    , m_keys(std::move(keys))
{
}

void MediaMtxAuth::setSettings(const Settings &settings)
{
    const std::lock_guard lock(m_mutex);
    m_settings = settings;
}

MediaMtxAuth::Settings MediaMtxAuth::settings() const
{
    const std::lock_guard lock(m_mutex);
    return m_settings;
}

std::vector<MediaMtxAuth::User> MediaMtxAuth::users() const
{
    std::vector<User> users;
    if (settings().openRead) {
        users.push_back({"any", "", {"publish", "read", "playback"}});
    }
    users.push_back({"admin", m_password, {"api", "metrics", "playback"}});
    if (settings().adminReads) {
        users.back().actions.emplace_back("read");
    }
    users.push_back({"viewer", "viewerpass", {"read"}});
    return users;
}

bool MediaMtxAuth::mayUseQuery(Action action) const
{
    const Settings now = settings();
    return action == Action::Read ? now.inHttpQuery : action == Action::Playback && now.playbackQuery;
}

QByteArray MediaMtxAuth::tokenOf(const Question &question, bool mayUseQuery)
{
    if (!question.credentials.token.isEmpty()) {
        return question.credentials.token;
    }
    if (!question.credentials.password.isEmpty()) {
        return question.credentials.password; // the real server takes a token for a password too
    }
    if (!mayUseQuery) {
        return {};
    }
    test::HttpRequest address;
    address.query = question.query;
    const auto token = address.queryValue("token");
    return token ? *token : address.queryValue("jwt").value_or(QByteArray());
}

bool MediaMtxAuth::needsKeys(const Question &question, bool isRtsp) const
{
    return settings().method == Method::Jwt &&
           !tokenOf(question, isRtsp || mayUseQuery(question.action)).isEmpty();
}

MediaMtxAuth::Verdict MediaMtxAuth::check(const Question &question) const
{
    if (settings().method == Method::Internal) {
        return checkUsers(question);
    }
    return decide(question, tokenOf(question, mayUseQuery(question.action)), m_keys.current().get());
}

MediaMtxAuth::Verdict MediaMtxAuth::checkRtsp(const Question &question) const
{
    if (settings().method == Method::Internal) {
        return checkUsers(question);
    }
    const auto keys = needsKeys(question, true) ? m_keys.waitFor() : nullptr;
    return decide(question, tokenOf(question, true), keys.get());
}

MediaMtxAuth::Verdict MediaMtxAuth::decide(const Question &question, const QByteArray &token,
                                           const Jwks *keys) const
{
    if (token.isEmpty()) {
        return {question.credentials.user.isEmpty() ? Answer::Unasked : Answer::Refused};
    }
    const auto claims =
        keys != nullptr ? jwtCheck::read(token, *keys, m_clock->nowUtcMs(), settings().tokens) : std::nullopt;
    return claims && claims->allow(nameOf(question.action), question.path)
               ? Verdict{Answer::Allowed, claims->subject}
               : Verdict{Answer::Refused};
}

MediaMtxAuth::Verdict MediaMtxAuth::checkUsers(const Question &question) const
{
    const Credentials &given = question.credentials;
    const QByteArray action = nameOf(question.action);
    const std::vector<User> known = users();
    const bool isAllowed = std::any_of(known.begin(), known.end(), [&](const User &user) {
        return std::find(user.actions.begin(), user.actions.end(), action) != user.actions.end() &&
               (user.name == "any" || (user.name == given.user && user.password == given.password));
    });
    if (isAllowed) {
        return {Answer::Allowed, given.user};
    }
    const bool saidNothing = given.user.isEmpty() && given.password.isEmpty() && given.token.isEmpty();
    return {saidNothing ? Answer::Unasked : Answer::Refused};
}

} // namespace streamkeeper::fleet
