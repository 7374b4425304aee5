#pragma once

#include <QByteArray>
#include <QList>
#include <QSize>

namespace streamkeeper::test {

/// Video made in memory. Every picture carries the strip of tests/support/FrameStrip.h with
/// `cameraNumber` and `firstUtcMs` plus 40 ms for each picture.
struct ClipPlan
{
    QSize size{320, 180};
    int frames = 25; ///< at 25 a second
    int framesPerKey = 25;
    quint16 cameraNumber = 7;
    qint64 firstUtcMs = 0;
    qint64 firstFrameIndex = 0; ///< sets the time stamps: segments follow each other
    /// A fragmented MP4 has PCM at 8 kHz, as MediaMTX keeps G.711: half a second loud at each even second.
    bool hasSound = false;
};

/// H.264 in Annex B form, one element per picture, parameter sets before each key frame.
[[nodiscard]] QList<QByteArray> makeH264(const ClipPlan &plan);
/// MPEG-2 video in a transport stream: a segment for HLS.
[[nodiscard]] QByteArray makeTransportStream(const ClipPlan &plan);
/// H.264 in a fragmented MP4 whose time stamps begin at 0.
[[nodiscard]] QByteArray makeFragmentedMp4(const ClipPlan &plan);

} // namespace streamkeeper::test
