#include "tests/core/Await.h"
#include "tests/core/TransportTest.h"

#include <QTest>
#include <QThread>

#include <algorithm>
#include <functional>
#include <memory>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace streamkeeper;
using test::get;
using test::HttpResponder;
using test::Outcome;

/// Many requests of one channel: which wait, who may stop them, what closing ends, and who is told of it.
class TransportQueueTest : public test::TransportTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void fourRequestsRunAtATimeAndTheOthersWait()
    {
        QList<HttpResponder> open;
        m_handler = [&](const test::HttpRequest &, const HttpResponder &responder) {
            open.append(responder);
        };
        QList<std::shared_ptr<Outcome>> outcomes;
        for (int i = 0; i < 10; ++i)
            outcomes.append(send(get()));
        QVERIFY(QTest::qWaitFor([&] { return open.size() == 4; }));
        QVERIFY(!QTest::qWaitFor([&] { return open.size() > 4; }, 100));
        int answered = 0;
        while (answered < 10) {
            QVERIFY(QTest::qWaitFor([&] { return open.size() > answered; }));
            QVERIFY(open.size() - answered <= 4);
            open[answered++].answer(200, "x");
        }
        QVERIFY(QTest::qWaitFor([&] {
            return std::all_of(outcomes.cbegin(), outcomes.cend(),
                               [](const auto &one) { return one->calls == 1; });
        }));
        for (const auto &outcome : outcomes)
            QVERIFY(*outcome->result);
    }

    void theDeadlineOfAQueuedRequestStartsWithIt()
    {
        QList<HttpResponder> open;
        m_handler = [&](const test::HttpRequest &, const HttpResponder &responder) {
            open.append(responder);
        };
        QList<std::shared_ptr<Outcome>> outcomes;
        for (int i = 0; i < 5; ++i) {
            HttpRequest request = get();
            request.deadline = i < 4 ? 400ms : 10s;
            outcomes.append(send(request));
        }
        QVERIFY(QTest::qWaitFor([&] { return open.size() == 5; }, 5'000));
        open[4].answer(200, "late");
        QVERIFY(QTest::qWaitFor([&] { return outcomes[4]->calls == 1; }));
        QVERIFY(*outcomes[4]->result);
        for (int i = 0; i < 4; ++i)
            QVERIFY(outcomes[i]->isError(ErrorCategory::Timeout));
    }

    void aStopFromAnotherThreadCancelsOnOurs()
    {
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) { responder.hang(); };
        std::stop_source running;
        std::stop_source queued;
        QThread *thread = nullptr;
        int calls = 0;
        m_channel->send(get(), running.get_token(), [&](const Result<HttpResponse> &result) {
            ++calls;
            thread = QThread::currentThread();
            QCOMPARE(result.error().category, ErrorCategory::Cancelled);
        });
        for (int i = 0; i < 3; ++i)
            m_channel->send(get(), {}, [](const Result<HttpResponse> &) {});
        const auto waiting = send(get(), queued.get_token());
        QVERIFY(QTest::qWaitFor([&] { return m_server->requestCount() == 4; }));
        std::thread([&] {
            queued.request_stop();
            running.request_stop();
        }).join();
        QCOMPARE(calls, 0);
        QVERIFY(QTest::qWaitFor([&] { return calls == 1 && waiting->calls == 1; }));
        QCOMPARE(thread, QThread::currentThread());
        QVERIFY(waiting->isError(ErrorCategory::Cancelled));
        QCOMPARE(m_server->requestCount(), 4); // the queued one was never sent
    }

    void aStopAfterTheAnswerChangesNothing()
    {
        std::stop_source source;
        const auto outcome = send(get(), source.get_token());
        QVERIFY(QTest::qWaitFor([&] { return outcome->calls == 1; }));
        source.request_stop();
        QCoreApplication::processEvents();
        QCOMPARE(outcome->calls, 1);
        QVERIFY(*outcome->result);
    }

    void aStopAskedBeforehandSendsNothing()
    {
        std::stop_source source;
        source.request_stop();
        const auto outcome = send(get(), source.get_token());
        QVERIFY(outcome->isError(ErrorCategory::Cancelled));
        QCOMPARE(m_server->requestCount(), 0);
    }

    void closingEndsRunningAndQueuedRequestsAtOnce_data()
    {
        QTest::addColumn<bool>("destroys");
        QTest::newRow("closed") << false;
        QTest::newRow("destroyed") << true;
    }

    void closingEndsRunningAndQueuedRequestsAtOnce()
    {
        QFETCH(bool, destroys);
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) { responder.hang(); };
        QList<std::shared_ptr<Outcome>> outcomes;
        for (int i = 0; i < 8; ++i)
            outcomes.append(send(get()));
        QVERIFY(QTest::qWaitFor([&] { return m_server->requestCount() == 4; }));
        if (destroys)
            m_channel.reset();
        else
            m_channel->close();
        for (const auto &outcome : outcomes)
            QVERIFY(outcome->isError(ErrorCategory::Cancelled));
        if (!destroys)
            QVERIFY(send(get())->isError(ErrorCategory::Cancelled)); // what comes later, too
        QVERIFY(QTest::qWaitFor([&] { return m_server->openConnectionCount() == 0; }));
        QCOMPARE(m_server->requestCount(), 4);
        for (const auto &outcome : outcomes)
            QCOMPARE(outcome->calls, 1);
    }

    void aContinuationMayDestroyTheChannelThatIsBeingClosed()
    {
        m_handler = [](const test::HttpRequest &, const HttpResponder &responder) { responder.hang(); };
        auto *channel = new ServerChannel(*m_transport, {false, u"127.0.0.1"_s, m_server->port(), {}});
        int calls = 0;
        for (int i = 0; i < 6; ++i) {
            channel->send(get(), {}, [&, channel](const Result<HttpResponse> &) {
                // As a coroutine does that owns its client and ends when the request ends.
                if (++calls == 1)
                    delete channel;
            });
        }
        QVERIFY(QTest::qWaitFor([&] { return m_server->requestCount() == 4; }));
        channel->close();
        QCOMPARE(calls, 6);
    }

    void aContinuationMayDestroyTheChannelThatAnswered()
    {
        auto *channel = new ServerChannel(*m_transport, {false, u"127.0.0.1"_s, m_server->port(), {}});
        int calls = 0;
        for (int i = 0; i < 6; ++i) {
            channel->send(get(), {}, [&, channel](const Result<HttpResponse> &) {
                if (++calls == 1)
                    delete channel;
            });
        }
        QVERIFY(QTest::qWaitFor([&] { return calls == 6; }));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(calls, 6);
    }

    void aContinuationMaySendAgain()
    {
        int calls = 0;
        std::function<void(Result<HttpResponse>)> again = [&](const Result<HttpResponse> &) {
            if (++calls < 5)
                m_channel->send(get(), {}, again);
        };
        m_channel->send(get(), {}, again);
        QVERIFY(QTest::qWaitFor([&] { return calls == 5; }));
        QCOMPARE(m_server->acceptedConnectionCount(), 1); // kept alive
    }

    void anAwaitedAnswerResumesOnce_data()
    {
        QTest::addColumn<QString>("way");
        for (const char *way : {"answered", "refused", "closed", "closed before", "stopped", "deadline"})
            QTest::newRow(way) << QString::fromLatin1(way);
    }

    void anAwaitedAnswerResumesOnce()
    {
        QFETCH(QString, way);
        if (way == u"refused")
            m_server->stopListening();
        if (way != u"answered")
            m_handler = [](const test::HttpRequest &, const HttpResponder &responder) { responder.hang(); };
        if (way == u"closed before")
            m_channel->close();
        std::stop_source source;
        int resumed = 0;
        std::optional<ErrorCategory> category;
        HttpRequest request = get();
        request.deadline = way == u"deadline" ? 200ms : 10s;
        const auto run = [&](ServerChannel &channel, std::stop_token stop) -> QCoro::Task<void> {
            const auto answer = co_await channel.send(request, stop);
            ++resumed;
            if (!answer)
                category = answer.error().category;
        };
        run(*m_channel, source.get_token());
        QCOMPARE(resumed, way == u"closed before" ? 1 : 0);
        if (way == u"closed" || way == u"stopped") {
            QVERIFY(QTest::qWaitFor([&] { return m_server->requestCount() == 1; }));
            if (way == u"closed")
                m_channel.reset();
            else
                source.request_stop();
        }
        QVERIFY(QTest::qWaitFor([&] { return resumed > 0; }, 10'000));
        m_channel.reset();
        QCoreApplication::processEvents();
        QCOMPARE(resumed, 1);
        QCOMPARE(category.has_value(), way != u"answered");
        if (way == u"refused")
            QCOMPARE(*category, ErrorCategory::Network);
        else if (way == u"deadline")
            QCOMPARE(*category, ErrorCategory::Timeout);
        else if (category)
            QCOMPARE(*category, ErrorCategory::Cancelled);
    }

    void awaitGivesTheResultOfACoroutine()
    {
        const auto run = [](ServerChannel &channel) -> QCoro::Task<int> {
            const auto first = co_await channel.send(get());
            const auto second = co_await channel.send(get());
            co_return first &&second ? first->status + second->status : -1;
        };
        QCOMPARE(test::await(run(*m_channel)), 400);
    }
};

QTEST_GUILESS_MAIN(TransportQueueTest)
#include "tst_transportqueue.moc"
