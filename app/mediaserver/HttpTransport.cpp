#include "app/mediaserver/HttpTransport.h"

#include "app/mediaserver/BoundedCookieJar.h"

#include <QNetworkProxy>

namespace streamkeeper {

HttpTransport::HttpTransport()
{
    // Media servers stand in the operator's own network; a proxy of the desktop would only see tokens.
    m_manager.setProxy(QNetworkProxy::NoProxy);
    m_manager.setAutoDeleteReplies(false);
    m_manager.setCookieJar(new BoundedCookieJar(&m_manager));
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

std::chrono::milliseconds HttpTransport::deadlineOf(const HttpRequest &request) const
{
    const auto longest = std::min(request.deadline, m_longestDeadline);
    if (!m_answerBy || m_answerBy->hasExpired())
        return longest;
    return std::min(longest, std::chrono::milliseconds(m_answerBy->remainingTime()));
}

} // namespace streamkeeper
