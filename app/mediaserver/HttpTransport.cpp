#include "app/mediaserver/HttpTransport.h"

#include "app/mediaserver/BoundedCookieJar.h"

#include <QNetworkProxy>
#include <QNetworkReply>

namespace streamkeeper {

HttpTransport::HttpTransport()
    : m_cookies(std::make_unique<BoundedCookieJar>())
    , m_manager(makeManager())
{
}

HttpTransport::~HttpTransport() = default;

HttpTransport::ManagerPtr HttpTransport::makeManager()
{
    auto manager = std::make_unique<QNetworkAccessManager>();
    // Media servers stand in the operator's own network; a proxy of the desktop would only see tokens.
    manager->setProxy(QNetworkProxy::NoProxy);
    manager->setAutoDeleteReplies(false);
    manager->setCookieJar(m_cookies.get());
    m_cookies->setParent(nullptr); // it is not the manager's alone
    manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    return manager;
}

QNetworkAccessManager &HttpTransport::managerFor(const QUrl &url, const QByteArray &pin)
{
    std::erase_if(m_retired, [](const ManagerPtr &manager) {
        return !manager->findChild<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly);
    });
    if (url.scheme() != u"https")
        return *m_manager;
    const QString place = url.host() + u':' + QString::number(url.port(443));
    const auto before = m_pins.constFind(place);
    if (before != m_pins.cend() && *before != pin)
        m_retired.push_back(std::exchange(m_manager, makeManager()));
    m_pins.insert(place, pin);
    return *m_manager;
}

std::chrono::milliseconds HttpTransport::deadlineOf(const HttpRequest &request) const
{
    const auto longest = std::min(request.deadline, m_longestDeadline);
    if (!m_answerBy || m_answerBy->hasExpired())
        return longest;
    return std::min(longest, std::chrono::milliseconds(m_answerBy->remainingTime()));
}

} // namespace streamkeeper
