#pragma once

#include "models/domain/ArchiveHolder.h"
#include "models/domain/Recordings.h"

#include <QSet>

#include <optional>
#include <vector>

namespace streamkeeper {

// Moving through recorded time. All times are UTC by our clock; a coverage is what coverageOf() gives.

/// `momentMs` itself if it is recorded, else the first recorded moment after it; none behind the end.
[[nodiscard]] std::optional<qint64> recordedMomentFrom(const std::vector<RecordedPeriod> &coverage,
                                                       qint64 momentMs);
/// A step through recorded time only: gaps cost nothing, so that a step back out of the first seconds after a
/// gap does not end inside it. Stops at the first and the last recorded moment.
[[nodiscard]] qint64 stepInRecordings(const std::vector<RecordedPeriod> &coverage, qint64 momentMs,
                                      qint64 stepMs);
/// Where recording goes on after the next gap; none if there is no gap any more.
[[nodiscard]] std::optional<qint64> startAfterNextGap(const std::vector<RecordedPeriod> &coverage,
                                                      qint64 momentMs);
/// Where recording began after the gap before `momentMs`, or at all. In the first seconds of a period it is
/// the one before that: pressed again, it goes on back.
[[nodiscard]] std::optional<qint64> startAfterPreviousGap(const std::vector<RecordedPeriod> &coverage,
                                                          qint64 momentMs);

/// A server that can play a moment.
struct ArchivePlace
{
    ServerId server;
    QString remoteName;      ///< of the stream on that server
    qint64 untilMs = 0;      ///< it goes on without a gap until here, as far as is known
    bool isOpen = false;     ///< it is recording now: `untilMs` grows
    qint64 momentMs = 0;     ///< what was asked for, moved over an interruption that is no gap
    RecordedPeriod within{}; ///< the server's period that holds `momentMs`

    bool operator==(const ArchivePlace &) const = default;
};

/// Which servers hold which period of a stream, arranged for playing. A value.
class ArchiveMap
{
public:
    ArchiveMap() = default;
    /// Where two servers hold the same time, `main` plays it, else the one that has recorded last: what a
    /// stream has left behind may be deleted at any moment.
    ArchiveMap(std::vector<ArchiveHolder> index, const ServerId &main);

    [[nodiscard]] bool isEmpty() const { return m_index.empty(); }
    [[nodiscard]] const std::vector<ArchiveHolder> &index() const { return m_index; }
    /// Best first.
    [[nodiscard]] const std::vector<ServerId> &servers() const { return m_servers; }
    /// Some server is recording now.
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] std::vector<RecordedPeriod> coverage(qint64 nowMs) const;
    /// The best server for a moment that is not among `unusable`; none in a gap.
    [[nodiscard]] std::optional<ArchivePlace> placeAt(qint64 momentMs, qint64 nowMs,
                                                      const QSet<ServerId> &unusable = {}) const;

    /// The same without what these servers hold.
    [[nodiscard]] ArchiveMap without(const QSet<ServerId> &servers) const;

    bool operator==(const ArchiveMap &) const = default;

private:
    [[nodiscard]] ArchivePlace placeIn(const ArchiveHolder &holder, qint64 momentMs, qint64 nowMs) const;

    std::vector<ArchiveHolder> m_index; ///< by time
    std::vector<ServerId> m_servers;
};

} // namespace streamkeeper
