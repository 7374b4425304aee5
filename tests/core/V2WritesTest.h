#pragma once

#include "tests/core/ClientWritesTest.h"
#include "tests/core/FakeV2Server.h"

#include <algorithm>
#include <functional>

namespace streamkeeper::test {

/// A test of writes to a media_server_v2: what such tests share.
class V2WritesTest : public ClientWritesTest<FakeV2Server>
{
protected:
    void setUp()
    {
        startServer(u"Tok-9f8e7d6c5b4a"_s);
        if (QTest::currentTestFailed())
            return;
        connectTo(m_server->card());
    }

    /// With connections of its own: none that the server closed a moment ago.
    void connectAnew(const MediaServer &card)
    {
        m_client.reset();
        m_transport = std::make_unique<HttpTransport>();
        connectTo(card);
    }

    void connectTo(const MediaServer &card)
    {
        m_client = MediaServerClient::create(card, m_server->secret(), *m_transport);
    }

    static StreamWrite writeOf(StreamSettingFlags changed = allStreamSettings())
    {
        StreamWrite write;
        write.settings.remoteName = u"yard"_s;
        write.settings.displayName = u"Yard"_s;
        write.settings.cameraUid = u"cam"_s;
        write.settings.address = StreamAddress::fromText(address);
        write.settings.audio = Tristate::Yes;
        write.changed = changed;
        return write;
    }

    Result<RemoteStream> readBack() { return run(m_client->readStream(u"yard"_s, {})); }

    /// A stream as somebody else configured it.
    void addForeignStream()
    {
        FakeV2Server::Stream stream;
        stream.address = u"rtsp://old:pw0ld@10.0.0.4/x"_s;
        stream.access = u"private"_s;
        stream.isRecording = true;
        stream.depthSeconds = 864'000;
        stream.otherKeys = {{u"stream-limit"_s, u"7"_s}, {u"reconnect-timeout"_s, u"10s"_s}};
        m_server->streams[u"yard"_s] = stream;
    }

    /// Writes are taken over; what is read goes on as usual.
    void interceptWrites(const std::function<void(const HttpResponder &)> &handle)
    {
        m_server->intercept = [handle](const HttpRequest &request, const HttpResponder &responder) {
            if (request.method == "GET" || request.path == "/api/server/")
                return false;
            handle(responder);
            return true;
        };
    }

    int writesSent() const
    {
        return int(std::ranges::count_if(m_server->requests, [](const QString &request) {
            return !request.startsWith(u"GET") && request != u"POST /api/server/";
        }));
    }
};

} // namespace streamkeeper::test
