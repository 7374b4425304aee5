#pragma once

#include "app/edits/RegistryEditor.h"
#include "app/servers/NetworkThread.h"
#include "app/servers/PolledServers.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

namespace streamkeeper {

/// Has the registered media servers polled as memory knows them, brings what polls find into the fleet, and
/// keeps the last observations in the registry. Lives on the session's thread.
class FleetPolling : public QObject
{
    Q_OBJECT

public:
    using SecretOf = std::function<SecretText(const MediaServer &)>;

    /// All of them outlive it. `secretOf` signs in to a server; empty: there is none, or it is sealed.
    FleetPolling(NetworkThread &network, PolledServers &servers, RegistryEditor &editor, SecretOf secretOf,
                 QObject *parent = nullptr);
    ~FleetPolling() override;

    /// From now on servers are polled.
    void start();
    /// Servers, or how to sign in to them, may be other than before: polls are begun, begun anew, or ended
    /// where they are.
    void follow();

    void setInterval(std::chrono::milliseconds interval);
    /// What polls tell of trouble goes into the registry: of programs that look all the time, since one that
    /// looks now and then beside them would count the same once more.
    void keepTroubles() { m_keepsTroubles = true; }
    /// Servers are polled only when told to, or at their pace again.
    void setQuiet(bool isQuiet);
    void pollNow(const ServerId &server);
    void pollAllNow();
    /// While paused, answers are kept and shown when it ends; polling goes on.
    void setPaused(bool isPaused);

Q_SIGNALS:
    /// A poll has come, in time, also while paused.
    void snapshotTaken(const streamkeeper::SnapshotPtr &snapshot);
    /// The fleet shows it.
    void snapshotApplied(const streamkeeper::SnapshotPtr &snapshot);
    void pollFailed(const streamkeeper::PollFailure &failure);

private:
    /// What the poller was told last.
    struct Polled
    {
        MediaServer server;
        QByteArray secretMark; ///< tells another secret from this one, and nothing else of it

        bool operator==(const Polled &) const = default;
    };

    [[nodiscard]] QByteArray markOf(const SecretText &secret) const;
    void begin(const MediaServer &server, const SecretText &secret);
    void tellLocked(const MediaServer &server);
    void takeSnapshot(const SnapshotPtr &snapshot);
    void takeFailure(const PollFailure &failure);
    void show(const SnapshotPtr &snapshot);
    void saveObservations();

    NetworkThread &m_network;
    PolledServers &m_servers;
    RegistryEditor &m_editor;
    SecretOf m_secretOf;
    const QByteArray m_markKey; ///< of this run alone
    QHash<ServerId, Polled> m_polled;
    QHash<ServerId, SnapshotPtr> m_unsaved;         ///< observations that the registry does not have yet
    QHash<ServerId, PollFailure> m_unsavedFailures; ///< of servers that have not answered since
    QHash<ServerId, SnapshotPtr> m_held;            ///< arrived while paused
    QTimer m_saveTimer;
    bool m_isPolling = false;
    bool m_isPaused = false;
    bool m_keepsTroubles = false;
};

} // namespace streamkeeper
