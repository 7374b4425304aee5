#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace streamkeeper::fleet {

/// Which server captured which stream when, over the life of the fleet: the witness of transfers. Main
/// thread. Times are UTC milliseconds.
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
    };

    void begin(const QByteArray &uid, const QByteArray &server, const QByteArray &source, qint64 atMs);
    void end(const QByteArray &uid, const QByteArray &server, qint64 atMs);
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }

private:
    std::vector<Entry> m_entries;
};

} // namespace streamkeeper::fleet
