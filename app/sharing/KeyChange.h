#pragma once

#include "app/async/AsyncScope.h"
#include "app/secrets/SigningKey.h"
#include "app/servers/NetworkThread.h"
#include "models/domain/MediaServer.h"
#include "models/domain/PendingKeyChange.h"
#include "models/domain/Result.h"

#include <QCoroTask>
#include <QObject>

#include <functional>
#include <vector>

namespace streamkeeper {

class PolledServers;
class RegistryDatabase;
class RegistryEditor;
class SigningKeys;

/// Puts another signing key in the place of the present one, so that every link which that one signed ends,
/// without locking the console out: the servers get both keys first, the new one is tried on each, then the
/// registry changes, and last the servers lose the old one and end what its tokens have opened. What fails
/// before the registry has changed is taken back. The registry knows of it from before the first server does
/// until all is done, so that whoever starts after a death goes on. Answers once and deletes itself, or ends
/// unheard with `parent`. The session's thread.
class KeyChange : public QObject
{
    Q_OBJECT

public:
    struct Report
    {
        QString newKeyId;      ///< empty: nothing was to be done
        int sessionsEnded = 0; ///< that tokens of the old key had opened
        QStringList notes;     ///< servers that did not drop the old key yet, or end its sessions
    };
    using Done = std::function<void(Result<Report>)>;

    struct Tools
    {
        SigningKeys &keys;
        RegistryEditor &editor;
        NetworkThread &network;
        PolledServers &servers;
        std::vector<MediaServer> signedServers; ///< those that check tokens of this registry
    };
    /// Goes on with one that died before the registry had changed instead of beginning another.
    static void start(const Tools &tools, QObject *parent, Done done);
    /// Only ends what died: forward if every server takes the new key, else back.
    static void finish(const Tools &tools, QObject *parent, Done done);

private:
    enum class Purpose { Change, Finish };
    KeyChange(Purpose purpose, const Tools &tools, QObject *parent, Done done);

    QCoro::Task<void> run();
    QCoro::Task<Result<Report>> change();
    /// True if there was one, and it has ended what `start` was asked for.
    QCoro::Task<Result<bool>> finishPending(PendingKeyChange pending);
    QCoro::Task<VoidResult> takeOver();
    QCoro::Task<VoidResult> begin();
    /// From two keys at the servers to the new one alone.
    QCoro::Task<VoidResult> goForward();
    /// The servers take both keys, and the new one opens each of them.
    QCoro::Task<VoidResult> offerNewKey();
    QCoro::Task<VoidResult> tryNewKey(MediaServer server);
    QCoro::Task<VoidResult> replace();
    QCoro::Task<VoidResult> dropOldKey();
    /// Only now: with the old key there, they would open anew.
    QCoro::Task<void> endSessions(MediaServer server);
    QCoro::Task<VoidResult> takeBack();
    QCoro::Task<VoidResult> exportKeys(std::vector<QByteArray> publicJwks);
    /// Has the server fetch the keys, signed in to by this one.
    QCoro::Task<VoidResult> refreshBy(SecretText pem, MediaServer server);
    QCoro::Task<VoidResult> write(std::function<VoidResult(RegistryDatabase &)> job);
    /// This program works on it, from now on or still.
    QCoro::Task<VoidResult> hold();
    /// Left to the next start.
    QCoro::Task<VoidResult> release();
    QCoro::Task<VoidResult> handTo(OperationOwner owner, qint64 leaseUntilMs);
    QCoro::Task<VoidResult> end();
    [[nodiscard]] bool isExported() const;
    void readOldKey();

    Purpose m_purpose;
    Tools m_tools;
    Done m_done;
    PendingKeyChange m_pending;
    SecretText m_newPem;
    SecretText m_oldPem; ///< for servers that have not taken the new key, until the change is over
    QByteArray m_oldJwk;
    bool m_isOldKeyExported = false; ///< it could not be taken out of the document
    Report m_report;
    AsyncScope m_scope; ///< last: what waits goes on while the rest is still there
};

} // namespace streamkeeper
