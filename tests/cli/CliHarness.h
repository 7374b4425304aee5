#pragma once

#include "tests/fleet/FleetProcess.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace streamkeeper::test {

/// A moment as the command line takes it.
[[nodiscard]] inline QString iso(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).toString(Qt::ISODateWithMs);
}

/// streamkeeper-cli as a user starts it, in a home of its own and with a keychain of its own, and a fleet for
/// it to work on: ms-01 speaks media_server_v2 by https, ms-02 MediaMTX by http. Cameras 1 (ms-01) and 2
/// (ms-02) have real video, 3 (ms-01) too, with sound; 4 (ms-02) is synthetic.
class CliHarness
{
public:
    struct Outcome
    {
        int code = -1;
        QByteArray out;
        QByteArray err;

        /// Of --json; undefined if that was not exactly one JSON document.
        [[nodiscard]] QJsonValue json() const;
        /// For a failed check.
        [[nodiscard]] QByteArray all() const;
    };

    /// How a call comes by the key of its registry.
    enum class Key {
        Keychain,   ///< the harness's own, which is unlocked
        Passphrase, ///< --passphrase-env, and no keychain; each call stretches it anew, which takes its time
        None,       ///< no keychain, and no passphrase is given
    };

    CliHarness();
    ~CliHarness();
    Q_DISABLE_COPY_MOVE(CliHarness)

    /// None at first; Keychain from startFleet() and takeRegistry() on.
    void setKey(Key key);
    /// By default the two servers of the class's description; else so many media_server_v2, and then
    /// MediaMTX. `more` are further options of the fleet.
    [[nodiscard]] bool startFleet(int v2Servers = 1, int mediaMtxServers = 1, const QStringList &more = {});
    [[nodiscard]] fleet::FleetProcess &fleet() { return *m_fleet; }
    /// Servers, cameras and streams of the fleet as they were at its start.
    [[nodiscard]] bool resetFleet();
    /// Servers tell the start of a capture in whole seconds: only in another one can a restart be seen.
    [[nodiscard]] static bool waitForAnotherSecond();
    /// A registry with all servers and all their streams.
    [[nodiscard]] bool makeRegistry(const QString &file = QStringLiteral("base.sqlite"));
    /// Takes a copy of base.sqlite for one test.
    [[nodiscard]] bool takeRegistry();

    /// Of the programs that are started from now on; an empty value is an empty variable.
    void setVariable(const QString &name, const QString &value) { m_environment.insert(name, value); }
    [[nodiscard]] const QProcessEnvironment &environment() const { return m_environment; }

    void setRegistry(const QString &path) { m_registry = path; }
    [[nodiscard]] QString registry() const { return m_registry; }
    [[nodiscard]] QString path(const QString &file) const { return m_dir.filePath(file); }

    /// With --registry and --json.
    [[nodiscard]] Outcome json(const QStringList &arguments, const QByteArray &input = {});
    /// With --registry.
    [[nodiscard]] Outcome text(const QStringList &arguments, const QByteArray &input = {});
    /// In a fork of the nursery, which is the same code without its loading. run() adds no argument.
    [[nodiscard]] Outcome run(const QStringList &arguments, const QByteArray &input = {});
    /// The program itself, started and left running; everything after that is the caller's.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments);
    [[nodiscard]] static Outcome finish(QProcess &process, int timeoutMs = 120'000);

    /// The UUID of a stream: "Lobby", "high".
    [[nodiscard]] QString uuidOf(const QString &camera, const QString &quality);
    [[nodiscard]] QJsonObject row(const QString &uuid, bool polls = false);
    /// Tokens, passwords and passphrases that may be found nowhere.
    [[nodiscard]] QList<QByteArray> secrets() const { return m_secrets; }
    void addSecret(const QByteArray &secret) { m_secrets.append(secret); }
    /// The first place where one of them is: an argument, an output, a file; empty if there is none.
    [[nodiscard]] QString findSecret() const;

    [[nodiscard]] bool fault(const QString &server, QJsonObject fault);
    /// One stream as ms-01, or another media_server_v2 of the fleet, lists it.
    [[nodiscard]] QJsonObject listedOnV2(const QString &uid, int server = 0);
    /// One path as ms-02 has it configured; empty: none.
    [[nodiscard]] QJsonObject pathOnMediaMtx(const QString &name);
    [[nodiscard]] QString api(int server) const;

private:
    [[nodiscard]] bool startKeychain();
    [[nodiscard]] bool isMediaMtx(int server) const;
    [[nodiscard]] Outcome callInNursery(const QStringList &arguments, const QByteArray &input);
    [[nodiscard]] QStringList complete(const QStringList &arguments, bool isJson) const;

    QTemporaryDir m_dir;
    std::unique_ptr<fleet::FleetProcess> m_fleet;
    QProcessEnvironment m_environment;
    int m_serverCount = 2;
    QString m_registry;
    Key m_key = Key::None;
    QProcess m_keychain; ///< ends with its standard input, so with the test however that ends
    QString m_keychainBus;
    QProcess m_nursery; ///< CliNursery.cpp; ends with its standard input, too
    int m_copies = 0;
    QList<QByteArray> m_secrets;
    QList<QByteArray> m_seen; ///< every argument and every output
};

} // namespace streamkeeper::test
