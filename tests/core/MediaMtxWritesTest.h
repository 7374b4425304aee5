#pragma once

#include "tests/core/ClientWritesTest.h"
#include "tests/core/FakeMediaMtx.h"

namespace streamkeeper::test {

/// A test of writes to a MediaMTX: what such tests share.
class MediaMtxWritesTest : public ClientWritesTest<FakeMediaMtx>
{
protected:
    void setUp()
    {
        startServer(u"adminpass"_s);
        if (QTest::currentTestFailed())
            return;
        connectAs(u"adminpass"_s);
    }

    void connectAs(const QString &password)
    {
        MediaServer card;
        card.id = ServerId::create();
        card.type = ServerType::MediaMtx;
        card.useTls = false;
        card.internalHost = u"127.0.0.1"_s;
        card.apiPort = m_server->http().port();
        card.userName = u"admin"_s;
        m_client = MediaServerClient::create(card, SecretText(password), *m_transport);
    }

    static StreamWrite writeOf(StreamSettingFlags changed = allStreamSettings())
    {
        StreamWrite write;
        write.settings.remoteName = u"yard/high"_s;
        write.settings.address = StreamAddress::fromText(address);
        write.changed = changed;
        return write;
    }

    VoidResult remove(bool eraseRecordings)
    {
        return run(m_client->removeStream(u"yard/high"_s, eraseRecordings, {}));
    }

    void addPulled(const QJsonObject &members = {})
    {
        QJsonObject all{{u"source"_s, u"rtsp://old:pw0ld@10.0.0.4/x"_s}, {u"maxReaders"_s, 7}};
        for (auto it = members.begin(); it != members.end(); ++it)
            all[it.key()] = *it;
        m_server->addPath(u"yard/high"_s, all);
    }
};

} // namespace streamkeeper::test
