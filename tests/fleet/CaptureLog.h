#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace streamkeeper::fleet {

/// Which server captured which stream when, over the life of the fleet: the witness of transfers. It also
/// knows when servers were down, so that what they did not capture then is nobody else's fault. Main thread.
/// Times are UTC milliseconds.
class CaptureLog
{
public:
    struct Entry
    {
        QByteArray uid;
        QByteArray server;
        QByteArray source; ///< the address without credentials: what was captured, whatever its name
        qint64 beginMs = 0;
        std::optional<qint64> endMs; ///< none: it goes on
        /// A reserve stopped by itself, as its main node is back.
        bool isHandedBack = false;
    };

    void begin(const QByteArray &uid, const QByteArray &server, const QByteArray &source, qint64 atMs);
    void end(const QByteArray &uid, const QByteArray &server, qint64 atMs, bool isHandedBack = false);
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }

    struct Outage
    {
        QByteArray server;
        qint64 beginMs = 0;
        std::optional<qint64> endMs; ///< none: it goes on
    };

    void beginOutage(const QByteArray &server, qint64 atMs);
    void endOutage(const QByteArray &server, qint64 atMs);
    [[nodiscard]] const std::vector<Outage> &outages() const { return m_outages; }

private:
    std::vector<Entry> m_entries;
    std::vector<Outage> m_outages;
};

} // namespace streamkeeper::fleet
