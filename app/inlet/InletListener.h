#pragma once

#include "app/inlet/InletDesk.h"

#include <QHash>
#include <QSet>
#include <QTcpServer>

namespace streamkeeper {

class InletConnection;

/// Listens for orders by HTTP: a bearer token, JSON in, JSON out (InletOrders.h), each connection for one
/// request. Bounded in all that a stranger can make it hold (InletLimits). Lives on a thread of its own (see
/// Inlet): it answers, whatever the window does, and the window draws, whatever comes here.
class InletListener : public QTcpServer
{
    Q_OBJECT

public:
    explicit InletListener(ProvisioningHandler handler, InletLimits limits = {}, QObject *parent = nullptr);
    ~InletListener() override;

    /// Anew where it listens already. Network: that address or port cannot be listened at.
    [[nodiscard]] VoidResult start(const QString &address, quint16 port, const SecretText &token);
    /// Whoever waits for an answer gets none.
    void stop();

    [[nodiscard]] qsizetype connectionCount() const { return m_connections.size(); }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void remove(InletConnection *connection);

    InletDesk m_desk;
    QSet<InletConnection *> m_connections;
    QHash<QHostAddress, int> m_countOfPeer;
};

} // namespace streamkeeper
