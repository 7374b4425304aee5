#pragma once

#include <QImage>
#include <QSize>
#include <QString>
#include <QVideoFrame>
#include <QWidget>

class QVideoSink;

namespace streamkeeper {

/// Paints the BGRA frames of its QVideoSink, with texts over them. An ordinary widget, other than
/// QVideoWidget: it is in QWidget::grab and can carry an overlay. It does not scale well, so whoever
/// decodes should scale to targetSize(); a frame of that size is drawn pixel by pixel.
class VideoWidget : public QWidget
{
    Q_OBJECT

public:
    explicit VideoWidget(QWidget *parent = nullptr);
    ~VideoWidget() override;

    /// Owned by this widget; frames are to be set from the GUI thread.
    [[nodiscard]] QVideoSink *videoSink() const { return m_sink; }

    /// Shown dimmed until the next frame, with its age ("12 s ago") below the state.
    void setStillPicture(const QImage &picture, const QString &ageText);
    void setAgeText(const QString &ageText);
    /// Neither frame nor still picture.
    void clearPicture();
    /// The name of the stream, for screen readers and, where it is shown, top left.
    void setTitle(const QString &title);
    void setTitleShown(bool isShown);
    /// In the middle, wrapped; empty while all is well.
    void setStateText(const QString &text);
    /// Top right: the red LIVE, or ARCHIVE, so that nobody takes the past for the present.
    enum class Badge { None, Live, Archive };
    void setBadge(Badge badge);
    /// The frame stays, but is not the present: drawn dimmed.
    void setDimmed(bool isDimmed);
    /// Logical pixels at the bottom that the picture leaves to controls.
    void setBottomMargin(int pixels);

    /// Room for the picture, in device pixels.
    [[nodiscard]] QSize targetSize() const;
    [[nodiscard]] bool hasFrame() const { return m_frame.isValid(); }
    /// A copy of the frame shown, at the size it has; null when there is none.
    [[nodiscard]] QImage currentFrame() const;
    /// Where the picture is drawn, logical pixels; empty without one.
    [[nodiscard]] QRectF pictureRect() const;
    /// Where the state text is drawn, logical pixels.
    [[nodiscard]] QRect stateTextRect() const;

    [[nodiscard]] QSize sizeHint() const override { return {480, 270}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 90}; }

Q_SIGNALS:
    void targetSizeChanged(QSize devicePixels);
    void doubleClicked();
    void resized();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void showFrame(const QVideoFrame &frame);
    void reportTargetSize();
    void describe();
    [[nodiscard]] QRect pictureArea() const;
    void paintPicture(QPainter &painter);
    void paintStateText(QPainter &painter);
    void paintTitle(QPainter &painter);
    void paintBadge(QPainter &painter);

    QVideoSink *m_sink;
    QVideoFrame m_frame;
    QImage m_still;
    QString m_ageText;
    QString m_title;
    QString m_stateText;
    QSize m_reportedTarget;
    int m_bottomMargin = 0;
    Badge m_badge = Badge::None;
    bool m_isDimmed = false;
    bool m_isTitleShown = true;
};

} // namespace streamkeeper
