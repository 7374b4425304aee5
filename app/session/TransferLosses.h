#pragma once

#include "app/secrets/SealedSecrets.h"
#include "app/servers/ServerGateway.h"
#include "models/fleet/FleetState.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <utility>
#include <vector>

namespace streamkeeper {

/// What streams would leave behind on their way to other media servers: settings in the words of their
/// present server (RemoteStream::others) that the new one does not take. Asks each new server once. Lives on
/// the session's thread.
class TransferLosses : public QObject
{
    Q_OBJECT

public:
    using Moves = std::vector<std::pair<StreamId, ServerId>>;
    using Done = std::function<void(QStringList sentences)>;

    /// All of them outlive it.
    TransferLosses(const FleetState &fleet, const SealedSecrets &secrets, ServerGateway &servers,
                   QObject *parent = nullptr);

    /// Answers once, with nothing where nothing is lost or nobody can tell; not after `context` is gone.
    void find(const Moves &moves, QObject *context, Done done);

private:
    [[nodiscard]] SecretText othersOf(const StreamId &stream) const;
    [[nodiscard]] QString sentence(const ServerId &server, const std::vector<SecretText> &others,
                                   const QStringList &taken) const;

    const FleetState &m_fleet;
    const SealedSecrets &m_secrets;
    ServerGateway &m_servers;
};

} // namespace streamkeeper
