#include "tests/fleet/CaptureLog.h"

#include <algorithm>

namespace streamkeeper::fleet {

void CaptureLog::begin(const QByteArray &uid, const QByteArray &server, const QByteArray &source, qint64 atMs)
{
    m_entries.push_back({uid, server, source, atMs, {}});
}

void CaptureLog::end(const QByteArray &uid, const QByteArray &server, qint64 atMs, bool isHandedBack)
{
    const auto open = std::find_if(m_entries.rbegin(), m_entries.rend(), [&](const Entry &entry) {
        return !entry.endMs && entry.uid == uid && entry.server == server;
    });
    if (open != m_entries.rend()) {
        open->endMs = std::max(atMs, open->beginMs);
        open->isHandedBack = isHandedBack;
    }
}

void CaptureLog::beginOutage(const QByteArray &server, qint64 atMs)
{
    m_outages.push_back({server, atMs, {}});
}

void CaptureLog::endOutage(const QByteArray &server, qint64 atMs)
{
    const auto open = std::find_if(m_outages.rbegin(), m_outages.rend(), [&](const Outage &outage) {
        return !outage.endMs && outage.server == server;
    });
    if (open != m_outages.rend()) {
        open->endMs = std::max(atMs, open->beginMs);
    }
}

} // namespace streamkeeper::fleet
