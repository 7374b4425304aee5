#include "tests/player/TcpRelay.h"

#include <QHostAddress>

namespace streamkeeper::test {

TcpRelay::TcpRelay(quint16 targetPort, QObject *parent)
    : QObject(parent)
    , m_targetPort(targetPort)
{
    connect(&m_server, &QTcpServer::newConnection, this, &TcpRelay::accept);
    m_server.listen(QHostAddress::LocalHost);
    m_port = m_server.serverPort();
}

void TcpRelay::accept()
{
    while (QTcpSocket *inner = m_server.nextPendingConnection()) {
        ++m_connectionCount;
        auto *outer = new QTcpSocket(this);
        inner->setParent(this);
        m_sockets << inner << outer;
        const auto forward = [this](QTcpSocket *from, QTcpSocket *to) {
            connect(from, &QTcpSocket::readyRead, this, [this, from, to] {
                const QByteArray bytes = from->readAll();
                if (!m_isSilent)
                    to->write(bytes);
            });
            connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
        };
        forward(inner, outer);
        forward(outer, inner);
        outer->connectToHost(QHostAddress::LocalHost, m_targetPort);
    }
}

void TcpRelay::setRefusing(bool isRefusing)
{
    if (!isRefusing) {
        m_server.listen(QHostAddress::LocalHost, m_port);
        return;
    }
    m_server.close();
    for (QTcpSocket *socket : std::as_const(m_sockets)) {
        socket->abort();
        socket->deleteLater();
    }
    m_sockets.clear();
}

} // namespace streamkeeper::test
