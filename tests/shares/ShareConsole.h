#pragma once

#include "app/session/Session.h"
#include "tests/core/Await.h"
#include "tests/core/FakeKeychain.h"
#include "tests/shares/ShareFleet.h"

#include <QTest>

#include <memory>
#include <optional>

namespace streamkeeper::test {

/// A console without a window on the fleet of share links: a real session at a quick pace. Calls wait for
/// their answers. Several consoles may work on one registry, with one keychain.
class ShareConsole
{
public:
    ShareConsole(ShareFleet &fleet, FakeKeychain &keychain, QString registry);
    /// With behaviour of its own.
    ShareConsole(ShareFleet &fleet, FakeKeychain &keychain, QString registry, Session::Behaviour behaviour);

    /// Opens the registry; unless `isLocked`, its secrets too.
    [[nodiscard]] bool open(bool isLocked = false);
    [[nodiscard]] Session &session() { return *m_session; }
    /// The server and all of its streams.
    [[nodiscard]] bool addServer(int server);
    /// The registry's key is published, the MediaMTX checks tokens, and its card says so.
    [[nodiscard]] bool signIn(int server);
    /// Its card says that the server looks for this in tokens.
    [[nodiscard]] bool setTokens(int server, const TokenSettings &tokens);
    /// Why its last poll failed; empty: it did not.
    [[nodiscard]] QString problemOf(int server) const;
    /// Every server has answered, and with pictures.
    [[nodiscard]] bool waitForPolls();

    [[nodiscard]] ServerId serverId(int server) const;
    [[nodiscard]] StreamId stream(int camera, const QString &quality = QStringLiteral("high")) const;
    [[nodiscard]] QString mainServerOf(const StreamId &stream) const;

    [[nodiscard]] Result<NewLink> make(const StreamId &stream, const ShareRequest &request);
    [[nodiscard]] std::vector<ShareLink> links();
    [[nodiscard]] ShareLink link(const ShareLinkId &id);
    [[nodiscard]] VoidResult revoke(const ShareLink &link);
    /// Saved, and its operations are over and confirmed.
    [[nodiscard]] bool setExternalAccess(const StreamId &stream, bool isPublic);
    /// Over, and confirmed.
    [[nodiscard]] bool transfer(const StreamId &stream, int server);
    [[nodiscard]] std::vector<ArchiveHolder> readArchive(const StreamId &stream);
    [[nodiscard]] Result<KeyChange::Report> changeKey();
    /// The last answer of this server was one, and is newer than this call.
    [[nodiscard]] bool answers(int server);

    /// Rows of the table of secrets with this purpose, as another program reads them.
    [[nodiscard]] int secretCount(const QString &purpose) const;
    /// In the files of the registry, as bytes.
    [[nodiscard]] bool isInRegistry(const QByteArray &text) const;

    /// Waits for the answer of a call.
    template <typename T>
    [[nodiscard]] Result<T> await(const std::function<void(QObject *, std::function<void(Result<T>)>)> &start)
    {
        return answerOf<T>(start, patienceMs);
    }

    static constexpr int patienceMs = 30'000;

private:
    [[nodiscard]] MediaServer cardOf(int server) const;
    [[nodiscard]] SecretText secretOf(int server) const;
    [[nodiscard]] bool runToEnd(const BatchId &batch);

    ShareFleet &m_fleet;
    QString m_registry;
    std::unique_ptr<Session> m_session;
};

/// For checks: what went wrong, or nothing.
template <typename T>
[[nodiscard]] QByteArray errorOf(const Result<T> &result)
{
    return result ? QByteArray() : (result.error().message + u' ' + result.error().detail).toUtf8();
}

} // namespace streamkeeper::test
