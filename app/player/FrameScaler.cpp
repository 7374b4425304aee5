#include "app/player/FrameScaler.h"

#include <QVideoFrameFormat>

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cmath>

namespace streamkeeper {

namespace {

// The "J" formats are full-range twins that swscale warns about; the range is given apart.
struct SourceFormat
{
    AVPixelFormat format;
    bool isFullRange;
};

SourceFormat sourceFormat(const AVFrame &frame)
{
    const bool fullRange = frame.color_range == AVCOL_RANGE_JPEG;
    switch (frame.format) {
    case AV_PIX_FMT_YUVJ420P:
        return {AV_PIX_FMT_YUV420P, true};
    case AV_PIX_FMT_YUVJ422P:
        return {AV_PIX_FMT_YUV422P, true};
    case AV_PIX_FMT_YUVJ444P:
        return {AV_PIX_FMT_YUV444P, true};
    case AV_PIX_FMT_YUVJ440P:
        return {AV_PIX_FMT_YUV440P, true};
    default:
        return {static_cast<AVPixelFormat>(frame.format), fullRange};
    }
}

// Streams that do not say: BT.601 for SD, BT.709 above, as players have it.
int colorSpace(const AVFrame &frame)
{
    switch (frame.colorspace) {
    case AVCOL_SPC_BT709:
        return SWS_CS_ITU709;
    case AVCOL_SPC_SMPTE170M:
    case AVCOL_SPC_BT470BG:
        return SWS_CS_ITU601;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
        return SWS_CS_BT2020;
    default:
        return frame.height >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }
}

} // namespace

QSize FrameScaler::displaySize(const AVFrame &frame)
{
    const AVRational aspect = frame.sample_aspect_ratio;
    // Outside of 1:4 to 4:1 the ratio is damage, not a lens.
    if (aspect.num <= 0 || aspect.den <= 0 || aspect.num == aspect.den || aspect.num > 4LL * aspect.den ||
        aspect.den > 4LL * aspect.num)
        return {frame.width, frame.height};
    const auto width = static_cast<int>(std::llround(double(frame.width) * aspect.num / aspect.den));
    return {std::clamp(width, 1, maxSideLength), frame.height};
}

QSize FrameScaler::fitSize(QSize source, QSize target)
{
    if (target.isEmpty() || (target.width() >= source.width() && target.height() >= source.height()))
        return source;
    return source.scaled(target, Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
}

Result<void> FrameScaler::scaleInto(const AVFrame &frame, QSize size, uchar *bits, int bytesPerLine)
{
    const SourceFormat source = sourceFormat(frame);
    if (!sws_isSupportedInput(source.format))
        return fail(ErrorCategory::Unsupported,
                    tr("The pixel format of this stream cannot be shown. Choose another quality."),
                    QString::fromUtf8(av_get_pix_fmt_name(source.format)));

    SwsContext *previous = m_context.get();
    m_context.release();
    m_context.reset(sws_getCachedContext(previous, frame.width, frame.height, source.format, size.width(),
                                         size.height(), AV_PIX_FMT_BGRA, SWS_BILINEAR, nullptr, nullptr,
                                         nullptr));
    if (!m_context)
        return fail(ErrorCategory::Unsupported, tr("This stream's picture cannot be scaled."));
    if (m_context.get() != previous)
        m_colorKey = -1;

    const int space = colorSpace(frame);
    const int colorKey = space * 2 + (source.isFullRange ? 1 : 0);
    if (colorKey != m_colorKey) {
        sws_setColorspaceDetails(m_context.get(), sws_getCoefficients(space), source.isFullRange ? 1 : 0,
                                 sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16);
        m_colorKey = colorKey;
    }

    uint8_t *const planes[4] = {bits, nullptr, nullptr, nullptr};
    const int strides[4] = {bytesPerLine, 0, 0, 0};
    if (sws_scale(m_context.get(), frame.data, frame.linesize, 0, frame.height, planes, strides) <= 0)
        return fail(ErrorCategory::Unsupported, tr("This stream's picture cannot be scaled."));
    return {};
}

namespace {

bool isShowable(const AVFrame &frame)
{
    return frame.width > 0 && frame.height > 0 && frame.width <= FrameScaler::maxSideLength &&
           frame.height <= FrameScaler::maxSideLength;
}

} // namespace

Result<QVideoFrame> FrameScaler::scaleToVideoFrame(const AVFrame &frame, QSize target)
{
    if (!isShowable(frame))
        return fail(ErrorCategory::Unsupported,
                    tr("The picture has %1 × %2 pixels; more than %3 in a row or column are not shown. "
                       "Choose another quality.")
                        .arg(frame.width)
                        .arg(frame.height)
                        .arg(maxSideLength));
    const QSize size = fitSize(displaySize(frame), target);
    QVideoFrame video(QVideoFrameFormat(size, QVideoFrameFormat::Format_BGRA8888));
    if (!video.map(QVideoFrame::WriteOnly))
        return fail(ErrorCategory::Unsupported, tr("There is not enough memory to show this stream."));
    const Result<void> scaled = scaleInto(frame, size, video.bits(0), video.bytesPerLine(0));
    video.unmap();
    if (!scaled)
        return tl::unexpected(scaled.error());
    return video;
}

Result<QImage> FrameScaler::scaleToImage(const AVFrame &frame, QSize target)
{
    if (!isShowable(frame))
        return fail(ErrorCategory::Unsupported, tr("The picture is too large for a snapshot."));
    const QSize size = fitSize(displaySize(frame), target);
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull())
        return fail(ErrorCategory::Unsupported, tr("There is not enough memory for a snapshot."));
    const Result<void> scaled = scaleInto(frame, size, image.bits(), static_cast<int>(image.bytesPerLine()));
    if (!scaled)
        return tl::unexpected(scaled.error());
    return image;
}

} // namespace streamkeeper
