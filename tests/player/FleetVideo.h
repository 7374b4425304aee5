#pragma once

#include "tests/fleet/FleetProcess.h"

#include <QUrl>

namespace streamkeeper::test {

/// The fleet of the build under test (or of the environment variable STREAMKEEPER_FLEET).
[[nodiscard]] QString fleetProgram();
/// RTSP of a camera itself, credentials included. `number` counts from 1.
[[nodiscard]] QUrl cameraUrl(const fleet::FleetProcess &fleet, int number, bool isHigh = true);
/// The stream of a camera as its media server hands it out.
[[nodiscard]] QUrl serverRtspUrl(const fleet::FleetProcess &fleet, int number, bool isHigh = true);
[[nodiscard]] QUrl serverHlsUrl(const fleet::FleetProcess &fleet, int number, bool isHigh = true);
/// Number of the first camera with sound; 0: there is none.
[[nodiscard]] int cameraWithAudio(const fleet::FleetProcess &fleet);

} // namespace streamkeeper::test
