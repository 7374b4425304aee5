#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace streamkeeper::test {

/// A real ISC Kea for one test: its DHCPv4 daemon and its control agent as child processes, without rights
/// and without an interface, everything in a folder of their own. They die with the test. Subnets: 7
/// (192.0.2.0/24, pool .100 to .200, the camera 00:11:22:33:44:01 has .11) 8 (198.51.100.0/24, in a
/// shared network) and 9 (127.0.0.0/24, where cameras of tests are); the lease commands are loaded.
class KeaProcess
{
public:
    KeaProcess();
    ~KeaProcess();
    Q_DISABLE_COPY_MOVE(KeaProcess)

    /// Of the agent; to be set before its start.
    void setAccount(const QString &user, const QString &password);
    /// Without the hook for leases; to be set before the daemon's start.
    void setLeaseCommands(bool areLoaded) { m_hasLeaseCommands = areLoaded; }

    /// Writes its files and starts both; false, with a line for the log, also where the packages
    /// kea-dhcp4-server and kea-ctrl-agent are not there.
    [[nodiscard]] bool start();
    /// With the configuration that it has written last.
    [[nodiscard]] bool startDaemon();
    [[nodiscard]] bool startAgent();
    void killDaemon();
    void killAgent();

    [[nodiscard]] QString url() const;
    [[nodiscard]] quint16 port() const { return m_port; }
    /// Straight to the daemon, past the agent; empty: no answer.
    [[nodiscard]] QJsonObject command(const QString &name, const QJsonObject &arguments = {});
    /// The daemon's configuration ("Dhcp4"), as it is in effect, and as it is in its file.
    [[nodiscard]] QJsonObject config();
    [[nodiscard]] QJsonObject writtenConfig() const;
    [[nodiscard]] bool setConfig(const QJsonObject &dhcp4);
    /// A lease, as if the device had asked for it; `age`: so many seconds ago, of one hour.
    [[nodiscard]] bool addLease(const QString &ip, const QString &mac, int age = 0);

private:
    [[nodiscard]] QString path(const QString &file) const { return m_dir.filePath(file); }
    [[nodiscard]] bool writeFiles();
    [[nodiscard]] bool launch(QProcess &process, const QString &program, const QStringList &arguments);

    QTemporaryDir m_dir;
    QProcess m_daemon;
    QProcess m_agent;
    QString m_user;
    QString m_password;
    quint16 m_port = 0;
    bool m_hasLeaseCommands = true;
};

} // namespace streamkeeper::test
