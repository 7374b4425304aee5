#pragma once

#include <chrono>
#include <vector>

namespace streamkeeper {

/// The pauses and limits of operations; shorter in tests.
struct OperationPace
{
    /// Before each further attempt on a server that could not be reached, or asks for patience.
    std::vector<std::chrono::milliseconds> retryDelays{std::chrono::seconds(1), std::chrono::seconds(3),
                                                       std::chrono::seconds(10)};
    /// Before each look at whether the effect is there; begins sooner than media-server-v2-api.md 7 asks for.
    std::vector<std::chrono::milliseconds> confirmDelays{
        std::chrono::milliseconds(200), std::chrono::milliseconds(500), std::chrono::seconds(1),
        std::chrono::seconds(2),        std::chrono::seconds(3),        std::chrono::seconds(5),
        std::chrono::seconds(8)};
    /// Before each look at whether the target of a transfer shows picture; then the source goes on as before.
    std::vector<std::chrono::milliseconds> pictureDelays{
        std::chrono::seconds(1), std::chrono::seconds(1), std::chrono::seconds(2),  std::chrono::seconds(3),
        std::chrono::seconds(5), std::chrono::seconds(8), std::chrono::seconds(10), std::chrono::seconds(15)};
    /// Before each look at whether the source of a transfer goes on, or has stopped.
    std::vector<std::chrono::milliseconds> sourceDelays{std::chrono::milliseconds(200),
                                                        std::chrono::milliseconds(500),
                                                        std::chrono::seconds(1), std::chrono::seconds(2)};
    /// Before each further look at the recordings of a server that was asked to read its index anew.
    std::vector<std::chrono::milliseconds> indexDelays{
        std::chrono::milliseconds(500), std::chrono::milliseconds(1500), std::chrono::seconds(3)};
    /// Before each further attempt to write a step that the registry did not take: it may be locked for a
    /// moment. The database itself waits some seconds each time.
    std::vector<std::chrono::milliseconds> journalDelays{std::chrono::seconds(1), std::chrono::seconds(3),
                                                         std::chrono::seconds(10)};
    /// Before each look at whether the registry takes what it did not take in all these attempts.
    std::chrono::milliseconds settleDelay{std::chrono::seconds(5)};
    /// A start is put off by a random part of this, so that many do not reach a server at once.
    std::chrono::milliseconds jitter{250};
    int parallelPerServer = 4;
    /// Many operations stop by themselves when, of the last `judgedCount` that ended, fewer than half
    /// were confirmed: a mass restart must not become a storm.
    int judgedCount = 10;
};

} // namespace streamkeeper
