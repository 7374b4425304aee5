#pragma once

#include "models/domain/History.h"
#include "models/domain/ServerSnapshot.h"

#include <vector>

namespace streamkeeper {

/// The last hour of one media server in this run, for the charts of its card: one sample per half
/// minute at most, oldest first.
class ServerHistory
{
public:
    static constexpr size_t capacity = 120;
    static constexpr qint64 stepMs = 30'000;

    /// Polls within one step replace each other: the last one stands for the step.
    void add(const ServerSample &sample);
    void addFailure(qint64 failedAtMs);
    [[nodiscard]] const std::vector<ServerSample> &samples() const { return m_samples; }
    /// UTC of the first answer (or failure) of the present row of them; 0: nothing happened yet.
    [[nodiscard]] qint64 sinceMs() const { return m_sinceMs; }
    [[nodiscard]] bool isAnswering() const { return m_isAnswering; }

private:
    void noteState(bool isAnswering, qint64 atMs);

    std::vector<ServerSample> m_samples;
    qint64 m_sinceMs = 0;
    bool m_isAnswering = false;
};

/// What a poll tells of the server itself.
[[nodiscard]] ServerSample sampleOf(const ServerSnapshot &snapshot);

} // namespace streamkeeper
