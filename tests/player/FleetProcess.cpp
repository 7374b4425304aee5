#include "tests/player/FleetProcess.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

FleetProcess::FleetProcess(const QStringList &arguments)
{
    const QString program =
        qEnvironmentVariable("STREAMKEEPER_FLEET", QString::fromUtf8(STREAMKEEPER_FLEET_PROGRAM));
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, arguments + QStringList{u"--exit-with-stdin"_s});
    QByteArray line;
    const QDeadlineTimer deadline(30'000);
    while (!line.endsWith('\n') && !deadline.hasExpired() && m_process.state() != QProcess::NotRunning) {
        if (m_process.waitForReadyRead(500))
            line += m_process.readLine();
    }
    m_description = QJsonDocument::fromJson(line).object();
    if (m_description.isEmpty())
        m_problem = u"%1 did not start: %2"_s.arg(program, m_process.errorString());
}

FleetProcess::~FleetProcess()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(5'000)) {
        m_process.kill();
        m_process.waitForFinished(5'000);
    }
}

QJsonObject FleetProcess::camera(int number) const
{
    const QJsonArray cameras = m_description.value("cameras"_L1).toArray();
    for (const auto &camera : cameras) {
        if (camera.toObject().value("number"_L1).toInt() == number)
            return camera.toObject();
    }
    return {};
}

QUrl FleetProcess::cameraUrl(int number, bool isHigh) const
{
    const QJsonObject stream = camera(number).value(isHigh ? "high"_L1 : "low"_L1).toObject();
    return QUrl(stream.value("url"_L1).toString());
}

} // namespace streamkeeper::test
