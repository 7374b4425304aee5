#pragma once

#include "app/secrets/SigningKey.h"
#include "models/domain/MediaServer.h"
#include "models/domain/Result.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace streamkeeper {

class NetworkThread;
class Registry;
class SessionServers;
class SigningKeys;

/// Puts another signing key in the place of the present one, so that every link which that one signed ends,
/// without locking the console out: the servers get both keys first, the new one is tried on each, then the
/// registry changes, and last the servers lose the old one. What fails before the registry has changed is
/// taken back. Answers once and deletes itself. The session's thread.
class KeyChange : public QObject
{
    Q_OBJECT

public:
    struct Report
    {
        QString newKeyId;
        QStringList notes; ///< servers that did not drop the old key yet, and what to do
    };
    using Done = std::function<void(Result<Report>)>;

    struct Tools
    {
        SigningKeys &keys;
        Registry &registry;
        NetworkThread &network;
        SessionServers &servers;
        std::vector<MediaServer> signedServers; ///< those that check tokens of this registry
    };
    static void start(const Tools &tools, QObject *context, Done done);

private:
    KeyChange(const Tools &tools, QObject *context, Done done);
    void offerBoth();
    void refreshNext(size_t server);
    void tryNext(size_t server);
    void replace();
    void dropOld();
    void dropNext(size_t server);
    void takeBack(const Error &reason);
    void refreshForOther(size_t server, const Error &told);
    /// Has the server fetch the keys, signed in to by this one.
    void refreshBy(const SecretText &pem, const MediaServer &server,
                   const std::function<void(const VoidResult &)> &next);
    void finish(Result<Report> result);

    Tools m_tools;
    Done m_done;
    std::optional<SigningKey> m_new;
    SecretText m_oldPem; ///< for servers that have not taken the new key, until the change is over
    QByteArray m_newJwk;
    QByteArray m_oldJwk;
    QString m_oldId;
    Report m_report;
};

} // namespace streamkeeper
