#include "app/onvif/ProbeMessages.h"

#include "app/onvif/OnvifDecoder.h"
#include "models/domain/AnswerLimits.h"

#include <QUrl>

#include <algorithm>

namespace streamkeeper::onvif {

using namespace Qt::StringLiterals;

namespace {

/// Of the first scope of this kind: "onvif://www.onvif.org/name/Gate%20north".
QString scopeOf(const QStringList &scopes, QLatin1StringView kind)
{
    const QString begin = u"onvif://www.onvif.org/"_s + kind + u'/';
    for (const QString &scope : scopes) {
        if (!scope.startsWith(begin, Qt::CaseInsensitive))
            continue;
        const QString text = QUrl::fromPercentEncoding(scope.mid(begin.size()).toUtf8());
        return text.left(limits::maxTextLength).trimmed();
    }
    return {};
}

QStringList wordsOf(const QString &text)
{
    return text.simplified().split(u' ', Qt::SkipEmptyParts);
}

/// Where the answer came from is reached; a device with several addresses names the others, too.
QStringList servicesOf(const QString &text, const QString &host)
{
    QStringList services;
    for (const QString &url : wordsOf(text)) {
        if (services.size() < limits::maxServiceAddresses && servicePlaceOf(url))
            services.append(url);
    }
    // clang 14 cannot read libstdc++'s ranges::stable_partition.
    std::stable_partition(services.begin(), services.end(),
                          [&](const QString &url) { return servicePlaceOf(url)->host == host; });
    return services;
}

bool isVideoDevice(const xml::Element &match, const QStringList &scopes)
{
    const auto isVideo = [](const QString &type) {
        return type.section(u':', -1).compare(u"NetworkVideoTransmitter"_s) == 0;
    };
    const auto isOnvif = [](const QString &scope) {
        return scope.startsWith(u"onvif://"_s, Qt::CaseInsensitive);
    };
    const QStringList types = wordsOf(match.textAt({u"Types"}));
    return std::ranges::any_of(types, isVideo) || std::ranges::any_of(scopes, isOnvif);
}

OnvifFound foundOf(const xml::Element &match, const QStringList &scopes, const QString &host)
{
    OnvifFound found;
    found.endpoint = match.textAt({u"EndpointReference", u"Address"});
    found.services = servicesOf(match.textAt({u"XAddrs"}), host);
    found.host = host;
    found.name = scopeOf(scopes, "name"_L1);
    found.hardware = scopeOf(scopes, "hardware"_L1);
    found.location = scopeOf(scopes, "location"_L1);
    if (found.endpoint.isEmpty())
        found.endpoint = found.services.value(0);
    return found;
}

} // namespace

QByteArray probeMessage(ProbeType type, const QByteArray &messageId)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
           "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\" "
           "xmlns:w=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" "
           "xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\" "
           "xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\"><e:Header><w:MessageID>" +
           messageId +
           "</w:MessageID><w:To e:mustUnderstand=\"true\">urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>"
           "<w:Action e:mustUnderstand=\"true\">http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe"
           "</w:Action></e:Header><e:Body><d:Probe>" +
           QByteArray(type == ProbeType::Video ? "<d:Types>dn:NetworkVideoTransmitter</d:Types>" : "") +
           "</d:Probe></e:Body></e:Envelope>";
}

std::vector<OnvifFound> decodeProbeMatches(const QByteArray &datagram, const QString &host)
{
    std::vector<OnvifFound> all;
    const auto envelope = xml::read(datagram);
    const xml::Element *matches = envelope ? envelope->at({u"Body", u"ProbeMatches"}) : nullptr;
    if (!matches)
        return all;
    for (const xml::Element &match : matches->children) {
        const QStringList scopes = wordsOf(match.textAt({u"Scopes"}));
        if (match.name != u"ProbeMatch" || !isVideoDevice(match, scopes))
            continue;
        OnvifFound found = foundOf(match, scopes, host);
        if (!found.services.isEmpty() && found.endpoint.size() <= limits::maxTokenLength)
            all.push_back(std::move(found));
    }
    return all;
}

} // namespace streamkeeper::onvif
