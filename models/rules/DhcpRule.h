#pragma once

#include "models/domain/DhcpSettings.h"

#include <QString>

namespace streamkeeper {

/// "https://dhcp.example:8000"; empty: no DHCP server is asked.
[[nodiscard]] QString dhcpAgentUrl(const DhcpSettings &settings);

/// What is to be said before the agent is asked; empty: nothing.
[[nodiscard]] QString dhcpWarning(const DhcpSettings &settings);

} // namespace streamkeeper
