#pragma once

#include "tests/fleet/GstPointers.h"
#include "tests/support/FrameStrip.h"

#include <QByteArray>
#include <QString>

#include <gst/app/gstappsink.h>
#include <optional>

namespace streamkeeper::fleet {

/// For tests: decodes what GStreamer elements deliver and reads the strip from the pictures, by a decoder
/// other than Streamkeeper's own. Call gst_init() before.
class FrameReader
{
public:
    /// `source` describes elements (as for gst-launch) that end in H.264.
    explicit FrameReader(const QByteArray &source);
    ~FrameReader();
    FrameReader(const FrameReader &) = delete;
    FrameReader &operator=(const FrameReader &) = delete;

    /// The description of a source that plays an RTSP address over TCP.
    [[nodiscard]] static QByteArray rtsp(const QString &url);
    /// The strip of the next frame that has one; nothing if none comes in time. (Between two key frames a
    /// decoder may make grey pictures first.)
    [[nodiscard]] std::optional<test::FrameStamp> next(int timeoutMs);
    /// Pixels of the last frame.
    [[nodiscard]] int width() const { return m_width; }

private:
    [[nodiscard]] std::optional<test::FrameStamp> nextFrame(qint64 timeoutMs);

    GObjectPointer<GstElement> m_pipeline;
    GObjectPointer<GstAppSink> m_sink;
    int m_width = 0;
};

} // namespace streamkeeper::fleet
