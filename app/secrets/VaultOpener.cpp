#include "app/secrets/VaultOpener.h"

#include <QJsonDocument>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const QString wrapPurpose = u"registry-key"_s;

QString toText(const QJsonObject &record)
{
    return QString::fromUtf8(QJsonDocument(record).toJson(QJsonDocument::Compact));
}

} // namespace

VaultOpener::VaultOpener(Keychain &keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(keychain)
{
}

QString VaultOpener::entry() const
{
    return u"registry-key/"_s + m_registryId;
}

void VaultOpener::setState(State state, const QString &reason)
{
    m_state = state;
    m_reason = reason;
    Q_EMIT stateChanged();
}

void VaultOpener::setRecord(const QJsonObject &record)
{
    m_record = record;
    m_recordText = toText(record); // retry() starts from it
    Q_EMIT recordChanged(m_recordText);
}

void VaultOpener::start(const QString &registryId, const QString &record)
{
    m_registryId = registryId;
    m_recordText = record;
    m_record = QJsonDocument::fromJson(record.toUtf8()).object();
    if (m_record[u"kept"].toString() == u"passphrase")
        setState(State::NeedsPassphrase, tr("The secrets of this registry are protected by a passphrase."));
    else
        readKeychain();
}

void VaultOpener::retry()
{
    start(m_registryId, m_recordText);
}

void VaultOpener::readKeychain()
{
    setState(State::Waiting,
             tr("Waiting for the system keychain; it may be asking for its password in another window."));
    // Asked anew while an older answer is due: two answers would make two keys, of which the keychain keeps
    // one and the registry the other.
    m_keychain.read(
        entry(), this, [this, asked = ++m_asked](const Result<std::optional<SecretText>> &answer) {
            if (m_state != State::Waiting || asked != m_asked)
                return; // the operator did not want to wait
            const QString keyId = m_record[u"keyId"].toString();
            if (answer && *answer && (*answer)->reveal().size() == SecretVault::keyLength &&
                (keyId.isEmpty() || SecretVault::keyId(**answer) == keyId)) {
                // A run that ended between the two left the key without the note of it.
                if (keyId.isEmpty())
                    setRecord({{u"kept"_s, u"keychain"_s}, {u"keyId"_s, SecretVault::keyId(**answer)}});
                m_vault = SecretVault(**answer);
                setState(State::Open);
            } else if (!keyId.isEmpty()) {
                setState(State::KeyMissing, answer ? tr("The system keychain does not hold the key of this "
                                                        "registry any more. Tokens and "
                                                        "camera passwords have to be entered again.")
                                                   : answer.error().message);
            } else if (!answer) {
                setState(State::NeedsChoice, answer.error().message);
            } else {
                createInKeychain();
            }
        });
}

void VaultOpener::createInKeychain()
{
    auto key = SecretVault::createKey();
    if (!key) {
        setState(State::NeedsChoice, key.error().message);
        return;
    }
    m_keychain.write(entry(), *key, this, [this, asked = m_asked, key = *key](const Result<void> &written) {
        if (m_state != State::Waiting || asked != m_asked)
            return;
        if (!written) {
            setState(State::NeedsChoice, written.error().message);
            return;
        }
        setRecord({{u"kept"_s, u"keychain"_s}, {u"keyId"_s, SecretVault::keyId(key)}});
        m_vault = SecretVault(key);
        setState(State::Open);
    });
}

Result<void> VaultOpener::choosePassphrase(const SecretText &passphrase)
{
    if (passphrase.isEmpty())
        return fail(ErrorCategory::Invalid, tr("Enter a passphrase."));
    const auto key = SecretVault::createKey();
    if (!key)
        return tl::unexpected(key.error());
    const auto salt = SecretVault::createSalt();
    if (!salt)
        return tl::unexpected(salt.error());
    const auto wrapping = SecretVault::deriveKey(passphrase, *salt);
    if (!wrapping)
        return tl::unexpected(wrapping.error());
    const auto wrapped = SecretVault(*wrapping).seal(m_registryId, wrapPurpose, *key);
    if (!wrapped)
        return tl::unexpected(wrapped.error());
    setRecord({{u"kept"_s, u"passphrase"_s},
               {u"keyId"_s, SecretVault::keyId(*key)},
               {u"salt"_s, QString::fromLatin1(salt->toBase64())},
               {u"wrapped"_s, QString::fromLatin1(wrapped->toBase64())}});
    m_vault = SecretVault(*key);
    setState(State::Open);
    return {};
}

Result<void> VaultOpener::unlock(const SecretText &passphrase)
{
    const auto salt = QByteArray::fromBase64(m_record[u"salt"].toString().toLatin1());
    const auto wrapping = SecretVault::deriveKey(passphrase, salt);
    if (!wrapping)
        return tl::unexpected(wrapping.error());
    const auto wrapped = QByteArray::fromBase64(m_record[u"wrapped"].toString().toLatin1());
    const auto key = SecretVault(*wrapping).unseal(m_registryId, wrapPurpose, wrapped);
    if (!key || key->reveal().size() != SecretVault::keyLength)
        return fail(ErrorCategory::Secret, tr("This is not the passphrase of the registry."));
    m_vault = SecretVault(*key);
    setState(State::Open);
    return {};
}

Result<void> VaultOpener::useThisRunOnly()
{
    const auto key = SecretVault::createKey();
    if (!key)
        return tl::unexpected(key.error());
    m_vault = SecretVault(*key);
    setState(State::OpenThisRun,
             tr("Tokens and passwords are kept for this run only and have to be entered again "
                "at the next start."));
    return {};
}

} // namespace streamkeeper
