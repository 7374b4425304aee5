#pragma once

#include "app/secrets/Keychain.h"
#include "app/secrets/SecretVault.h"

#include <QJsonObject>
#include <QObject>

#include <functional>

namespace streamkeeper {

/// Finds or makes the key of a registry: from the system keychain, by a passphrase, or for this run
/// only. What the registry remembers of it (the record: "how the key is kept") holds no secret.
///
/// A new key is used only once it is safe: it lies in the keychain and was read back from there, or is
/// wrapped, and the registry has taken the record of it. Of several programs that make one at once the
/// registry takes one record; the others find that key instead. Until then nothing is sealed.
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
        KeyMissing,      ///< the keychain answers that it does not have the key of this registry
        KeyUnreachable,  ///< the keychain that has it does not answer: locked, dismissed, not running
    };
    Q_ENUM(State)

    using Done = std::function<void(VoidResult)>;
    /// Puts `record` in the place of `expected`, if that is what the registry has, and answers with what it
    /// has now.
    using KeepRecord = std::function<void(const QString &expected, const QString &record, QObject *context,
                                          std::function<void(Result<QString>)> done)>;

    VaultOpener(Keychain &keychain, KeepRecord keep, QObject *parent = nullptr);

    /// `record` is what the registry remembers (empty for a new one); `registryId` names the entry.
    void start(const QString &registryId, const QString &record);
    /// What another program has made of the record. Its key is the registry's: one that is open here gives
    /// way.
    void follow(const QString &record);
    /// In state NeedsChoice, or instead of Waiting: the first key, wrapped by the passphrase. Invalid: it is
    /// too short, or there is a key. Answers not after `context` is gone.
    void choosePassphrase(const SecretText &passphrase, QObject *context, Done done);
    /// The operator works without the key of the registry: only then may it be given up.
    [[nodiscard]] bool mayStartAnew() const;
    /// Where it may: another key in the place of the one that is missing. What that one has sealed is lost.
    void startAnew(const SecretText &passphrase, QObject *context, Done done);
    /// In state NeedsPassphrase. A key that is wrapped more weakly than is advised today is wrapped anew.
    void unlock(const SecretText &passphrase, QObject *context, Done done);
    [[nodiscard]] VoidResult useThisRunOnly();
    /// Asks the keychain again.
    void retry();

    [[nodiscard]] State state() const { return m_state; }
    /// True when the registry has a key somewhere, so that a new one would make its secrets unreadable.
    [[nodiscard]] bool hasKey() const { return !keyId().isEmpty(); }
    [[nodiscard]] const SecretVault &vault() const { return m_vault; }
    /// Why the state is what it is, for people; empty when open.
    [[nodiscard]] const QString &reason() const { return m_reason; }

Q_SIGNALS:
    void stateChanged();

private:
    using Found = Result<std::optional<SecretText>>;

    void setState(State state, const QString &reason = {});
    void setRecord(const QString &record);
    void open(const SecretText &key);
    void findKey();
    void findFormerEntry();
    void createInKeychain();
    void confirmInKeychain(const SecretText &key);
    void read(const QString &entry, std::function<void(const Found &)> handler);
    /// Opens the vault once the registry has it.
    void keep(const QJsonObject &record, const SecretText &key, Done done);
    [[nodiscard]] VoidResult takeKept(const QString &wanted, const SecretText &key,
                                      const Result<QString> &kept);
    [[nodiscard]] static VoidResult superseded();
    void keepStronger(const QString &known, const QString &record);
    void wrapNewKey(const SecretText &passphrase, QObject *context, Done done);
    /// `work` is done by the pool, `take` gets its answer unless something else was begun meanwhile.
    template <typename T>
    void derive(std::function<T()> work, std::function<void(const T &)> take);
    /// `done` for as long as `context` is there, and once.
    [[nodiscard]] static Done heardBy(QObject *context, Done done);

    [[nodiscard]] QString keyId() const { return m_record[QStringLiteral("keyId")].toString(); }
    [[nodiscard]] QString formerEntry() const;
    [[nodiscard]] QString entryOf(const QString &keyId) const;

    Keychain &m_keychain;
    KeepRecord m_keep;
    QString m_registryId;
    QString m_recordText;
    QJsonObject m_record;
    SecretVault m_vault;
    State m_state = State::Closed;
    int m_attempt = 0; ///< answers to what an older one has asked are dropped
    QString m_reason;
};

} // namespace streamkeeper
