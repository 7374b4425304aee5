#include "app/mediaserver/mediamtx/MediaMtxDecoder.h"
#include "tests/fleet/FleetProcess.h"
#include "tests/fleet/FrameReader.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTest>

#include <gst/gst.h>
#include <optional>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using fleet::FleetProcess;
using fleet::FrameReader;
using Place = FleetProcess::TokenPlace;
using Answer = FleetProcess::Answer;

namespace {
constexpr int Server = 1; // ms-02, HTTP

struct Exchange
{
    QByteArray method;
    QString path;
    QByteArray requestBody;
    int status = 0;
    QJsonValue body;
};

Exchange recorded(const QString &file)
{
    QFile recording(QStringLiteral(STREAMKEEPER_TEST_DATA) + u'/' + file);
    if (!recording.open(QIODevice::ReadOnly)) {
        qFatal("no recording %s", qPrintable(recording.fileName()));
    }
    const QJsonObject exchange = QJsonDocument::fromJson(recording.readAll()).object();
    const QJsonObject request = exchange[u"request"_s].toObject();
    const QJsonValue body = request[u"body"_s];
    return {request[u"method"_s].toString().toLatin1(), request[u"path"_s].toString(),
            body.isObject() ? QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact)
                            : body.toString().toUtf8(),
            exchange[u"status"_s].toInt(), exchange[u"body"_s]};
}

/// What a JSON value is made of: members and types, and of a list its first item.
QString shapeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Object: {
        QStringList members;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            members.append(it.key() + u':' + shapeOf(it.value()));
        }
        return u'{' + members.join(u", "_s) + u'}';
    }
    case QJsonValue::Array:
        return value.toArray().isEmpty() ? u"[]"_s : u'[' + shapeOf(value.toArray().first()) + u']';
    case QJsonValue::Bool:
        return u"bool"_s;
    case QJsonValue::Double:
        return u"number"_s;
    case QJsonValue::String:
        return u"text"_s;
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return u"null"_s;
}

QJsonValue itemNamed(const QJsonValue &list, const QString &name)
{
    const QJsonArray items = list[u"items"_s].toArray();
    for (const auto &item : items) {
        if (item[u"name"_s] == name) {
            return item;
        }
    }
    return {};
}
} // namespace

/// The MediaMTX of the fleet beside the recordings of the real one, and with real video.
class FleetMediaMtxTest : public QObject
{
    Q_OBJECT

    // Camera 1: ms-01; 2: ms-02; 3: ms-01, with sound; 4: ms-02, synthetic.
    std::unique_ptr<FleetProcess> m_fleet;

    [[nodiscard]] Answer get(const QString &path) { return m_fleet->call(Server, path); }
    [[nodiscard]] Answer change(const char *method, const QString &call, const QString &name,
                                const QJsonObject &body = {})
    {
        return m_fleet->call(Server, u"/v3/config/paths/%1/%2"_s.arg(call, name), method,
                             QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
    [[nodiscard]] bool add(const QString &name, const QJsonObject &body)
    {
        return change("POST", u"add"_s, name, body).body == "{\"status\":\"ok\"}";
    }
    [[nodiscard]] bool patch(const QString &name, const QJsonObject &body)
    {
        return change("PATCH", u"patch"_s, name, body).body == "{\"status\":\"ok\"}";
    }
    [[nodiscard]] QJsonObject state(const QString &name) { return get(u"/v3/paths/get/"_s + name).json(); }
    [[nodiscard]] bool isReady(const QString &name) { return state(name)[u"ready"_s].toBool(); }
    [[nodiscard]] QString readyTime(const QString &name) { return state(name)[u"readyTime"_s].toString(); }
    [[nodiscard]] QString cameraUrl(int camera)
    {
        return m_fleet->camera(camera)[u"high"_s][u"url"_s].toString();
    }
    [[nodiscard]] QJsonObject pull(int camera)
    {
        return {{u"source"_s, cameraUrl(camera)}, {u"rtspTransport"_s, u"tcp"_s}};
    }
    [[nodiscard]] QString rtsp(const QString &name)
    {
        return u"rtsp://127.0.0.1:%1/%2"_s.arg(m_fleet->server(Server)[u"rtspPort"_s].toInt()).arg(name);
    }
    [[nodiscard]] QString hls(const QString &name)
    {
        return u"http://127.0.0.1:%1/%2/index.m3u8"_s.arg(m_fleet->server(Server)[u"hlsPort"_s].toInt())
            .arg(name);
    }
    [[nodiscard]] QJsonArray sessions()
    {
        return get(u"/v3/rtspsessions/list"_s).json()[u"items"_s].toArray();
    }
    [[nodiscard]] bool setEffectDelay(int milliseconds)
    {
        return m_fleet->control(u"/effects"_s, {{u"server"_s, u"ms-02"_s}, {u"delayMs"_s, milliseconds}});
    }
    [[nodiscard]] bool restartServer()
    {
        m_fleet->forgetConnections();
        return m_fleet->control(u"/server"_s, {{u"server"_s, u"ms-02"_s}, {u"action"_s, u"restart"_s}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        gst_init(nullptr, nullptr);
        m_fleet = std::make_unique<FleetProcess>(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM));
        QVERIFY(
            m_fleet->start({u"--servers"_s, u"2"_s, u"--mediamtx"_s, u"1"_s, u"--cameras"_s, u"4"_s,
                            u"--live"_s, u"3"_s, u"--reconnect-ms"_s, u"200"_s, u"--effect-ms"_s, u"50"_s},
                           12'000));
    }

    void cleanupTestCase() { m_fleet.reset(); }

    void cleanup()
    {
        QVERIFY(m_fleet->control(u"/fault"_s, {{u"server"_s, u"ms-02"_s}, {u"kind"_s, u"none"_s}}));
        QVERIFY(setEffectDelay(50));
        QVERIFY(restartServer());
        QTRY_VERIFY(isReady(u"cam-02/high"_s) && isReady(u"cam-02/low"_s));
    }

    void theLineOfJsonTellsTypeAndCredentials()
    {
        QCOMPARE(m_fleet->server(0)[u"type"_s].toString(), u"media_server_v2"_s);
        const QJsonObject server = m_fleet->server(Server);
        QCOMPARE(server[u"type"_s].toString(), u"mediamtx"_s);
        QCOMPARE(server[u"user"_s].toString(), u"admin"_s);
        QVERIFY(server[u"password"_s].toString().size() >= 16);
        QVERIFY(!server.contains(u"token"_s));
        QCOMPARE(m_fleet->camera(2)[u"high"_s][u"remoteName"_s].toString(), u"cam-02/high"_s);
        QCOMPARE(m_fleet->camera(4)[u"low"_s][u"remoteName"_s].toString(), u"synthetic-04/low"_s);
        QCOMPARE(m_fleet->camera(1)[u"high"_s][u"remoteName"_s], m_fleet->camera(1)[u"high"_s][u"uid"_s]);
    }

    void onlyItsUserMayUseTheApi()
    {
        const QJsonValue refusal = recorded(u"mediamtx/004-auth-missing.json"_s).body;
        const Answer missing = m_fleet->call(Server, u"/v3/paths/list"_s, "GET", {}, Place::None);
        QCOMPARE(missing.status, 401);
        QCOMPARE(missing.json(), refusal.toObject());
        QCOMPARE(missing.challenge, "Basic realm=\"mediamtx\"");
        QCOMPARE(m_fleet->call(Server, u"/v3/info"_s, "GET", {}, Place::Bearer).status, 200);
        QCOMPARE(m_fleet->call(Server, u"/v3/info"_s).status, 200);
        for (const char *login : {"admin:wrong", "viewer:viewerpass", "admin"}) {
            // By hand: Qt's client does not show a 401 without a challenge.
            QTcpSocket socket;
            socket.connectToHost(u"127.0.0.1"_s, quint16(m_fleet->server(Server)[u"apiPort"_s].toInt()));
            socket.write("GET /v3/info HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic " +
                         QByteArray(login).toBase64() + "\r\n\r\n");
            QByteArray answer;
            QTRY_VERIFY((answer += socket.readAll()).contains('}'));
            QVERIFY2(answer.startsWith("HTTP/1.1 401"), answer.constData());
            QVERIFY(!answer.toLower().contains("www-authenticate"));
            QCOMPARE(QJsonDocument::fromJson(answer.mid(answer.indexOf('{'))).object(), refusal.toObject());
        }
    }

    void theRecordedCommandsAreAnsweredInTheRecordedWords()
    {
        FleetProcess empty(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM));
        QVERIFY(empty.start({u"--servers"_s, u"1"_s, u"--mediamtx"_s, u"1"_s, u"--tls"_s, u"none"_s,
                             u"--cameras"_s, u"0"_s, u"--effect-ms"_s, u"0"_s},
                            12'000));
        int compared = 0;
        for (const char *name : {"002-list-empty",
                                 "008-add",
                                 "013-add-duplicate",
                                 "014-add-duplicate-other",
                                 "015-add-invalid-field",
                                 "016-add-invalid-scheme",
                                 "017-add-invalid-url",
                                 "018-add-invalid-type",
                                 "019-add-invalid-json",
                                 "020-add-invalid-name",
                                 "021-add-invalid-name-empty",
                                 "022-add-empty-body",
                                 "023-add-publisher",
                                 "024-add-source-credentials",
                                 "025-config-get-credentials",
                                 "026-add-failing-refused",
                                 "027-add-failing-404",
                                 "028-add-failing-401",
                                 "030-get-failing",
                                 "031-add-ondemand",
                                 "032-get-ondemand-idle",
                                 "033-get-missing",
                                 "034-config-get-missing",
                                 "035-patch",
                                 "036-patch-get",
                                 "037-patch-source",
                                 "039-patch-invalid",
                                 "040-patch-invalid-field",
                                 "041-patch-missing",
                                 "042-replace",
                                 "043-replace-get",
                                 "044-replace-missing",
                                 "047-page-beyond",
                                 "048-page-size-zero",
                                 "049-page-size-text",
                                 "050-page-negative",
                                 "051-config-page-0",
                                 "063-rtspsessions-kick-invalid",
                                 "064-webrtc-disabled",
                                 "062-rtspsessions-kick-missing",
                                 "072-forward-patch-url",
                                 "094-pathdefaults-get",
                                 "098-restart-none",
                                 "099-unknown-call",
                                 "100-unknown-version",
                                 "101-wrong-method",
                                 "103-delete",
                                 "104-delete-missing",
                                 "105-delete-name-empty",
                                 "106-delete-failing"}) {
            Exchange exchange = recorded(u"mediamtx/%1.json"_s.arg(QLatin1StringView(name)));
            if (exchange.path.endsWith("patch/relayed"_L1)) {
                exchange.path = u"/v3/config/paths/patch/cam1"_s; // the path is beside the point
            }
            const Answer answer = empty.call(0, exchange.path, exchange.method, exchange.requestBody);
            QVERIFY2(answer.status == exchange.status, qPrintable(u"%1: %2 %3"_s.arg(QLatin1StringView(name))
                                                                      .arg(answer.status)
                                                                      .arg(QString::fromUtf8(answer.body))));
            if (exchange.body.isString()) {
                QCOMPARE(QString::fromUtf8(answer.body), exchange.body.toString());
                QCOMPARE(answer.contentType, "text/plain");
            } else {
                QCOMPARE(answer.json(), exchange.body.toObject());
                QCOMPARE(answer.contentType, "application/json; charset=utf-8");
            }
            ++compared;
        }
        QCOMPARE(compared, 50);
    }

    void answersHaveTheRecordedShape()
    {
        const auto body = [](const QString &file) { return recorded(u"mediamtx/"_s + file).body; };
        QVERIFY(add(u"broken"_s, {{u"source"_s, u"rtsp://127.0.0.1:9/x"_s}}));
        QVERIFY(add(u"pub1"_s, {}));
        QVERIFY(add(u"sound"_s, pull(3)));
        QTRY_VERIFY(isReady(u"sound"_s));
        QTRY_COMPARE(state(u"pub1"_s)[u"name"_s].toString(), u"pub1"_s);
        const QJsonValue list = body(u"052-list-readers.json"_s);
        QCOMPARE(shapeOf(state(u"sound"_s)), shapeOf(body(u"010-get.json"_s)));
        QCOMPARE(state(u"sound"_s)[u"tracks"_s].toArray(), itemNamed(list, u"cam1"_s)[u"tracks"_s].toArray());
        QCOMPARE(state(u"sound"_s)[u"tracks2"_s].toArray(),
                 itemNamed(list, u"cam1"_s)[u"tracks2"_s].toArray());
        QCOMPARE(shapeOf(state(u"broken"_s)), shapeOf(itemNamed(list, u"broken"_s)));
        QCOMPARE(shapeOf(state(u"pub1"_s)), shapeOf(itemNamed(list, u"pub1"_s)));
        QCOMPARE(shapeOf(get(u"/v3/info"_s).json()), shapeOf(body(u"001-info.json"_s)));
        QCOMPARE(get(u"/v3/info"_s).json()[u"version"_s], body(u"001-info.json"_s)[u"version"_s]);
        QCOMPARE(shapeOf(get(u"/v3/config/global/get"_s).json()), shapeOf(body(u"087-global-get.json"_s)));
        QCOMPARE(get(u"/v3/config/global/get"_s).json()[u"rtspAddress"_s].toString(),
                 u"127.0.0.1:%1"_s.arg(m_fleet->server(Server)[u"rtspPort"_s].toInt()));
        QCOMPARE(get(u"/v3/config/pathdefaults/get"_s).json(),
                 body(u"094-pathdefaults-get.json"_s).toObject());
        QCOMPARE(shapeOf(get(u"/v3/config/paths/list"_s).json()),
                 shapeOf(body(u"003-config-list-empty.json"_s)));

        FrameReader reader(FrameReader::rtsp(rtsp(u"sound"_s)));
        QVERIFY(reader.next(5000));
        QTRY_COMPARE(m_fleet->fetch(hls(u"sound"_s)).status, 200); // the first segment takes a second
        QTRY_COMPARE(shapeOf(state(u"sound"_s)), shapeOf(itemNamed(list, u"cam1"_s)));
        QCOMPARE(shapeOf(get(u"/v3/rtspsessions/list"_s).json()),
                 shapeOf(body(u"056-rtspsessions-list.json"_s)));
        QCOMPARE(shapeOf(get(u"/v3/hlsmuxers/list"_s).json()), shapeOf(body(u"059-hlsmuxers-list.json"_s)));
        QCOMPARE(shapeOf(get(u"/v3/hlssessions/list"_s).json()),
                 shapeOf(body(u"060-hlssessions-list.json"_s)));
    }

    void theConsolesDecodersReadIt()
    {
        const auto info = mediamtx::decodeInfo(get(u"/v3/info"_s).body);
        QVERIFY(info && info->startedMs);
        QCOMPARE(info->version, u"v1.20.0"_s);
        const auto global = mediamtx::decodeGlobalConfig(get(u"/v3/config/global/get"_s).body);
        QVERIFY(global);
        QCOMPARE(int(global->rtspPort), m_fleet->server(Server)[u"rtspPort"_s].toInt());
        QCOMPARE(int(global->hlsPort), m_fleet->server(Server)[u"hlsPort"_s].toInt());
        const auto config = mediamtx::decodeConfigPage(get(u"/v3/config/paths/list"_s).body);
        QVERIFY(config);
        QCOMPARE(config->paths.size(), 5u);
        QVERIFY(config->paths[0].isCatchAll);
        QCOMPARE(config->paths[1].name, u"cam-02/high"_s);
        const auto states = mediamtx::decodeStatePage(get(u"/v3/paths/list"_s).body);
        QVERIFY(states);
        QCOMPARE(states->paths.size(), 4u);
        QCOMPARE(states->paths[0].width, 640);
        QVERIFY(states->paths[0].isReady && states->paths[0].readySinceMs &&
                states->paths[0].inboundBytes > 0);
    }

    void anAddedPathIsPulledAndRestreamed()
    {
        QVERIFY(add(u"hall/east/high"_s, pull(1)));
        QTRY_VERIFY(isReady(u"hall/east/high"_s));
        const qint64 bytes = state(u"hall/east/high"_s)[u"inboundBytes"_s].toInteger();
        FrameReader reader(FrameReader::rtsp(rtsp(u"hall/east/high"_s)));
        const auto stamp = reader.next(5000);
        QVERIFY(stamp);
        QCOMPARE(stamp->cameraNumber, 1);
        QTRY_VERIFY(state(u"hall/east/high"_s)[u"outboundBytes"_s].toInteger() > 10'000);
        QVERIFY(state(u"hall/east/high"_s)[u"inboundBytes"_s].toInteger() > bytes);
        const QJsonArray list = sessions();
        QCOMPARE(list.size(), 1);
        QCOMPARE(list[0][u"path"_s].toString(), u"hall/east/high"_s);
        QVERIFY(list[0][u"remoteAddr"_s].toString().startsWith("127.0.0.1:"_L1));
        QVERIFY(list[0][u"outboundBytes"_s].toInteger() > 10'000);
        QVERIFY(list[0][u"outboundRTPPackets"_s].toInt() > 5);
        const QString id = list[0][u"id"_s].toString();
        QCOMPARE(state(u"hall/east/high"_s)[u"readers"_s].toArray(),
                 QJsonArray({QJsonObject{{u"type"_s, u"rtspSession"_s}, {u"id"_s, id}}}));
        QCOMPARE(get(u"/v3/rtspsessions/get/"_s + id).json()[u"id"_s].toString(), id);
        QCOMPARE(m_fleet->call(Server, u"/v3/rtspsessions/kick/"_s + id, "POST").body, "{\"status\":\"ok\"}");
        QTRY_VERIFY(sessions().isEmpty());
        QCOMPARE(m_fleet->call(Server, u"/v3/rtspsessions/kick/"_s + id, "POST").status, 404);
        QVERIFY(isReady(u"hall/east/high"_s));
    }

    void theConfigurationChangesAtOnceAndThePathSoonAfter()
    {
        constexpr int Delay = 1500;
        QVERIFY(setEffectDelay(Delay));
        QElapsedTimer timer;
        timer.start();
        QVERIFY(add(u"new"_s, pull(1)));
        QCOMPARE(get(u"/v3/config/paths/get/new"_s).status, 200);
        QCOMPARE(get(u"/v3/paths/get/new"_s).status, 404);
        QVERIFY(timer.elapsed() < Delay);
        QTRY_COMPARE(get(u"/v3/paths/get/new"_s).status, 200);
        QVERIFY(timer.elapsed() >= Delay);
    }

    void aColdMemberRestartsThePathAndNothingElseDoes()
    {
        const QString name = u"cam-02/high"_s;
        FrameReader reader(FrameReader::rtsp(rtsp(name)));
        QVERIFY(reader.next(5000));
        QTRY_COMPARE(sessions().size(), 1);
        const QString before = readyTime(name);
        const qint64 bytes = state(name)[u"inboundBytes"_s].toInteger();
        QVERIFY(setEffectDelay(0));
        QVERIFY(patch(name, {{u"sourceOnDemandCloseAfter"_s, u"10s"_s}})); // as it is
        QVERIFY(patch(name, {{u"record"_s, true}, {u"recordDeleteAfter"_s, u"7d"_s}}));
        QCOMPARE(readyTime(name), before);
        QCOMPARE(sessions().size(), 1);
        QVERIFY(state(name)[u"inboundBytes"_s].toInteger() >= bytes);
        QCOMPARE(get(u"/v3/config/paths/get/"_s + name).json()[u"record"_s].toBool(), true);
        QVERIFY(patch(name, {{u"sourceOnDemandCloseAfter"_s, u"11s"_s}}));
        QCOMPARE(isReady(name), false);
        QCOMPARE(state(name)[u"inboundBytes"_s].toInteger(), 0);
        QTRY_VERIFY(isReady(name));
        QVERIFY(readyTime(name) > before);
        QTRY_VERIFY(sessions().isEmpty());
        QCOMPARE(get(u"/v3/config/paths/get/"_s + name).json()[u"record"_s].toBool(), true);
    }

    void aPublisherPathIsHowAStreamIsDisabled()
    {
        const QString name = u"cam-02/high"_s;
        FrameReader reader(FrameReader::rtsp(rtsp(name)));
        QVERIFY(reader.next(5000));
        QVERIFY(patch(name, {{u"source"_s, u"publisher"_s}, {u"sourceOnDemand"_s, false}}));
        QTRY_VERIFY(!isReady(name));
        QJsonObject expected =
            itemNamed(recorded(u"mediamtx-scenarios/012-disabled-runtime.json"_s).body, u"yard-high"_s)
                .toObject();
        expected.insert(u"name"_s, name);
        expected.insert(u"confName"_s, name);
        QTRY_COMPARE(state(name), expected);
        QTRY_VERIFY(sessions().isEmpty());
        QVERIFY(patch(name, {{u"source"_s, cameraUrl(2)}}));
        QTRY_VERIFY(isReady(name));
    }

    void anotherSourceIsAnotherPicture()
    {
        const QString name = u"cam-02/high"_s;
        const QString before = readyTime(name);
        QVERIFY(patch(name, {{u"source"_s, cameraUrl(1)}}));
        QTRY_VERIFY_WITH_TIMEOUT(isReady(name) && readyTime(name) != before, 20'000);
        FrameReader reader(FrameReader::rtsp(rtsp(name)));
        const auto stamp = reader.next(5000);
        QVERIFY(stamp);
        QCOMPARE(stamp->cameraNumber, 1);
    }

    void anOnDemandSourceIsPulledWhileSomebodyWatches()
    {
        QVERIFY(add(u"sometimes"_s, {{u"source"_s, cameraUrl(1)},
                                     {u"sourceOnDemand"_s, true},
                                     {u"sourceOnDemandCloseAfter"_s, u"1s"_s}}));
        QTRY_COMPARE(get(u"/v3/paths/get/sometimes"_s).status, 200);
        const QJsonObject idle = state(u"sometimes"_s);
        QCOMPARE(idle[u"ready"_s].toBool(true), false);
        QCOMPARE(idle[u"online"_s].toBool(), true);
        {
            FrameReader reader(FrameReader::rtsp(rtsp(u"sometimes"_s)));
            const auto stamp = reader.next(8000);
            QVERIFY(stamp);
            QCOMPARE(stamp->cameraNumber, 1);
            QVERIFY(isReady(u"sometimes"_s));
        }
        QTRY_VERIFY(!isReady(u"sometimes"_s));
    }

    void aLostCameraEndsThePathAndItsReaders()
    {
        const QString name = u"cam-02/high"_s;
        const QString before = readyTime(name);
        FrameReader reader(FrameReader::rtsp(rtsp(name)));
        QVERIFY(reader.next(5000));
        QTRY_COMPARE(sessions().size(), 1);
        QVERIFY(m_fleet->control(u"/camera"_s, {{u"camera"_s, 2}, {u"action"_s, u"off"_s}}));
        QTRY_VERIFY(!isReady(name));
        const QJsonObject lost = state(name);
        QCOMPARE(lost[u"onlineTime"_s].toString(), before);
        QCOMPARE(shapeOf(lost), shapeOf(recorded(u"mediamtx/067-lost-2s.json"_s).body));
        QCOMPARE(lost[u"inboundBytes"_s].toInteger() + lost[u"outboundBytes"_s].toInteger(), 0);
        QTRY_VERIFY(sessions().isEmpty());
        QVERIFY(m_fleet->control(u"/camera"_s, {{u"camera"_s, 2}, {u"action"_s, u"on"_s}}));
        QTRY_VERIFY(isReady(name));
        QVERIFY(readyTime(name) > before);
    }

    void aRestartForgetsWhatTheApiDid()
    {
        const QJsonObject info = get(u"/v3/info"_s).json();
        const QJsonObject config = get(u"/v3/config/paths/list"_s).json();
        QVERIFY(add(u"new"_s, pull(1)));
        QVERIFY(patch(u"cam-02/high"_s, {{u"source"_s, u"publisher"_s}}));
        QVERIFY(change("DELETE", u"delete"_s, u"cam-02/low"_s).status == 200);
        QTRY_COMPARE(get(u"/v3/paths/get/cam-02/low"_s).status, 404);
        QVERIFY(get(u"/v3/config/paths/list"_s).json() != config);
        QVERIFY(restartServer());
        QVERIFY(get(u"/v3/info"_s).json()[u"started"_s] != info[u"started"_s]);
        QCOMPARE(get(u"/v3/config/paths/list"_s).json(), config);
        QTRY_VERIFY(isReady(u"cam-02/high"_s) && isReady(u"cam-02/low"_s));
        QCOMPARE(get(u"/v3/paths/get/new"_s).status, 404);
    }

    void hlsBeginsWithARedirectAndIsAReader()
    {
        const QString name = u"cam-02/high"_s;
        Answer playlist;
        QTRY_COMPARE((playlist = m_fleet->fetch(hls(name))).status, 200);
        QVERIFY(playlist.body.startsWith("#EXTM3U\n"));
        const QString segment = QString::fromUtf8(playlist.body.trimmed().split('\n').constLast());
        const QString address = hls(name);
        const Answer media = m_fleet->fetch(address.left(address.lastIndexOf(u'/') + 1) + segment);
        QCOMPARE(media.status, 200);
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(media.body);
        file.flush();
        FrameReader reader("filesrc location=" + file.fileName().toUtf8() + " ! tsdemux");
        const auto stamp = reader.next(5000);
        QVERIFY(stamp);
        QCOMPARE(stamp->cameraNumber, 2);
        const QJsonArray readers = state(name)[u"readers"_s].toArray();
        QCOMPARE(readers.size(), 1);
        QCOMPARE(readers[0][u"type"_s].toString(), u"hlsSession"_s);
        QVERIFY(state(name)[u"outboundBytes"_s].toInteger() >= media.body.size());
        const QJsonObject session = get(u"/v3/hlssessions/list"_s).json()[u"items"_s][0].toObject();
        QCOMPARE(session[u"id"_s], readers[0][u"id"_s]);
        QCOMPARE(m_fleet->fetch(hls(u"nothing"_s)).status, 404);
    }

    void faultsAnswerInTheFormOfMediaMtx()
    {
        const QString name = u"cam-02/high"_s;
        for (const int status : {401, 409, 500}) {
            QVERIFY(m_fleet->control(u"/fault"_s, {{u"server"_s, u"ms-02"_s},
                                                   {u"kind"_s, u"status"_s},
                                                   {u"status"_s, status},
                                                   {u"scope"_s, u"writes"_s},
                                                   {u"count"_s, 1}}));
            QCOMPARE(get(u"/v3/info"_s).status, 200);
            const Answer answer = change("PATCH", u"patch"_s, name, {{u"maxReaders"_s, 3}});
            QCOMPARE(answer.status, status);
            QCOMPARE(shapeOf(answer.json()), shapeOf(recorded(u"mediamtx/041-patch-missing.json"_s).body));
            QCOMPARE(get(u"/v3/config/paths/get/"_s + name).json()[u"maxReaders"_s].toInt(), 0);
        }
        // Done, and never confirmed.
        QVERIFY(m_fleet->control(u"/fault"_s, {{u"server"_s, u"ms-02"_s},
                                               {u"kind"_s, u"drop"_s},
                                               {u"scope"_s, u"writes"_s},
                                               {u"effect"_s, true}}));
        QVERIFY(change("PATCH", u"patch"_s, name, {{u"maxReaders"_s, 3}}).failed);
        QCOMPARE(get(u"/v3/config/paths/get/"_s + name).json()[u"maxReaders"_s].toInt(), 3);
    }

    void syntheticPathsObeyToo()
    {
        const QString name = u"synthetic-04/high"_s;
        QTRY_VERIFY(isReady(name));
        const QString before = readyTime(name);
        QVERIFY(patch(name, {{u"sourceOnDemandCloseAfter"_s, u"11s"_s}}));
        QTRY_VERIFY(isReady(name) && readyTime(name) > before);
        QVERIFY(add(u"copy"_s, pull(4)));
        QTRY_VERIFY(state(u"copy"_s)[u"online"_s].toBool());
        QVERIFY(patch(name, {{u"source"_s, u"publisher"_s}}));
        QTRY_COMPARE(state(name)[u"online"_s].toBool(true), false);
    }

    void manyPathsComeInPages()
    {
        FleetProcess large(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM));
        QVERIFY(large.start({u"--servers"_s, u"1"_s, u"--mediamtx"_s, u"1"_s, u"--tls"_s, u"none"_s,
                             u"--cameras"_s, u"1250"_s, u"--live"_s, u"0"_s},
                            15'000));
        QSet<QString> names;
        for (int page = 0; page < 3; ++page) {
            const QJsonObject body =
                large.call(0, u"/v3/paths/list?itemsPerPage=1000&page=%1"_s.arg(page)).json();
            QCOMPARE(body[u"itemCount"_s].toInt(), 2500);
            QCOMPARE(body[u"pageCount"_s].toInt(), 3);
            const QJsonArray items = body[u"items"_s].toArray();
            for (const auto &item : items) {
                names.insert(item[u"name"_s].toString());
            }
        }
        QCOMPARE(names.size(), 2500);
        QCOMPARE(large.call(0, u"/v3/config/paths/list"_s).json()[u"items"_s].toArray().size(), 100);
    }
};

QTEST_GUILESS_MAIN(FleetMediaMtxTest)
#include "tst_fleetmediamtx.moc"
