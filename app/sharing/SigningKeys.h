#pragma once

#include "app/edits/RegistryEditor.h"
#include "app/secrets/SigningKey.h"
#include "app/sharing/KeyChange.h"
#include "app/sharing/SignedAccessCheck.h"
#include "models/domain/SigningKeyInfo.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <optional>
#include <vector>

namespace streamkeeper {

class NetworkThread;
class PolledServers;

/// The key pair of the registry that signs tokens for servers with authMethod jwt, and the place from which
/// such servers fetch its public half (JWKS): a file that the operator's web server delivers, or an address
/// that takes PUT. The private half is sealed in the registry. Lives on the session's thread.
class SigningKeys : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;

    /// All of them outlive it.
    SigningKeys(RegistryEditor &editor, NetworkThread &network, PolledServers &servers,
                QObject *parent = nullptr);

    /// As the registry has them; `exportTarget` empty: nowhere yet.
    void set(std::vector<SigningKeyInfo> keys, QString exportTarget);

    /// The key that signs; none: no server needed one yet.
    [[nodiscard]] std::optional<SigningKeyInfo> current() const;
    /// Its private half; Secret: there is none, or it cannot be unsealed.
    [[nodiscard]] Result<SecretText> privatePem() const;
    [[nodiscard]] const QString &exportTarget() const { return m_exportTarget; }

    /// Makes a key if there is none.
    void ensure(QObject *context, Done<SigningKeyInfo> done);
    /// Puts the public halves into a file or to an http(s) address, and remembers it once that worked. Keys
    /// of others that are there already stay; those of this registry that are not given go, and so does what
    /// bears one of the names `withdrawn`.
    void exportTo(const QString &target, const std::vector<QByteArray> &publicJwks, QObject *context,
                  Done<void> done, const QStringList &withdrawn = {});
    /// A key as the registry keeps it, with its sealed private half.
    struct SealedKey
    {
        SigningKeyInfo info;
        SealedSecret secret;
    };
    [[nodiscard]] Result<SealedKey> seal(const SigningKey &key) const;
    /// `key` signs from now on; the present one is retired, and the links that it has signed are revoked.
    void replace(const SigningKeyInfo &key, const std::vector<SealedSecret> &secrets, QObject *context,
                 Done<SigningKeyInfo> done);
    /// Puts another key in the place of the present one; links that it has signed end (KeyChange). Goes on
    /// when `context` is gone.
    void change(QObject *context, KeyChange::Done done);
    /// Finishes or takes back a change that died in the middle; there need be none. Answers with an empty id
    /// then.
    void finishChange(QObject *context, KeyChange::Done done);
    /// Whether a MediaMTX takes tokens of this registry, before anything is saved.
    void checkServer(const MediaServer &draft, QObject *context, SignedAccessCheck::Done done);

private:
    [[nodiscard]] KeyChange::Tools changeTools();
    [[nodiscard]] VoidResult writeInto(const QString &path, const std::vector<QByteArray> &publicJwks,
                                       const QSet<QString> &ours);
    /// Answers with the document that is there; empty if there is none yet.
    void read(const QUrl &url, QObject *context, Done<QByteArray> done);
    void send(const QUrl &url, const std::vector<QByteArray> &publicJwks, const QSet<QString> &ours,
              QObject *context, Done<void> done);
    void put(const QUrl &url, const QByteArray &document, QObject *context, Done<void> done);
    void remember(const QString &target, QObject *context, Done<void> done);

    RegistryEditor &m_editor;
    NetworkThread &m_network;
    PolledServers &m_servers;
    std::vector<SigningKeyInfo> m_keys;
    QString m_exportTarget;
    QObject m_changes; ///< parent of those under way; last: they end while the rest is still there
};

} // namespace streamkeeper
