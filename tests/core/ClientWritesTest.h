#pragma once

#include "app/mediaserver/MediaServerClient.h"
#include "tests/core/Await.h"
#include "tests/core/SecretWatch.h"

#include <QObject>
#include <QTest>

#include <memory>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

/// What is written, with a password.
inline const QString address = u"rtsp://admin:s3cr%40t@10.0.0.5/high"_s;

/// A test of writes to a pretended media server of one make: what such tests share. The log may not show the
/// password of the address, nor what the client signs in with.
template <typename Server>
class ClientWritesTest : public QObject
{
protected:
    /// The server runs, and nobody is connected to it yet.
    void startServer(const QString &credential)
    {
        m_watch = std::make_unique<SecretWatch>(QStringList{u"s3cr%40t"_s, u"s3cr@t"_s, credential});
        m_server = std::make_unique<Server>();
        QVERIFY(m_server->http().listen());
        m_transport = std::make_unique<HttpTransport>();
    }
    void stopServer()
    {
        m_client.reset();
        m_transport.reset();
        m_server.reset();
        const QString leak = m_watch->findInLog();
        m_watch.reset(); // also after a failure: there is one at a time
        QCOMPARE(leak, QString());
    }

    [[nodiscard]] VoidResult write(const StreamWrite &what) { return run(m_client->writeStream(what, {})); }

    std::unique_ptr<Server> m_server;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<MediaServerClient> m_client;
    std::unique_ptr<SecretWatch> m_watch;
};

} // namespace streamkeeper::test
