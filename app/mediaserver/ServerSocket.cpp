#include "app/mediaserver/ServerSocket.h"

#include "app/mediaserver/ServerCertificate.h"

#include <QNetworkProxy>
#include <QSslCertificate>

#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int rtspPort = 554;
constexpr int rtspsPort = 322;

QString placeOf(const QUrl &url, quint16 port)
{
    QUrl place;
    place.setScheme(url.scheme());
    place.setHost(url.host());
    place.setPort(port);
    return place.toString();
}

} // namespace

ServerSocket::ServerSocket(const QUrl &url, QByteArray pin, QObject *parent)
    : QObject(parent)
    , m_host(url.host())
    , m_port(quint16(url.port(url.scheme() == "rtsps"_L1 ? rtspsPort : rtspPort)))
    , m_isEncrypted(url.scheme() == "rtsps"_L1)
    , m_pin(std::move(pin))
    , m_where(placeOf(url, m_port))
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    if (m_isEncrypted) {
        connect(&m_socket, &QSslSocket::sslErrors, this, &ServerSocket::handleSslErrors);
        connect(&m_socket, &QSslSocket::encrypted, this, &ServerSocket::checkCertificate);
    } else {
        connect(&m_socket, &QSslSocket::connected, this, &ServerSocket::ready);
    }
    connect(&m_socket, &QSslSocket::errorOccurred, this, &ServerSocket::handleError);
}

void ServerSocket::open()
{
    if (m_isEncrypted)
        m_socket.connectToHostEncrypted(m_host, m_port);
    else
        m_socket.connectToHost(m_host, m_port);
}

void ServerSocket::handleSslErrors(const QList<QSslError> &errors)
{
    m_tlsProblem = reasonAgainstErrors(m_where, m_pin, m_socket.peerCertificate(), errors);
    if (m_tlsProblem.isEmpty())
        m_socket.ignoreSslErrors();
}

void ServerSocket::checkCertificate()
{
    m_tlsProblem = reasonAgainstPin(m_where, m_pin, m_socket.peerCertificate());
    if (m_tlsProblem.isEmpty()) {
        Q_EMIT ready();
        return;
    }
    m_socket.abort();
    giveUp({ErrorCategory::Tls, m_tlsProblem, {}});
}

void ServerSocket::handleError(QAbstractSocket::SocketError error)
{
    const QString detail = m_socket.errorString();
    if (!m_tlsProblem.isEmpty()) {
        giveUp({ErrorCategory::Tls, m_tlsProblem, detail});
        return;
    }
    switch (error) {
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        giveUp({ErrorCategory::Tls, tr("%1 does not speak TLS on this port. Check the port.").arg(m_where),
                detail});
        break;
    case QAbstractSocket::ConnectionRefusedError:
        giveUp({ErrorCategory::Network,
                tr("%1 refuses the connection. Check the port, and that the media server is running.")
                    .arg(m_where),
                detail});
        break;
    case QAbstractSocket::HostNotFoundError:
        giveUp({ErrorCategory::Network, tr("The host name %1 is not known.").arg(m_host), detail});
        break;
    case QAbstractSocket::RemoteHostClosedError:
        giveUp({ErrorCategory::Network,
                tr("%1 closed the connection. The stream may have ended there.").arg(m_where), detail});
        break;
    default:
        giveUp({ErrorCategory::Network,
                tr("%1 cannot be reached. Check the address and the network.").arg(m_where), detail});
    }
}

void ServerSocket::giveUp(const Error &error)
{
    if (!std::exchange(m_hasFailed, true))
        Q_EMIT failed(error);
}

} // namespace streamkeeper
