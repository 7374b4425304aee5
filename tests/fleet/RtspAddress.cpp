#include "tests/fleet/RtspAddress.h"

#include "tests/support/HttpServer.h"

namespace streamkeeper::fleet::rtspAddress {

namespace {
/// Control names are "stream=0" and so on (GStreamer's default).
constexpr auto ControlName = "stream=";
} // namespace

QByteArray path(const GstRTSPUrl &url)
{
    QByteArray path(url.abspath);
    while (path.size() > 1 && path.endsWith('/')) {
        path.chop(1);
    }
    const QByteArray query(url.query);
    const qsizetype slash = query.lastIndexOf('/');
    if (slash >= 0 && query.mid(slash + 1).startsWith(ControlName)) {
        path += query.mid(slash);
    }
    return path;
}

QByteArray query(const GstRTSPUrl &url)
{
    QByteArray query(url.query);
    const qsizetype slash = query.lastIndexOf('/');
    if (slash >= 0 && query.mid(slash + 1).startsWith(ControlName)) {
        query.truncate(slash);
    }
    while (query.endsWith('/')) {
        query.chop(1);
    }
    return query;
}

QByteArray argument(const QByteArray &query, const QByteArray &name)
{
    test::HttpRequest address;
    address.query = query;
    return address.queryValue(name).value_or(QByteArray());
}

} // namespace streamkeeper::fleet::rtspAddress
