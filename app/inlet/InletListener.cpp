#include "app/inlet/InletListener.h"

#include "app/inlet/InletConnection.h"

#include <utility>

namespace streamkeeper {

InletListener::InletListener(ProvisioningHandler handler, InletLimits limits, QObject *parent)
    : QTcpServer(parent)
    , m_desk{limits, std::move(handler), {}, {limits.each, limits.all, limits.maxPeers}}
{
}

InletListener::~InletListener()
{
    stop(); // connections know the desk
}

VoidResult InletListener::start(const QString &address, quint16 port, const SecretText &token)
{
    stop();
    m_desk.token = token;
    if (listen(QHostAddress(address), port))
        return {};
    return fail(ErrorCategory::Network,
                serverError() == QAbstractSocket::AddressInUseError
                    ? tr("Port %1 is taken by another program.").arg(port)
                    : tr("It is not possible to listen at %1, port %2.").arg(address).arg(port),
                errorString());
}

void InletListener::stop()
{
    close();
    const auto connections = std::exchange(m_connections, {});
    qDeleteAll(connections);
    m_countOfPeer.clear();
}

void InletListener::incomingConnection(qintptr descriptor)
{
    auto socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor))
        return;
    const QHostAddress peer = socket->peerAddress();
    if (m_connections.size() >= m_desk.limits.maxConnections ||
        m_countOfPeer.value(peer) >= m_desk.limits.maxConnectionsOfPeer)
        return; // closed: an answer would take what there is too little of
    auto *const connection = new InletConnection(std::move(socket), m_desk, this);
    connect(connection, &InletConnection::ended, this, [this, connection] { remove(connection); });
    m_connections.insert(connection);
    ++m_countOfPeer[peer];
}

void InletListener::remove(InletConnection *connection)
{
    if (!m_connections.remove(connection))
        return;
    const auto count = m_countOfPeer.find(connection->peer());
    if (count != m_countOfPeer.end() && --*count <= 0)
        m_countOfPeer.erase(count);
    connection->deleteLater();
}

} // namespace streamkeeper
