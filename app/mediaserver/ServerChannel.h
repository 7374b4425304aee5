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
/// with Cancelled and new requests do so at once.
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
    void startNext();
    void requestDone(PendingRequest *request);
    void setPresentedCertificate(PresentedCertificate certificate) { m_certificate = std::move(certificate); }

    HttpTransport &m_transport;
    ChannelAddress m_address;
    std::deque<PendingRequest *> m_waiting;
    std::vector<PendingRequest *> m_running;
    std::optional<PresentedCertificate> m_certificate;
    bool m_isClosed = false;
};

} // namespace streamkeeper
