#pragma once

#include "tests/fleet/JsonWriter.h"

#include <QByteArray>

#include <deque>

namespace streamkeeper::fleet {

/// The last requests a media server saw, for tests that check what a client sends. Tokens are masked when
/// they enter.
class RequestLog
{
public:
    enum class Authorization { None, Header, Query };
    struct Entry
    {
        QByteArray port; ///< "api" or "media"
        QByteArray method;
        QByteArray path;
        QByteArray query;
        Authorization authorization = Authorization::None;
        bool isAuthorized = false;
        int status = 0; ///< 0: hung, or closed without an answer
        qint64 utcMs = 0;
    };

    void add(Entry entry);
    void write(JsonWriter &json) const;

private:
    static constexpr size_t Capacity = 2000;
    std::deque<Entry> m_entries;
};

} // namespace streamkeeper::fleet
