#pragma once

#include "tests/fleet/Camera.h"
#include "tests/fleet/FleetOptions.h"
#include "tests/fleet/GstLoop.h"
#include "tests/fleet/MediaServer.h"
#include "tests/support/ProbeResponder.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <vector>

namespace streamkeeper::fleet {

/// All cameras and media servers of one process. Lives in the main thread.
class Fleet : public QObject
{
    Q_OBJECT
public:
    explicit Fleet(FleetOptions options, QObject *parent = nullptr);
    ~Fleet() override;

    /// False with a text for people if something cannot be started.
    [[nodiscard]] bool start(QString &problem);
    /// What is where, as JSON on one line.
    [[nodiscard]] QByteArray describe() const;

    [[nodiscard]] MediaServer *findServer(const QByteArray &name) const;
    /// The server that has this stream, or null.
    [[nodiscard]] MediaServer *findServerOfStream(const QByteArray &uid) const;
    [[nodiscard]] const CaptureLog &captures() const { return m_captures; }
    /// Null if there is no such live camera.
    [[nodiscard]] Camera *findCamera(int number) const;
    /// What is told under "control" in describe().
    void setControlPort(quint16 port) { m_controlPort = port; }
    /// Where the control port tells the keys of tokens, in place of an operator's web server.
    [[nodiscard]] QUrl ownJwks() const;

Q_SIGNALS:
    /// Everything listens and each live stream has video, or that took too long.
    void ready();

private:
    void checkReady();
    /// Switches cameras off and on that shall be in trouble.
    void troubleCameras();
    [[nodiscard]] std::vector<StreamSettings> startUpStreams(int serverNumber) const;
    [[nodiscard]] const Camera *cameraOf(const CameraPlan &plan) const;
    /// What the cameras say to somebody who searches the network for them.
    [[nodiscard]] QList<QByteArray> probeMatches(const QByteArray &relatesTo) const;

    FleetOptions m_options;
    GstLoop m_rtspLoop;
    GstLoop m_captureLoop;
    ProcessStats m_processStats;
    CaptureLog m_captures;
    QTemporaryDir m_recordings;
    FleetServices m_services;
    std::vector<CameraPlan> m_plans;
    std::vector<std::unique_ptr<Camera>> m_cameras;
    test::ProbeResponder m_probes;
    std::vector<std::unique_ptr<MediaServer>> m_servers;
    quint16 m_controlPort = 0;
    QElapsedTimer m_sinceStart;
    QTimer m_readyTimer;
    QTimer m_takeoverTimer;
    QTimer m_troubleTimer;
};

} // namespace streamkeeper::fleet
