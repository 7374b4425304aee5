#pragma once

#include "app/session/Session.h"
#include "tests/core/FakeKeychain.h"
#include "tests/core/FakeV2Server.h"
#include "tests/core/SecretWatch.h"

#include <QDir>
#include <QObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline const QString cameraPassword = u"Wr0ng-H0rse-Battery"_s;

/// A stream whose address has the password.
[[nodiscard]] inline FakeV2Server::Stream stream(const QString &name, const QString &cameraUid,
                                                 const QString &status = u"active"_s)
{
    FakeV2Server::Stream one;
    one.name = name;
    one.cameraUid = cameraUid;
    one.status = status;
    one.address = u"rtsp://admin:%1@10.0.0.7/%2"_s.arg(cameraPassword, cameraUid);
    return one;
}

/// A test of a session with one media server and a registry of its own: what such tests share. Neither the
/// files of the registry nor the log may show the token or the password.
class SessionTest : public QObject
{
protected:
    void setUp()
    {
        m_watch = std::make_unique<SecretWatch>(QStringList{cameraPassword});
        m_dir = std::make_unique<QTemporaryDir>();
        m_keychain = std::make_unique<FakeKeychain>();
        m_server = std::make_unique<FakeV2Server>();
        QVERIFY(m_server->http().listen());
        m_server->streams = {{u"yard-high"_s, stream(u"Yard high"_s, u"yard"_s)},
                             {u"yard-low"_s, stream(u"Yard low"_s, u"yard"_s)}};
    }

    void tearDown()
    {
        m_session.reset();
        expectNoSecretOnDisk();
        m_watch->add(QString::fromLatin1(m_server->token)); // the last one that the test set
        const QString leak = m_watch->findInLog();
        m_server.reset();
        m_watch.reset(); // also after a failure: there is one at a time
        QCOMPARE(leak, QString());
    }

    [[nodiscard]] QString registryPath() const { return m_dir->filePath(u"registry.sqlite"_s); }

    [[nodiscard]] bool openSession()
    {
        m_session = std::make_unique<Session>(*m_keychain);
        m_session->polling().setInterval(100ms);
        QSignalSpy opened(m_session.get(), &Session::opened);
        m_session->open(registryPath());
        return QTest::qWaitFor([&] { return !opened.isEmpty(); }) && QTest::qWaitFor([&] {
                   const auto state = m_session->vaultOpener().state();
                   return state != VaultOpener::State::Waiting && state != VaultOpener::State::Closed;
               });
    }

    [[nodiscard]] std::optional<Result<void>> save(const MediaServer &card, const SecretText &secret)
    {
        std::optional<Result<void>> answer;
        m_session->edits().servers.save(card, secret, this,
                                        [&](const Result<void> &result) { answer = result; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); });
        return answer;
    }

    [[nodiscard]] std::vector<RemoteStream> readRemote(const MediaServer &card, const SecretText &secret)
    {
        std::optional<Result<std::vector<RemoteStream>>> answer;
        m_session->readRemoteStreams(card, secret, this, {}, [&](Result<std::vector<RemoteStream>> result) {
            answer = std::move(result);
        });
        (void)QTest::qWaitFor([&] { return answer.has_value(); });
        return answer && *answer ? **answer : std::vector<RemoteStream>();
    }

    [[nodiscard]] int adoptAll(const MediaServer &card)
    {
        const auto found = readRemote(card, m_server->secret());
        std::optional<Result<int>> answer;
        m_session->edits().streams.adopt(card.id, found, proposeAdoption(found), this,
                                         [&](const Result<int> &result) { answer = result; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); });
        return answer && *answer ? **answer : -1;
    }

    [[nodiscard]] int rowNamed(const QString &remoteName) const
    {
        const auto &rows = m_session->fleet().rows();
        for (size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].remoteName == remoteName)
                return int(i);
        }
        return -1;
    }

    [[nodiscard]] bool waitForRow(const QString &remoteName,
                                  const std::function<bool(const FleetRow &)> &accepts)
    {
        return QTest::qWaitFor([&] {
            const int row = rowNamed(remoteName);
            return row >= 0 && accepts(m_session->fleet().row(row));
        });
    }

    /// Server saved, both streams adopted and seen active.
    [[nodiscard]] std::optional<MediaServer> setUpFleet()
    {
        if (!openSession())
            return {};
        const MediaServer card = m_server->card();
        const auto saved = save(card, m_server->secret());
        if (!saved || !*saved || adoptAll(card) != 2)
            return {};
        if (!waitForRow(u"yard-high"_s, [](const FleetRow &row) {
                return row.isManaged() && row.status == StreamStatus::Active && !row.isStale;
            }))
            return {};
        return card;
    }

    void expectNoSecretOnDisk()
    {
        const QDir dir(m_dir->path());
        const QStringList files = dir.entryList(QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QString &name : files) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains(m_server->token), qPrintable(name));
            QVERIFY2(!bytes.contains(cameraPassword.toUtf8()), qPrintable(name));
            QVERIFY2(!bytes.contains(cameraPassword.toUtf8().toBase64()), qPrintable(name));
        }
    }

    std::unique_ptr<SecretWatch> m_watch;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeV2Server> m_server;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<Session> m_session;
};

} // namespace streamkeeper::test
