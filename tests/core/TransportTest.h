#pragma once

#include "app/mediaserver/ServerChannel.h"
#include "tests/core/SecretWatch.h"
#include "tests/support/HttpServer.h"

#include <QObject>
#include <QTest>

#include <memory>
#include <optional>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

inline const QByteArray token = "s3cret-Token~";

/// What became of one request, and how often it was said.
struct Outcome
{
    int calls = 0;
    std::optional<Result<HttpResponse>> result;

    [[nodiscard]] bool isError(ErrorCategory category) const
    {
        return calls == 1 && result && !*result && result->error().category == category;
    }
};

/// It carries the token in a header and in its query.
[[nodiscard]] inline streamkeeper::HttpRequest get(const QString &path = u"/"_s)
{
    streamkeeper::HttpRequest request;
    request.path = path;
    request.headers = {{"Authorization", token}};
    request.query = {{u"token"_s, QString::fromLatin1(token)}};
    return request;
}

/// A test of requests to a server that answers as the test wants: what such tests share. The log may not show
/// the token.
class TransportTest : public QObject
{
protected:
    void setUp()
    {
        m_watch = std::make_unique<SecretWatch>(QStringList{QString::fromLatin1(token)});
        m_handler = [](const HttpRequest &, const HttpResponder &responder) {
            responder.answer(200, "{}", {{"Content-Type", "application/json"}});
        };
        m_server =
            std::make_unique<HttpServer>([this](const HttpRequest &request, const HttpResponder &responder) {
                m_handler(request, responder);
            });
        QVERIFY(m_server->listen());
        m_transport = std::make_unique<HttpTransport>();
        connectTo();
    }

    void tearDown()
    {
        m_channel.reset();
        m_transport.reset();
        m_server.reset();
        const QString leak = m_watch->findInLog();
        m_watch.reset(); // also after a failure: there is one at a time
        QCOMPARE(leak, QString());
    }

    void connectTo(bool useTls = false, const QByteArray &pin = {})
    {
        m_channel = std::make_unique<ServerChannel>(
            *m_transport, ChannelAddress{useTls, u"127.0.0.1"_s, m_server->port(), pin});
    }

    std::shared_ptr<Outcome> send(streamkeeper::HttpRequest request, std::stop_token stop = {})
    {
        auto outcome = std::make_shared<Outcome>();
        m_channel->send(std::move(request), std::move(stop), [outcome](Result<HttpResponse> result) {
            ++outcome->calls;
            outcome->result = std::move(result);
        });
        return outcome;
    }

    Outcome sendAndWait(streamkeeper::HttpRequest request)
    {
        const auto outcome = send(std::move(request));
        (void)QTest::qWaitFor([&] { return outcome->calls > 0; }, 15'000);
        // Whatever would answer a second time does it now.
        m_channel.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
        return *outcome;
    }

    void expectNoSecret(const Error &error) const { m_watch->expectNone(error); }

    std::unique_ptr<SecretWatch> m_watch;
    HttpServer::Handler m_handler;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<ServerChannel> m_channel;
};

} // namespace streamkeeper::test
