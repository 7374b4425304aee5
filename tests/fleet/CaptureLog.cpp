#include "tests/fleet/CaptureLog.h"

#include <algorithm>

namespace streamkeeper::fleet {

void CaptureLog::begin(const QByteArray &uid, const QByteArray &server, const QByteArray &source, qint64 atMs)
{
    m_entries.push_back({uid, server, source, atMs, {}});
}

void CaptureLog::end(const QByteArray &uid, const QByteArray &server, qint64 atMs)
{
    const auto open = std::find_if(m_entries.rbegin(), m_entries.rend(), [&](const Entry &entry) {
        return !entry.endMs && entry.uid == uid && entry.server == server;
    });
    if (open != m_entries.rend()) {
        open->endMs = std::max(atMs, open->beginMs);
    }
}

} // namespace streamkeeper::fleet
