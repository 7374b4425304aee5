#include "app/sharing/SigningKeys.h"

#include "app/files/WholeFile.h"
#include "app/operations/AuditEntry.h"
#include "app/servers/NetworkThread.h"
#include "app/servers/PolledServers.h"
#include "models/registry/ShareRepository.h"
#include "models/rules/FieldRules.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QPointer>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr auto targetKey = "jwks_target";
constexpr std::chrono::seconds exportDeadline{15};
constexpr int notFound = 404;
constexpr int gone = 410;
constexpr auto readableByAll =
    QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther;

tl::unexpected<Error> foreignDocument(const QString &place)
{
    return fail(
        ErrorCategory::Invalid,
        SigningKeys::tr("What is at %1 is not a document of keys (JWKS). It was left as it is; name another "
                        "place for the keys.")
            .arg(place));
}

ChannelAddress addressOf(const QUrl &url)
{
    ChannelAddress address;
    address.useTls = url.scheme() == u"https";
    address.host = url.host();
    address.port = quint16(url.port(address.useTls ? 443 : 80));
    return address;
}

/// Nobody is told any more once `context` is gone.
KeyChange::Done heardBy(QObject *context, KeyChange::Done done)
{
    return [guard = QPointer<QObject>(context), done = std::move(done)](Result<KeyChange::Report> report) {
        if (guard)
            done(std::move(report));
    };
}

HttpRequest requestTo(const QUrl &url, const QByteArray &method)
{
    HttpRequest request;
    request.method = method;
    request.path = url.path().isEmpty() ? u"/"_s : url.path();
    request.query = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    request.deadline = exportDeadline;
    return request;
}

} // namespace

SigningKeys::SigningKeys(RegistryEditor &editor, NetworkThread &network, PolledServers &servers,
                         QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_network(network)
    , m_servers(servers)
{
}

void SigningKeys::set(std::vector<SigningKeyInfo> keys, QString exportTarget)
{
    m_keys = std::move(keys);
    m_exportTarget = std::move(exportTarget);
}

std::optional<SigningKeyInfo> SigningKeys::current() const
{
    const auto found =
        std::ranges::find_if(m_keys, [](const SigningKeyInfo &key) { return !key.retiredAtMs; });
    return found == m_keys.end() ? std::nullopt : std::optional(*found);
}

Result<SecretText> SigningKeys::privatePem() const
{
    const auto key = current();
    if (!key)
        return fail(ErrorCategory::Secret, tr("This registry has no signing key yet."));
    return m_editor.memory().secrets.unseal(key->secret);
}

void SigningKeys::ensure(QObject *context, Done<SigningKeyInfo> done)
{
    if (const auto key = current()) {
        done(*key);
        return;
    }
    const auto key = SigningKey::create();
    const auto sealed = key ? seal(*key) : tl::unexpected(key.error());
    if (!sealed)
        done(tl::unexpected(sealed.error()));
    else
        replace(sealed->info, {sealed->secret}, context, std::move(done));
}

Result<SigningKeys::SealedKey> SigningKeys::seal(const SigningKey &key) const
{
    const auto pem = key.privatePem();
    if (!pem)
        return tl::unexpected(pem.error());
    auto secret = m_editor.memory().secrets.seal(signingKeyPurpose, *pem);
    if (!secret)
        return tl::unexpected(secret.error());
    SealedKey sealed;
    sealed.info.id = key.id();
    sealed.info.publicJwk = QJsonDocument(key.publicJwk()).toJson(QJsonDocument::Compact);
    sealed.info.secret = secret->id;
    sealed.info.createdAtMs = m_editor.clock().nowMs();
    sealed.secret = std::move(*secret);
    return sealed;
}

void SigningKeys::replace(const SigningKeyInfo &key, const std::vector<SealedSecret> &secrets,
                          QObject *context, Done<SigningKeyInfo> done)
{
    const auto replaced = current();
    RegistryEdit edit;
    edit.entries = {auditEntry(OperationKind::ChangeSigningKey, key.id)};
    edit.secrets = secrets;
    edit.write = [key, replaced, nowMs = m_editor.clock().nowMs()](RegistryDatabase &database) -> VoidResult {
        ShareRepository shares(database);
        if (auto inserted = shares.insertKey(key, replaced ? replaced->id : QString()); !inserted)
            return inserted;
        if (!replaced)
            return {};
        if (auto revoked = shares.revokeSignedBy(replaced->id, nowMs); !revoked)
            return revoked;
        // A retired key signs nothing any more: nobody shall find it later.
        return SecretRepository(database).remove({replaced->secret});
    };
    edit.remember = [this, key] {
        for (SigningKeyInfo &known : m_keys) {
            if (!known.retiredAtMs)
                known.retiredAtMs = key.createdAtMs;
        }
        m_keys.insert(m_keys.begin(), key);
    };
    m_editor.apply(std::move(edit), context, [key, done = std::move(done)](const VoidResult &saved) {
        done(saved ? Result<SigningKeyInfo>(key) : tl::unexpected(saved.error()));
    });
}

KeyChange::Tools SigningKeys::changeTools()
{
    std::vector<MediaServer> signedServers = m_editor.memory().servers();
    std::erase_if(signedServers, [](const MediaServer &server) { return server.auth != ServerAuth::Jwt; });
    return {*this, m_editor, m_network, m_servers, std::move(signedServers)};
}

void SigningKeys::change(QObject *context, KeyChange::Done done)
{
    KeyChange::start(changeTools(), &m_changes, heardBy(context, std::move(done)));
}

void SigningKeys::finishChange(QObject *context, KeyChange::Done done)
{
    KeyChange::finish(changeTools(), &m_changes, heardBy(context, std::move(done)));
}

void SigningKeys::checkServer(const MediaServer &draft, QObject *context, SignedAccessCheck::Done done)
{
    const auto key = current();
    const auto pem = privatePem();
    if (!key || !pem) {
        SignedAccessReport report;
        report.lines.push_back({pem ? QString() : pem.error().message, SignedAccessReport::Outcome::Failed});
        done(report);
        return;
    }
    SignedAccessCheck::start(m_network, draft, *pem, key->id, context, std::move(done));
}

void SigningKeys::exportTo(const QString &text, const std::vector<QByteArray> &publicJwks, QObject *context,
                           Done<void> done, const QStringList &withdrawn)
{
    const auto checked = fields::checkKeyTarget(text);
    if (!checked) {
        done(tl::unexpected(checked.error()));
        return;
    }
    const QString &target = *checked;
    QSet<QString> ours(withdrawn.begin(), withdrawn.end());
    for (const SigningKeyInfo &key : m_keys)
        ours.insert(key.id);
    if (target.contains(u"://")) {
        const auto guard = QPointer<QObject>(context);
        send(QUrl(target), publicJwks, ours, this,
             [this, target, guard, done = std::move(done)](const VoidResult &sent) {
                 if (!sent && guard)
                     done(sent);
                 else if (sent)
                     remember(target, guard, done);
             });
        return;
    }
    // Whoever exports next may be somewhere else.
    const QString path = QFileInfo(target).absoluteFilePath();
    if (const VoidResult written = writeInto(path, publicJwks, ours); !written)
        done(written);
    else
        remember(path, context, std::move(done));
}

VoidResult SigningKeys::writeInto(const QString &path, const std::vector<QByteArray> &publicJwks,
                                  const QSet<QString> &ours)
{
    const auto failed = [&path](const QString &reason) {
        return fail(ErrorCategory::Storage, tr("The keys could not be written to %1: %2").arg(path, reason));
    };
    QFile present(path);
    const bool isThere = QFileInfo(path).isFile(); // a device has nothing that could be kept
    if (isThere && !present.open(QIODevice::ReadOnly))
        return failed(present.errorString());
    const auto document = keySetWith(isThere ? present.readAll() : QByteArray(), publicJwks, ours);
    if (!document)
        return foreignDocument(path);
    // For the web server, which is somebody else. No partial document may be seen: a media server that
    // fetches it then would refuse everybody.
    const auto permissions = isThere ? present.permissions() | readableByAll : readableByAll;
    if (const VoidResult written = writeWholeFile(path, *document, permissions); !written)
        return failed(written.error().message);
    return {};
}

void SigningKeys::send(const QUrl &url, const std::vector<QByteArray> &publicJwks, const QSet<QString> &ours,
                       QObject *context, Done<void> done)
{
    read(url, context, [=, this, done = std::move(done)](const Result<QByteArray> &present) {
        if (!present) {
            done(tl::unexpected(present.error()));
            return;
        }
        const auto document = keySetWith(*present, publicJwks, ours);
        if (!document)
            done(foreignDocument(url.toString(QUrl::RemoveQuery)));
        else
            put(url, *document, context, done);
    });
}

void SigningKeys::read(const QUrl &url, QObject *context, Done<QByteArray> done)
{
    const QString where = url.toString(QUrl::RemoveQuery);
    m_network.fetch(
        addressOf(url), requestTo(url, "GET"), context,
        [where, done = std::move(done)](const Result<HttpResponse> &answer) {
            if (!answer)
                done(tl::unexpected(answer.error()));
            else if (answer->isOk())
                done(answer->body);
            else if (answer->status == notFound || answer->status == gone)
                done(QByteArray());
            else
                done(fail(ErrorCategory::HttpStatus,
                          tr("It cannot be seen whether %1 has keys of others (HTTP %2), so nothing was "
                             "written there. It has to allow GET; or write the keys to a file that a web "
                             "server delivers.")
                              .arg(where)
                              .arg(answer->status)));
        });
}

void SigningKeys::put(const QUrl &url, const QByteArray &document, QObject *context, Done<void> done)
{
    HttpRequest request = requestTo(url, "PUT");
    request.headers.emplace_back("Content-Type", "application/jwk-set+json");
    request.body = document;
    const QString where = url.toString(QUrl::RemoveQuery);
    m_network.fetch(
        addressOf(url), request, context,
        [where, done = std::move(done)](const Result<HttpResponse> &answer) {
            if (!answer)
                done(tl::unexpected(answer.error()));
            else if (!answer->isOk())
                done(fail(ErrorCategory::HttpStatus,
                          tr("%1 did not take the keys (HTTP %2). It has to allow PUT; or write them to "
                             "a file that a web server delivers.")
                              .arg(where)
                              .arg(answer->status)));
            else
                done({});
        });
}

void SigningKeys::remember(const QString &target, QObject *context, Done<void> done)
{
    RegistryEdit edit;
    edit.write = [target](RegistryDatabase &database) {
        return database.setMeta(QString::fromLatin1(targetKey), target);
    };
    edit.remember = [this, target] { m_exportTarget = target; };
    m_editor.apply(std::move(edit), context, std::move(done));
}

} // namespace streamkeeper
