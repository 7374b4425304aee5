#pragma once

#include "tests/console/ConsoleHarness.h"
#include "tests/fleet/FleetProcess.h"

#include <memory>
#include <optional>
#include <vector>

namespace streamkeeper::test {

/// The desk of a bad night: four media servers of the fleet, one of which is stopped, 120 streams with short
/// and long names in several scripts, cameras that are off behind one switch, clusters and groups, network
/// devices, alarms, events, links. For what looks at every page in every language: nothing here reads or
/// writes a text of the window.
class TourDesk
{
public:
    /// Until everything is there and polled; false, with a line for the log, if it does not come.
    [[nodiscard]] bool start();

    [[nodiscard]] ConsoleHarness &harness() { return *m_harness; }
    [[nodiscard]] MainWindow &window() { return m_harness->window(); }
    [[nodiscard]] Session &session() { return m_harness->console().session(); }
    [[nodiscard]] FleetState &fleet() { return m_harness->fleet(); }
    [[nodiscard]] fleet::FleetProcess &fleetProcess() { return m_fleet; }
    [[nodiscard]] ServerId server(int index) const { return m_servers[size_t(index)]; }
    /// One with real video, recorded.
    [[nodiscard]] StreamId playingStream();
    /// High ones, which were lost together.
    [[nodiscard]] std::vector<StreamId> lostStreams();
    [[nodiscard]] CameraId automaticCamera() const { return m_automatic; }

private:
    [[nodiscard]] bool startConsole();
    [[nodiscard]] bool addServers();
    [[nodiscard]] bool addServer(int index);
    [[nodiscard]] bool nameCameras();
    [[nodiscard]] bool addClusters();
    [[nodiscard]] bool writeNight();
    [[nodiscard]] VoidResult writeTroubles(RegistryDatabase &database, qint64 nowMs);
    [[nodiscard]] VoidResult writeDevices(RegistryDatabase &database, qint64 nowMs);
    [[nodiscard]] VoidResult writeAlarms(RegistryDatabase &database, qint64 nowMs);
    [[nodiscard]] VoidResult writeEvents(RegistryDatabase &database, qint64 nowMs);
    [[nodiscard]] VoidResult writeOperations(RegistryDatabase &database, qint64 nowMs);
    [[nodiscard]] bool loseCameras();
    [[nodiscard]] bool shareLinks();
    [[nodiscard]] StreamId streamOf(const Camera &camera, Quality quality);
    /// By their numbers in the fleet, 1 first.
    [[nodiscard]] const Camera *cameraNumber(int number);

    fleet::FleetProcess m_fleet{QStringLiteral(STREAMKEEPER_FLEET_PROGRAM)};
    std::unique_ptr<ConsoleHarness> m_harness;
    std::vector<ServerId> m_servers;
    CameraId m_automatic;
};

} // namespace streamkeeper::test
