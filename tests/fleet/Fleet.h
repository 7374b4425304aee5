#pragma once

#include "tests/fleet/Camera.h"
#include "tests/fleet/FleetOptions.h"
#include "tests/fleet/GstLoop.h"

#include <QObject>
#include <QTimer>

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

Q_SIGNALS:
    /// Everything listens and each live stream has video, or that took too long.
    void ready();

private:
    void checkReady();

    FleetOptions m_options;
    GstLoop m_rtspLoop;
    std::vector<CameraPlan> m_plans;
    std::vector<std::unique_ptr<Camera>> m_cameras;
    QTimer m_readyTimer;
};

} // namespace streamkeeper::fleet
