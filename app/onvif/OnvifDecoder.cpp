#include "app/onvif/OnvifDecoder.h"

#include "app/onvif/Soap.h"
#include "models/domain/AnswerLimits.h"
#include "models/domain/HostText.h"
#include "models/rules/FieldRules.h"

#include <QDateTime>
#include <QUrl>

#include <algorithm>

namespace streamkeeper::onvif {

using namespace Qt::StringLiterals;

namespace {

constexpr int highestPixels = 100'000;
constexpr int highestKbps = 10'000'000;
constexpr double highestFrameRate = 1'000;

QString shortText(const QString &text)
{
    return text.left(limits::maxTextLength);
}

/// -1: none that could be true.
int wholeNumber(const QString &text, int highest)
{
    bool ok = false;
    const double number = text.toDouble(&ok); // some write "25.0"
    return ok && number >= 0 && number <= highest ? int(number) : -1;
}

/// Without what a path may not have in the request's first line.
QByteArray targetOf(const QUrl &url)
{
    const QByteArray target =
        url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    return target.startsWith('/') ? target : '/' + target;
}

void takeVideo(const xml::Element &encoder, OnvifProfile &profile)
{
    profile.encoding = shortText(encoder.textAt({u"Encoding"})).toUpper();
    profile.width = wholeNumber(encoder.textAt({u"Resolution", u"Width"}), highestPixels);
    profile.height = wholeNumber(encoder.textAt({u"Resolution", u"Height"}), highestPixels);
    profile.bitrateKbps = wholeNumber(encoder.textAt({u"RateControl", u"BitrateLimit"}), highestKbps);
    bool ok = false;
    const double rate = encoder.textAt({u"RateControl", u"FrameRateLimit"}).toDouble(&ok);
    profile.frameRate = ok && rate > 0 && rate <= highestFrameRate ? rate : -1;
}

/// `parts`: the names of its configurations, which differ between the services.
struct Parts
{
    QStringView source;
    QStringView video;
    QStringView audio;
};

std::optional<OnvifProfile> profileOf(const xml::Element &told, const xml::Element &configurations,
                                      const Parts &parts)
{
    OnvifProfile profile;
    profile.token = told.attribute(u"token");
    if (profile.token.isEmpty() || profile.token.size() > limits::maxTokenLength)
        return std::nullopt;
    profile.name = shortText(told.textAt({u"Name"}));
    profile.videoSource = configurations.textAt({parts.source, u"SourceToken"}).left(limits::maxTokenLength);
    if (const xml::Element *encoder = configurations.child(parts.video))
        takeVideo(*encoder, profile);
    profile.hasAudio = configurations.child(parts.audio) != nullptr;
    return profile;
}

Profiles profilesOf(const xml::Element &answer, bool isMedia2)
{
    static constexpr Parts media{u"VideoSourceConfiguration", u"VideoEncoderConfiguration",
                                 u"AudioEncoderConfiguration"};
    static constexpr Parts media2{u"VideoSource", u"VideoEncoder", u"AudioEncoder"};
    static const xml::Element nothing;
    Profiles result;
    for (const xml::Element &told : answer.children) {
        if (told.name != u"Profiles")
            continue;
        const xml::Element *configurations = isMedia2 ? told.child(u"Configurations") : &told;
        const auto profile =
            profileOf(told, configurations ? *configurations : nothing, isMedia2 ? media2 : media);
        if (profile && result.profiles.size() < limits::maxProfiles)
            result.profiles.push_back(*profile);
        else
            result.areSomeLeftOut = true;
    }
    return result;
}

/// "http://192.0.2.1:80/onvif/media" of the interfaces that a service has; the first that is one.
void takeService(const QString &url, std::optional<ServicePlace> &service)
{
    if (!service)
        service = servicePlaceOf(url);
}

} // namespace

std::optional<ServicePlace> servicePlaceOf(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool useTls = url.scheme() == u"https";
    const bool isWeb = useTls || url.scheme() == u"http";
    if (!url.isValid() || !isWeb || text.size() > limits::maxAddressLength)
        return std::nullopt;
    const int port = url.port(useTls ? 443 : 80);
    if (port < 1 || port > highestPort)
        return std::nullopt;
    return ServicePlace{targetOf(url), useTls, url.host(), quint16(port)};
}

ServicePlaces decodeServices(const xml::Element &answer)
{
    ServicePlaces places;
    for (const xml::Element &service : answer.children) {
        const QString name = service.textAt({u"Namespace"});
        if (name == mediaNamespace)
            takeService(service.textAt({u"XAddr"}), places.media);
        else if (name == media2Namespace)
            takeService(service.textAt({u"XAddr"}), places.media2);
    }
    return places;
}

ServicePlaces decodeCapabilities(const xml::Element &answer)
{
    ServicePlaces places;
    takeService(answer.textAt({u"Capabilities", u"Media", u"XAddr"}), places.media);
    return places;
}

std::optional<qint64> decodeClock(const xml::Element &answer)
{
    const xml::Element *utc = answer.at({u"SystemDateAndTime", u"UTCDateTime"});
    if (!utc)
        return std::nullopt;
    const auto number = [&](QStringView part, QStringView unit) { return utc->textAt({part, unit}).toInt(); };
    const QDate date(number(u"Date", u"Year"), number(u"Date", u"Month"), number(u"Date", u"Day"));
    const QTime time(number(u"Time", u"Hour"), number(u"Time", u"Minute"), number(u"Time", u"Second"));
    const qint64 ms = QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch();
    if (!date.isValid() || !time.isValid() || ms < 0 || ms > limits::latestMs)
        return std::nullopt;
    return ms;
}

OnvifInformation decodeInformation(const xml::Element &answer)
{
    const auto text = [&](QStringView name) { return shortText(answer.textAt({name})); };
    OnvifInformation information;
    information.manufacturer = text(u"Manufacturer");
    information.model = text(u"Model");
    information.firmware = text(u"FirmwareVersion");
    information.serialNumber = text(u"SerialNumber");
    information.hardwareId = text(u"HardwareId");
    return information;
}

QString decodeMacAddress(const xml::Element &answer, const QString &ipAddress)
{
    QString best;
    int bestRank = 0;
    for (const xml::Element &one : answer.children) {
        const auto mac = fields::checkMacAddress(one.textAt({u"Info", u"HwAddress"}));
        if (!mac || mac->isEmpty())
            continue;
        int rank = one.textAt({u"Enabled"}) == u"true" ? 2 : 1;
        for (const QStringView way : {u"Manual", u"FromDHCP", u"LinkLocal"}) {
            const QString address = one.textAt({u"IPv4", u"Config", way, u"Address"});
            if (!address.isEmpty() && address == ipAddress)
                rank = 3;
        }
        if (rank > bestRank) {
            best = *mac;
            bestRank = rank;
        }
    }
    return best;
}

Profiles decodeProfiles(const xml::Element &answer)
{
    return profilesOf(answer, false);
}

Profiles decodeProfiles2(const xml::Element &answer)
{
    return profilesOf(answer, true);
}

ToldAddress decodeAddress(const xml::Element &answer, const QString &askedHost, const QStringList &schemes)
{
    QString text = answer.textAt({u"MediaUri", u"Uri"});
    if (text.isEmpty())
        text = answer.textAt({u"Uri"});
    const qsizetype authorityBegin = text.indexOf(u"://"_s) + 3;
    const auto authority = authorityOf(text);
    const bool isPort = authority && (authority->port.isEmpty() ||
                                      (isDigits(authority->port) && authority->port.toUInt() >= 1 &&
                                       authority->port.toUInt() <= uint(highestPort)));
    const bool isAddress = authorityBegin > 3 && text.size() <= limits::maxAddressLength &&
                           schemes.contains(text.left(authorityBegin - 3), Qt::CaseInsensitive);
    const bool isClean =
        std::ranges::none_of(text, [](QChar c) { return c.category() == QChar::Other_Control || c == u' '; });
    if (!isPort || !isAddress || !isClean)
        return {};
    const auto isEnd = [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; };
    const QString rest = text.mid(authorityBegin);
    const auto pathBegin = std::ranges::find_if(rest, isEnd) - rest.begin();
    const QString host = askedHost.contains(u':') ? u'[' + askedHost + u']' : askedHost;
    const QString port = authority->port.isEmpty() ? QString() : u':' + authority->port;
    ToldAddress told;
    told.address = StreamAddress::fromText(text.left(authorityBegin) + host + port + rest.mid(pathBegin));
    if (authority->host.compare(askedHost, Qt::CaseInsensitive) != 0)
        told.otherHost = shortText(authority->host + port);
    return told;
}

} // namespace streamkeeper::onvif
