#pragma once

#include "app/mediaserver/HttpTransport.h"
#include "models/domain/Recordings.h"

#include <optional>
#include <vector>

namespace streamkeeper {

/// How far a server's clock is ahead of ours. The Date header has whole seconds, so one answer tells it
/// within a second only; each further answer narrows it down. That matters where a time that a server told
/// goes back to it, by our clock, as the same second.
class ServerClock
{
public:
    void note(const HttpResponse &answer)
    {
        if (!answer.serverTimeMs)
            return;
        // The header was written somewhere between request and answer, within the second that it names.
        const qint64 least = *answer.serverTimeMs - answer.receivedAtMs;
        const qint64 most = *answer.serverTimeMs + 1000 - (answer.receivedAtMs - answer.roundTripMs);
        const bool fits = m_least && least <= *m_most + slackMs && most >= *m_least - slackMs;
        m_least = fits ? std::max(least, *m_least) : least;
        m_most = fits ? std::min(most, *m_most) : most;
        if (*m_least > *m_most) // within the slack: our own clock is slewed too
            std::swap(*m_least, *m_most);
        if (!m_shownMs || *m_shownMs < *m_least - steadyMs || *m_shownMs > *m_most + steadyMs)
            m_shownMs = *m_least <= 0 && *m_most >= 0 ? 0 : offsetMs();
    }

    /// Server clock minus ours; 0 as long as nothing is known.
    [[nodiscard]] qint64 offsetMs() const { return m_least ? (*m_least + *m_most) / 2 : 0; }

    /// The first that was known, until it is surely wrong, and 0 where that may be true, as most clocks are
    /// set by the same source: for what is only shown, and should not move about because the offset is known
    /// better.
    [[nodiscard]] qint64 shownOffsetMs() const { return m_shownMs.value_or(0); }

    /// Times that the server told, by our clock.
    [[nodiscard]] static std::vector<RecordedPeriod> ours(std::vector<RecordedPeriod> periods,
                                                          qint64 offsetMs)
    {
        for (RecordedPeriod &period : periods) {
            period.fromMs -= offsetMs;
            period.untilMs -= offsetMs;
        }
        return periods;
    }

private:
    /// What is further off is a clock that was set.
    static constexpr qint64 slackMs = 50;
    /// Nobody sees it in a time that is shown.
    static constexpr qint64 steadyMs = 1'000;

    std::optional<qint64> m_least;
    std::optional<qint64> m_most;
    std::optional<qint64> m_shownMs;
};

} // namespace streamkeeper
