#pragma once

#include "app/async/AsyncScope.h"
#include "app/secrets/SigningKey.h"
#include "app/servers/NetworkThread.h"
#include "models/domain/MediaServer.h"
#include "models/domain/Result.h"

#include <QCoroTask>
#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace streamkeeper {

class PolledServers;
class RegistryEditor;
class SigningKeys;

/// Puts another signing key in the place of the present one, so that every link which that one signed ends,
/// without locking the console out: the servers get both keys first, the new one is tried on each, then the
/// registry changes, and last the servers lose the old one and end what its tokens have opened. What fails
/// before the registry has changed is taken back. Answers once and deletes itself, or ends unheard with
/// `context`. The session's thread.
class KeyChange : public QObject
{
    Q_OBJECT

public:
    struct Report
    {
        QString newKeyId;
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
    static void start(const Tools &tools, QObject *context, Done done);

private:
    KeyChange(const Tools &tools, QObject *context, Done done);

    QCoro::Task<void> run();
    QCoro::Task<Result<Report>> change();
    /// The servers take both keys, and the new one opens each of them.
    QCoro::Task<VoidResult> offerNewKey();
    QCoro::Task<VoidResult> tryNewKey(MediaServer server);
    QCoro::Task<VoidResult> replace();
    QCoro::Task<void> dropOldKey();
    /// Only now: with the old key there, they would open anew.
    QCoro::Task<void> endSessions(MediaServer server);
    QCoro::Task<void> takeBack();
    QCoro::Task<VoidResult> exportKeys(std::vector<QByteArray> publicJwks);
    /// Has the server fetch the keys, signed in to by this one.
    QCoro::Task<VoidResult> refreshBy(SecretText pem, MediaServer server);

    Tools m_tools;
    Done m_done;
    std::optional<SigningKey> m_new;
    SecretText m_newPem;
    SecretText m_oldPem; ///< for servers that have not taken the new key, until the change is over
    QByteArray m_newJwk;
    QByteArray m_oldJwk;
    QString m_oldId;
    Report m_report;
    AsyncScope m_scope; ///< last: what waits goes on while the rest is still there
};

} // namespace streamkeeper
