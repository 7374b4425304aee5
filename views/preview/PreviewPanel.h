#pragma once

#include "views/preview/PreviewTypes.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QAction;
class QPushButton;
class QVideoSink;

namespace streamkeeper {

class ArchiveBar;
class PreviewControls;
class VideoWidget;

/// The preview: picture, controls, state, and in the archive the timeline under the picture. Passive: it
/// shows what it is given and tells what the operator wants; frames come through videoSink(). Full screen
/// shows the same widgets in a window of their own (F, Esc, double click).
class PreviewPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewPanel(QWidget *parent = nullptr);
    ~PreviewPanel() override;

    [[nodiscard]] QVideoSink *videoSink() const;
    [[nodiscard]] VideoWidget *videoWidget() const { return m_video; }
    /// Shown while the mode is Archive.
    [[nodiscard]] ArchiveBar *archiveBar() const { return m_archive; }
    [[nodiscard]] PreviewMode mode() const { return m_mode; }
    void setMode(PreviewMode mode);
    [[nodiscard]] QAction *action(PreviewAction action) const;
    [[nodiscard]] PreviewState state() const { return m_state; }
    [[nodiscard]] QSize targetSize() const;

    /// Name of the camera and the quality; plain text.
    void setTitle(const QString &title);
    /// One address alone is watched, which shows recordings if `isRecorded`; there is no other mode.
    void setAlone(bool isRecorded);
    /// `text` is a sentence for people; in Playing it is not shown.
    void setState(PreviewState state, const QString &text);
    /// A picture from the past, until the first frame; `ageText` like "12 s ago".
    void setStillPicture(const QImage &picture, const QString &ageText);
    void setStillAge(const QString &ageText);
    void clearPicture();
    /// Everything is available at start; `reason` is shown while it is not.
    void setAvailable(PreviewAction action, bool isAvailable, const QString &reason = {});
    void setMuted(bool isMuted);
    void setProtocol(PreviewProtocol protocol);
    /// A short note for a moment ("Address copied."), over the picture.
    void showNote(const QString &text);

    void setFullScreen(bool isFullScreen);
    [[nodiscard]] bool isFullScreenShown() const { return m_window != nullptr; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void pauseRequested(bool paused);
    void muteRequested(bool muted);
    void saveSnapshotRequested();
    void copySnapshotRequested();
    /// The mode is not changed by it.
    void modeChosen(streamkeeper::PreviewMode mode);
    void protocolChosen(streamkeeper::PreviewProtocol protocol);
    void externalPlayerRequested();
    void copyAddressRequested();
    void retryRequested();
    void targetSizeChanged(QSize devicePixels);
    /// Hidden previews should not work: neither panel nor full-screen window can be seen.
    void visibilityChanged(bool isVisible);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectActions();
    void enterFullScreen();
    void leaveFullScreen();
    void placeWidgets();
    void placeChildren();
    void updateOverlay();
    void wakeControls();

    VideoWidget *m_video;
    PreviewControls *m_controls;
    ArchiveBar *m_archive;
    bool m_showsRecorded = false; ///< by a link, without the bar
    QPushButton *m_retry;
    std::unique_ptr<QWidget> m_window; ///< while on the full screen
    QTimer m_controlsTimer;            ///< hides the controls there
    QTimer m_noteTimer;
    PreviewMode m_mode = PreviewMode::Live;
    PreviewState m_state = PreviewState::Empty;
    QString m_stateText;
    QString m_note;
};

} // namespace streamkeeper
