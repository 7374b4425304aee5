#pragma once

#include "app/secrets/SigningKey.h"
#include "app/session/SealedSecrets.h"
#include "models/domain/SigningKeyInfo.h"
#include "models/registry/Registry.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace streamkeeper {

class NetworkThread;

/// The key pair of the registry that signs tokens for servers with authMethod jwt, and the place from which
/// such servers fetch its public half (JWKS): a file that the operator's web server delivers, or an address
/// that takes PUT. The private half is sealed in the registry. Lives on the session's thread.
class SigningKeys : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;

    SigningKeys(Registry &registry, SealedSecrets &secrets, NetworkThread &network,
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
    /// Writes the public halves to a file or an http(s) address, and remembers it once that worked.
    void exportTo(const QString &target, const std::vector<QByteArray> &publicJwks, QObject *context,
                  Done<void> done);
    /// `key` signs from now on, and the present one is retired.
    void replace(const SigningKey &key, QObject *context, Done<SigningKeyInfo> done);

Q_SIGNALS:
    /// Another key signs: clients that hold the old one have to be made anew.
    void currentChanged();

private:
    void put(const QUrl &url, const QByteArray &document, QObject *context, Done<void> done);
    void remember(const QString &target, QObject *context, Done<void> done);

    Registry &m_registry;
    SealedSecrets &m_secrets;
    NetworkThread &m_network;
    std::vector<SigningKeyInfo> m_keys;
    QString m_exportTarget;
};

} // namespace streamkeeper
