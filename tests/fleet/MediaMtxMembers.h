#pragma once

#include <QByteArray>

#include <vector>

namespace streamkeeper::fleet::mediaMtx {

/// One member of a path's configuration as MediaMTX v1.20.0 knows it (tests/data/mediamtx,
/// 094-pathdefaults-get.json), in the order in which the server writes them.
struct Member
{
    enum class Type { Text, Duration, Flag, Whole, Real, List };
    QByteArray name;
    QByteArray defaultJson;
    Type type;
};
[[nodiscard]] const std::vector<Member> &pathMembers();
/// Null if there is no such member. A former name is taken for the present one.
[[nodiscard]] const Member *findPathMember(const QByteArray &name);
/// Former names of members, by the present one; told beside it, once somebody has set it.
[[nodiscard]] const std::vector<std::pair<QByteArray, QByteArray>> &formerNames();

/// The global configuration (087-global-get.json), with @api@, @rtsp@, @rtsps@, @hls@ (addresses), @tls@ and
/// @mediaTls@ (true or false), @rtspEncryption@, @method@, @users@, @jwks@ and @inHttpQuery@ (a member or
/// nothing) to be filled in. What the fleet does not serve is switched off in it.
[[nodiscard]] QByteArray globalConfig();

} // namespace streamkeeper::fleet::mediaMtx
