#include "tests/support/KeaProcess.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <functional>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace streamkeeper::test {

namespace {

constexpr int startTimeoutMs = 20'000;
const QString daemonProgram = u"/usr/sbin/kea-dhcp4"_s;
const QString agentProgram = u"/usr/sbin/kea-ctrl-agent"_s;

/// Where the architecture has it.
QString hookPath()
{
    for (const QString &folder : QDir(u"/usr/lib"_s).entryList({u"*-linux-gnu*"_s}, QDir::Dirs)) {
        const QString path = u"/usr/lib/%1/kea/hooks/libdhcp_lease_cmds.so"_s.arg(folder);
        if (QFile::exists(path))
            return path;
    }
    return {};
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

/// Looks again and again, at once when the process has ended.
bool waitUntil(QProcess &process, const std::function<bool()> &isDone)
{
    const QDeadlineTimer deadline(startTimeoutMs);
    while (!isDone()) {
        if (deadline.hasExpired() || process.waitForFinished(20)) {
            qWarning("%s: %s", qPrintable(process.program()), process.readAll().constData());
            return false;
        }
    }
    return true;
}

bool writeJson(const QString &path, const QJsonObject &object)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(object).toJson()) > 0;
}

QJsonArray logsTo(const QString &name, const QString &file)
{
    const QJsonObject output{{u"output"_s, file}};
    return {QJsonObject{
        {u"name"_s, name}, {u"output_options"_s, QJsonArray{output}}, {u"severity"_s, u"INFO"_s}}};
}

QJsonObject socketAt(const QString &path)
{
    return {{u"socket-type"_s, u"unix"_s}, {u"socket-name"_s, path}};
}

} // namespace

KeaProcess::KeaProcess()
{
    for (QProcess *process : {&m_daemon, &m_agent}) {
        process->setProcessChannelMode(QProcess::MergedChannels);
        process->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"KEA_LOCKFILE_DIR"_s, m_dir.path());
        environment.insert(u"KEA_PIDFILE_DIR"_s, m_dir.path());
        process->setProcessEnvironment(environment);
    }
}

KeaProcess::~KeaProcess()
{
    killAgent();
    killDaemon();
}

void KeaProcess::setAccount(const QString &user, const QString &password)
{
    m_user = user;
    m_password = password;
}

bool KeaProcess::writeFiles()
{
    m_port = freePort();
    const QJsonObject camera{{u"hw-address"_s, u"00:11:22:33:44:01"_s},
                             {u"ip-address"_s, u"192.0.2.11"_s},
                             {u"hostname"_s, u"lobby"_s}};
    const QJsonObject pool{{u"pool"_s, u"192.0.2.100-192.0.2.200"_s}};
    const QJsonObject first{{u"id"_s, 7},
                            {u"subnet"_s, u"192.0.2.0/24"_s},
                            {u"pools"_s, QJsonArray{pool}},
                            {u"user-context"_s, QJsonObject{{u"comment"_s, u"[{\"cameras\"}]"_s}}},
                            {u"reservations"_s, QJsonArray{camera}}};
    const QJsonObject local{{u"id"_s, 9}, {u"subnet"_s, u"127.0.0.0/24"_s}};
    const QJsonObject second{{u"id"_s, 8}, {u"subnet"_s, u"198.51.100.0/24"_s}};
    QJsonObject dhcp4{{u"interfaces-config"_s, QJsonObject{{u"interfaces"_s, QJsonArray()}}},
                      {u"control-socket"_s, socketAt(path(u"dhcp4.sock"_s))},
                      {u"lease-database"_s, QJsonObject{{u"type"_s, u"memfile"_s},
                                                        {u"persist"_s, true},
                                                        {u"name"_s, path(u"leases.csv"_s)},
                                                        {u"lfc-interval"_s, 0}}},
                      {u"valid-lifetime"_s, 3600},
                      {u"subnet4"_s, QJsonArray{first, local}},
                      {u"shared-networks"_s,
                       QJsonArray{QJsonObject{{u"name"_s, u"yard"_s}, {u"subnet4"_s, QJsonArray{second}}}}},
                      {u"loggers"_s, logsTo(u"kea-dhcp4"_s, path(u"dhcp4.log"_s))}};
    if (m_hasLeaseCommands)
        dhcp4.insert(u"hooks-libraries"_s, QJsonArray{QJsonObject{{u"library"_s, hookPath()}}});
    QJsonObject agent{{u"http-host"_s, u"127.0.0.1"_s},
                      {u"http-port"_s, m_port},
                      {u"control-sockets"_s, QJsonObject{{u"dhcp4"_s, socketAt(path(u"dhcp4.sock"_s))}}},
                      {u"loggers"_s, logsTo(u"kea-ctrl-agent"_s, path(u"agent.log"_s))}};
    const QJsonObject client{{u"user"_s, m_user}, {u"password"_s, m_password}};
    if (!m_user.isEmpty())
        agent.insert(
            u"authentication"_s,
            QJsonObject{{u"type"_s, u"basic"_s}, {u"realm"_s, u"kea"_s}, {u"clients"_s, QJsonArray{client}}});
    // A copy: AppArmor, where there is any, lets the installed program have its own folders only.
    return QFile::copy(daemonProgram, path(u"kea-dhcp4"_s)) &&
           QFile::copy(agentProgram, path(u"kea-ctrl-agent"_s)) &&
           writeJson(path(u"dhcp4.conf"_s), {{u"Dhcp4"_s, dhcp4}}) &&
           writeJson(path(u"agent.conf"_s), {{u"Control-agent"_s, agent}});
}

bool KeaProcess::launch(QProcess &process, const QString &program, const QStringList &arguments)
{
    process.start(path(program), arguments);
    return process.waitForStarted();
}

bool KeaProcess::start()
{
    if (!QFile::exists(daemonProgram) || !QFile::exists(agentProgram) || hookPath().isEmpty()) {
        qWarning("Kea is not there: install kea-dhcp4-server and kea-ctrl-agent");
        return false;
    }
    return writeFiles() && startDaemon() && startAgent();
}

bool KeaProcess::startDaemon()
{
    QFile::remove(path(u"dhcp4.sock"_s)); // of one that was killed
    // Its DHCP port is not opened without an interface, and would need rights if it were.
    return launch(m_daemon, u"kea-dhcp4"_s, {u"-c"_s, path(u"dhcp4.conf"_s), u"-p"_s, u"10067"_s}) &&
           waitUntil(m_daemon, [this] { return !command(u"version-get"_s).isEmpty(); });
}

bool KeaProcess::startAgent()
{
    const auto answers = [this] {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_port);
        return socket.waitForConnected(1000);
    };
    return launch(m_agent, u"kea-ctrl-agent"_s, {u"-c"_s, path(u"agent.conf"_s)}) &&
           waitUntil(m_agent, answers);
}

void KeaProcess::killDaemon()
{
    m_daemon.kill();
    m_daemon.waitForFinished();
    QFile::remove(path(u"dhcp4.kea-dhcp4.pid"_s));
}

void KeaProcess::killAgent()
{
    m_agent.kill();
    m_agent.waitForFinished();
    QFile::remove(path(u"agent.kea-ctrl-agent.pid"_s));
}

QString KeaProcess::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_port);
}

QJsonObject KeaProcess::command(const QString &name, const QJsonObject &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(path(u"dhcp4.sock"_s));
    if (!socket.waitForConnected(1000))
        return {};
    QJsonObject command{{u"command"_s, name}};
    if (!arguments.isEmpty())
        command.insert(u"arguments"_s, arguments);
    socket.write(QJsonDocument(command).toJson(QJsonDocument::Compact));
    QByteArray answer;
    do // it closes the connection behind the answer
        answer += socket.readAll();
    while (socket.waitForReadyRead(10'000));
    answer += socket.readAll();
    return QJsonDocument::fromJson(answer).object();
}

QJsonObject KeaProcess::config()
{
    return command(u"config-get"_s)[u"arguments"][u"Dhcp4"].toObject();
}

QJsonObject KeaProcess::writtenConfig() const
{
    QFile file(path(u"dhcp4.conf"_s));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object()[u"Dhcp4"].toObject();
}

bool KeaProcess::setConfig(const QJsonObject &dhcp4)
{
    return command(u"config-set"_s, {{u"Dhcp4"_s, dhcp4}})[u"result"].toInt(-1) == 0;
}

bool KeaProcess::addLease(const QString &ip, const QString &mac, int age)
{
    constexpr int lifetime = 3600;
    const qint64 expires = QDateTime::currentSecsSinceEpoch() - age + lifetime;
    return command(u"lease4-add"_s, {{u"ip-address"_s, ip},
                                     {u"hw-address"_s, mac},
                                     {u"valid-lft"_s, lifetime},
                                     {u"expire"_s, expires}})[u"result"]
               .toInt(-1) == 0;
}

} // namespace streamkeeper::test
