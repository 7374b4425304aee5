#include "tests/player/FleetVideo.h"

#include <QJsonArray>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

namespace {

QJsonObject streamOf(const fleet::FleetProcess &fleet, int number, bool isHigh)
{
    return fleet.camera(number).value(isHigh ? "high"_L1 : "low"_L1).toObject();
}

QJsonObject serverOf(const fleet::FleetProcess &fleet, int number)
{
    const QString name = fleet.camera(number).value("server"_L1).toString();
    const QJsonArray servers = fleet.description().value("servers"_L1).toArray();
    for (const auto &server : servers) {
        if (server.toObject().value("name"_L1).toString() == name)
            return server.toObject();
    }
    return {};
}

} // namespace

QString fleetProgram()
{
    return qEnvironmentVariable("STREAMKEEPER_FLEET", QString::fromUtf8(STREAMKEEPER_FLEET_PROGRAM));
}

QUrl cameraUrl(const fleet::FleetProcess &fleet, int number, bool isHigh)
{
    return QUrl(streamOf(fleet, number, isHigh).value("url"_L1).toString());
}

QUrl serverRtspUrl(const fleet::FleetProcess &fleet, int number, bool isHigh)
{
    return QUrl(u"rtsp://127.0.0.1:%1/live/%2/"_s.arg(serverOf(fleet, number).value("rtspPort"_L1).toInt())
                    .arg(streamOf(fleet, number, isHigh).value("uid"_L1).toString()));
}

QUrl serverHlsUrl(const fleet::FleetProcess &fleet, int number, bool isHigh)
{
    const QJsonObject server = serverOf(fleet, number);
    return QUrl(u"%1://127.0.0.1:%2/live/%3/playlist.m3u8"_s.arg(server.value("scheme"_L1).toString())
                    .arg(server.value("hlsPort"_L1).toInt())
                    .arg(streamOf(fleet, number, isHigh).value("uid"_L1).toString()));
}

int cameraWithAudio(const fleet::FleetProcess &fleet)
{
    const QJsonArray cameras = fleet.description().value("cameras"_L1).toArray();
    for (const auto &camera : cameras) {
        if (camera.toObject().value("audio"_L1).toBool())
            return camera.toObject().value("number"_L1).toInt();
    }
    return 0;
}

} // namespace streamkeeper::test
