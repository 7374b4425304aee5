#pragma once

#include "tests/fleet/RecordedPeriod.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace streamkeeper::fleet {

/// What one media server has recorded of one stream: of real video an MPEG-TS file per segment, of a
/// synthetic stream only the time. Outlives the stream: what is deleted keeps its recordings, unless they
/// are erased too. Written on streaming threads, read by the API; thread-safe. Times are UTC milliseconds.
class Archive
{
public:
    struct Range
    {
        qint64 fromMs = 0;
        qint64 untilMs = 0;
    };

    /// `folder` is made when the first segment comes.
    explicit Archive(QString folder);
    Archive(const Archive &) = delete;
    Archive &operator=(const Archive &) = delete;

    /// Takes what comes from now on, or does not. A pause may end by itself.
    void setRecording(bool isOn, std::optional<std::chrono::milliseconds> resumesAfter = {});
    /// How much is kept; 0: as much as the fleet keeps of any stream.
    void setDepth(std::chrono::seconds depth);
    /// There is no video: what is recorded is the time.
    void setSynthetic(bool isSynthetic);
    /// `pts90kHz` is the time stamp of its first picture: what continues it does so by time stamps too.
    void takeSegment(qint64 startMs, double seconds, quint64 pts90kHz, const QByteArray &bytes);

    /// Joined where they touch; what runs now ends now.
    [[nodiscard]] std::vector<Range> ranges() const;
    /// What can be played of the time from `fromMs` to `untilMs`: nothing unless `fromMs` is inside of a
    /// range, or at most `toleranceMs` before it. Of a synthetic stream nothing can.
    [[nodiscard]] RecordedPeriod period(qint64 fromMs, qint64 untilMs, qint64 toleranceMs) const;
    /// The bytes of the segment that starts at exactly this time; null if there is none.
    [[nodiscard]] QByteArray segment(qint64 startMs) const;
    [[nodiscard]] bool isSynthetic() const;
    /// Removes what starts at exactly this time; false if nothing does.
    bool removeRange(qint64 fromMs);
    void erase();
    /// Damage: the index loses its older half. The files stay.
    void forgetHalf();
    /// Reads the files again.
    void reload();

private:
    struct Segment
    {
        qint64 startMs = 0;
        qint64 lengthMs = 0;
        quint64 pts90kHz = 0;

        [[nodiscard]] qint64 endMs() const { return startMs + lengthMs; }
    };
    [[nodiscard]] static bool continues(const Segment &segment, const Segment &before);
    [[nodiscard]] bool takes() const;
    [[nodiscard]] QString fileOf(const Segment &segment) const;
    void endSpan(qint64 nowMs);
    void dropOld();

    const QString m_folder;
    mutable std::mutex m_mutex;
    std::deque<Segment> m_segments;      ///< by time
    std::deque<Segment> m_forgotten;     ///< of a synthetic stream, which has no files
    std::optional<qint64> m_spanStartMs; ///< a synthetic stream is being recorded since
    bool m_isOn = false;
    bool m_isSynthetic = false;
    qint64 m_resumesSteadyMs = 0; ///< 0: not by itself
    qint64 m_depthMs = 0;
};

} // namespace streamkeeper::fleet
