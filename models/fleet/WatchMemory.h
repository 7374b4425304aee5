#pragma once

#include "models/domain/Ids.h"
#include "models/rules/StatusStrip.h"

#include <QHash>
#include <QMap>

#include <vector>

namespace streamkeeper {

/// When each media server was heard, to the minute, for as long as troubles are kept (domain.md 4): what
/// tells "it was up" from "nobody looked". An hour of a server is one word, so that a week of 200 servers is
/// half a megabyte.
class WatchMemory
{
public:
    /// Polls no further apart leave nothing unseen between them: the slowest pace is a minute, and one poll
    /// may fail.
    static constexpr qint64 bridgeMs = 150'000;
    static constexpr qint64 minuteMs = 60'000;
    static constexpr qint64 hourMs = 60 * minuteMs;
    static constexpr int keptHours = 7 * 24;

    /// By hours since 1970 (UTC): bit n says that the server was heard in minute n.
    using Hours = QMap<qint64, quint64>;

    /// What is there already stays, for several programs hear the same server.
    void restore(const QHash<ServerId, Hours> &heard);
    void noteHeard(const ServerId &server, qint64 atMs);
    void forget(const ServerId &server) { m_servers.remove(server); }

    [[nodiscard]] Hours heard(const ServerId &server) const { return m_servers.value(server).hours; }
    /// The stretches in which it was not heard, oldest first. The end of the last minute that has been heard
    /// is good for `bridgeMs`.
    [[nodiscard]] std::vector<TimeSpan> unheard(const ServerId &server, TimeSpan within) const;
    /// Begin of the unbroken stretch that ends with the last minute heard; 0: never heard.
    [[nodiscard]] qint64 unbrokenSinceMs(const ServerId &server) const;

private:
    struct Server
    {
        Hours hours;
        qint64 lastMs = 0; ///< heard last
        qint64 unbrokenSinceMs = 0;
    };
    static void mark(Hours &hours, qint64 fromMs, qint64 untilMs);
    static void reckon(Server &server);

    QHash<ServerId, Server> m_servers;
};

} // namespace streamkeeper
