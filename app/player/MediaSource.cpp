#include "app/player/MediaSource.h"

#include <QUrlQuery>

namespace streamkeeper {

using namespace Qt::StringLiterals;

QString MediaSource::redacted() const
{
    if (!url.isValid())
        return {};
    QUrl shown = url;
    if (!url.userInfo().isEmpty())
        shown.setUserInfo(u"•••"_s);
    if (url.hasQuery()) {
        QUrlQuery query;
        for (const auto &[name, value] : QUrlQuery(url).queryItems())
            query.addQueryItem(name, value.isEmpty() ? QString() : u"•••"_s);
        shown.setQuery(query);
    }
    shown.setFragment({});
    return shown.toString();
}

QString MediaSource::hostText() const
{
    const QString host = url.host().contains(u':') ? u"[%1]"_s.arg(url.host()) : url.host();
    return url.port() < 0 ? host : u"%1:%2"_s.arg(host).arg(url.port());
}

} // namespace streamkeeper
