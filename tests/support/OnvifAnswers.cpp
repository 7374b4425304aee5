#include "tests/support/OnvifCamera.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace streamkeeper::test {

namespace {
const QByteArray DeviceSpace = "http://www.onvif.org/ver10/device/wsdl";
const QByteArray MediaSpace = "http://www.onvif.org/ver10/media/wsdl";
const QByteArray Media2Space = "http://www.onvif.org/ver20/media/wsdl";
const QByteArray DevicePath = "/onvif/device_service";
const QByteArray MediaPath = "/onvif/media_service";
const QByteArray Media2Path = "/onvif/media2_service";

QByteArray escaped(const QByteArray &text)
{
    return QString::fromUtf8(text).toHtmlEscaped().toUtf8();
}

QByteArray element(const QByteArray &name, const QByteArray &content)
{
    return '<' + name + '>' + content + "</" + name + '>';
}

QByteArray number(int value)
{
    return QByteArray::number(value);
}

QByteArray dateAndTime(const QByteArray &name, const QDateTime &when)
{
    const QDate date = when.date();
    const QTime time = when.time();
    return element(name, element("tt:Time", element("tt:Hour", number(time.hour())) +
                                                element("tt:Minute", number(time.minute())) +
                                                element("tt:Second", number(time.second()))) +
                             element("tt:Date", element("tt:Year", number(date.year())) +
                                                    element("tt:Month", number(date.month())) +
                                                    element("tt:Day", number(date.day()))));
}

QByteArray service(const QByteArray &space, const QByteArray &address)
{
    return element("tds:Service",
                   element("tds:Namespace", space) + element("tds:XAddr", address) +
                       element("tds:Version", element("tt:Major", "2") + element("tt:Minor", "60")));
}

QByteArray resolution(const OnvifPlan::Stream &stream)
{
    return element("tt:Resolution",
                   element("tt:Width", number(stream.width)) + element("tt:Height", number(stream.height)));
}

QByteArray audioEncoder()
{
    return element("tt:Name", "Audio") + element("tt:UseCount", "1") + element("tt:Encoding", "AAC") +
           element("tt:Bitrate", "32") + element("tt:SampleRate", "44");
}

QByteArray source(const OnvifPlan::Stream &stream)
{
    return element("tt:Name", "Source") + element("tt:UseCount", "2") +
           element("tt:SourceToken", stream.source) +
           "<tt:Bounds x=\"0\" y=\"0\" width=\"640\" height=\"360\"/>";
}

QByteArray profile1(const OnvifPlan::Stream &stream)
{
    const QByteArray encoder =
        element("tt:Name", "Encoder " + stream.token) + element("tt:UseCount", "1") +
        element("tt:Encoding", stream.encoding) + resolution(stream) + element("tt:Quality", "4") +
        element("tt:RateControl", element("tt:FrameRateLimit", number(stream.framesPerSecond)) +
                                      element("tt:EncodingInterval", "1") +
                                      element("tt:BitrateLimit", number(stream.kilobitsPerSecond))) +
        element("tt:SessionTimeout", "PT60S");
    QByteArray body = element("tt:Name", escaped(stream.name)) +
                      "<tt:VideoSourceConfiguration token=\"source_" + stream.source + "\">" +
                      source(stream) + "</tt:VideoSourceConfiguration>";
    body += "<tt:VideoEncoderConfiguration token=\"encoder_" + stream.token + "\">" + encoder +
            "</tt:VideoEncoderConfiguration>";
    if (stream.hasAudio) {
        body += "<tt:AudioEncoderConfiguration token=\"audio\">" + audioEncoder() +
                "</tt:AudioEncoderConfiguration>";
    }
    return "<trt:Profiles fixed=\"true\" token=\"" + stream.token + "\">" + body + "</trt:Profiles>";
}

/// Of the configurations only those whose type was asked for.
QByteArray profile2(const OnvifPlan::Stream &stream, const QList<QByteArray> &types)
{
    const auto wants = [&](const QByteArray &type) { return types.contains(type) || types.contains("All"); };
    QByteArray body;
    if (wants("VideoSource")) {
        body += "<tr2:VideoSource token=\"source_" + stream.source + "\">" + source(stream) +
                "</tr2:VideoSource>";
    }
    if (wants("VideoEncoder")) {
        body += "<tr2:VideoEncoder token=\"encoder_" + stream.token +
                "\" GovLength=\"12\" Profile=\"Main\">" + element("tt:Name", "Encoder " + stream.token) +
                element("tt:UseCount", "1") + element("tt:Encoding", stream.encoding) + resolution(stream) +
                "<tt:RateControl ConstantBitRate=\"false\">" +
                element("tt:FrameRateLimit", number(stream.framesPerSecond) + ".0") +
                element("tt:BitrateLimit", number(stream.kilobitsPerSecond)) + "</tt:RateControl>" +
                element("tt:Quality", "4") + "</tr2:VideoEncoder>";
    }
    if (wants("AudioEncoder") && stream.hasAudio) {
        body += "<tr2:AudioEncoder token=\"audio\">" + audioEncoder() + "</tr2:AudioEncoder>";
    }
    return "<tr2:Profiles token=\"" + stream.token + "\" fixed=\"true\">" +
           element("tr2:Name", escaped(stream.name)) +
           (body.isEmpty() ? QByteArray() : element("tr2:Configurations", body)) + "</tr2:Profiles>";
}
} // namespace

QByteArray OnvifCamera::host() const
{
    return m_manners.toldHost.isEmpty() ? QByteArray("127.0.0.1") : m_manners.toldHost;
}

QByteArray OnvifCamera::serviceAddress(const QByteArray &path) const
{
    const quint16 told = m_manners.toldPort != 0 ? m_manners.toldPort : port();
    return (m_server.tlsIdentity().isNull() ? "http://" : "https://") + host() + ':' + number(told) + path;
}

const OnvifPlan::Stream *OnvifCamera::streamOf(const QByteArray &token) const
{
    const auto found = std::ranges::find(m_plan.streams, token, &OnvifPlan::Stream::token);
    return found == m_plan.streams.end() ? nullptr : &*found;
}

QByteArray OnvifCamera::bodyOf(const HttpRequest &request, const Call &call)
{
    const bool isMedia2 = request.path == Media2Path && call.space == Media2Space;
    const bool isMedia = request.path == MediaPath && call.space == MediaSpace;
    if (request.path == DevicePath && call.space == DeviceSpace) {
        return deviceBody(call);
    }
    if (isMedia2 && m_manners.media2 != OnvifManners::Media2::Works) {
        return {};
    }
    if (isMedia || isMedia2) {
        return mediaBody(call, isMedia2);
    }
    if (call.isWhole) {
        complain(u"%1 is no call of %2"_s.arg(QString::fromLatin1(call.operation),
                                              QString::fromLatin1(request.path)));
    }
    return {};
}

QByteArray OnvifCamera::clockBody() const
{
    const auto now = QDateTime::currentDateTimeUtc().addMSecs(
        std::chrono::milliseconds(m_manners.clockSkew + m_manners.toldOffset).count());
    return element("tds:GetSystemDateAndTimeResponse",
                   element("tds:SystemDateAndTime",
                           element("tt:DateTimeType", "Manual") + element("tt:DaylightSavings", "false") +
                               element("tt:TimeZone", element("tt:TZ", "UTC0")) +
                               dateAndTime("tt:UTCDateTime", now) + dateAndTime("tt:LocalDateTime", now)));
}

QByteArray OnvifCamera::deviceBody(const Call &call) const
{
    const bool hasMedia2 = m_manners.media2 != OnvifManners::Media2::Absent;
    if (call.operation == "GetSystemDateAndTime") {
        return clockBody();
    }
    if (call.operation == "GetServices" && m_manners.hasServices) {
        return element("tds:GetServicesResponse",
                       service(DeviceSpace, serviceAddress(DevicePath)) +
                           service(MediaSpace, serviceAddress(MediaPath)) +
                           (hasMedia2 ? service(Media2Space, serviceAddress(Media2Path)) : QByteArray()));
    }
    if (call.operation == "GetCapabilities") {
        return element("tds:GetCapabilitiesResponse",
                       element("tds:Capabilities",
                               element("tt:Device", element("tt:XAddr", serviceAddress(DevicePath))) +
                                   element("tt:Media", element("tt:XAddr", serviceAddress(MediaPath)) +
                                                           element("tt:StreamingCapabilities",
                                                                   element("tt:RTPMulticast", "false") +
                                                                       element("tt:RTP_TCP", "true") +
                                                                       element("tt:RTP_RTSP_TCP", "true")))));
    }
    if (call.operation == "GetDeviceInformation") {
        return element("tds:GetDeviceInformationResponse",
                       element("tds:Manufacturer", escaped(m_plan.manufacturer)) +
                           element("tds:Model", escaped(m_plan.model)) +
                           element("tds:FirmwareVersion", m_plan.firmware) +
                           element("tds:SerialNumber", m_plan.serialNumber) +
                           element("tds:HardwareId", m_plan.hardwareId));
    }
    if (call.operation == "GetNetworkInterfaces") {
        return element(
            "tds:GetNetworkInterfacesResponse",
            "<tds:NetworkInterfaces token=\"eth0\">" + element("tt:Enabled", "true") +
                element("tt:Info", element("tt:Name", "eth0") + element("tt:HwAddress", m_plan.macAddress) +
                                       element("tt:MTU", "1500")) +
                element("tt:IPv4",
                        element("tt:Enabled", "true") +
                            element("tt:Config", element("tt:Manual", element("tt:Address", host()) +
                                                                          element("tt:PrefixLength", "8")) +
                                                     element("tt:DHCP", "false"))) +
                "</tds:NetworkInterfaces>");
    }
    if (call.operation == "GetHostname") {
        return element("tds:GetHostnameResponse",
                       element("tds:HostnameInformation",
                               element("tt:FromDHCP", "false") + element("tt:Name", "camera")));
    }
    return {};
}

QByteArray OnvifCamera::mediaBody(const Call &call, bool isMedia2)
{
    const QByteArray prefix = isMedia2 ? "tr2:" : "trt:";
    if (call.operation == "GetProfiles") {
        return profilesBody(call, isMedia2);
    }
    if (call.operation == "GetStreamUri") {
        return streamBody(call, isMedia2);
    }
    if (call.operation == "GetProfile" && !isMedia2) {
        const OnvifPlan::Stream *stream = streamOf(call.text("ProfileToken"));
        return stream == nullptr ? QByteArray("!There is no such profile")
                                 : element("trt:GetProfileResponse",
                                           profile1(*stream).replace("trt:Profiles", "trt:Profile"));
    }
    if (call.operation == "GetVideoSources" && !isMedia2) {
        return element(
            "trt:GetVideoSourcesResponse",
            "<trt:VideoSources token=\"" + m_plan.streams.value(0).source + "\">" +
                element("tt:Framerate", "12") +
                element("tt:Resolution", element("tt:Width", "640") + element("tt:Height", "360")) +
                "</trt:VideoSources>");
    }
    if (call.operation == "GetSnapshotUri" && m_manners.hasSnapshots) {
        const QByteArray uri = serviceAddress("/onvif/snapshot?profile=" + call.text("ProfileToken"));
        return element(prefix + "GetSnapshotUriResponse",
                       isMedia2 ? element("tr2:Uri", uri)
                                : element("trt:MediaUri", element("tt:Uri", uri) +
                                                              element("tt:InvalidAfterConnect", "false") +
                                                              element("tt:InvalidAfterReboot", "true") +
                                                              element("tt:Timeout", "PT0S")));
    }
    return {};
}

QByteArray OnvifCamera::profilesBody(const Call &call, bool isMedia2)
{
    QList<QByteArray> types;
    for (const auto &[name, text] : call.texts) {
        if (name == "Type") {
            types.append(text);
        }
    }
    QByteArray body;
    for (qsizetype i = 0; m_manners.hasProfiles && i < m_plan.streams.size(); ++i) {
        OnvifPlan::Stream stream = m_plan.streams[i];
        const bool isH265 = m_manners.isH265 && i == 0;
        if (isH265) {
            stream.encoding = "H265";
        }
        if (isMedia2) {
            body += profile2(stream, types);
        } else if (!isH265) { // its schema has no word for it
            body += profile1(stream);
        }
    }
    return element((isMedia2 ? QByteArray("tr2:") : QByteArray("trt:")) + "GetProfilesResponse", body);
}

QByteArray OnvifCamera::streamBody(const Call &call, bool isMedia2)
{
    const OnvifPlan::Stream *stream = streamOf(call.text("ProfileToken"));
    const auto at = [&](const QByteArray &name) {
        return std::ranges::find(call.texts, name, &QPair<QByteArray, QByteArray>::first);
    };
    const QByteArray protocol = call.text("Protocol");
    const bool isInOrder = at("Protocol") < at("ProfileToken");
    const bool isRight = isMedia2 ? protocol == "RTSP" || protocol == "RtspUnicast"
                                  : call.text("Stream") == "RTP-Unicast" &&
                                        (protocol == "RTSP" || protocol == "UDP" || protocol == "HTTP");
    if (!isInOrder || !isRight) {
        complain(u"GetStreamUri is not as its schema says"_s);
        return "!The stream setup is wrong";
    }
    if (stream == nullptr) {
        return "!There is no such profile";
    }
    const QByteArray uri = "rtsp://" + host() + ':' + number(m_plan.rtspPort) + escaped(stream->path);
    return isMedia2 ? element("tr2:GetStreamUriResponse", element("tr2:Uri", uri))
                    : element("trt:GetStreamUriResponse",
                              element("trt:MediaUri", element("tt:Uri", uri) +
                                                          element("tt:InvalidAfterConnect", "false") +
                                                          element("tt:InvalidAfterReboot", "false") +
                                                          element("tt:Timeout", "PT0S")));
}

QByteArray OnvifCamera::probeMatch(const QByteArray &relatesTo) const
{
    const QByteArray name = QString::fromUtf8(m_plan.name).toUtf8().toPercentEncoding();
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><SOAP-ENV:Envelope "
           "xmlns:SOAP-ENV=\"http://www.w3.org/2003/05/soap-envelope\" "
           "xmlns:wsa=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" "
           "xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\" "
           "xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\">"
           "<SOAP-ENV:Header><wsa:MessageID>" +
           m_plan.endpoint + "-answer</wsa:MessageID><wsa:RelatesTo>" + escaped(relatesTo) +
           "</wsa:RelatesTo><wsa:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</wsa:To>"
           "<wsa:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</wsa:Action>"
           "</SOAP-ENV:Header><SOAP-ENV:Body><d:ProbeMatches><d:ProbeMatch><wsa:EndpointReference>"
           "<wsa:Address>" +
           m_plan.endpoint +
           "</wsa:Address></wsa:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>"
           "onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/Profile/Streaming "
           "onvif://www.onvif.org/Profile/T onvif://www.onvif.org/hardware/" +
           m_plan.hardwareId.toPercentEncoding() + " onvif://www.onvif.org/name/" + name +
           " onvif://www.onvif.org/location/fleet</d:Scopes><d:XAddrs>" + serviceAddress(DevicePath) +
           "</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches>"
           "</SOAP-ENV:Body></SOAP-ENV:Envelope>";
}

} // namespace streamkeeper::test
