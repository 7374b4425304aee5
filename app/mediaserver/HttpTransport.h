#pragma once

#include "app/mediaserver/WorkPool.h"
#include "models/domain/Result.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QHash>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkCookieJar>
#include <QString>
#include <QUrl>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace streamkeeper {

/// What a request to one server needs; the channel adds scheme, host, port and the pin.
struct HttpRequest
{
    QByteArray method = "GET";
    QString path;                             ///< decoded; a name with slashes stays as it is
    QList<std::pair<QString, QString>> query; ///< decoded; encoded completely when sent
    /// Instead of path and query: both as somebody else wrote them, and as they have to go out.
    QByteArray target;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< may hold a token: never logged
    QByteArray body;
    /// Another port of the same server, for a call that its API does not have; 0: the channel's.
    quint16 otherPort = 0;
    bool isOtherPortEncrypted = false;
    std::chrono::milliseconds deadline{10'000}; ///< for the whole answer, each attempt
    qint64 maxBytes = 64 * 1024 * 1024;         ///< larger answers are cut off and fail
    int retries = 0; ///< further attempts after a network failure, with growing delay
    /// Changes something on the server. Once the server may have it, it is never sent again, neither by
    /// us nor by Qt, and a failure comes as Timeout: whether it was carried out is not known. A failure
    /// before that comes as Network or Tls: nothing was sent.
    bool isWrite = false;
    bool keepsCookies = false; ///< of a viewer's session; API calls have none
};

/// A complete answer with any HTTP status.
struct HttpResponse
{
    int status = 0;
    QByteArray body;
    QByteArray contentType;
    QByteArray challenges;              ///< WWW-Authenticate; several are joined by commas
    QByteArray location;                ///< of a redirect, as it came; none is followed here
    std::optional<qint64> serverTimeMs; ///< the Date header, UTC, whole seconds
    qint64 receivedAtMs = 0;            ///< our clock, UTC
    int roundTripMs = 0;

    [[nodiscard]] bool isOk() const { return status >= 200 && status < 300; }
};

/// What all server channels of the network thread share: the one QNetworkAccessManager (each manager starts a
/// thread of its own, so there must not be one per server), and the threads on which large answers are read.
///
/// Qt keeps connections by host and port, whatever certificate they were accepted for, and `encrypted` comes
/// once for each: with another pin, or none, a request would go out unchecked. So a place that is asked with
/// another pin than before gets a manager without connections, and so do all others from then on; the one
/// before goes with its last answer.
class HttpTransport
{
public:
    HttpTransport();
    ~HttpTransport();

    /// For one request to `url`, right before it is sent.
    [[nodiscard]] QNetworkAccessManager &managerFor(const QUrl &url, const QByteArray &pin);
    [[nodiscard]] WorkPool &workPool() { return m_workPool; }
    [[nodiscard]] quint64 nextRequestId() { return ++m_lastRequestId; }
    /// No attempt waits longer for its answer than this, whatever its request allows.
    void limitDeadlines(std::chrono::milliseconds longest) { m_longestDeadline = longest; }
    /// Nor, if it begins before, longer than until then, from now.
    void answerBy(std::chrono::milliseconds end) { m_answerBy.emplace(end); }
    [[nodiscard]] std::chrono::milliseconds deadlineOf(const HttpRequest &request) const;

private:
    using ManagerPtr = std::unique_ptr<QNetworkAccessManager>;
    [[nodiscard]] ManagerPtr makeManager();

    std::unique_ptr<QNetworkCookieJar> m_cookies; ///< whose sessions go on with another manager
    ManagerPtr m_manager;
    std::vector<ManagerPtr> m_retired; ///< with answers still due
    QHash<QString, QByteArray> m_pins; ///< each place was last asked with
    WorkPool m_workPool;
    quint64 m_lastRequestId = 0;
    std::chrono::milliseconds m_longestDeadline = std::chrono::milliseconds::max();
    std::optional<QDeadlineTimer> m_answerBy;
};

} // namespace streamkeeper
