#include "app/secrets/VaultOpener.h"

#include "app/secrets/WrappedKey.h"
#include "models/domain/Passphrase.h"

#include <QFutureWatcher>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QPointer>
#include <QtConcurrent>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logVault, "streamkeeper.vault")

QString toText(const QJsonObject &record)
{
    return QString::fromUtf8(QJsonDocument(record).toJson(QJsonDocument::Compact));
}

bool isPassphraseRecord(const QJsonObject &record)
{
    return record[u"kept"].toString() == u"passphrase";
}

/// `keyId` empty: any key.
bool isKey(const Result<std::optional<SecretText>> &found, const QString &keyId)
{
    return found && *found && (*found)->reveal().size() == SecretVault::keyLength &&
           (keyId.isEmpty() || SecretVault::keyId(**found) == keyId);
}

/// A key with the record of it.
struct WrappedAnew
{
    SecretText key;
    QJsonObject record;
};

Result<WrappedAnew> wrapped(const QString &registryId, const Result<SecretText> &key,
                            const SecretText &passphrase)
{
    if (!key)
        return tl::unexpected(key.error());
    auto record = wrapKey(registryId, *key, passphrase);
    if (!record)
        return tl::unexpected(record.error());
    return WrappedAnew{*key, std::move(*record)};
}

/// `record` stays as it is where it is strong enough, or the key cannot be wrapped again.
Result<WrappedAnew> unwrapped(const QString &registryId, const QJsonObject &record,
                              const SecretText &passphrase)
{
    const auto key = unwrapKey(registryId, record, passphrase);
    if (!key)
        return tl::unexpected(key.error());
    const auto anew = isWeaklyWrapped(record) ? wrapKey(registryId, *key, passphrase) : record;
    return WrappedAnew{*key, anew.value_or(record)};
}

} // namespace

VaultOpener::VaultOpener(Keychain &keychain, KeepRecord keep, QObject *parent)
    : QObject(parent)
    , m_keychain(keychain)
    , m_keep(std::move(keep))
{
}

// Each key has an entry of its own, so that a program that comes second overwrites no key that counts.
QString VaultOpener::entryOf(const QString &keyId) const
{
    return formerEntry() + u'/' + keyId;
}

/// Where older programs have put the key.
QString VaultOpener::formerEntry() const
{
    return u"registry-key/"_s + m_registryId;
}

void VaultOpener::setState(State state, const QString &reason)
{
    m_state = state;
    m_reason = reason;
    Q_EMIT stateChanged();
}

void VaultOpener::setRecord(const QString &record)
{
    m_recordText = record;
    m_record = QJsonDocument::fromJson(record.toUtf8()).object();
}

void VaultOpener::open(const SecretText &key)
{
    m_vault = SecretVault(key);
    setState(State::Open);
}

VaultOpener::Done VaultOpener::heardBy(QObject *context, Done done)
{
    return [guard = QPointer<QObject>(context), done = std::move(done)](VoidResult result) {
        if (guard)
            done(std::move(result));
    };
}

template <typename T>
void VaultOpener::derive(std::function<T()> work, std::function<void(const T &)> take)
{
    auto *watcher = new QFutureWatcher<T>(this);
    connect(watcher, &QFutureWatcher<T>::finished, this, [watcher, take = std::move(take)] {
        watcher->deleteLater();
        take(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(std::move(work)));
}

void VaultOpener::start(const QString &registryId, const QString &record)
{
    ++m_attempt;
    m_registryId = registryId;
    m_vault = SecretVault();
    setRecord(record);
    if (isPassphraseRecord(m_record))
        setState(State::NeedsPassphrase, tr("The secrets of this registry are protected by a passphrase."));
    else
        findKey();
}

void VaultOpener::follow(const QString &record)
{
    if (record == m_recordText || m_state == State::Closed)
        return;
    const QString known = keyId();
    const bool isUsed = m_state == State::Open || m_state == State::NeedsPassphrase;
    setRecord(record);
    if (m_state == State::OpenThisRun || (isUsed && keyId() == known))
        return; // the operator's choice, or the same key, wrapped anew
    start(m_registryId, record);
}

void VaultOpener::retry()
{
    start(m_registryId, m_recordText);
}

void VaultOpener::read(const QString &entry, std::function<void(const Found &)> handler)
{
    m_keychain.read(entry, this,
                    [this, attempt = m_attempt, handler = std::move(handler)](const Found &found) {
                        if (attempt == m_attempt) // else the operator did not want to wait
                            handler(found);
                    });
}

void VaultOpener::findKey()
{
    setState(State::Waiting,
             tr("Waiting for the system keychain; it may be asking for its password in another window."));
    if (!hasKey()) {
        findFormerEntry();
        return;
    }
    read(entryOf(keyId()), [this](const Found &found) {
        if (isKey(found, keyId()))
            open(**found);
        else if (!found)
            setState(State::KeyUnreachable, found.error().message);
        else
            findFormerEntry();
    });
}

void VaultOpener::findFormerEntry()
{
    read(formerEntry(), [this](const Found &found) {
        if (isKey(found, keyId())) {
            // A run that ended between the two left the key without the note of it.
            const QString id = SecretVault::keyId(**found);
            if (hasKey())
                open(**found);
            else
                keep({{u"kept"_s, u"keychain"_s}, {u"keyId"_s, id}}, **found, {});
        } else if (hasKey() && found) {
            setState(
                State::KeyMissing,
                tr("The system keychain does not show the key of this registry. It may be locked; if the "
                   "key is lost, tokens and camera passwords have to be entered again."));
        } else if (hasKey()) {
            setState(State::KeyUnreachable, found.error().message);
        } else if (!found) {
            setState(State::NeedsChoice, found.error().message);
        } else {
            createInKeychain();
        }
    });
}

void VaultOpener::createInKeychain()
{
    const auto key = SecretVault::createKey();
    if (!key) {
        setState(State::NeedsChoice, key.error().message);
        return;
    }
    m_keychain.write(entryOf(SecretVault::keyId(*key)), *key, this,
                     [this, attempt = m_attempt, key = *key](const VoidResult &written) {
                         if (attempt != m_attempt)
                             return;
                         if (written)
                             confirmInKeychain(key);
                         else
                             setState(State::NeedsChoice, written.error().message);
                     });
}

void VaultOpener::confirmInKeychain(const SecretText &key)
{
    const QString id = SecretVault::keyId(key);
    read(entryOf(id), [this, id, key](const Found &found) {
        if (isKey(found, id))
            keep({{u"kept"_s, u"keychain"_s}, {u"keyId"_s, id}}, key, {});
        else
            setState(State::NeedsChoice,
                     found ? tr("The system keychain did not keep the key that it was given.")
                           : found.error().message);
    });
}

void VaultOpener::keep(const QJsonObject &record, const SecretText &key, Done done)
{
    const QString wanted = toText(record);
    const auto answered = [this, attempt = m_attempt, wanted, key,
                           done = std::move(done)](const Result<QString> &kept) {
        const VoidResult result = attempt == m_attempt ? takeKept(wanted, key, kept) : superseded();
        if (attempt != m_attempt && kept)
            setRecord(*kept); // it may be ours
        if (done)
            done(result);
    };
    m_keep(m_recordText, wanted, this, answered);
}

VoidResult VaultOpener::takeKept(const QString &wanted, const SecretText &key, const Result<QString> &kept)
{
    if (!kept) {
        if (m_state == State::Waiting)
            setState(State::NeedsChoice, kept.error().message);
        return tl::unexpected(kept.error());
    }
    if (*kept != wanted) {
        start(m_registryId, *kept);
        return fail(ErrorCategory::Conflict,
                    tr("Another program has chosen meanwhile how the key of this registry is kept. "
                       "Its key counts."));
    }
    setRecord(wanted);
    open(key);
    return {};
}

VoidResult VaultOpener::superseded()
{
    return fail(ErrorCategory::Cancelled, tr("Something else was chosen meanwhile."));
}

void VaultOpener::wrapNewKey(const SecretText &passphrase, QObject *context, Done done)
{
    const Done heard = heardBy(context, std::move(done));
    if (const auto checked = checkNewPassphrase(passphrase); !checked) {
        heard(checked);
        return;
    }
    const bool wasWaiting = m_state == State::Waiting;
    const int attempt = ++m_attempt; // the keychain is not waited for any more
    const auto work = [id = m_registryId, passphrase] {
        return wrapped(id, SecretVault::createKey(), passphrase);
    };
    derive<Result<WrappedAnew>>(work, [this, attempt, wasWaiting, heard](const Result<WrappedAnew> &made) {
        if (attempt != m_attempt)
            heard(superseded());
        else if (made)
            keep(made->record, made->key, heard);
        else
            heard(tl::unexpected(made.error()));
        if (wasWaiting && attempt == m_attempt && !made)
            retry();
    });
}

void VaultOpener::choosePassphrase(const SecretText &passphrase, QObject *context, Done done)
{
    if (hasKey())
        heardBy(context,
                std::move(done))(fail(ErrorCategory::Invalid, tr("This registry has a key already.")));
    else
        wrapNewKey(passphrase, context, std::move(done));
}

void VaultOpener::startAnew(const SecretText &passphrase, QObject *context, Done done)
{
    if (mayStartAnew())
        wrapNewKey(passphrase, context, std::move(done));
    else
        heardBy(context, std::move(done))(
            fail(ErrorCategory::Invalid, tr("The key of this registry is not lost. Nothing was changed.")));
}

bool VaultOpener::mayStartAnew() const
{
    return m_state == State::OpenThisRun && hasKey() && !isPassphraseRecord(m_record);
}

void VaultOpener::unlock(const SecretText &passphrase, QObject *context, Done done)
{
    const Done heard = heardBy(context, std::move(done));
    const int attempt = ++m_attempt;
    const auto work = [id = m_registryId, record = m_record, passphrase] {
        return unwrapped(id, record, passphrase);
    };
    const auto take = [this, attempt, known = m_recordText, heard](const Result<WrappedAnew> &opened) {
        if (attempt != m_attempt) {
            heard(superseded());
        } else if (!opened) {
            heard(tl::unexpected(opened.error()));
        } else {
            keepStronger(known, toText(opened->record));
            open(opened->key);
            heard({});
        }
    };
    derive<Result<WrappedAnew>>(work, take);
}

/// A registry that does not take it now is opened nevertheless, and asked again next time.
void VaultOpener::keepStronger(const QString &known, const QString &record)
{
    if (isWeaklyWrapped(QJsonDocument::fromJson(known.toUtf8()).object()))
        m_keep(known, record, this, [this](const Result<QString> &kept) {
            if (kept)
                follow(*kept);
            else
                qCWarning(logVault).noquote() << kept.error().message << kept.error().detail;
        });
}

VoidResult VaultOpener::useThisRunOnly()
{
    const auto key = SecretVault::createKey();
    if (!key)
        return tl::unexpected(key.error());
    ++m_attempt;
    m_vault = SecretVault(*key, SecretVault::Lasting::ThisRun);
    setState(State::OpenThisRun,
             tr("Tokens and passwords are kept for this run only and have to be entered again "
                "at the next start."));
    return {};
}

} // namespace streamkeeper
