#pragma once

#include <QByteArray>

#include <atomic>

namespace streamkeeper::fleet {

/// Who may watch a stream, for those who decide it on threads of their own. Written on the main thread.
struct StreamAdmission
{
    enum class Rule {
        Everybody,
        TokenHolders,
        Nobody,
    };
    std::atomic<Rule> rule = Rule::Everybody;
    std::atomic<bool> isLive = true;      ///< the server captures it now
    std::atomic<bool> isDelivered = true; ///< else nothing of it leaves the server, neither live nor recorded
    /// When somebody last asked for it (MediaMTX pulls some sources on demand); 0: never.
    std::atomic<qint64> askedSteadyMs = 0;
    std::atomic<bool> isGone = false; ///< the server has the stream no more: who waits for it need not

    /// For a viewer of media_server_v2 with this access token (empty: none): 200, 401 (a token is wanted), or
    /// 403. The same for live video and recordings. Any thread.
    [[nodiscard]] int statusFor(const QByteArray &token, const QByteArray &streamUid,
                                const QByteArray &secret, qint64 nowUtcMs) const;
};

} // namespace streamkeeper::fleet
