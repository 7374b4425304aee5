#pragma once

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

    /// What the server did not tell is -1.
    struct Sample
    {
        qint64 atMs = 0; ///< UTC of the poll
        qint32 cpuPercent = -1;
        qint32 inKbps = -1;
        qint32 outKbps = -1;
        qint32 clients = -1;
    };

    /// Polls within one step replace each other: the last one stands for the step.
    void add(const ServerSnapshot &snapshot);
    void addFailure(qint64 failedAtMs);
    [[nodiscard]] const std::vector<Sample> &samples() const { return m_samples; }
    /// UTC of the first answer (or failure) of the present row of them; 0: nothing happened yet.
    [[nodiscard]] qint64 sinceMs() const { return m_sinceMs; }
    [[nodiscard]] bool isAnswering() const { return m_isAnswering; }

private:
    void noteState(bool isAnswering, qint64 atMs);

    std::vector<Sample> m_samples;
    qint64 m_sinceMs = 0;
    bool m_isAnswering = false;
};

} // namespace streamkeeper
