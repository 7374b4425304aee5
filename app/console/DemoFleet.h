#pragma once

#include "models/domain/MediaServer.h"
#include "models/domain/Result.h"
#include "models/domain/SecretText.h"

#include <QObject>
#include <QProcess>

#include <vector>

namespace streamkeeper {

/// Starts `streamkeeper-fleet` beside the console and tells its media servers. The fleet ends with
/// this object, and by itself when the console dies.
class DemoFleet : public QObject
{
    Q_OBJECT

public:
    struct Server
    {
        MediaServer server;
        SecretText token;
    };

    explicit DemoFleet(QObject *parent = nullptr);
    ~DemoFleet() override;

    /// Where the program is expected: beside this one. Empty if it is not there.
    [[nodiscard]] static QString program();
    /// `folder`: where it puts its recordings.
    void start(int servers, int cameras, const QString &folder);
    /// The fleet's only line: what it runs and where.
    [[nodiscard]] static Result<std::vector<Server>> parseLine(const QByteArray &line);

Q_SIGNALS:
    void ready(const std::vector<streamkeeper::DemoFleet::Server> &servers);
    void failed(const QString &sentence);

private:
    void readLine();

    QProcess m_process;
    QByteArray m_output;
    bool m_isReady = false;
};

} // namespace streamkeeper
