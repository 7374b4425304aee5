#include "app/mediaserver/BoundedCookieJar.h"

#include "models/domain/AnswerLimits.h"

#include <algorithm>

namespace streamkeeper {

bool BoundedCookieJar::insertCookie(const QNetworkCookie &cookie)
{
    const qsizetype size = cookie.name().size() + cookie.value().size() + cookie.path().size();
    if (size > limits::maxCookieBytes || !QNetworkCookieJar::insertCookie(cookie))
        return false;
    QList<QNetworkCookie> all = allCookies(); // the newest stands last
    const auto isOfHost = [&](const QNetworkCookie &other) { return other.domain() == cookie.domain(); };
    if (std::ranges::count_if(all, isOfHost) > limits::maxCookiesOfHost)
        all.erase(std::ranges::find_if(all, isOfHost));
    if (all.size() > limits::maxCookies)
        all.removeFirst();
    setAllCookies(all);
    return true;
}

} // namespace streamkeeper
