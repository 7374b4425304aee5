#include "tests/fleet/MediaMtxMembers.h"

#include <QHash>

namespace streamkeeper::fleet::mediaMtx {

const std::vector<Member> &pathMembers()
{
    using Type = Member::Type;
    static const std::vector<Member> members{
        {"source", R"("publisher")", Type::Text},
        {"sourceFingerprint", R"("")", Type::Text},
        {"sourceOnDemand", R"(false)", Type::Flag},
        {"sourceOnDemandStartTimeout", R"("10s")", Type::Duration},
        {"sourceOnDemandCloseAfter", R"("10s")", Type::Duration},
        {"maxReaders", R"(0)", Type::Whole},
        {"srtReadPassphrase", R"("")", Type::Text},
        {"useAbsoluteTimestamp", R"(false)", Type::Flag},
        {"alwaysAvailable", R"(false)", Type::Flag},
        {"alwaysAvailableTracks", R"([])", Type::List},
        {"alwaysAvailableFile", R"("")", Type::Text},
        {"forward", R"([])", Type::List},
        {"record", R"(false)", Type::Flag},
        {"recordPath", R"("./recordings/%path/%Y-%m-%d_%H-%M-%S-%f")", Type::Text},
        {"recordFormat", R"("fmp4")", Type::Text},
        {"recordPartDuration", R"("1s")", Type::Duration},
        {"recordMaxPartSize", R"("50M")", Type::Text},
        {"recordSegmentDuration", R"("1h0m0s")", Type::Duration},
        {"recordDeleteAfter", R"("1d")", Type::Duration},
        {"overridePublisher", R"(true)", Type::Flag},
        {"srtPublishPassphrase", R"("")", Type::Text},
        {"rtspDemuxMpegts", R"(false)", Type::Flag},
        {"rtspTransport", R"("automatic")", Type::Text},
        {"rtspAnyPort", R"(false)", Type::Flag},
        {"rtspRangeType", R"("")", Type::Text},
        {"rtspRangeStart", R"("")", Type::Text},
        {"rtspScale", R"("")", Type::Text},
        {"rtspUDPSourcePortRange", R"([32768,60999])", Type::List},
        {"rtpSDP", R"("")", Type::Text},
        {"whepBearerToken", R"("")", Type::Text},
        {"whepSTUNGatherTimeout", R"("5s")", Type::Duration},
        {"whepHandshakeTimeout", R"("10s")", Type::Duration},
        {"whepTrackGatherTimeout", R"("2s")", Type::Duration},
        {"sourceRedirect", R"("")", Type::Text},
        {"rpiCameraCamID", R"(0)", Type::Whole},
        {"rpiCameraSecondary", R"(false)", Type::Flag},
        {"rpiCameraWidth", R"(1920)", Type::Whole},
        {"rpiCameraHeight", R"(1080)", Type::Whole},
        {"rpiCameraHFlip", R"(false)", Type::Flag},
        {"rpiCameraVFlip", R"(false)", Type::Flag},
        {"rpiCameraBrightness", R"(0)", Type::Real},
        {"rpiCameraContrast", R"(1)", Type::Real},
        {"rpiCameraSaturation", R"(1)", Type::Real},
        {"rpiCameraSharpness", R"(1)", Type::Real},
        {"rpiCameraExposure", R"("normal")", Type::Text},
        {"rpiCameraAWB", R"("auto")", Type::Text},
        {"rpiCameraAWBGains", R"([0,0])", Type::List},
        {"rpiCameraDenoise", R"("off")", Type::Text},
        {"rpiCameraShutter", R"(0)", Type::Whole},
        {"rpiCameraMetering", R"("centre")", Type::Text},
        {"rpiCameraGain", R"(0)", Type::Real},
        {"rpiCameraEV", R"(0)", Type::Real},
        {"rpiCameraROI", R"("")", Type::Text},
        {"rpiCameraHDR", R"(false)", Type::Flag},
        {"rpiCameraTuningFile", R"("")", Type::Text},
        {"rpiCameraMode", R"("")", Type::Text},
        {"rpiCameraFPS", R"(30)", Type::Real},
        {"rpiCameraAfMode", R"("continuous")", Type::Text},
        {"rpiCameraAfRange", R"("normal")", Type::Text},
        {"rpiCameraAfSpeed", R"("normal")", Type::Text},
        {"rpiCameraLensPosition", R"(0)", Type::Real},
        {"rpiCameraAfWindow", R"("")", Type::Text},
        {"rpiCameraFlickerPeriod", R"(0)", Type::Whole},
        {"rpiCameraTextOverlayEnable", R"(false)", Type::Flag},
        {"rpiCameraTextOverlay", R"("%Y-%m-%d %H:%M:%S - MediaMTX")", Type::Text},
        {"rpiCameraCodec", R"("auto")", Type::Text},
        {"rpiCameraIDRPeriod", R"(60)", Type::Whole},
        {"rpiCameraBitrate", R"(5000000)", Type::Whole},
        {"rpiCameraH264Profile", R"("auto")", Type::Text},
        {"rpiCameraH264Level", R"("4.1")", Type::Text},
        {"rpiCameraMJPEGQuality", R"(60)", Type::Whole},
        {"runOnInit", R"("")", Type::Text},
        {"runOnInitRestart", R"(false)", Type::Flag},
        {"runOnDemand", R"("")", Type::Text},
        {"runOnDemandRestart", R"(false)", Type::Flag},
        {"runOnDemandStartTimeout", R"("10s")", Type::Duration},
        {"runOnDemandCloseAfter", R"("10s")", Type::Duration},
        {"runOnUnDemand", R"("")", Type::Text},
        {"runOnAvailable", R"("")", Type::Text},
        {"runOnAvailableRestart", R"(false)", Type::Flag},
        {"runOnUnavailable", R"("")", Type::Text},
        {"runOnOnline", R"("")", Type::Text},
        {"runOnOnlineRestart", R"(false)", Type::Flag},
        {"runOnOffline", R"("")", Type::Text},
        {"runOnRead", R"("")", Type::Text},
        {"runOnReadRestart", R"(false)", Type::Flag},
        {"runOnUnread", R"("")", Type::Text},
        {"runOnRecordSegmentCreate", R"("")", Type::Text},
        {"runOnRecordSegmentComplete", R"("")", Type::Text},
    };
    return members;
}

const std::vector<std::pair<QByteArray, QByteArray>> &formerNames()
{
    static const std::vector<std::pair<QByteArray, QByteArray>> names{
        {"runOnAvailable", "runOnReady"},
        {"runOnAvailableRestart", "runOnReadyRestart"},
        {"runOnUnavailable", "runOnNotReady"}};
    return names;
}

const Member *findPathMember(const QByteArray &name)
{
    static const QHash<QByteArray, const Member *> byName = [] {
        QHash<QByteArray, const Member *> result;
        for (const Member &member : pathMembers()) {
            result.insert(member.name, &member);
        }
        for (const auto &[present, former] : formerNames()) {
            result.insert(former, result.value(present));
        }
        return result;
    }();
    return byName.value(name);
}

QByteArray globalConfig()
{
    return R"({"logLevel":"info","logDestinations":["stdout"],"logStructured":false,"logFile":"mediamtx.log",)"
           R"("sysLogPrefix":"mediamtx","dumpPackets":false,"readTimeout":"10s","writeTimeout":"10s",)"
           R"("writeQueueSize":512,"udpMaxPayloadSize":1452,"udpReadBufferSize":0,"runOnConnect":"",)"
           R"("runOnConnectRestart":false,"runOnDisconnect":"","authMethod":"@method@",)"
           R"("authInternalUsers":@users@,)"
           R"("authHTTPAddress":"","authHTTPFingerprint":"","authHTTPExclude":[{"action":"api","path":""},)"
           R"({"action":"metrics","path":""},{"action":"pprof","path":""}],"authJWTJWKS":"@jwks@",)"
           R"("authJWTJWKSFingerprint":"","authJWTClaimKey":@claimKey@,"authJWTExclude":[],@inHttpQuery@)"
           R"("authJWTIssuer":@issuer@,"authJWTAudience":@audience@,"api":true,"apiAddress":"@api@","apiEncryption":@tls@,)"
           R"("apiServerKey":"server.key","apiServerCert":"server.crt","apiAllowOrigins":["*"],)"
           R"("apiTrustedProxies":[],"metrics":false,"metricsAddress":":9998","metricsEncryption":false,)"
           R"("metricsServerKey":"server.key","metricsServerCert":"server.crt","metricsAllowOrigins":["*"],)"
           R"("metricsTrustedProxies":[],"pprof":false,"pprofAddress":":9999","pprofEncryption":false,)"
           R"("pprofServerKey":"server.key","pprofServerCert":"server.crt","pprofAllowOrigins":["*"],)"
           R"("pprofTrustedProxies":[],"playback":true,"playbackAddress":"@playback@","playbackEncryption":@mediaTls@,)"
           R"("playbackServerKey":"server.key","playbackServerCert":"server.crt",)"
           R"("playbackAllowOrigins":["*"],"playbackTrustedProxies":[],"rtsp":true,"rtspTransports":["tcp"],)"
           R"("rtspEncryption":"@rtspEncryption@","rtspAddress":"@rtsp@","rtspsAddress":"@rtsps@","rtpAddress":":8000",)"
           R"("rtcpAddress":":8001","multicastIPRange":"224.1.0.0/16","multicastRTPPort":8002,)"
           R"("multicastRTCPPort":8003,"srtpAddress":":8004","srtcpAddress":":8005","multicastSRTPPort":8006,)"
           R"("multicastSRTCPPort":8007,"rtspServerKey":"server.key","rtspServerCert":"server.crt",)"
           R"("rtspAuthMethods":["basic"],"rtspTrustedProxies":[],"rtmp":false,"rtmpEncryption":"no",)"
           R"("rtmpAddress":":1935","rtmpsAddress":":1936","rtmpServerKey":"server.key",)"
           R"("rtmpServerCert":"server.crt","rtmpTrustedProxies":[],"hls":true,"hlsAddress":"@hls@",)"
           R"("hlsEncryption":@mediaTls@,"hlsServerKey":"server.key","hlsServerCert":"server.crt",)"
           R"("hlsAllowOrigins":["*"],"hlsTrustedProxies":[],"hlsAlwaysRemux":false,"hlsVariant":"mpegts",)"
           R"("hlsSegmentCount":7,"hlsSegmentDuration":"1s","hlsPartDuration":"200ms",)"
           R"("hlsSegmentMaxSize":"50M","hlsDirectory":"","hlsMuxerCloseAfter":"1m0s","hlsCDNSecret":"",)"
           R"("webrtc":false,"webrtcAddress":":8889","webrtcEncryption":false,"webrtcServerKey":"server.key",)"
           R"("webrtcServerCert":"server.crt","webrtcAllowOrigins":["*"],"webrtcTrustedProxies":[],)"
           R"("webrtcLocalUDPAddress":":8189","webrtcLocalTCPAddress":"","webrtcIPsFromInterfaces":true,)"
           R"("webrtcIPsFromInterfacesList":[],"webrtcAdditionalHosts":[],"webrtcICEServers2":[],)"
           R"("webrtcSTUNGatherTimeout":"5s","webrtcHandshakeTimeout":"10s","webrtcTrackGatherTimeout":"2s",)"
           R"("srt":false,"srtAddress":":8890","moq":false,"moqHTTP2Address":":8892",)"
           R"("moqHTTP3Address":":8892","moqQUICAddress":":8893","moqServerKey":"auto.key",)"
           R"("moqServerCert":"auto.crt","moqAllowOrigins":["*"],"moqTrustedProxies":[]})";
}

} // namespace streamkeeper::fleet::mediaMtx
