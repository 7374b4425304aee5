#include "views/preview/VideoWidget.h"

#include "views/preview/VideoColors.h"

#include <QPainter>
#include <QVideoSink>

#include <algorithm>
#include <cstdlib>

namespace streamkeeper {

namespace {

constexpr int overlayMargin = 8;
constexpr int pillPadding = 5;
constexpr int maxStateTextWidth = 420;

// Frames are opaque, whatever their alpha says: RGB32 saves the blending.
QImage wrapMapped(QVideoFrame &frame)
{
    return {frame.bits(0), frame.width(), frame.height(), frame.bytesPerLine(0), QImage::Format_RGB32};
}

void paintImage(QPainter &painter, const QRectF &target, const QImage &image)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const bool isExact = (target.size() * ratio).toSize() == image.size();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !isExact);
    painter.drawImage(target, image);
}

} // namespace

VideoWidget::VideoWidget(QWidget *parent)
    : QWidget(parent)
    , m_sink(new QVideoSink(this))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(m_sink, &QVideoSink::videoFrameChanged, this, &VideoWidget::showFrame);
    describe();
}

VideoWidget::~VideoWidget() = default;

void VideoWidget::showFrame(const QVideoFrame &frame)
{
    m_frame = frame;
    m_still = QImage();
    update();
}

void VideoWidget::setStillPicture(const QImage &picture, const QString &ageText)
{
    m_frame = QVideoFrame();
    m_still = picture;
    setAgeText(ageText);
    update();
}

void VideoWidget::setAgeText(const QString &ageText)
{
    if (ageText == m_ageText)
        return;
    m_ageText = ageText;
    describe();
    update();
}

void VideoWidget::clearPicture()
{
    m_frame = QVideoFrame();
    m_still = QImage();
    m_ageText.clear();
    describe();
    update();
}

void VideoWidget::setTitle(const QString &title)
{
    m_title = title;
    describe();
    update();
}

void VideoWidget::setTitleShown(bool isShown)
{
    m_isTitleShown = isShown;
    update();
}

void VideoWidget::setStateText(const QString &text)
{
    m_stateText = text;
    describe();
    update();
}

void VideoWidget::setBadge(Badge badge)
{
    m_badge = badge;
    describe();
    update();
}

void VideoWidget::setDimmed(bool isDimmed)
{
    m_isDimmed = isDimmed;
    update();
}

void VideoWidget::setBottomMargin(int pixels)
{
    m_bottomMargin = pixels;
    reportTargetSize();
    update();
}

void VideoWidget::describe()
{
    setAccessibleName(m_title.isEmpty() ? tr("Preview") : tr("Preview of %1").arg(m_title));
    const QString picture = m_badge == Badge::Live      ? tr("Live picture")
                            : m_badge == Badge::Archive ? tr("Recorded picture")
                                                        : QString();
    const QString state = m_stateText.isEmpty() ? picture : m_stateText;
    setAccessibleDescription(m_ageText.isEmpty() ? state : tr("%1 Last picture %2.").arg(state, m_ageText));
}

QRect VideoWidget::pictureArea() const
{
    return rect().adjusted(0, 0, 0, -std::min(m_bottomMargin, height()));
}

QSize VideoWidget::targetSize() const
{
    return (QSizeF(pictureArea().size()) * devicePixelRatioF()).toSize();
}

void VideoWidget::reportTargetSize()
{
    const QSize target = targetSize();
    if (target == m_reportedTarget)
        return;
    m_reportedTarget = target;
    Q_EMIT targetSizeChanged(target);
}

QImage VideoWidget::currentFrame() const
{
    QVideoFrame frame = m_frame;
    if (!frame.isValid() || !frame.map(QVideoFrame::ReadOnly))
        return {};
    const QImage image = wrapMapped(frame).copy();
    frame.unmap();
    return image;
}

QRectF VideoWidget::pictureRect() const
{
    const QSize size = m_frame.isValid() ? m_frame.size() : m_still.size();
    if (size.isEmpty())
        return {};
    // In whole device pixels, so that a frame of this size is drawn without resampling.
    const qreal ratio = devicePixelRatioF();
    const QSize room = targetSize();
    QSize shown = size.scaled(room, Qt::KeepAspectRatio);
    // The decoder rounded once already: a difference of one pixel is not worth a resampling.
    if (std::abs(shown.width() - size.width()) <= 1 && std::abs(shown.height() - size.height()) <= 1)
        shown = size;
    const QPoint corner((room.width() - shown.width()) / 2, (room.height() - shown.height()) / 2);
    return {QPointF(corner) / ratio, QSizeF(shown) / ratio};
}

QRect VideoWidget::stateTextRect() const
{
    const QRect area = pictureArea();
    const int width = std::min(area.width() - 4 * overlayMargin, maxStateTextWidth);
    if (m_stateText.isEmpty() || width <= 0)
        return {};
    const QString text = m_ageText.isEmpty() ? m_stateText : m_stateText + u'\n' + m_ageText;
    QRect bounds = fontMetrics().boundingRect(QRect(0, 0, width, area.height()),
                                              Qt::AlignHCenter | Qt::TextWordWrap, text);
    bounds.moveCenter(area.center());
    return bounds;
}

void VideoWidget::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    // Moving to another screen changes the ratio without a resize.
    if (targetSize() != m_reportedTarget)
        QMetaObject::invokeMethod(this, &VideoWidget::reportTargetSize, Qt::QueuedConnection);
    QPainter painter(this);
    painter.fillRect(rect(), videocolors::letterbox);
    paintPicture(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    paintStateText(painter);
    paintTitle(painter);
    paintBadge(painter);
}

void VideoWidget::paintPicture(QPainter &painter)
{
    const QRectF target = pictureRect();
    if (target.isEmpty())
        return;
    if (m_frame.isValid()) {
        QVideoFrame frame = m_frame;
        if (frame.map(QVideoFrame::ReadOnly)) {
            paintImage(painter, target, wrapMapped(frame));
            frame.unmap();
        }
    } else {
        paintImage(painter, target, m_still);
    }
    if (m_isDimmed || !m_frame.isValid())
        painter.fillRect(target, videocolors::dimming);
}

void VideoWidget::paintStateText(QPainter &painter)
{
    const QRect bounds = stateTextRect();
    if (bounds.isEmpty())
        return;
    QRect used;
    painter.setPen(videocolors::text);
    painter.drawText(bounds, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_stateText, &used);
    painter.setPen(videocolors::mutedText);
    painter.drawText(bounds.adjusted(0, used.height(), 0, 0), Qt::AlignHCenter | Qt::AlignTop, m_ageText);
}

void VideoWidget::paintTitle(QPainter &painter)
{
    if (m_title.isEmpty() || !m_isTitleShown)
        return;
    const int badgeRoom = 60;
    const int width = this->width() - 2 * overlayMargin - 2 * pillPadding - badgeRoom;
    const QString title = fontMetrics().elidedText(m_title, Qt::ElideRight, std::max(width, 0));
    const QSize size(fontMetrics().horizontalAdvance(title) + 2 * pillPadding, fontMetrics().height() + 4);
    const QRect pill(QPoint(overlayMargin, overlayMargin), size);
    painter.setPen(Qt::NoPen);
    painter.setBrush(videocolors::shade);
    painter.drawRoundedRect(pill, 3, 3);
    painter.setPen(videocolors::text);
    painter.drawText(pill, Qt::AlignCenter, title);
}

void VideoWidget::paintBadge(QPainter &painter)
{
    if (m_badge == Badge::None)
        return;
    QFont small = font();
    small.setPointSizeF(std::max(small.pointSizeF() - 1.5, 6.0));
    small.setBold(true);
    painter.setFont(small);
    const QFontMetrics metrics(small);
    const bool isLive = m_badge == Badge::Live;
    const QString text = isLive ? tr("LIVE", "badge over a picture that is live")
                                : tr("ARCHIVE", "badge over a recorded picture");
    const QSize size(metrics.horizontalAdvance(text) + 2 * pillPadding, metrics.height() + 4);
    const QRect pill(QPoint(width() - overlayMargin - size.width(), overlayMargin), size);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isLive ? videocolors::live : videocolors::shade);
    painter.drawRoundedRect(pill, 3, 3);
    painter.setPen(Qt::white);
    painter.drawText(pill, Qt::AlignCenter, text);
}

void VideoWidget::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    reportTargetSize();
    Q_EMIT resized();
}

void VideoWidget::mouseDoubleClickEvent(QMouseEvent *event)
{
    Q_UNUSED(event)
    Q_EMIT doubleClicked();
}

} // namespace streamkeeper
