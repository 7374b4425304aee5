#include "app/onvif/OnvifClient.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

namespace streamkeeper::onvif {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OnvifClient)
};

constexpr qint64 noticeableMs = 60'000;

QByteArray tokenElement(const QString &token)
{
    return "<s:ProfileToken>" + xml::escaped(token) + "</s:ProfileToken>";
}

SoapCall streamCall(bool isMedia2, const QString &token)
{
    if (isMedia2)
        return {media2Namespace, "GetStreamUri", "<s:Protocol>RTSP</s:Protocol>" + tokenElement(token)};
    return {mediaNamespace, "GetStreamUri",
            "<s:StreamSetup><t:Stream>RTP-Unicast</t:Stream><t:Transport><t:Protocol>RTSP</t:Protocol>"
            "</t:Transport></s:StreamSetup>" +
                tokenElement(token)};
}

SoapCall profilesCall(bool isMedia2)
{
    // Without a type Media2 tells no configurations (media-server-apis.md F).
    if (isMedia2)
        return {media2Namespace, "GetProfiles",
                "<s:Type>VideoSource</s:Type><s:Type>VideoEncoder</s:Type><s:Type>AudioEncoder</s:Type>"};
    return {mediaNamespace, "GetProfiles", {}};
}

/// It has understood, and does not do it.
bool isRefusal(const Error &error)
{
    return error.category == ErrorCategory::Unsupported || error.category == ErrorCategory::HttpStatus ||
           error.category == ErrorCategory::Authentication;
}

bool hasStreams(const Result<std::vector<OnvifProfile>> &profiles)
{
    return profiles && std::ranges::any_of(
                           *profiles, [](const OnvifProfile &profile) { return !profile.address.isEmpty(); });
}

/// Nobody may go on: it would be asked again for a login that it has refused, or there is nobody any more.
bool isFinal(const Error &error)
{
    return error.category == ErrorCategory::Authentication || error.category == ErrorCategory::Cancelled;
}

} // namespace

OnvifClient::OnvifClient(ServerChannel &channel, DevicePlace place, Account account, Clock clock)
    : m_place(std::move(place))
    , m_clock(clock)
    , m_caller(channel, std::move(account), std::move(clock))
{
}

void OnvifClient::remark(OnvifRemark what)
{
    if (std::ranges::find(m_device.remarks, what) == m_device.remarks.end())
        m_device.remarks.push_back(what);
}

void OnvifClient::remarkPlace(const QString &told)
{
    remark(OnvifRemark::OtherPlace);
    if (!m_device.otherPlaces.contains(told))
        m_device.otherPlaces.append(told);
}

std::vector<Route> OnvifClient::routesTo(const ServicePlace &service)
{
    const QString told = service.host + u':' + QString::number(service.port);
    if (service.host.compare(m_place.host, Qt::CaseInsensitive) != 0)
        remarkPlace(told);
    const Route asked{service.path, m_place.port, m_place.useTls};
    const Route first{service.path, service.port, service.useTls};
    // Whoever was asked by https is asked no more openly for that.
    if (first == asked || (m_place.useTls && !service.useTls))
        return {asked};
    return {first, asked};
}

QCoro::Task<Result<OnvifDevice>> OnvifClient::readDevice(std::stop_token stop)
{
    m_device = {};
    m_hasSnapshots = true;
    m_caller.setLimits(m_answerLimit, QDeadlineTimer(m_wholeLimit));
    if (auto known = co_await readClock(stop); !known)
        co_return tl::unexpected(known.error());
    const auto services = co_await readServices(stop);
    if (!services)
        co_return tl::unexpected(services.error());
    SoapCall informationCall{deviceNamespace, "GetDeviceInformation", {}};
    const auto information = co_await m_caller.call(deviceRoute(), std::move(informationCall), stop);
    if (!information)
        co_return tl::unexpected(information.error());
    m_device.information = decodeInformation(*information);
    if (auto read = co_await readVideo(*services, stop); !read)
        co_return tl::unexpected(read.error());
    co_await readMacAddress(stop);
    co_return m_device;
}

/// The first call of all: whoever does not answer it in the words of ONVIF is no such device.
QCoro::Task<VoidResult> OnvifClient::readClock(std::stop_token stop)
{
    SoapCall call{deviceNamespace, "GetSystemDateAndTime", {}};
    const auto answer =
        co_await m_caller.call(deviceRoute(), std::move(call), stop, SoapCaller::Manner::Openly);
    if (!answer && !isRefusal(answer.error()))
        co_return tl::unexpected(answer.error());
    const auto toldMs = answer ? decodeClock(*answer) : std::nullopt;
    if (!toldMs) {
        remark(OnvifRemark::ClockUnknown);
        co_return VoidResult();
    }
    m_device.clockOffsetMs = *toldMs - m_clock.nowMs();
    m_caller.setClockOffset(*m_device.clockOffsetMs);
    if (std::abs(*m_device.clockOffsetMs) > noticeableMs)
        remark(OnvifRemark::ClockOff);
    co_return VoidResult();
}

QCoro::Task<Result<ServicePlaces>> OnvifClient::readServices(std::stop_token stop)
{
    SoapCall services{deviceNamespace, "GetServices", "<s:IncludeCapability>false</s:IncludeCapability>"};
    const auto answer = co_await m_caller.call(deviceRoute(), std::move(services), stop);
    const ServicePlaces places = answer ? decodeServices(*answer) : ServicePlaces();
    if (places.media || places.media2)
        co_return places;
    if (!answer && (isFinal(answer.error()) || isUnanswered(answer.error())))
        co_return tl::unexpected(answer.error());
    SoapCall capabilities{deviceNamespace, "GetCapabilities", "<s:Category>Media</s:Category>"};
    const auto old = co_await m_caller.call(deviceRoute(), std::move(capabilities), stop);
    if (!old)
        co_return tl::unexpected(old.error());
    remark(OnvifRemark::OldCalls);
    co_return decodeCapabilities(*old);
}

/// Media2 first: only it knows H.265. Where it fails, or has nothing that can be seen, Media1.
QCoro::Task<VoidResult> OnvifClient::readVideo(ServicePlaces places, std::stop_token stop)
{
    Result<std::vector<OnvifProfile>> profiles;
    if (places.media2) {
        profiles = co_await readProfiles(Media::Two, *places.media2, stop);
        if (!profiles && isFinal(profiles.error()))
            co_return tl::unexpected(profiles.error());
    }
    if (places.media && !hasStreams(profiles)) {
        if (places.media2)
            remark(OnvifRemark::Media2Fails);
        profiles = co_await readProfiles(Media::One, *places.media, stop);
    }
    if (!profiles)
        co_return tl::unexpected(profiles.error());
    if (profiles->empty())
        co_return fail(
            ErrorCategory::Unsupported,
            Texts::tr("%1 is an ONVIF device without video: it tells no profile.").arg(m_caller.where()));
    m_device.profiles = std::move(*profiles);
    co_return VoidResult();
}

QCoro::Task<Result<std::vector<OnvifProfile>>> OnvifClient::readProfiles(Media media, ServicePlace place,
                                                                         std::stop_token stop)
{
    Result<xml::Element> answer = fail(ErrorCategory::Unsupported, {});
    Route route;
    for (const Route &one : routesTo(place)) {
        route = one;
        SoapCall call = profilesCall(media == Media::Two);
        answer = co_await m_caller.call(route, std::move(call), stop);
        const bool isUnreachable =
            !answer && (isUnanswered(answer.error()) || answer.error().category == ErrorCategory::Tls);
        if (!isUnreachable)
            break;
        remarkPlace(place.host + u':' + QString::number(place.port));
    }
    if (!answer)
        co_return tl::unexpected(answer.error());
    Profiles told = media == Media::Two ? decodeProfiles2(*answer) : decodeProfiles(*answer);
    if (told.areSomeLeftOut)
        remark(OnvifRemark::ProfilesLeftOut);
    auto read = co_await readAddresses(media, route, told.profiles, stop);
    if (!read)
        co_return tl::unexpected(read.error());
    co_return std::move(told.profiles);
}

/// A profile whose address is refused has none; whoever answers no longer, or wants another login, has
/// failed.
QCoro::Task<VoidResult> OnvifClient::readAddresses(Media media, Route route,
                                                   std::vector<OnvifProfile> &profiles, std::stop_token stop)
{
    const bool isMedia2 = media == Media::Two;
    for (OnvifProfile &profile : profiles) {
        SoapCall call = streamCall(isMedia2, profile.token);
        QStringList rtsp{u"rtsp"_s, u"rtsps"_s};
        const auto stream = co_await readAddress(route, std::move(call), std::move(rtsp), stop);
        if (!stream && (isFinal(stream.error()) || isUnanswered(stream.error())))
            co_return tl::unexpected(stream.error());
        if (stream)
            profile.address = stream->address;
        if (profile.address.isEmpty())
            remark(OnvifRemark::AddressesMissing);
        if (!m_hasSnapshots)
            continue;
        SoapCall snapshotCall{isMedia2 ? media2Namespace : mediaNamespace, "GetSnapshotUri",
                              tokenElement(profile.token)};
        QStringList web{u"http"_s, u"https"_s};
        const auto snapshot = co_await readAddress(route, std::move(snapshotCall), std::move(web), stop);
        if (!snapshot && snapshot.error().category == ErrorCategory::Cancelled)
            co_return tl::unexpected(snapshot.error());
        m_hasSnapshots = snapshot.has_value(); // many have none, for any profile
        if (snapshot)
            profile.snapshot = snapshot->address;
    }
    co_return VoidResult();
}

QCoro::Task<Result<ToldAddress>> OnvifClient::readAddress(Route route, SoapCall call, QStringList schemes,
                                                          std::stop_token stop)
{
    const auto answer = co_await m_caller.call(std::move(route), std::move(call), stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    ToldAddress told = decodeAddress(*answer, m_place.host, schemes);
    if (!told.otherHost.isEmpty())
        remarkPlace(told.otherHost);
    co_return told;
}

/// Last, because it is often for administrators alone: a refusal here says nothing of the login.
QCoro::Task<void> OnvifClient::readMacAddress(std::stop_token stop)
{
    SoapCall call{deviceNamespace, "GetNetworkInterfaces", {}};
    const auto answer = co_await m_caller.call(deviceRoute(), std::move(call), stop);
    if (answer)
        m_device.information.macAddress = decodeMacAddress(*answer, m_place.host);
}

} // namespace streamkeeper::onvif
