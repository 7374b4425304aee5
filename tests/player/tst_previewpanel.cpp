#include "views/archive/ArchiveBar.h"
#include "views/preview/PreviewPanel.h"
#include "views/preview/VideoWidget.h"

#include <QAction>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>
#include <QToolButton>
#include <QVideoFrame>
#include <QVideoSink>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

QVideoFrame coloredFrame(QSize size, const QColor &color)
{
    QVideoFrame frame(QVideoFrameFormat(size, QVideoFrameFormat::Format_BGRA8888));
    if (!frame.map(QVideoFrame::WriteOnly))
        return {};
    QImage image(frame.bits(0), size.width(), size.height(), frame.bytesPerLine(0), QImage::Format_RGB32);
    image.fill(color);
    // One pixel per corner tells whether the picture is drawn whole and unscaled.
    for (const QPoint corner : {QPoint(0, 0), QPoint(size.width() - 1, size.height() - 1)})
        image.setPixelColor(corner, Qt::yellow);
    frame.unmap();
    return frame;
}

const QColor frameColor(20, 120, 220);

QImage grab(QWidget &widget)
{
    return widget.grab().toImage();
}

} // namespace

class PreviewPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void grabContainsFrameWithAspectKept_data();
    void grabContainsFrameWithAspectKept();
    void frameOfTargetSizeIsDrawnPixelByPixel();
    void targetSizeIsReported();
    void stillPictureIsDimmedUntilTheNextFrame();
    void stateIsShownInWords();
    void liveBadgeIsShownOnlyWhilePlaying();
    void retryIsOfferedAfterAFailure();
    void disabledControlsSayWhy();
    void everyControlHasTextTooltipAndName();
    void actionsTellIntents();
    void fullScreenTakesTheSameWidgetAndGivesItBack();
    void controlsLeaveThePictureFree();
};

void PreviewPanelTest::grabContainsFrameWithAspectKept_data()
{
    QTest::addColumn<QSize>("widget");
    QTest::addColumn<QSize>("frame");
    QTest::addColumn<QRect>("expected");
    QTest::newRow("same aspect") << QSize(320, 180) << QSize(320, 180) << QRect(0, 0, 320, 180);
    QTest::newRow("wide room") << QSize(400, 180) << QSize(320, 180) << QRect(40, 0, 320, 180);
    QTest::newRow("tall room") << QSize(320, 300) << QSize(320, 180) << QRect(0, 60, 320, 180);
    QTest::newRow("small frame grows") << QSize(320, 180) << QSize(160, 90) << QRect(0, 0, 320, 180);
}

void PreviewPanelTest::grabContainsFrameWithAspectKept()
{
    QFETCH(QSize, widget);
    QFETCH(QSize, frame);
    QFETCH(QRect, expected);
    VideoWidget video;
    video.resize(widget);
    video.videoSink()->setVideoFrame(coloredFrame(frame, frameColor));
    QCOMPARE(video.pictureRect().toRect(), expected);
    const QImage image = grab(video);
    QCOMPARE(image.pixelColor(expected.center()), frameColor);
    QCOMPARE(image.pixelColor(expected.adjusted(4, 4, -4, -4).topLeft()), frameColor);
    QCOMPARE(image.pixelColor(expected.adjusted(4, 4, -4, -4).bottomRight()), frameColor);
    if (expected.left() > 0)
        QVERIFY(image.pixelColor(expected.left() - 2, expected.center().y()).lightness() < 30);
    if (expected.top() > 0)
        QVERIFY(image.pixelColor(expected.center().x(), expected.top() - 2).lightness() < 30);
}

void PreviewPanelTest::frameOfTargetSizeIsDrawnPixelByPixel()
{
    VideoWidget video;
    video.resize(333, 187);
    const QSize size = video.targetSize();
    video.videoSink()->setVideoFrame(coloredFrame(size, frameColor));
    const QImage image = grab(video);
    QCOMPARE(image.size(), size);
    QCOMPARE(image.pixelColor(0, 0), QColor(Qt::yellow));
    QCOMPARE(image.pixelColor(1, 0), frameColor);
    QCOMPARE(image.pixelColor(size.width() - 1, size.height() - 1), QColor(Qt::yellow));
    QCOMPARE(video.currentFrame().size(), size);
}

void PreviewPanelTest::targetSizeIsReported()
{
    VideoWidget video;
    const QSignalSpy spy(&video, &VideoWidget::targetSizeChanged);
    video.show();
    video.resize(300, 200);
    QTRY_VERIFY(!spy.isEmpty());
    QCOMPARE(spy.last().first().toSize(), (QSizeF(300, 200) * video.devicePixelRatioF()).toSize());
    const qsizetype reports = spy.size();
    video.setBottomMargin(30);
    QCOMPARE(spy.size(), reports + 1);
    QCOMPARE(video.targetSize(), (QSizeF(300, 170) * video.devicePixelRatioF()).toSize());
}

void PreviewPanelTest::stillPictureIsDimmedUntilTheNextFrame()
{
    VideoWidget video;
    video.resize(320, 180);
    QImage still(320, 180, QImage::Format_RGB32);
    still.fill(Qt::white);
    video.setStillPicture(still, u"Picture from 12 seconds ago"_s);
    const QColor dimmed = grab(video).pixelColor(20, 160);
    QVERIFY2(dimmed.lightness() > 40 && dimmed.lightness() < 160, qPrintable(dimmed.name()));
    QVERIFY(video.accessibleDescription().contains("12 seconds"_L1));
    video.videoSink()->setVideoFrame(coloredFrame({320, 180}, frameColor));
    QCOMPARE(grab(video).pixelColor(20, 160), frameColor);
    video.clearPicture();
    QVERIFY(grab(video).pixelColor(20, 160).lightness() < 30);
}

void PreviewPanelTest::stateIsShownInWords()
{
    PreviewPanel panel;
    panel.resize(360, 240);
    const QImage empty = grab(panel);
    panel.setState(PreviewState::Connecting, u"Connecting to ms-03…"_s);
    QVERIFY(grab(panel) != empty);
    QVERIFY(panel.videoWidget()->accessibleDescription().contains("ms-03"_L1));
    QVERIFY(!panel.videoWidget()->stateTextRect().isEmpty());
    panel.setState(PreviewState::Playing, u"Playing from ms-03."_s);
    QVERIFY(panel.videoWidget()->stateTextRect().isEmpty());
}

void PreviewPanelTest::liveBadgeIsShownOnlyWhilePlaying()
{
    PreviewPanel panel;
    panel.resize(360, 240);
    const auto hasRed = [&] {
        const QImage image = grab(panel);
        for (int y = 0; y < 40; ++y) {
            for (int x = image.width() - 80; x < image.width(); ++x) {
                const QColor color = image.pixelColor(x, y);
                if (color.red() > 150 && color.green() < 80 && color.blue() < 90)
                    return true;
            }
        }
        return false;
    };
    for (const PreviewState state :
         {PreviewState::Empty, PreviewState::Connecting, PreviewState::Playing, PreviewState::Paused,
          PreviewState::Stalled, PreviewState::Reconnecting, PreviewState::Failed}) {
        panel.setState(state, u"x"_s);
        QCOMPARE(hasRed(), state == PreviewState::Playing);
    }
}

void PreviewPanelTest::retryIsOfferedAfterAFailure()
{
    PreviewPanel panel;
    panel.resize(360, 240);
    panel.show();
    auto *retry = panel.findChild<QPushButton *>();
    QVERIFY(retry);
    QVERIFY(!retry->isVisible());
    panel.setState(PreviewState::Failed, u"ms-03 refuses the connection."_s);
    QVERIFY(retry->isVisible());
    QVERIFY(retry->geometry().top() > panel.videoWidget()->stateTextRect().bottom());
    QVERIFY(panel.videoWidget()->rect().contains(retry->geometry()));
    const QSignalSpy spy(&panel, &PreviewPanel::retryRequested);
    QTest::mouseClick(retry, Qt::LeftButton);
    QCOMPARE(spy.size(), 1);
    panel.setState(PreviewState::Playing, {});
    QVERIFY(!retry->isVisible());
}

void PreviewPanelTest::disabledControlsSayWhy()
{
    PreviewPanel panel;
    const QString reason = u"This stream has no sound & <b>none</b> will come."_s;
    panel.setAvailable(PreviewAction::Mute, false, reason);
    QVERIFY(!panel.action(PreviewAction::Mute)->isEnabled());
    const QString tip = panel.action(PreviewAction::Mute)->toolTip();
    QVERIFY2(tip.contains("has no sound"_L1), qPrintable(tip));
    QVERIFY2(!Qt::mightBeRichText(tip) || !tip.contains("<b>"_L1), qPrintable(tip));
    panel.setAvailable(PreviewAction::Mute, true);
    QVERIFY(panel.action(PreviewAction::Mute)->isEnabled());
    QVERIFY(!panel.action(PreviewAction::Mute)->toolTip().contains("no sound"_L1));

    // Also the buttons that open a menu.
    panel.setAvailable(PreviewAction::SaveSnapshot, false, u"There is no picture yet."_s);
    panel.setAvailable(PreviewAction::CopySnapshot, false, u"There is no picture yet."_s);
    panel.setAvailable(PreviewAction::WatchRtsp, false, u"No address."_s);
    panel.setAvailable(PreviewAction::WatchHls, false, u"No address."_s);
    int withReason = 0;
    for (const QToolButton *button : panel.findChildren<QToolButton *>()) {
        if (!button->isEnabled()) {
            ++withReason;
            QVERIFY2(button->toolTip().contains(u'\n'), qPrintable(button->toolTip()));
        }
    }
    QCOMPARE(withReason, 3); // and "show more time" in the archive, of a whole day
}

void PreviewPanelTest::everyControlHasTextTooltipAndName()
{
    PreviewPanel panel;
    const QList<QToolButton *> buttons = panel.findChildren<QToolButton *>();
    QCOMPARE(panel.videoWidget()->findChildren<QToolButton *>().size(), 9);
    QCOMPARE(panel.archiveBar()->findChildren<QToolButton *>(QString(), Qt::FindChildrenRecursively).size(),
             13);
    for (const QToolButton *button : buttons) {
        QVERIFY(!button->accessibleName().isEmpty());
        QVERIFY(!button->toolTip().isEmpty());
        QVERIFY(button->focusPolicy() & Qt::TabFocus);
    }
    QStringList shortcuts;
    for (const QAction *action : panel.videoWidget()->actions()) {
        QVERIFY(!action->text().isEmpty());
        if (!action->shortcut().isEmpty())
            shortcuts << action->shortcut().toString();
    }
    QCOMPARE(panel.videoWidget()->actions().size(), 12);
    QCOMPARE(shortcuts.size(), 10);
    QCOMPARE(shortcuts.removeDuplicates(), 0);
}

void PreviewPanelTest::actionsTellIntents()
{
    PreviewPanel panel;
    panel.show();
    panel.setState(PreviewState::Playing, {});
    const QSignalSpy pause(&panel, &PreviewPanel::pauseRequested);
    const QSignalSpy mute(&panel, &PreviewPanel::muteRequested);
    const QSignalSpy save(&panel, &PreviewPanel::saveSnapshotRequested);
    const QSignalSpy copy(&panel, &PreviewPanel::copySnapshotRequested);
    const QSignalSpy protocol(&panel, &PreviewPanel::protocolChosen);
    const QSignalSpy external(&panel, &PreviewPanel::externalPlayerRequested);
    const QSignalSpy address(&panel, &PreviewPanel::copyAddressRequested);
    for (const PreviewAction action :
         {PreviewAction::Pause, PreviewAction::Mute, PreviewAction::SaveSnapshot, PreviewAction::CopySnapshot,
          PreviewAction::WatchHls, PreviewAction::OpenExternally, PreviewAction::CopyAddress})
        panel.action(action)->trigger();
    QCOMPARE(pause.size(), 1);
    QCOMPARE(pause.first().first().toBool(), true);
    QCOMPARE(mute.size(), 1);
    QCOMPARE(mute.first().first().toBool(), false);
    QCOMPARE(save.size(), 1);
    QCOMPARE(copy.size(), 1);
    QCOMPARE(protocol.first().first().value<PreviewProtocol>(), PreviewProtocol::Hls);
    QCOMPARE(external.size(), 1);
    QCOMPARE(address.size(), 1);

    panel.setState(PreviewState::Paused, u"Paused."_s);
    panel.setMuted(false);
    panel.action(PreviewAction::Pause)->trigger();
    panel.action(PreviewAction::Mute)->trigger();
    QCOMPARE(pause.last().first().toBool(), false);
    QCOMPARE(mute.last().first().toBool(), true);
}

void PreviewPanelTest::fullScreenTakesTheSameWidgetAndGivesItBack()
{
    PreviewPanel panel;
    panel.resize(360, 240);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const QSignalSpy visibility(&panel, &PreviewPanel::visibilityChanged);
    VideoWidget *video = panel.videoWidget();
    video->videoSink()->setVideoFrame(coloredFrame({320, 180}, frameColor));
    QTest::mouseDClick(video, Qt::LeftButton);
    QVERIFY(panel.isFullScreenShown());
    QVERIFY(video->window() != panel.window());
    QVERIFY(video->window()->isFullScreen());
    QVERIFY(QTest::qWaitForWindowExposed(video->window()));
    QVERIFY(video->hasFrame());
    QTest::keyClick(video, Qt::Key_Escape);
    QTRY_VERIFY(!panel.isFullScreenShown());
    QCOMPARE(video->window(), panel.window());
    QVERIFY(video->isVisible());
    QTRY_COMPARE(video->geometry(), panel.rect());

    panel.action(PreviewAction::FullScreen)->trigger();
    QVERIFY(panel.isFullScreenShown());
    video->window()->close();
    QTRY_VERIFY(!panel.isFullScreenShown());
    QCOMPARE(video->parentWidget(), &panel);
    QVERIFY(visibility.isEmpty());
}

void PreviewPanelTest::controlsLeaveThePictureFree()
{
    PreviewPanel panel;
    panel.resize(360, panel.heightForWidth(360));
    panel.show();
    panel.videoWidget()->videoSink()->setVideoFrame(coloredFrame({360, 202}, frameColor));
    const QRectF picture = panel.videoWidget()->pictureRect();
    for (const QToolButton *button : panel.videoWidget()->findChildren<QToolButton *>()) {
        const QPoint corner = button->mapTo(panel.videoWidget(), QPoint(0, 0));
        QVERIFY(!picture.intersects(QRectF(corner, button->size())));
    }
}

QTEST_MAIN(PreviewPanelTest)
#include "tst_previewpanel.moc"
