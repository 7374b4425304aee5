#include "app/console/DemoFleet.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace streamkeeper {

using namespace Qt::StringLiterals;

DemoFleet::DemoFleet(QObject *parent)
    : QObject(parent)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &DemoFleet::readLine);
    connect(&m_process, &QProcess::errorOccurred, this, [this] {
        if (!m_isReady)
            Q_EMIT failed(tr("The demo fleet could not be started: %1").arg(m_process.errorString()));
    });
    connect(&m_process, &QProcess::finished, this, [this](int exitCode) {
        if (!m_isReady)
            Q_EMIT failed(tr("The demo fleet ended with code %1 before it was ready.").arg(exitCode));
    });
}

DemoFleet::~DemoFleet()
{
    m_process.disconnect(this);
    m_process.closeWriteChannel(); // it ends with its standard input
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(3000)) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

QString DemoFleet::program()
{
    const QString file = QDir(QCoreApplication::applicationDirPath()).filePath(u"streamkeeper-fleet"_s);
    return QFileInfo(file).isExecutable() ? file : QString();
}

void DemoFleet::start(int servers, int cameras, const QString &folder)
{
    const QString file = program();
    if (file.isEmpty()) {
        Q_EMIT failed(tr("streamkeeper-fleet is not installed beside this program, so there is no demo."));
        return;
    }
    // What it leaves when it is killed goes with what the console leaves.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TMPDIR"_s, folder);
    m_process.setProcessEnvironment(environment);
    m_process.start(file, {u"--servers"_s, QString::number(servers), u"--cameras"_s, QString::number(cameras),
                           u"--live"_s, QString::number(cameras), u"--private-every"_s, u"5"_s, u"--record"_s,
                           u"4"_s, u"--troubled"_s, u"3"_s, u"--exit-with-stdin"_s});
}

void DemoFleet::readLine()
{
    m_output += m_process.readAllStandardOutput();
    const qsizetype end = m_output.indexOf('\n');
    if (m_isReady || end < 0)
        return;
    const auto servers = parseLine(m_output.first(end));
    if (!servers) {
        Q_EMIT failed(servers.error().message);
        return;
    }
    m_isReady = true;
    Q_EMIT ready(*servers);
}

Result<std::vector<DemoFleet::Server>> DemoFleet::parseLine(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    std::vector<Server> servers;
    for (const QJsonValue &value : document.object()[u"servers"].toArray()) {
        const QJsonObject object = value.toObject();
        Server entry;
        entry.server.id = ServerId::create();
        entry.server.name = object[u"name"].toString();
        entry.server.type = ServerType::MediaServerV2;
        entry.server.useTls = object[u"scheme"].toString() == u"https";
        entry.server.internalHost = object[u"host"].toString();
        entry.server.apiPort = quint16(object[u"apiPort"].toInt());
        entry.server.hlsPort = quint16(object[u"hlsPort"].toInt());
        entry.server.rtspPort = quint16(object[u"rtspPort"].toInt());
        entry.server.mediaUsesTls = entry.server.useTls;
        entry.server.pinnedSha256 = QByteArray::fromHex(object[u"fingerprint"].toString().toLatin1());
        entry.token = SecretText(object[u"token"].toString());
        servers.push_back(std::move(entry));
    }
    if (servers.empty())
        return fail(ErrorCategory::Protocol, tr("The demo fleet told nothing about its servers."));
    return servers;
}

} // namespace streamkeeper
