#pragma once

#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>

namespace streamkeeper::test {

/// Passes connections on to another port of this machine, until it is told to be a bad network.
class TcpRelay : public QObject
{
    Q_OBJECT

public:
    explicit TcpRelay(quint16 targetPort, QObject *parent = nullptr);

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int connectionCount() const { return m_connectionCount; }
    /// Connections stay open and nothing comes through any more; new ones are the same.
    void setSilent(bool isSilent) { m_isSilent = isSilent; }
    /// Breaks every connection and refuses new ones, or listens on the same port again.
    void setRefusing(bool isRefusing);

private:
    void accept();

    QTcpServer m_server;
    QList<QTcpSocket *> m_sockets;
    quint16 m_targetPort;
    quint16 m_port = 0;
    int m_connectionCount = 0;
    bool m_isSilent = false;
};

} // namespace streamkeeper::test
