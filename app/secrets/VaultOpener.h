#pragma once

#include "app/secrets/Keychain.h"
#include "app/secrets/SecretVault.h"

#include <QJsonObject>
#include <QObject>

namespace streamkeeper {

/// Finds or makes the key of a registry: from the system keychain, by a passphrase, or for this run
/// only. What the registry remembers of it ("how the key is kept") holds no secret.
///
/// The window does not wait for it: it opens, shows the state, and asks where a choice is needed.
class VaultOpener : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Closed,          ///< not started
        Waiting,         ///< the keychain has been asked
        Open,            ///< secrets can be sealed and unsealed, for good
        OpenThisRun,     ///< the same, but what is sealed cannot be opened by a later run
        NeedsChoice,     ///< no keychain, and no key yet: passphrase or this run only
        NeedsPassphrase, ///< the key is protected by a passphrase
        KeyMissing,      ///< the keychain does not answer, or lost the key of this registry
    };
    Q_ENUM(State)

    explicit VaultOpener(Keychain &keychain, QObject *parent = nullptr);

    /// `record` is what the registry remembers (empty for a new one); `registryId` names the entry.
    void start(const QString &registryId, const QString &record);
    /// In state NeedsChoice or KeyMissing, or instead of Waiting: a new key, wrapped by the passphrase.
    [[nodiscard]] Result<void> choosePassphrase(const SecretText &passphrase);
    [[nodiscard]] Result<void> unlock(const SecretText &passphrase); ///< in state NeedsPassphrase
    [[nodiscard]] Result<void> useThisRunOnly();
    /// Asks the keychain again.
    void retry();

    [[nodiscard]] State state() const { return m_state; }
    /// True when the registry has a key somewhere, so that a new one would make its secrets unreadable.
    [[nodiscard]] bool hasKey() const { return m_record.contains(QStringLiteral("keyId")); }
    [[nodiscard]] const SecretVault &vault() const { return m_vault; }
    /// Why the state is what it is, for people; empty when open.
    [[nodiscard]] const QString &reason() const { return m_reason; }

Q_SIGNALS:
    void stateChanged();
    /// The registry has to remember this before anything is sealed with the new key.
    void recordChanged(const QString &record);

private:
    void setState(State state, const QString &reason = {});
    void setRecord(const QJsonObject &record);
    void readKeychain();
    void createInKeychain();
    [[nodiscard]] QString entry() const;

    Keychain &m_keychain;
    QString m_registryId;
    QString m_recordText;
    QJsonObject m_record;
    SecretVault m_vault;
    State m_state = State::Closed;
    int m_asked = 0; ///< how often the keychain was asked; answers to older questions are dropped
    QString m_reason;
};

} // namespace streamkeeper
