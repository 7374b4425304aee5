#include "tests/cli/CliHarness.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace Qt::StringLiterals;

namespace streamkeeper::test {

QJsonValue CliHarness::Outcome::json() const
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(out, &error);
    if (error.error != QJsonParseError::NoError)
        return QJsonValue::Undefined;
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QByteArray CliHarness::Outcome::all() const
{
    return "exit " + QByteArray::number(code) + "\n" + out + "\n" + err;
}

CliHarness::CliHarness()
    : m_environment(QProcessEnvironment::systemEnvironment())
{
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
        m_environment.insert(QString::fromLatin1(name), path(QString::fromLatin1(name)));
    m_environment.insert(u"XDG_CURRENT_DESKTOP"_s, u"GNOME"_s); // whose keychain it is
    setKey(Key::None);
    m_environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    m_environment.insert(u"LANGUAGE"_s, u"en"_s);
    m_environment.insert(u"CLI_PASSPHRASE"_s, u"korrekt-Pferd-9"_s);
    m_environment.insert(u"CLI_EMPTY"_s, QString());
    m_environment.insert(u"CLI_SHORT"_s, u"1234567"_s);
    m_secrets.append("korrekt-Pferd-9");
}

CliHarness::~CliHarness()
{
    m_nursery.closeWriteChannel();
    m_nursery.waitForFinished(10'000);
    m_keychain.closeWriteChannel();
    m_keychain.waitForFinished(10'000);
}

bool CliHarness::startKeychain()
{
    m_keychain.start(QStringLiteral(STREAMKEEPER_KEYRING),
                     {u"sh"_s, u"-c"_s, u"echo $DBUS_SESSION_BUS_ADDRESS; exec cat"_s});
    (void)QTest::qWaitFor(
        [this] { return m_keychain.canReadLine() || m_keychain.state() == QProcess::NotRunning; }, 20'000);
    m_keychainBus = QString::fromUtf8(m_keychain.readLine()).trimmed();
    if (m_keychainBus.isEmpty())
        qWarning("No keychain of our own; are the packages dbus, gnome-keyring and libsecret-1-0 there? %s",
                 m_keychain.readAllStandardError().constData());
    return !m_keychainBus.isEmpty();
}

void CliHarness::setKey(Key key)
{
    m_key = key;
    m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s,
                         key == Key::Keychain ? m_keychainBus : u"unix:path=/nonexistent"_s);
}

bool CliHarness::startFleet(int v2Servers, int mediaMtxServers, const QStringList &more)
{
    if (!startKeychain())
        return false;
    setKey(Key::Keychain);
    m_fleet = std::make_unique<fleet::FleetProcess>(QStringLiteral(STREAMKEEPER_FLEET_PROGRAM));
    m_serverCount = v2Servers + mediaMtxServers;
    const QStringList options{u"--servers"_s,      QString::number(m_serverCount),
                              u"--mediamtx"_s,     QString::number(mediaMtxServers),
                              u"--cameras"_s,      u"4"_s,
                              u"--live"_s,         u"3"_s,
                              u"--reconnect-ms"_s, u"200"_s,
                              u"--effect-ms"_s,    u"50"_s};
    if (!m_fleet->start(options + more, 20'000))
        return false;
    for (int i = 0; i < m_serverCount; ++i) {
        const QString secret = m_fleet->server(i)[isMediaMtx(i) ? u"password"_s : u"token"_s].toString();
        m_environment.insert(u"CLI_SECRET_%1"_s.arg(i), secret);
        m_secrets.append(secret.toUtf8());
    }
    // The names that most tests use: of the first server, and of the first MediaMTX.
    m_environment.insert(u"CLI_TOKEN"_s, m_fleet->server(0)[u"token"_s].toString());
    m_environment.insert(u"CLI_PASSWORD"_s, m_fleet->server(v2Servers)[u"password"_s].toString());
    m_environment.insert(u"CLI_WRONG"_s, u"Wr0ng-T0ken-77"_s);
    m_secrets.append("Wr0ng-T0ken-77");
    for (int number = 1; number <= 4; ++number) {
        const QString userInfo = QUrl(m_fleet->camera(number)[u"high"][u"url"].toString()).password();
        if (!userInfo.isEmpty())
            m_secrets.append(userInfo.toUtf8());
    }
    return true;
}

bool CliHarness::isMediaMtx(int server) const
{
    return m_fleet->server(server)[u"type"_s].toString() == u"mediamtx";
}

bool CliHarness::resetFleet()
{
    for (int i = 0; i < m_serverCount; ++i) {
        const QString server = u"ms-%1"_s.arg(i + 1, 2, 10, QChar(u'0'));
        if (!fault(server, {{u"kind"_s, u"none"_s}}))
            return false;
        m_fleet->forgetConnections();
        if (!m_fleet->control(u"/server"_s,
                              {{u"server"_s, server}, {u"action"_s, u"restart"_s}, {u"loseState"_s, true}}))
            return false;
    }
    const auto isLive = [this](int camera) {
        const int server = (camera - 1) % m_serverCount;
        const QString name = m_fleet->camera(camera)[u"high"][u"remoteName"].toString();
        return isMediaMtx(server)
                   ? m_fleet->call(server, u"/v3/paths/get/"_s + name).json()[u"ready"].toBool()
                   : listedOnV2(name, server)[u"status"].toString() == u"active";
    };
    return QTest::qWaitFor([&] { return isLive(1) && isLive(2); }, 20'000);
}

bool CliHarness::waitForAnotherSecond()
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    return QTest::qWaitFor([now] { return QDateTime::currentSecsSinceEpoch() > now; });
}

bool CliHarness::makeRegistry(const QString &file)
{
    m_registry = path(file);
    QList<QStringList> calls;
    for (int i = 0; i < m_serverCount; ++i) {
        QStringList add{u"servers"_s,      u"add"_s,
                        u"--type"_s,       isMediaMtx(i) ? u"mediamtx"_s : u"media_server_v2"_s,
                        u"--url"_s,        api(i),
                        u"--name"_s,       u"ms-%1"_s.arg(i + 1, 2, 10, QChar(u'0')),
                        u"--secret-env"_s, u"CLI_SECRET_%1"_s.arg(i)};
        if (const QString fingerprint = m_fleet->server(i)[u"fingerprint"_s].toString();
            !fingerprint.isEmpty())
            add += {u"--accept-fingerprint"_s, fingerprint};
        if (isMediaMtx(i))
            add += {u"--user"_s, u"admin"_s};
        calls.append(add);
    }
    for (int i = 0; i < m_serverCount; ++i)
        calls.append({u"servers"_s, u"adopt"_s, calls[i][7], u"--all"_s});
    for (const QStringList &call : calls) {
        const Outcome outcome = json(call);
        if (outcome.code != 0) {
            qWarning("%s: %s", qPrintable(call.join(u' ')), outcome.all().constData());
            return false;
        }
    }
    return true;
}

bool CliHarness::takeRegistry()
{
    m_registry = path(u"registry-%1.sqlite"_s.arg(++m_copies));
    setKey(Key::Keychain);
    // Nobody has the original open, so that its write-ahead log is written back.
    return QFile::copy(path(u"base.sqlite"_s), m_registry);
}

QStringList CliHarness::complete(const QStringList &arguments, bool isJson) const
{
    QStringList all{u"--registry"_s, m_registry};
    if (isJson)
        all.append(u"--json"_s);
    if (m_key == Key::Passphrase)
        all += {u"--passphrase-env"_s, u"CLI_PASSPHRASE"_s};
    return all + arguments;
}

CliHarness::Outcome CliHarness::json(const QStringList &arguments, const QByteArray &input)
{
    return run(complete(arguments, true), input);
}

CliHarness::Outcome CliHarness::text(const QStringList &arguments, const QByteArray &input)
{
    return run(complete(arguments, false), input);
}

CliHarness::Outcome CliHarness::run(const QStringList &arguments, const QByteArray &input)
{
    const Outcome outcome = callInNursery(arguments, input);
    for (const QString &argument : arguments)
        m_seen.append(argument.toUtf8());
    m_seen += {outcome.out, outcome.err};
    return outcome;
}

CliHarness::Outcome CliHarness::callInNursery(const QStringList &arguments, const QByteArray &input)
{
    if (m_nursery.state() == QProcess::NotRunning)
        m_nursery.start(QStringLiteral(STREAMKEEPER_CLI_NURSERY), QStringList());
    // What is said and given is looked at by findSecret() itself: these files are not left for it to find.
    QTemporaryDir files;
    const auto content = [&files](const QString &name) {
        QFile file(files.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QFile given(files.filePath(u"in"_s));
    if (!given.open(QIODevice::WriteOnly) || given.write(input) != input.size())
        return {-1, {}, "no temporary file"};
    given.close();
    QJsonObject variables;
    for (const QString &name : m_environment.keys())
        variables.insert(name, m_environment.value(name));
    const QJsonObject order{{u"arguments"_s, QJsonArray::fromStringList(arguments)},
                            {u"environment"_s, variables},
                            {u"folder"_s, QDir::currentPath()},
                            {u"in"_s, files.filePath(u"in"_s)},
                            {u"out"_s, files.filePath(u"out"_s)},
                            {u"err"_s, files.filePath(u"err"_s)}};
    m_nursery.write(QJsonDocument(order).toJson(QJsonDocument::Compact) + '\n');
    const auto answer = [this](int timeoutMs) {
        // Not waitForReadyRead: a session of the test's own may have to answer meanwhile.
        (void)QTest::qWaitFor(
            [this] { return m_nursery.canReadLine() || m_nursery.state() == QProcess::NotRunning; },
            timeoutMs);
        return m_nursery.canReadLine() ? m_nursery.readLine().trimmed() : QByteArray();
    };
    const int child = answer(20'000).toInt();
    const QByteArray code = answer(120'000);
    if (code.isEmpty()) {
        if (child > 0)
            ::kill(child, SIGKILL);
        m_nursery.kill(); // the next call starts another one: what this one still says is no answer to it
        m_nursery.waitForFinished(2000);
        return {-1, content(u"out"_s), "did not end: " + content(u"err"_s)};
    }
    return {code.toInt(), content(u"out"_s), content(u"err"_s)};
}

std::unique_ptr<QProcess> CliHarness::start(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(m_environment);
    process->start(QStringLiteral(STREAMKEEPER_CLI_PROGRAM), complete(arguments, true));
    process->closeWriteChannel();
    return process;
}

CliHarness::Outcome CliHarness::finish(QProcess &process, int timeoutMs)
{
    // Not waitForFinished: a session of the test's own may have to answer meanwhile.
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, timeoutMs)) {
        process.kill();
        process.waitForFinished(2000);
        return {-1, process.readAllStandardOutput(), "did not end: " + process.readAllStandardError()};
    }
    const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    return {code, process.readAllStandardOutput(), process.readAllStandardError()};
}

QString CliHarness::uuidOf(const QString &camera, const QString &quality)
{
    // Nothing sealed is needed.
    const QStringList list{u"--registry"_s,    m_registry,   u"--json"_s,
                           u"--no-keychain"_s, u"streams"_s, u"list"_s};
    for (const QJsonValue &stream : run(list).json().toArray()) {
        if (stream[u"camera"].toString() == camera && stream[u"quality"].toString() == quality)
            return stream[u"uuid"].toString();
    }
    return {};
}

QJsonObject CliHarness::row(const QString &uuid, bool polls)
{
    QStringList arguments{u"streams"_s, u"show"_s, uuid};
    if (polls)
        arguments.append(u"--poll"_s);
    return json(arguments).json().toObject();
}

QString CliHarness::findSecret() const
{
    for (const QByteArray &secret : m_secrets) {
        const QList<QByteArray> forms{secret, secret.toBase64()};
        for (const QByteArray &form : forms) {
            for (const QByteArray &text : m_seen) {
                if (text.contains(form))
                    return QString::fromUtf8("said or given: " + text);
            }
            QDirIterator files(m_dir.path(), QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                if (file.open(QIODevice::ReadOnly) && file.readAll().contains(form))
                    return file.fileName();
            }
        }
    }
    return {};
}

bool CliHarness::fault(const QString &server, QJsonObject fault)
{
    fault.insert(u"server"_s, server);
    return m_fleet->control(u"/fault"_s, fault);
}

QJsonObject CliHarness::listedOnV2(const QString &uid, int server)
{
    return m_fleet->call(server, u"/api/streams/"_s).json()[uid].toObject();
}

QJsonObject CliHarness::pathOnMediaMtx(const QString &name)
{
    const auto answer = m_fleet->call(1, u"/v3/config/paths/get/"_s + name);
    return answer.status == 200 ? answer.json() : QJsonObject();
}

QString CliHarness::api(int server) const
{
    const QJsonObject description = m_fleet->server(server);
    return u"%1://127.0.0.1:%2"_s.arg(description[u"scheme"].toString()).arg(description[u"apiPort"].toInt());
}

} // namespace streamkeeper::test
