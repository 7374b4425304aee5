#pragma once

#include "app/console/DemoFleet.h"
#include "app/session/Session.h"
#include "tests/fleet/FleetProcess.h"

#include <QEventLoop>
#include <QTimer>

#include <vector>

namespace streamkeeper::test {

inline constexpr int benchPatienceMs = 120'000;

/// Runs the event loop until something calls quit(); false if nobody did in time.
template <typename Start>
bool runUntil(Start start)
{
    QEventLoop loop;
    QTimer::singleShot(benchPatienceMs, &loop, [&loop] { loop.exit(1); });
    start(loop);
    return loop.exec() == 0;
}

/// A large synthetic fleet, and the way of its servers and streams into a session.
class BenchFleet
{
public:
    /// Two streams per camera.
    [[nodiscard]] bool start(int servers, int streams);
    /// Adds all servers and adopts everything they have.
    [[nodiscard]] bool addTo(Session &session);

    [[nodiscard]] fleet::FleetProcess &process() { return m_process; }
    [[nodiscard]] const std::vector<DemoFleet::Server> &servers() const { return m_servers; }

private:
    fleet::FleetProcess m_process{QStringLiteral(STREAMKEEPER_FLEET_PROGRAM)};
    std::vector<DemoFleet::Server> m_servers;
};

} // namespace streamkeeper::test
