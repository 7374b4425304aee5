#include "tests/fleet/RequestLog.h"

#include <QList>

namespace streamkeeper::fleet {

namespace {
QByteArray masked(const QByteArray &query)
{
    QList<QByteArray> items = query.split('&');
    for (QByteArray &item : items) {
        const QByteArray name = item.left(qMax<qsizetype>(0, item.indexOf('=')));
        if (QByteArray::fromPercentEncoding(name) == "token" || name == "jwt") {
            item = name + "=***";
        }
    }
    return items.join('&');
}
} // namespace

void RequestLog::add(Entry entry)
{
    entry.query = masked(entry.query);
    m_entries.push_back(std::move(entry));
    if (m_entries.size() > Capacity) {
        m_entries.pop_front();
    }
}

void RequestLog::write(JsonWriter &json) const
{
    json.beginArray();
    for (const Entry &entry : m_entries) {
        json.beginObject();
        json.member("port", entry.port);
        json.member("method", entry.method);
        json.member("path", entry.path);
        json.member("query", entry.query);
        json.member("authorization", entry.authorization == Authorization::Header  ? "header"
                                     : entry.authorization == Authorization::Query ? "query"
                                                                                   : "none");
        json.member("valid", entry.isAuthorized);
        json.member("status", entry.status);
        json.member("utcMs", entry.utcMs);
        json.endObject();
    }
    json.endArray();
}

} // namespace streamkeeper::fleet
