#pragma once

#include "app/mediaserver/HttpTransport.h"
#include "app/mediaserver/ServerCertificate.h"

#include <QObject>

#include <coroutine>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <utility>
#include <vector>

namespace streamkeeper {

class PendingRequest;

/// Where a server's HTTP port is and which certificate the operator accepted for it.
struct ChannelAddress
{
    bool useTls = true;
    QString host;
    quint16 port = 0;
    QByteArray pinnedSha256; ///< empty: the certificate has to be signed by a known authority

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QString displayText() const; ///< "https://host:port", for sentences
};

/// The way to one server: a queue with a small parallel limit, so that a slow server holds back
/// nobody but itself. Lives on the network thread.
///
/// Each request finishes exactly once: with an answer, or with an Error whose category tells
/// connection, deadline, TLS and cancellation apart. After close(), everything pending has finished
/// with Cancelled and new requests do so at once. The same holds for what is computed of an answer.
///
/// TLS: with a pin, exactly that certificate is accepted, whoever signed it; the check is made in
/// `encrypted`, before a byte of the request is sent, so a token never reaches a stranger.
class ServerChannel : public QObject
{
    Q_OBJECT

public:
    static constexpr int parallelLimit = 4;

    ServerChannel(HttpTransport &transport, ChannelAddress address, QObject *parent = nullptr);
    ~ServerChannel() override;

    /// What `co_await channel.send(...)` waits for.
    class [[nodiscard]] Answer
    {
    public:
        Answer(ServerChannel &channel, HttpRequest request, std::stop_token stop);
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> handle);
        [[nodiscard]] Result<HttpResponse> await_resume();

    private:
        ServerChannel &m_channel;
        HttpRequest m_request;
        std::stop_token m_stop;
        std::optional<Result<HttpResponse>> m_result;
    };

    Answer send(HttpRequest request, std::stop_token stop = {});
    /// The same for callers that are no coroutines. `done` runs on this thread, exactly once.
    void send(HttpRequest request, std::stop_token stop, std::function<void(Result<HttpResponse>)> done);

    /// What `co_await channel.compute(...)` waits for.
    template <typename Work>
    class [[nodiscard]] Computation
    {
    public:
        using Outcome = std::invoke_result_t<Work &>;

        Computation(ServerChannel &channel, qsizetype bytes, Work work)
            : m_channel(channel)
            , m_bytes(bytes)
            , m_work(std::move(work))
        {
        }
        /// What is small is done here: the way to another thread and back would cost more.
        [[nodiscard]] bool await_ready()
        {
            if (m_bytes > largestHere)
                return false;
            m_outcome = m_work();
            return true;
        }
        void await_suspend(std::coroutine_handle<> handle)
        {
            // The work may outlive this awaiter: after close() it runs to its end for nobody.
            struct Task
            {
                std::optional<Work> work;
                std::optional<Outcome> outcome;
            };
            const auto task = std::make_shared<Task>(Task{std::move(m_work), {}});
            const auto run = [task] {
                task->outcome = (*task->work)();
                task->work.reset();
            };
            m_channel.computeElsewhere(run, [this, task, handle](bool hasRun) {
                m_outcome = hasRun ? std::move(*task->outcome) : Outcome(cancelled());
                handle.resume();
            });
        }
        [[nodiscard]] Outcome await_resume() { return std::move(*m_outcome); }

    private:
        ServerChannel &m_channel;
        qsizetype m_bytes;
        Work m_work;
        std::optional<Outcome> m_outcome;
    };

    /// An answer of more bytes is read on another thread. Up to here that takes less than a millisecond.
    static constexpr qsizetype largestHere = 128 * 1024;

    /// Runs `work`, a function without arguments that returns a Result, in a time that `bytes` tell: what
    /// takes long, on a thread of the pool, one at a time for each channel. It may use nothing but what it
    /// holds itself, and runs to its end when the channel is closed, though nobody waits for it any more.
    template <typename Work>
    Computation<Work> compute(qsizetype bytes, Work work)
    {
        return {*this, bytes, std::move(work)};
    }

    void close();

    [[nodiscard]] const ChannelAddress &address() const { return m_address; }
    [[nodiscard]] HttpTransport &transport() { return m_transport; }
    /// The certificate of the last handshake, accepted or not; none before that and for plain HTTP.
    [[nodiscard]] const std::optional<PresentedCertificate> &presentedCertificate() const
    {
        return m_certificate;
    }

private:
    friend class PendingRequest;
    [[nodiscard]] static tl::unexpected<Error> cancelled();
    /// `done` runs on this thread, exactly once: false: after close(), and `work` may still be running.
    void computeElsewhere(std::function<void()> work, std::function<void(bool hasRun)> done);
    void computeNext();
    void computed();
    void startNext();
    void requestDone(PendingRequest *request);
    void setPresentedCertificate(PresentedCertificate certificate) { m_certificate = std::move(certificate); }

    HttpTransport &m_transport;
    ChannelAddress m_address;
    std::deque<PendingRequest *> m_waiting;
    std::vector<PendingRequest *> m_running;
    struct PendingWork
    {
        std::function<void()> work; ///< empty once it was given to the pool
        std::function<void(bool)> done;
    };
    std::deque<std::shared_ptr<PendingWork>> m_works; ///< the first is with the pool
    std::optional<PresentedCertificate> m_certificate;
    bool m_isClosed = false;
};

} // namespace streamkeeper
