#include "models/rules/DhcpRule.h"

#include <QCoreApplication>
#include <QUrl>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct DhcpTexts
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::DhcpRule)
};

} // namespace

QString dhcpAgentUrl(const DhcpSettings &settings)
{
    if (!settings.isOn())
        return {};
    QUrl url;
    url.setScheme(settings.useTls ? u"https"_s : u"http"_s);
    url.setHost(settings.host);
    url.setPort(settings.port);
    return url.toString();
}

QString dhcpWarning(const DhcpSettings &settings)
{
    const bool isHere =
        settings.host == u"localhost" || settings.host.startsWith(u"127."_s) || settings.host == u"::1";
    if (settings.useTls || settings.userName.isEmpty() || isHere || !settings.isOn())
        return {};
    return DhcpTexts::tr("The password goes to %1 in clear: let the agent be asked by https.")
        .arg(dhcpAgentUrl(settings));
}

} // namespace streamkeeper
