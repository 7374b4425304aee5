#include "app/fetching/RtspTunnel.h"

#include "app/fetching/RtspAnswers.h"
#include "app/mediaserver/ServerSocket.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <mutex>

namespace streamkeeper {

namespace {

/// A second of a large camera.
constexpr qint64 mostBuffered = 4 * 1024 * 1024;
constexpr int goodbyeMs = 300;

} // namespace

/// Both sockets. On the tunnel's thread, failure() excepted.
class RtspTunnelEnds : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(RtspTunnel)

public:
    RtspTunnelEnds(QUrl url, QByteArray pin)
        : m_url(std::move(url))
        , m_pin(std::move(pin))
    {
    }

    [[nodiscard]] quint16 listen()
    {
        m_listener = new QTcpServer(this);
        m_listener->setMaxPendingConnections(1);
        m_server = new ServerSocket(m_url, m_pin, this);
        connect(m_listener, &QTcpServer::newConnection, this, &RtspTunnelEnds::accept);
        connect(m_server, &ServerSocket::ready, this, [this] {
            m_isReady = true;
            passOut();
        });
        connect(m_server, &ServerSocket::failed, this, &RtspTunnelEnds::fail);
        connect(&m_server->device(), &QSslSocket::readyRead, this, &RtspTunnelEnds::passIn);
        connect(&m_server->device(), &QSslSocket::bytesWritten, this, &RtspTunnelEnds::passOut);
        m_server->device().setReadBufferSize(mostBuffered);
        return m_listener->listen(QHostAddress::LocalHost) ? m_listener->serverPort() : 0;
    }

    void close()
    {
        m_server->disconnect(this);
        m_server->device().disconnect(this);
        // The good-bye of FFmpeg may not have been read yet.
        if (m_client && m_isReady && !hasFailed()) {
            m_client->waitForReadyRead(0);
            passOut();
            m_server->device().disconnectFromHost();
            if (m_server->device().state() != QAbstractSocket::UnconnectedState)
                m_server->device().waitForDisconnected(goodbyeMs);
        }
        delete m_client;
        delete m_server;
        delete m_listener;
    }

    [[nodiscard]] std::optional<Error> failure() const
    {
        const std::lock_guard lock(m_mutex);
        return m_failure;
    }

private:
    [[nodiscard]] bool hasFailed() const { return failure().has_value(); }

    void accept()
    {
        m_client = m_listener->nextPendingConnection();
        m_client->setParent(this);
        m_client->setReadBufferSize(mostBuffered);
        m_listener->close();
        connect(m_client, &QTcpSocket::readyRead, this, &RtspTunnelEnds::passOut);
        connect(m_client, &QTcpSocket::bytesWritten, this, &RtspTunnelEnds::passIn);
        m_server->open();
    }

    void passOut()
    {
        if (m_client && m_isReady && m_server->device().bytesToWrite() < mostBuffered)
            m_server->device().write(m_client->readAll());
    }

    void passIn()
    {
        if (hasFailed() || m_client->bytesToWrite() >= mostBuffered)
            return;
        m_answers.read(m_server->device().readAll());
        m_client->write(m_answers.takePassable());
        if (m_answers.movedTo())
            fail({ErrorCategory::Unsupported, movedText(*m_answers.movedTo()), {}});
        else if (m_answers.isNonsense())
            fail({ErrorCategory::Protocol, tr("%1 does not speak RTSP.").arg(m_server->where()), {}});
    }

    [[nodiscard]] QString movedText(const QString &location) const
    {
        const QUrl target(location);
        const QString host = target.host().isEmpty() ? tr("another address") : target.host();
        return tr("%1 sends its viewers to %2. It is not followed there, because the user name and password "
                  "are for %1 only. Enter the final address.")
            .arg(m_server->where(), host);
    }

    void fail(const Error &error)
    {
        // What came before the end is still to be shown.
        const QByteArray rest = m_isReady ? m_server->device().readAll() : QByteArray();
        {
            const std::lock_guard lock(m_mutex);
            m_failure = error;
        }
        m_answers.read(rest);
        if (!m_answers.movedTo())
            m_client->write(m_answers.takePassable());
        m_client->disconnectFromHost();
    }

    QUrl m_url;
    QByteArray m_pin;
    QTcpServer *m_listener = nullptr;
    ServerSocket *m_server = nullptr;
    QTcpSocket *m_client = nullptr;
    RtspAnswers m_answers;
    bool m_isReady = false;
    mutable std::mutex m_mutex;
    std::optional<Error> m_failure;
};

RtspTunnel::RtspTunnel(const QUrl &url, const QByteArray &pin)
    : m_ends(std::make_unique<RtspTunnelEnds>(url, pin))
{
    m_thread.setObjectName(u"rtsp tunnel");
    m_ends->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_ends.get(), [this] { m_port = m_ends->listen(); }, Qt::BlockingQueuedConnection);
}

RtspTunnel::~RtspTunnel()
{
    QMetaObject::invokeMethod(
        m_ends.get(), [this] { m_ends->close(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

std::optional<Error> RtspTunnel::failure() const
{
    return m_ends->failure();
}

} // namespace streamkeeper
