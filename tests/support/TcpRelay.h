#pragma once

#include "tests/support/HttpServer.h"

#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

namespace streamkeeper::test {

/// Passes connections on to another port of this machine, until it is told to be a bad network. With an
/// identity it is reached by TLS, and passes on in clear.
class TcpRelay : public QObject
{
    Q_OBJECT

public:
    explicit TcpRelay(quint16 targetPort, const TlsIdentity &identity = TlsIdentity(),
                      QObject *parent = nullptr);

    /// For connections from now on.
    void setIdentity(const TlsIdentity &identity);
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int connectionCount() const { return m_connectionCount; }
    /// All that came from clients, if it is kept.
    void keepBytes() { m_keepsBytes = true; }
    [[nodiscard]] const QByteArray &bytesSeen() const { return m_bytesSeen; }
    /// Connections stay open and nothing comes through any more; new ones are the same.
    void setSilent(bool isSilent) { m_isSilent = isSilent; }
    /// Breaks every connection and refuses new ones, or listens on the same port again.
    void setRefusing(bool isRefusing);

private:
    void accept();
    void join(QTcpSocket *inner, QTcpSocket *outer);

    std::unique_ptr<QTcpServer> m_server; ///< a QSslServer, if it has an identity
    QList<QTcpSocket *> m_sockets;
    QByteArray m_bytesSeen;
    quint16 m_targetPort;
    quint16 m_port = 0;
    int m_connectionCount = 0;
    bool m_isSilent = false;
    bool m_keepsBytes = false;
};

} // namespace streamkeeper::test
