#include "app/mediaserver/MediaServerClient.h"
#include "models/rules/AddressRule.h"
#include "models/rules/Adoption.h"
#include "tests/core/Await.h"
#include "tests/support/HttpServer.h"
#include "tests/support/Recording.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::await;
using test::HttpResponder;
using test::HttpServer;
using test::Recording;

namespace {

QJsonObject fieldCase(const QString &name)
{
    QFile file(QStringLiteral(STREAMKEEPER_TEST_DATA) + u"/field-cases/"_s + name + u".json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no field case %s", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QJsonObject merged(QJsonObject object, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        object[it.key()] = *it;
    return object;
}

/// A path as it runs when nothing is wrong with it.
const QJsonObject healthy{
    {u"ready"_s, true},
    {u"readyTime"_s, u"2026-11-20T10:00:00Z"_s},
    {u"available"_s, true},
    {u"availableTime"_s, u"2026-11-20T10:00:00Z"_s},
    {u"online"_s, true},
    {u"onlineTime"_s, u"2026-11-20T09:59:00Z"_s},
    {u"source"_s, QJsonObject{{u"type"_s, u"rtspSource"_s}, {u"id"_s, u""_s}}},
    {u"inboundBytes"_s, 1000},
    {u"outboundBytes"_s, 0},
    {u"readers"_s, QJsonArray()},
};

QByteArray page(const QJsonArray &items, int pages)
{
    return QJsonDocument(
               QJsonObject{{u"itemCount"_s, items.size()}, {u"pageCount"_s, pages}, {u"items"_s, items}})
        .toJson();
}

} // namespace

/// The kinds of paths that a MediaMTX has besides cameras that it pulls: what is shown of them, and what can
/// be adopted (what people report, tests/data/field-cases).
class MediaMtxKindsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<MediaServerClient> m_client;
    QJsonArray m_config;
    QJsonArray m_state;
    QJsonObject m_global;
    int m_pages = 1; ///< each of them the same

    void answer(const test::HttpRequest &request, const HttpResponder &responder) const
    {
        const test::HttpHeaders headers{{"Content-Type", "application/json"}};
        if (request.path == "/v3/config/paths/list")
            responder.answer(200, page(m_config, m_pages), headers);
        else if (request.path == "/v3/paths/list")
            responder.answer(200, page(m_state, m_pages), headers);
        else if (request.path == "/v3/config/global/get")
            responder.answer(200, QJsonDocument(m_global).toJson(), headers);
        else
            responder.answer(200, Recording::load(u"mediamtx"_s, u"001-info.json"_s).body, headers);
    }

    /// Paths without a word of their state run well, as far as their server runs them by themselves.
    void load(const QString &name)
    {
        const QJsonObject given = fieldCase(name);
        m_config = given[u"config"].toArray();
        const QByteArray usual = Recording::load(u"mediamtx"_s, u"087-global-get.json"_s).body;
        m_global = merged(QJsonDocument::fromJson(usual).object(), given[u"global"].toObject());
        m_state = {};
        for (const auto &state : given[u"state"].toArray()) {
            QJsonObject whole = merged(healthy, {{u"confName"_s, state.toObject()[u"name"]}});
            m_state.append(merged(whole, state.toObject()));
        }
    }

    [[nodiscard]] std::vector<RemoteStream> found()
    {
        const auto read = await(m_client->readStreams({}, {}));
        return read && *read ? **read : std::vector<RemoteStream>();
    }
    [[nodiscard]] static RemoteStream named(const std::vector<RemoteStream> &streams, const QString &name)
    {
        const auto stream = std::ranges::find(streams, name, &RemoteStream::remoteName);
        return stream == streams.end() ? RemoteStream() : *stream;
    }
    std::vector<ObservedStream> observed()
    {
        const auto read = await(m_client->poll({}));
        return read && *read ? (*read)->streams : std::vector<ObservedStream>();
    }

private Q_SLOTS:
    void init()
    {
        m_pages = 1;
        m_server = std::make_unique<HttpServer>(
            [this](const auto &request, const auto &responder) { answer(request, responder); });
        QVERIFY(m_server->listen());
        m_transport = std::make_unique<HttpTransport>();
        MediaServer card;
        card.id = ServerId::create();
        card.type = ServerType::MediaMtx;
        card.useTls = false;
        card.internalHost = u"127.0.0.1"_s;
        card.apiPort = m_server->port();
        card.rtspPort = 8554;
        card.hlsPort = 8888;
        card.userName = u"admin"_s;
        m_client = MediaServerClient::create(card, SecretText(u"adminpass"_s), *m_transport);
    }
    void cleanup()
    {
        m_client.reset();
        m_transport.reset();
        m_server.reset();
    }

    void whatIsNoCameraHasItsReason_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("reason"); ///< a part of it; empty: it can be adopted
        QTest::newRow("redirect inside") << u"old-lobby"_s << u"another address"_s;
        QTest::newRow("redirect to another server") << u"other-box"_s << u"another address"_s;
        QTest::newRow("built-in camera") << u"pi"_s << u"own computer"_s;
        QTest::newRow("its second stream") << u"pi-sub"_s << u"own computer"_s;
        QTest::newRow("to publish to") << u"encoder"_s << u"publish to"_s;
        QTest::newRow("of a pattern")
            << u"site-12/cam1"_s << u"comes from the pattern “~^site-([0-9]+)/(.+)$”"_s;
        QTest::newRow("pushed into a pattern") << u"pub/drone-1"_s << u"pushed by a publisher"_s;
        QTest::newRow("pushed by a stranger") << u"stray"_s << u"pushed by a publisher"_s;
        for (const QString &name : {u"multicast"_s, u"rtmp-in"_s, u"whep-in"_s, u"ws-cam"_s, u"12345"_s,
                                    u"1e3"_s, u"true"_s, u"null"_s, u"api.v3"_s, u"a/b/c/d/e"_s, u"list"_s,
                                    u"get/list"_s, u"..hidden"_s, u"-rf"_s, u"--all"_s})
            QTest::newRow(qPrintable(name)) << name << QString();
    }
    void whatIsNoCameraHasItsReason()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, reason);
        load(u"sources"_s);
        const auto streams = found();
        QCOMPARE(streams.size(), 23u);
        const RemoteStream stream = named(streams, name);
        QCOMPARE(stream.remoteName, name);
        QVERIFY2(stream.obstacle.contains(reason), qPrintable(stream.obstacle));
        QCOMPARE(stream.obstacle.isEmpty(), reason.isEmpty());
        QCOMPARE(stream.address.isEmpty(), !reason.isEmpty());
    }

    void aGroupAddressIsNoCameraIp()
    {
        load(u"sources"_s);
        const auto streams = found();
        for (const AdoptionProposal &camera : proposeAdoption(streams)) {
            const bool hasIp = camera.cameraName != u"multicast";
            QCOMPARE(!camera.ipAddress.isEmpty(), hasIp);
        }
    }

    void aStreamIsEditedToAnotherWayOfItsKind_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("multicast") << u"multicast"_s << u"udp+mpegts://239.1.1.2:1234"_s << true;
        QTest::newRow("RTMP") << u"rtmp-in"_s << u"rtmps://192.0.2.70/live/y"_s << true;
        QTest::newRow("WHEP") << u"whep-in"_s << u"wheps://192.0.2.71/y/whep"_s << true;
        QTest::newRow("WebSocket") << u"ws-cam"_s << u"rtsps+wss://192.0.2.72/y"_s << true;
        QTest::newRow("RTMP to RTSP") << u"rtmp-in"_s << u"rtsp://192.0.2.70/y"_s << true;
        QTest::newRow("RTMP to SRT") << u"rtmp-in"_s << u"srt://192.0.2.70:9000?streamid=x"_s << true;
        QTest::newRow("RTSP") << u"12345"_s << u"rtsp://192.0.2.73/y"_s << true;
        QTest::newRow("RTSP to a file") << u"12345"_s << u"file:///etc/passwd"_s << false;
        QTest::newRow("RTMP to a file") << u"rtmp-in"_s << u"file:///etc/passwd"_s << false;
        QTest::newRow("RTSP to SRT") << u"12345"_s << u"srt://192.0.2.70:9000"_s << false;
    }
    void aStreamIsEditedToAnotherWayOfItsKind()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, wanted);
        QFETCH(const bool, isTaken);
        load(u"sources"_s);
        const StreamAddress before = named(found(), name).address;
        QVERIFY(!before.isEmpty());
        QCOMPARE(fields::checkEditedAddress(wanted, before).has_value(), isTaken);
    }

    void whatRunsOnDemandAndWhatPlaysItsSlateIsNotActive()
    {
        load(u"ondemand"_s);
        const auto streams = observed();
        QCOMPARE(streams.size(), 3u);
        const auto statusOf = [&](const QString &name) {
            return std::ranges::find(streams, name, &ObservedStream::remoteName)->status;
        };
        QCOMPARE(statusOf(u"solar-trap"_s), StreamStatus::Idle);
        QCOMPARE(statusOf(u"mast"_s), StreamStatus::Inactive);
        // Watched, and with its camera: both as any other.
        for (QJsonArray watched = m_state; const auto &state : watched) {
            m_state.append(merged(merged(healthy, {{u"confName"_s, state.toObject()[u"name"]}}),
                                  {{u"name"_s, state.toObject()[u"name"]}}));
            m_state.removeFirst();
        }
        const auto running = observed();
        const auto isActive = [](const ObservedStream &stream) {
            return stream.status == StreamStatus::Active;
        };
        QCOMPARE(std::ranges::count_if(running, isActive), 2); // the redirect is not among the running
    }

    void whatAServerDoesNotGiveHasItsReason_data()
    {
        QTest::addColumn<QJsonObject>("global");
        QTest::addColumn<QString>("rtspReason"); ///< parts of them; empty: there is an address
        QTest::addColumn<QString>("hlsReason");
        QTest::newRow("as usual") << QJsonObject() << QString() << QString();
        QTest::newRow("encrypted RTSP too")
            << QJsonObject{{u"rtspEncryption"_s, u"optional"_s}} << QString() << QString();
        QTest::newRow("encrypted RTSP only, no HLS")
            << fieldCase(u"strict"_s)[u"global"].toObject() << QString() << u"turned off"_s;
        QTest::newRow("encrypted RTSP only, on no port")
            << QJsonObject{{u"rtspEncryption"_s, u"strict"_s}, {u"rtspsAddress"_s, QString()}}
            << u"on which port"_s << QString();
        QTest::newRow("no RTSP") << QJsonObject{{u"rtsp"_s, false}} << u"turned off"_s << QString();
    }
    void whatAServerDoesNotGiveHasItsReason()
    {
        QFETCH(const QJsonObject, global);
        QFETCH(const QString, rtspReason);
        QFETCH(const QString, hlsReason);
        load(u"strict"_s);
        m_global = merged(
            QJsonDocument::fromJson(Recording::load(u"mediamtx"_s, u"087-global-get.json"_s).body).object(),
            global);
        observed(); // a poll reads what the server gives
        const auto live = await(m_client->liveUrls(u"gate"_s, false, {}));
        QVERIFY(live && *live);
        QVERIFY2((*live)->rtspReason.contains(rtspReason), qPrintable((*live)->rtspReason));
        QVERIFY2((*live)->hlsReason.contains(hlsReason), qPrintable((*live)->hlsReason));
        QCOMPARE((*live)->rtsp.isEmpty(), !rtspReason.isEmpty());
        const bool isEncryptedOnly = m_global[u"rtspEncryption"_s] == u"strict"_s;
        QVERIFY(!isEncryptedOnly ||
                rtspReason.isEmpty() == (*live)->rtsp.toString().startsWith(u"rtsps://"_s));
        QCOMPARE((*live)->hls.isEmpty(), !hlsReason.isEmpty());
        const auto abilities = await(m_client->readShareAbilities(u"gate"_s, {}));
        QVERIFY(abilities && *abilities);
        QCOMPARE((*abilities)->liveRtspReason, (*live)->rtspReason);
        QCOMPARE((*abilities)->liveHlsReason, (*live)->hlsReason);
    }

    void namesThatComeTwiceWhilePagingChangeNothing()
    {
        load(u"sources"_s);
        const auto once = found();
        const auto seenOnce = observed();
        m_pages = 3;
        QCOMPARE(found(), once);
        QCOMPARE(observed().size(), seenOnce.size());
    }
};

QTEST_GUILESS_MAIN(MediaMtxKindsTest)
#include "tst_mediamtxkinds.moc"
