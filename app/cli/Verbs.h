#pragma once

#include "app/cli/Arguments.h"

namespace streamkeeper {

// The verbs of each noun, for the table of all of them.

[[nodiscard]] std::vector<VerbSpec> serverVerbs();
[[nodiscard]] std::vector<VerbSpec> streamVerbs();
[[nodiscard]] std::vector<VerbSpec> cameraVerbs();
[[nodiscard]] std::vector<VerbSpec> clusterVerbs();
[[nodiscard]] std::vector<VerbSpec> groupVerbs();
[[nodiscard]] std::vector<VerbSpec> transferVerbs();
[[nodiscard]] std::vector<VerbSpec> archiveVerbs();
[[nodiscard]] std::vector<VerbSpec> shareVerbs();
[[nodiscard]] std::vector<VerbSpec> keyVerbs();
[[nodiscard]] std::vector<VerbSpec> cameraCsvVerbs();
[[nodiscard]] std::vector<VerbSpec> cameraPairVerbs();
[[nodiscard]] std::vector<VerbSpec> deviceVerbs();
[[nodiscard]] std::vector<VerbSpec> provisioningVerbs();
[[nodiscard]] std::vector<VerbSpec> troubleVerbs();
[[nodiscard]] std::vector<VerbSpec> alarmVerbs();
[[nodiscard]] std::vector<VerbSpec> eventVerbs();
[[nodiscard]] std::vector<VerbSpec> dhcpVerbs();
[[nodiscard]] std::vector<VerbSpec> inletVerbs();
[[nodiscard]] std::vector<VerbSpec> operationVerbs();

[[nodiscard]] std::vector<OptionSpec> with(std::vector<OptionSpec> options,
                                           const std::vector<OptionSpec> &more);
/// `--wait` and `--timeout` of verbs that begin operations.
[[nodiscard]] std::vector<OptionSpec> waitingOptions();

} // namespace streamkeeper
