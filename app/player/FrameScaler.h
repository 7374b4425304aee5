#pragma once

#include "app/player/FfmpegPointers.h"
#include "models/domain/Result.h"

#include <QCoreApplication>
#include <QImage>
#include <QSize>
#include <QVideoFrame>

namespace streamkeeper {

/// Scales decoded frames to BGRA at the size they are shown. Not thread-safe: one per thread.
/// Geometry, format or colour space may change with every frame.
class FrameScaler
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::FrameScaler)

public:
    /// Larger pictures are refused: no camera makes them, a hostile stream may.
    static constexpr int maxSideLength = 8192;

    /// The size at which a frame looks right on square pixels (anamorphic streams are stretched).
    [[nodiscard]] static QSize displaySize(const AVFrame &frame);
    /// The largest size with the aspect of `source` that fits into `target`, never above `source`;
    /// an empty `target` stands for "not known yet" and gives `source`.
    [[nodiscard]] static QSize fitSize(QSize source, QSize target);

    /// Unsupported: the picture is larger than maxSideLength or has a pixel format without conversion.
    [[nodiscard]] Result<QVideoFrame> scaleToVideoFrame(const AVFrame &frame, QSize target);
    [[nodiscard]] Result<QImage> scaleToImage(const AVFrame &frame, QSize target);

private:
    [[nodiscard]] Result<void> scaleInto(const AVFrame &frame, QSize size, uchar *bits, int bytesPerLine);

    SwsContextPtr m_context;
    int m_colorKey = -1; ///< colour space and range that m_context is set to
};

} // namespace streamkeeper
