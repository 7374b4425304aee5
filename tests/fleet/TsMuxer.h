#pragma once

#include <QByteArray>

#include <array>

namespace streamkeeper::fleet {

/// Writes an MPEG transport stream (ISO 13818-1) with one H.264 track and at most one AAC track, for HLS
/// segments. Counters of packets run on from segment to segment. Not thread-safe.
class TsMuxer
{
public:
    /// PAT and PMT: at the begin of each segment.
    void writeTables(QByteArray &out, bool hasAudio);
    /// `annexB` is one access unit with start codes.
    void writeVideo(QByteArray &out, const QByteArray &annexB, quint64 pts90kHz, bool isKey);
    /// `adts` is one or more AAC frames with their ADTS headers.
    void writeAudio(QByteArray &out, const QByteArray &adts, quint64 pts90kHz);

private:
    enum Pid : quint16 { PatPid = 0, PmtPid = 0x1000, VideoPid = 0x100, AudioPid = 0x101 };
    void writeSection(QByteArray &out, Pid pid, QByteArray section);
    void writePes(QByteArray &out, Pid pid, quint8 streamId, const QByteArray &payload, quint64 pts90kHz,
                  bool isKey);
    [[nodiscard]] quint8 nextCounter(Pid pid);

    std::array<quint8, 4> m_counters{};
};

} // namespace streamkeeper::fleet
