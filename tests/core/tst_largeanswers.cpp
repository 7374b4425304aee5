#include "app/mediaserver/MediaServerClient.h"
#include "models/domain/AnswerLimits.h"
#include "tests/core/Await.h"
#include "tests/core/CpuClock.h"
#include "tests/core/FakeV2Server.h"

#include <QFile>
#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::FakeV2Server;
using test::HttpServer;

namespace {

constexpr qsizetype large = ServerChannel::largestHere + 1;

/// Where something ran, and what became of it.
struct Ran
{
    std::optional<Result<std::thread::id>> result;
    std::thread::id resumedOn;

    [[nodiscard]] bool isCancelled() const
    {
        return result && !*result && result->error().category == ErrorCategory::Cancelled;
    }
};

template <typename Work>
QCoro::Task<void> drive(ServerChannel &channel, qsizetype bytes, Work work, std::shared_ptr<Ran> ran)
{
    auto result = co_await channel.compute(bytes, std::move(work));
    ran->resumedOn = std::this_thread::get_id();
    ran->result = std::move(result);
}

Result<std::thread::id> whereAmI()
{
    return std::this_thread::get_id();
}

/// Work that waits until it may go on, and counts how many do so at a time.
struct Gate
{
    QSemaphore mayGoOn;
    std::atomic<int> running = 0;
    std::atomic<int> most = 0;
    std::atomic<int> ended = 0;

    Result<std::thread::id> pass()
    {
        const int now = ++running;
        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);)
            ;
        mayGoOn.acquire();
        --running;
        ++ended;
        return std::this_thread::get_id();
    }
};

/// The most memory that this process has had since the last reset, in kilobytes.
qint64 peakKb()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

void resetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

} // namespace

/// Large answers are read on other threads than the one that all servers share, one at a time for each
/// server.
class LargeAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_transport = std::make_unique<HttpTransport>();
        for (auto &channel : m_channels)
            channel = std::make_unique<ServerChannel>(*m_transport, ChannelAddress{});
        m_gate = std::make_shared<Gate>();
    }

    void cleanup()
    {
        m_gate->mayGoOn.release(1000);
        for (auto &channel : m_channels)
            channel.reset();
        m_transport.reset();
    }

    void whatIsLargeIsReadOnAnotherThread()
    {
        const auto here = std::this_thread::get_id();
        const auto small = start(0, ServerChannel::largestHere, &whereAmI);
        QVERIFY(small->result && *small->result);
        QVERIFY(**small->result == here);
        const auto big = start(0, large, &whereAmI);
        QVERIFY(!big->result); // not within the call
        QTRY_VERIFY(big->result);
        QVERIFY(*big->result);
        QVERIFY(**big->result != here);
        QVERIFY(big->resumedOn == here);
    }

    void aFailureComesBackAsItIs()
    {
        const auto ran = start(
            0, large, []() -> Result<std::thread::id> { return fail(ErrorCategory::Parse, u"damaged"_s); });
        QTRY_VERIFY(ran->result);
        QVERIFY(!*ran->result);
        QCOMPARE(ran->result->error().message, u"damaged"_s);
    }

    void aServerHasOneThreadAtATime()
    {
        std::vector<std::shared_ptr<Ran>> hostile;
        for (int i = 0; i < 5; ++i)
            hostile.push_back(startWaiting(0));
        QTRY_COMPARE(m_gate->running, 1);
        // The other thread is for the others.
        const auto other = start(1, large, &whereAmI);
        QTRY_VERIFY(other->result);
        QVERIFY(!hostile.front()->result);
        m_gate->mayGoOn.release(5);
        QTRY_VERIFY(hostile.back()->result);
        QCOMPARE(m_gate->most, 1);
    }

    void serversGetTheirTurnsOneAfterTheOther()
    {
        std::vector<std::shared_ptr<Ran>> hostile;
        for (int i = 0; i < 10; ++i)
            hostile.push_back(startWaiting(i % 2));
        QTRY_COMPARE(m_gate->running, WorkPool::threadCount);
        const auto other = start(2, large, &whereAmI);
        m_gate->mayGoOn.release(1); // the next of the same server comes after the other one
        QTRY_VERIFY(other->result);
        QCOMPARE(m_gate->ended, 1);
        m_gate->mayGoOn.release(9);
        QTRY_VERIFY(hostile.back()->result);
        QCOMPARE(m_gate->most, WorkPool::threadCount);
    }

    void whoIsClosedIsAnsweredAtOnce()
    {
        const auto running = startWaiting(0);
        const auto waiting = startWaiting(0);
        QTRY_COMPARE(m_gate->running, 1);
        m_channels[0]->close();
        QVERIFY(running->isCancelled());
        QVERIFY(waiting->isCancelled());
        QVERIFY(start(0, large, &whereAmI)->isCancelled());
        m_channels[0].reset(); // what still runs needs nothing of it
        m_gate->mayGoOn.release(2);
        QTRY_COMPARE(m_gate->ended, 1); // what had not begun never does: the pool is free
        const auto other = start(1, large, &whereAmI);
        QTRY_VERIFY(other->result);
        QCOMPARE(m_gate->ended, 1);
    }

    void theEndWaitsForWhatIsRunning()
    {
        const auto running = startWaiting(0);
        const auto waiting = startWaiting(1);
        const auto third = startWaiting(2);
        QTRY_COMPARE(m_gate->running, WorkPool::threadCount);
        for (auto &channel : m_channels)
            channel.reset();
        QVERIFY(running->isCancelled() && waiting->isCancelled() && third->isCancelled());
        std::thread later([gate = m_gate] { gate->mayGoOn.release(3); });
        m_transport.reset();
        later.join();
        QVERIFY(m_gate->ended >= WorkPool::threadCount);
        QCOMPARE(m_gate->running, 0);
    }

    /// With a pool that is busy, a large list waits, and a small one does not.
    void pollsReadLargeListsThere()
    {
        FakeV2Server server;
        QVERIFY(server.http().listen());
        const auto client = MediaServerClient::create(server.card(), server.secret(), *m_transport);
        server.streams.insert(u"a"_s, {});
        occupyPool();
        QVERIFY(test::run(client->poll({})));
        QByteArray list = "{";
        for (int i = 0; i < 10'000; ++i)
            list += (i > 0 ? ",\"s" : "\"s") + QByteArray::number(i) + "\":{\"status\":\"active\"}";
        list += '}';
        QVERIFY(list.size() > ServerChannel::largestHere);
        server.intercept = answering(u"/api/streams/"_s, list);
        std::optional<Result<ServerSnapshot>> snapshot;
        collect(client->poll({}), snapshot);
        QTRY_COMPARE(m_transport->workPool().pendingCount(), WorkPool::threadCount + 1);
        QVERIFY(!snapshot);
        m_gate->mayGoOn.release(WorkPool::threadCount);
        QTRY_VERIFY(snapshot);
        QVERIFY(*snapshot);
        QCOMPARE((*snapshot)->streams.size(), 10'000u);
        client->channel().close();
    }

    void aPollThatIsClosedWhileItsListIsReadIsCancelled()
    {
        FakeV2Server server;
        QVERIFY(server.http().listen());
        auto client = MediaServerClient::create(server.card(), server.secret(), *m_transport);
        const QByteArray list = "{\"a\":{\"status\":\"active\",\"odd\":\"" + QByteArray(large, 'x') + "\"}}";
        server.intercept = answering(u"/api/streams/"_s, list);
        occupyPool();
        std::optional<Result<ServerSnapshot>> snapshot;
        collect(client->poll({}), snapshot);
        QTRY_COMPARE(m_transport->workPool().pendingCount(), WorkPool::threadCount + 1);
        client->channel().close();
        QVERIFY(snapshot);
        QCOMPARE(snapshot->error().category, ErrorCategory::Cancelled);
        client.reset();
    }

    /// A MediaMTX that has ever more pages is refused when it has told more than any server has, and nothing
    /// of the pages is kept until then.
    void anEndlessListIsRefusedInBoundedMemory()
    {
        const QByteArray page =
            "{\"pageCount\":900,\"items\":[{\"name\":\"a\"}],\"odd\":\"" + QByteArray(8'000'000, 'x') + "\"}";
        HttpServer server([&page](const test::HttpRequest &request, const test::HttpResponder &responder) {
            const bool isList = request.path.endsWith("/paths/list");
            responder.answer(isList ? 200 : 404, isList ? page : QByteArray(),
                             {{"Content-Type", "application/json"}});
        });
        QVERIFY(server.listen());
        MediaServer card;
        card.type = ServerType::MediaMtx;
        card.useTls = false;
        card.internalHost = u"127.0.0.1"_s;
        card.apiPort = server.port();
        const auto client = MediaServerClient::create(card, SecretText(), *m_transport);
        const auto poll = [&] { return test::await(client->poll({}), 60s); };
        resetPeak();
        const qint64 before = peakKb();
        const auto snapshot = poll();
        const qint64 grownKb = peakKb() - before;
        QVERIFY(snapshot && !*snapshot);
        QCOMPARE(snapshot->error().category, ErrorCategory::Protocol);
        QVERIFY2(snapshot->error().message.contains(u"lists more than any server carries"),
                 qPrintable(snapshot->error().message));
        QVERIFY(server.bytesWritten() > limits::maxListBytes);
        QVERIFY(server.bytesWritten() < limits::maxListBytes + 5 * page.size());
        qInfo("%lld MB were sent, %lld MB were kept at most", server.bytesWritten() / 1'000'000,
              grownKb / 1000);
        // Sanitizers keep what is freed for a while.
        if (!__asan_init)
            QVERIFY2(grownKb * 1024 < limits::maxListBytes / 2, qPrintable(QString::number(grownKb)));
        client->channel().close();
    }

private:
    template <typename Work>
    std::shared_ptr<Ran> start(int channel, qsizetype bytes, Work work)
    {
        auto ran = std::make_shared<Ran>();
        drive(*m_channels[channel], bytes, std::move(work), ran);
        return ran;
    }

    std::shared_ptr<Ran> startWaiting(int channel)
    {
        return start(channel, large, [gate = m_gate] { return gate->pass(); });
    }

    void occupyPool()
    {
        for (int i = 0; i < WorkPool::threadCount; ++i)
            startWaiting(i);
        QTRY_COMPARE(m_gate->running, WorkPool::threadCount);
    }

    static std::function<bool(const test::HttpRequest &, const test::HttpResponder &)>
    answering(const QString &path, const QByteArray &body)
    {
        return [path, body](const test::HttpRequest &request, const test::HttpResponder &responder) {
            if (QString::fromLatin1(request.path) != path)
                return false;
            responder.answer(200, body, {{"Content-Type", "application/json"}});
            return true;
        };
    }

    static QCoro::Task<void> collect(QCoro::Task<Result<ServerSnapshot>> poll,
                                     std::optional<Result<ServerSnapshot>> &into)
    {
        into = co_await poll;
    }

    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<ServerChannel> m_channels[3];
    std::shared_ptr<Gate> m_gate;
};

QTEST_GUILESS_MAIN(LargeAnswersTest)
#include "tst_largeanswers.moc"
