#pragma once

#include <QNetworkCookie>
#include <QNetworkCookieJar>

namespace streamkeeper {

/// The cookies of viewing sessions, which all servers share: no server can fill the memory with them, nor
/// push out those of the others before they are a thousand. The oldest go first.
class BoundedCookieJar : public QNetworkCookieJar
{
    Q_OBJECT

public:
    using QNetworkCookieJar::QNetworkCookieJar;

    bool insertCookie(const QNetworkCookie &cookie) override;
    [[nodiscard]] qsizetype count() const { return allCookies().size(); }
};

} // namespace streamkeeper
