#include "tests/support/TcpRelay.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QSslServer>

namespace streamkeeper::test {

namespace {

QSslConfiguration configurationOf(const TlsIdentity &identity)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(identity.certificate);
    configuration.setPrivateKey(identity.key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

} // namespace

TcpRelay::TcpRelay(quint16 targetPort, const TlsIdentity &identity, QObject *parent)
    : QObject(parent)
    , m_server(identity.isNull() ? std::make_unique<QTcpServer>() : std::make_unique<QSslServer>())
    , m_targetPort(targetPort)
{
    if (!identity.isNull())
        setIdentity(identity);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &TcpRelay::accept);
    m_server->listen(QHostAddress::LocalHost);
    m_port = m_server->serverPort();
}

void TcpRelay::setIdentity(const TlsIdentity &identity)
{
    static_cast<QSslServer &>(*m_server).setSslConfiguration(configurationOf(identity));
}

void TcpRelay::accept()
{
    while (QTcpSocket *inner = m_server->nextPendingConnection()) {
        ++m_connectionCount;
        auto *outer = new QTcpSocket(this);
        inner->setParent(this);
        m_sockets << inner << outer;
        join(inner, outer);
        outer->connectToHost(QHostAddress::LocalHost, m_targetPort);
    }
}

void TcpRelay::join(QTcpSocket *inner, QTcpSocket *outer)
{
    const auto forward = [this, inner](QTcpSocket *from, QTcpSocket *to) {
        const auto pass = [this, inner, from, to] {
            const QByteArray bytes = from->readAll();
            if (m_keepsBytes && from == inner)
                m_bytesSeen += bytes;
            if (!m_isSilent)
                to->write(bytes);
        };
        connect(from, &QTcpSocket::readyRead, this, pass);
        connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
        if (from->bytesAvailable() > 0) // came along with the handshake
            pass();
    };
    forward(inner, outer);
    forward(outer, inner);
}

void TcpRelay::setRefusing(bool isRefusing)
{
    if (!isRefusing) {
        m_server->listen(QHostAddress::LocalHost, m_port);
        return;
    }
    m_server->close();
    for (QTcpSocket *socket : std::as_const(m_sockets)) {
        socket->abort();
        socket->deleteLater();
    }
    m_sockets.clear();
}

} // namespace streamkeeper::test
