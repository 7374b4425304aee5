#pragma once

#include "app/async/AsyncScope.h"
#include "app/mediaserver/HttpTransport.h"
#include "app/mediaserver/ServerProbe.h"
#include "app/sync/Poller.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <map>
#include <memory>
#include <vector>

namespace streamkeeper {

/// The thread on which all talk with media servers happens. Lives on the caller's thread and brings
/// answers back to it; a context object that is gone by then gets none.
class NetworkThread : public QObject
{
    Q_OBJECT

public:
    explicit NetworkThread(QObject *parent = nullptr);
    /// Aborts everything under way and waits for the thread.
    ~NetworkThread() override;

    /// Runs `work` on the network thread; it must not wait.
    void post(std::function<void(Poller &)> work);

    /// See HttpTransport::limitDeadlines().
    void limitDeadlines(std::chrono::milliseconds longest);
    void answerBy(std::chrono::milliseconds end);

    /// Runs a coroutine there and hands its result to `done` here.
    template <typename T>
    void run(QObject *context, std::function<QCoro::Task<T>(Poller &)> work, std::function<void(T)> done)
    {
        QPointer<QObject> guard(context);
        auto deliver = [this, guard, done = std::move(done)](T result) {
            QMetaObject::invokeMethod(
                this,
                [guard, done, result = std::move(result)]() mutable {
                    if (guard)
                        done(std::move(result));
                },
                Qt::QueuedConnection);
        };
        post([this, work = std::move(work), deliver = std::move(deliver)](Poller &) {
            drive<T>(work, deliver);
        });
    }

    /// The same with a client for a server that is not polled (yet): it lives as long as the call.
    template <typename T>
    void runWithClient(QObject *context, MediaServer server, SecretText secret,
                       std::function<QCoro::Task<T>(MediaServerClient &)> work, std::function<void(T)> done)
    {
        run<T>(
            context,
            [this, server = std::move(server), secret = std::move(secret), work = std::move(work)](Poller &) {
                return driveClient<T>(server, secret, work);
            },
            std::move(done));
    }

    /// The same with a channel to any other server, and a scope for what waits beside it.
    template <typename T>
    void runWithChannel(QObject *context, ChannelAddress address,
                        std::function<QCoro::Task<T>(ServerChannel &, AsyncScope &)> work,
                        std::function<void(T)> done)
    {
        run<T>(
            context,
            [this, address = std::move(address), work = std::move(work)](Poller &) {
                return driveChannel<T>(address, work);
            },
            std::move(done));
    }

    /// One request to any address (media over http), outside the servers' own queues. `done` runs on
    /// the network thread. Callable from every thread.
    void fetch(const ChannelAddress &address, HttpRequest request, std::stop_token stop,
               std::function<void(Result<HttpResponse>)> done);

    /// The same for a caller here: `done` runs on this thread, not after `context` is gone.
    void fetch(const ChannelAddress &address, HttpRequest request, QObject *context,
               std::function<void(Result<HttpResponse>)> done);

Q_SIGNALS:
    void snapshotReady(const streamkeeper::SnapshotPtr &snapshot);
    void pollFailed(const streamkeeper::PollFailure &failure);

private:
    // Arguments by value: they live in the coroutine's frame until it is done.
    template <typename T>
    QCoro::Task<void> drive(std::function<QCoro::Task<T>(Poller &)> work, std::function<void(T)> deliver)
    {
        T result = co_await work(*m_poller);
        deliver(std::move(result));
    }

    template <typename T>
    QCoro::Task<T> driveClient(MediaServer server, SecretText secret,
                               std::function<QCoro::Task<T>(MediaServerClient &)> work)
    {
        const std::unique_ptr<MediaServerClient> client =
            MediaServerClient::create(server, secret, *m_transport);
        m_temporaries.push_back({&client->channel(), nullptr});
        T result = co_await work(*client);
        std::erase_if(m_temporaries, [&](const Temporary &one) { return one.channel == &client->channel(); });
        co_return result;
    }

    template <typename T>
    QCoro::Task<T> driveChannel(ChannelAddress address,
                                std::function<QCoro::Task<T>(ServerChannel &, AsyncScope &)> work)
    {
        ServerChannel channel(*m_transport, address);
        // Whoever closes it ends this, and has to have it until then.
        const auto scope = std::make_shared<AsyncScope>();
        m_temporaries.push_back({&channel, scope});
        T result = co_await work(channel, *scope);
        std::erase_if(m_temporaries, [&](const Temporary &one) { return one.channel == &channel; });
        co_return result;
    }

    void closeLastTemporary();

    QThread m_thread;
    QObject *m_worker = nullptr; ///< lives on m_thread
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<Poller> m_poller;
    /// What a coroutine that ends with its call may be waiting for.
    struct Temporary
    {
        ServerChannel *channel = nullptr;
        std::shared_ptr<AsyncScope> scope; ///< none: it waits for the channel alone
    };
    // Touched on m_thread only:
    std::vector<Temporary> m_temporaries;
    std::map<QString, std::unique_ptr<ServerChannel>> m_mediaChannels; ///< by address and pin
};

} // namespace streamkeeper
