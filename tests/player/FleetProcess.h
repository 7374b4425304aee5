#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QUrl>

namespace streamkeeper::test {

/// A running streamkeeper-fleet of the build under test; ends with this object. The path of the program
/// is the environment variable STREAMKEEPER_FLEET, else what the build compiled in.
class FleetProcess
{
public:
    explicit FleetProcess(const QStringList &arguments);
    FleetProcess(const FleetProcess &) = delete;
    FleetProcess &operator=(const FleetProcess &) = delete;
    ~FleetProcess();

    /// Why it did not start; empty when it runs.
    [[nodiscard]] QString problem() const { return m_problem; }
    /// The whole of what the fleet said at its start.
    [[nodiscard]] const QJsonObject &description() const { return m_description; }
    /// RTSP of a camera itself, credentials included. `number` counts from 1.
    [[nodiscard]] QUrl cameraUrl(int number, bool isHigh = true) const;
    [[nodiscard]] QJsonObject camera(int number) const;

private:
    QProcess m_process;
    QJsonObject m_description;
    QString m_problem;
};

} // namespace streamkeeper::test
