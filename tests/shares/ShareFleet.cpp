#include "tests/shares/ShareFleet.h"

#include "tests/fleet/AvFrameReader.h"
#include "tests/fleet/RtspProbe.h"

#include <QJsonDocument>
#include <QUrl>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

Viewing view(const QString &address, int timeoutMs)
{
    fleet::AvFrameReader reader(address, timeoutMs);
    const auto stamp = reader.next(timeoutMs);
    return {stamp ? int(stamp->cameraNumber) : 0, stamp ? stamp->utcMs : 0, reader.problem()};
}

ShareFleet::ShareFleet()
    : m_fleet(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM))
{
}

bool ShareFleet::start()
{
    return m_fleet.start({u"--servers"_s, u"4"_s, u"--mediamtx"_s, u"2"_s, u"--cameras"_s, u"5"_s, u"--tls"_s,
                          u"none"_s, u"--private-every"_s, u"1"_s, u"--record"_s, u"5"_s, u"--effect-ms"_s,
                          u"20"_s, u"--reconnect-ms"_s, u"200"_s},
                         30'000);
}

QString ShareFleet::serverName(int server)
{
    return u"ms-0%1"_s.arg(server + 1);
}

bool ShareFleet::isMediaMtx(int server) const
{
    return m_fleet.server(server)[u"type"_s].toString() == u"mediamtx";
}

QString ShareFleet::remoteName(int camera, const QString &quality) const
{
    return m_fleet.camera(camera)[quality][u"remoteName"].toString();
}

bool ShareFleet::fault(int server, QJsonObject fault)
{
    fault.insert(u"server"_s, serverName(server));
    return m_fleet.control(u"/fault"_s, fault);
}

bool ShareFleet::liftFaults()
{
    bool isLifted = true;
    for (int server = 0; server < 4; ++server)
        isLifted = fault(server, {{u"kind"_s, u"none"_s}}) && isLifted;
    return isLifted;
}

bool ShareFleet::setClock(int server, int seconds)
{
    return fault(server, {{u"kind"_s, seconds == 0 ? u"none"_s : u"skew"_s}, {u"skewSeconds"_s, seconds}});
}

bool ShareFleet::setAuth(int server, const QJsonObject &settings)
{
    const QString path = u"/servers/%1/auth"_s.arg(serverName(server));
    return m_fleet.control("PUT", path, compact(settings)).status == 200;
}

bool ShareFleet::useTokens(int server)
{
    return setAuth(server, {{u"method"_s, u"jwt"_s}, {u"inHttpQuery"_s, true}, {u"playbackQuery"_s, true}});
}

bool ShareFleet::useAccounts(int server)
{
    return setAuth(server, {{u"method"_s, u"internal"_s}});
}

bool ShareFleet::record(int server, int camera, bool isOn)
{
    const QString path = u"/v3/config/paths/patch/"_s + remoteName(camera, u"high"_s);
    const QByteArray body = isOn ? R"({"record":true})" : R"({"record":false})";
    return m_fleet.call(server, path, "PATCH", body).status == 200;
}

QString ShareFleet::keysAddress() const
{
    return m_fleet.description()[u"control"_s].toString() + u"/jwks.json"_s;
}

QByteArray ShareFleet::publishedKeys()
{
    return m_fleet.control("GET", u"/jwks.json"_s).body;
}

int ShareFleet::statusOf(const QString &address)
{
    if (address.startsWith(u"rtsp:"_s))
        return fleet::rtspProbe::describe(address).status;
    fleet::FleetProcess::Answer answer = m_fleet.request("GET", address, {});
    if (answer.status == 302)
        answer = m_fleet.request(
            "GET", QUrl(address).resolved(QUrl(QString::fromLatin1(answer.location))).toString(), {});
    return answer.status;
}

} // namespace streamkeeper::test
