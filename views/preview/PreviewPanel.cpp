#include "views/preview/PreviewPanel.h"

#include "views/archive/ArchiveBar.h"
#include "views/archive/DayTimeline.h"
#include "views/preview/PreviewControls.h"
#include "views/preview/VideoColors.h"
#include "views/preview/VideoWidget.h"

#include <QAction>
#include <QEvent>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QVBoxLayout>

#include <chrono>

namespace streamkeeper {

namespace {

constexpr std::chrono::seconds controlsStay{3};
constexpr std::chrono::milliseconds noteStay{2'500};
constexpr int retryGap = 10;

/// The full-screen window: black around, and closing it is leaving it.
class FullScreenWindow : public QWidget
{
public:
    explicit FullScreenWindow(const QString &title)
        : QWidget(nullptr, Qt::Window)
    {
        setWindowTitle(title);
        auto *box = new QVBoxLayout(this);
        box->setContentsMargins({});
        box->setSpacing(0);
        QPalette dark = palette();
        dark.setColor(QPalette::Window, videocolors::letterbox);
        setPalette(dark);
    }
};

} // namespace

PreviewPanel::PreviewPanel(QWidget *parent)
    : QWidget(parent)
    , m_video(new VideoWidget(this))
    , m_controls(new PreviewControls(m_video))
    , m_archive(new ArchiveBar(this))
    , m_retry(new QPushButton(m_video))
{
    // No layout here: a layout's own answer would hide heightForWidth().
    setFocusProxy(m_video);
    setAccessibleName(tr("Preview"));
    m_archive->hide();
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);

    m_retry->setText(action(PreviewAction::Retry)->text());
    m_retry->setAccessibleName(tr("Try again to play this stream"));
    m_controlsTimer.setSingleShot(true);
    m_noteTimer.setSingleShot(true);
    m_video->installEventFilter(this);
    connectActions();
    setState(PreviewState::Empty, tr("Select a stream to see it live."));
}

PreviewPanel::~PreviewPanel()
{
    // Its content belongs to the panel again before the window goes.
    if (m_window) {
        m_window->removeEventFilter(this);
        m_video->setParent(this);
        m_archive->setParent(this);
    }
}

void PreviewPanel::connectActions()
{
    for (int index = 0; index <= static_cast<int>(PreviewAction::Retry); ++index) {
        QAction *listed = action(static_cast<PreviewAction>(index));
        m_video->addAction(listed);
        // The same keys under the picture; but there Space presses the button that has the focus.
        const bool isSpace = listed == action(PreviewAction::Pause);
        (isSpace ? m_archive->timeline() : static_cast<QWidget *>(m_archive))->addAction(listed);
    }
    m_video->setContextMenuPolicy(Qt::ActionsContextMenu);

    const auto onTriggered = [this](PreviewAction which, auto slot) {
        connect(action(which), &QAction::triggered, this, slot);
    };
    onTriggered(PreviewAction::Pause, [this] { Q_EMIT pauseRequested(!m_controls->isPaused()); });
    onTriggered(PreviewAction::Mute, [this] { Q_EMIT muteRequested(!m_controls->isMuted()); });
    onTriggered(PreviewAction::SaveSnapshot, [this] { Q_EMIT saveSnapshotRequested(); });
    onTriggered(PreviewAction::CopySnapshot, [this] { Q_EMIT copySnapshotRequested(); });
    onTriggered(PreviewAction::WatchRtsp, [this] {
        setProtocol(PreviewProtocol::Rtsp);
        Q_EMIT protocolChosen(PreviewProtocol::Rtsp);
    });
    onTriggered(PreviewAction::WatchHls, [this] {
        setProtocol(PreviewProtocol::Hls);
        Q_EMIT protocolChosen(PreviewProtocol::Hls);
    });
    const auto chooseMode = [this](PreviewMode mode) {
        // What is shown follows the mode, not the click: it may not come to it.
        m_controls->setMode(m_mode);
        if (mode != m_mode)
            Q_EMIT modeChosen(mode);
    };
    onTriggered(PreviewAction::ShowLive, [chooseMode] { chooseMode(PreviewMode::Live); });
    onTriggered(PreviewAction::ShowArchive, [chooseMode] { chooseMode(PreviewMode::Archive); });
    onTriggered(PreviewAction::OpenExternally, [this] { Q_EMIT externalPlayerRequested(); });
    onTriggered(PreviewAction::CopyAddress, [this] { Q_EMIT copyAddressRequested(); });
    onTriggered(PreviewAction::FullScreen, [this] { setFullScreen(!isFullScreenShown()); });
    onTriggered(PreviewAction::Retry, [this] { Q_EMIT retryRequested(); });
    connect(m_retry, &QPushButton::clicked, action(PreviewAction::Retry), &QAction::trigger);
    connect(m_video, &VideoWidget::doubleClicked, action(PreviewAction::FullScreen), &QAction::trigger);
    connect(m_video, &VideoWidget::targetSizeChanged, this, &PreviewPanel::targetSizeChanged);
    connect(m_video, &VideoWidget::resized, this, &PreviewPanel::placeChildren);
    connect(m_archive, &ArchiveBar::heightChanged, this, [this] {
        updateGeometry();
        placeWidgets();
    });
    connect(&m_controlsTimer, &QTimer::timeout, this, [this] {
        if (isFullScreenShown())
            m_controls->hide();
    });
    connect(&m_noteTimer, &QTimer::timeout, this, [this] {
        m_note.clear();
        updateOverlay();
    });
}

QVideoSink *PreviewPanel::videoSink() const
{
    return m_video->videoSink();
}

QAction *PreviewPanel::action(PreviewAction action) const
{
    return m_controls->action(action);
}

QSize PreviewPanel::targetSize() const
{
    return m_video->targetSize();
}

void PreviewPanel::setMode(PreviewMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    m_controls->setMode(mode);
    m_archive->setVisible(mode == PreviewMode::Archive);
    updateGeometry();
    placeWidgets();
    updateOverlay();
}

void PreviewPanel::setTitle(const QString &title)
{
    m_video->setTitle(title);
}

void PreviewPanel::setAlone(bool isRecorded)
{
    m_showsRecorded = isRecorded;
    const QString reason = tr("This is what the link shows, and nothing else.");
    for (const PreviewAction mode : {PreviewAction::ShowLive, PreviewAction::ShowArchive})
        m_controls->setAvailable(mode, false, reason);
    updateOverlay();
}

void PreviewPanel::setState(PreviewState state, const QString &text)
{
    m_state = state;
    m_stateText = text;
    m_controls->setPaused(state == PreviewState::Paused);
    updateOverlay();
}

void PreviewPanel::updateOverlay()
{
    const bool isPlaying = m_state == PreviewState::Playing;
    const bool isArchive = m_mode == PreviewMode::Archive;
    const bool hasPicture = isPlaying || (isArchive && m_state == PreviewState::Paused);
    m_video->setBadge(!hasPicture                    ? VideoWidget::Badge::None
                      : isArchive || m_showsRecorded ? VideoWidget::Badge::Archive
                                                     : VideoWidget::Badge::Live);
    // Cameras burn their own name and clock in there: not covered without need.
    m_video->setTitleShown(!hasPicture || isFullScreenShown());
    m_video->setDimmed(!isPlaying && m_state != PreviewState::Paused);
    m_video->setStateText(!m_note.isEmpty() ? m_note : isPlaying ? QString() : m_stateText);
    const bool canRetry = m_state == PreviewState::Failed || m_state == PreviewState::Reconnecting;
    m_retry->setVisible(canRetry && m_note.isEmpty());
    m_controls->setAvailable(PreviewAction::Retry, canRetry, tr("The stream is being played or connected."));
    placeChildren();
}

void PreviewPanel::setStillPicture(const QImage &picture, const QString &ageText)
{
    m_video->setStillPicture(picture, ageText);
    placeChildren();
}

void PreviewPanel::setStillAge(const QString &ageText)
{
    m_video->setAgeText(ageText);
    placeChildren();
}

void PreviewPanel::clearPicture()
{
    m_video->clearPicture();
}

void PreviewPanel::setAvailable(PreviewAction action, bool isAvailable, const QString &reason)
{
    m_controls->setAvailable(action, isAvailable, reason);
}

void PreviewPanel::setMuted(bool isMuted)
{
    m_controls->setMuted(isMuted);
}

void PreviewPanel::setProtocol(PreviewProtocol protocol)
{
    m_controls->setProtocol(protocol);
}

void PreviewPanel::showNote(const QString &text)
{
    m_note = text;
    m_noteTimer.start(noteStay);
    updateOverlay();
}

void PreviewPanel::setFullScreen(bool isFullScreen)
{
    if (isFullScreen == isFullScreenShown())
        return;
    if (isFullScreen)
        enterFullScreen();
    else
        leaveFullScreen();
    m_controls->setFullScreen(isFullScreen);
    updateOverlay();
}

void PreviewPanel::enterFullScreen()
{
    m_window = std::make_unique<FullScreenWindow>(m_video->accessibleName());
    m_window->installEventFilter(this);
    m_window->layout()->addWidget(m_video);
    m_window->layout()->addWidget(m_archive);
    m_archive->setVisible(m_mode == PreviewMode::Archive);
    auto *escape = new QShortcut(Qt::Key_Escape, m_window.get());
    connect(escape, &QShortcut::activated, this, [this] { setFullScreen(false); });
    if (const QScreen *current = screen())
        m_window->setGeometry(current->geometry());
    m_video->setMouseTracking(true);
    m_window->showFullScreen();
    m_video->setFocus();
    wakeControls();
}

void PreviewPanel::leaveFullScreen()
{
    m_controlsTimer.stop();
    m_video->setMouseTracking(false);
    m_video->setParent(this);
    m_archive->setParent(this);
    m_archive->setVisible(m_mode == PreviewMode::Archive);
    placeWidgets();
    m_video->show();
    m_controls->show();
    m_video->setFocus();
    m_window->removeEventFilter(this);
    m_window->hide();
    // Called from an event of the window itself.
    m_window.release()->deleteLater();
    if (!isVisible())
        Q_EMIT visibilityChanged(false);
}

void PreviewPanel::wakeControls()
{
    m_controls->show();
    m_controlsTimer.start(controlsStay);
}

void PreviewPanel::placeWidgets()
{
    if (m_video->parentWidget() != this)
        return; // on the full screen a layout does it
    const int barHeight = m_mode == PreviewMode::Archive ? m_archive->heightFor(width()) : 0;
    m_video->setGeometry(0, 0, width(), std::max(0, height() - barHeight));
    m_archive->setGeometry(0, height() - barHeight, width(), barHeight);
}

void PreviewPanel::placeChildren()
{
    const int barHeight = m_controls->sizeHint().height();
    m_controls->setGeometry(0, m_video->height() - barHeight, m_video->width(), barHeight);
    // On the full screen the picture gets all the room, and the controls go away by themselves.
    m_video->setBottomMargin(isFullScreenShown() ? 0 : barHeight);
    if (!m_retry->isHidden()) {
        const QSize size = m_retry->sizeHint();
        const QRect text = m_video->stateTextRect();
        const int top = text.isEmpty() ? (m_video->height() - size.height()) / 2 : text.bottom() + retryGap;
        m_retry->setGeometry((m_video->width() - size.width()) / 2,
                             qMin(top, m_video->height() - barHeight - size.height()), size.width(),
                             size.height());
    }
}

int PreviewPanel::heightForWidth(int width) const
{
    const int barHeight = m_mode == PreviewMode::Archive ? m_archive->heightFor(width) : 0;
    return width * 9 / 16 + m_controls->sizeHint().height() + barHeight;
}

QSize PreviewPanel::sizeHint() const
{
    constexpr int width = 360;
    return {width, heightForWidth(width)};
}

void PreviewPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!isFullScreenShown())
        Q_EMIT visibilityChanged(true);
}

void PreviewPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!isFullScreenShown())
        Q_EMIT visibilityChanged(false);
}

void PreviewPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeWidgets();
}

bool PreviewPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (m_window && watched == m_window.get() && event->type() == QEvent::Close) {
        setFullScreen(false);
        return true;
    }
    if (m_window && watched == m_video &&
        (event->type() == QEvent::MouseMove || event->type() == QEvent::KeyPress))
        wakeControls();
    // Moving through time works from the picture too.
    if (m_mode == PreviewMode::Archive && watched == m_video && event->type() == QEvent::KeyPress) {
        QCoreApplication::sendEvent(m_archive->timeline(), event);
        if (event->isAccepted())
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace streamkeeper
