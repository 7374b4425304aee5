#pragma once

#include "app/inlet/RateLimit.h"
#include "models/domain/ProvisioningOrder.h"
#include "models/domain/Result.h"
#include "models/domain/SecretText.h"

#include <chrono>
#include <functional>

namespace streamkeeper {

/// How much of what comes in is taken. Each is far above what a billing system does, and far below what would
/// harm: together they hold some ten megabytes.
struct InletLimits
{
    qsizetype maxHeadBytes = 16 * 1024;
    qsizetype maxBodyBytes = 64 * 1024;
    int maxConnections = 64;
    int maxConnectionsOfPeer = 48; ///< so that others still get one
    qsizetype maxPeers = 1024;     ///< that are remembered for the rate
    Allowance each{200, 20};
    Allowance all{400, 50};
    std::chrono::milliseconds requestDeadline = std::chrono::seconds(10); ///< for head and body together
    std::chrono::milliseconds answerDeadline = std::chrono::seconds(30);  ///< of whoever carries orders out
    std::chrono::milliseconds refusalPause = std::chrono::seconds(1);     ///< before a wrong token is refused
    std::chrono::milliseconds closingDeadline = std::chrono::seconds(2);  ///< to take an answer
    std::chrono::milliseconds retryPause = std::chrono::seconds(30); ///< until a taken port is tried again
};

/// Takes an order, and answers once, on the thread that it was called on. May never answer.
using ProvisioningDone = std::function<void(Result<ProvisioningReceipt>)>;
using ProvisioningHandler = std::function<void(ProvisioningOrder, ProvisioningDone)>;

/// What the connections of a listener share. The listener's thread.
struct InletDesk
{
    InletLimits limits;
    ProvisioningHandler handler;
    SecretText token;
    RateLimit rate;
};

} // namespace streamkeeper
