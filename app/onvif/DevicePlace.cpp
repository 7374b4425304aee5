#include "app/onvif/DevicePlace.h"

#include "models/domain/AnswerLimits.h"
#include "models/domain/HostText.h"

#include <QCoreApplication>
#include <QUrl>

namespace streamkeeper::onvif {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(DevicePlace)
};

tl::unexpected<Error> noPlace()
{
    return fail(ErrorCategory::Invalid,
                Texts::tr("This is no address of a device. Examples: 192.0.2.10, camera.example:8080, "
                          "https://192.0.2.10/onvif/device_service"));
}

/// "2001:db8::1", which needs brackets in a URL.
QString withScheme(const QString &text)
{
    if (text.contains(u"://"_s))
        return text;
    const bool isIpv6 = text.count(u':') > 1 && !text.startsWith(u'[');
    return u"http://"_s + (isIpv6 ? u'[' + text + u']' : text);
}

} // namespace

Result<DevicePlace> devicePlaceOf(const QString &typed)
{
    const QString text = withScheme(typed.trimmed());
    const QUrl url(text);
    const auto authority = authorityOf(text);
    if (authority && authority->hasUserInfo)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("The address holds a user or a password; they are given apart from it."));
    const bool isWeb = url.scheme() == u"http" || url.scheme() == u"https";
    if (!isWeb || !url.isValid() || text.size() > limits::maxAddressLength)
        return noPlace();
    const auto place = checkUrlHost(text);
    if (!place)
        return tl::unexpected(place.error());
    DevicePlace result;
    result.useTls = url.scheme() == u"https";
    result.host = place->host;
    result.port = place->port.value_or(result.useTls ? 443 : 80);
    const QByteArray path = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    if (path.startsWith('/') && path != "/")
        result.path = path;
    return result;
}

} // namespace streamkeeper::onvif
