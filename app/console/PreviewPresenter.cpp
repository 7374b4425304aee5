#include "app/console/PreviewPresenter.h"

#include "app/files/WholeFile.h"
#include "views/preview/PreviewPanel.h"
#include "views/preview/VideoWidget.h"

#include <QAction>
#include <QBuffer>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImageWriter>
#include <QLocale>
#include <QStandardPaths>

#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

PreviewProtocol toPreview(MediaProtocol protocol)
{
    return protocol == MediaProtocol::Rtsp ? PreviewProtocol::Rtsp : PreviewProtocol::Hls;
}

MediaProtocol toMedia(PreviewProtocol protocol)
{
    return protocol == PreviewProtocol::Rtsp ? MediaProtocol::Rtsp : MediaProtocol::Hls;
}

PreviewState toPreview(PlayerState state, bool isPaused)
{
    switch (state) {
    case PlayerState::Idle:
        return isPaused ? PreviewState::Paused : PreviewState::Empty;
    case PlayerState::Connecting:
        return PreviewState::Connecting;
    case PlayerState::Playing:
        return PreviewState::Playing;
    case PlayerState::Stalled:
        return PreviewState::Stalled;
    case PlayerState::Reconnecting:
        return PreviewState::Reconnecting;
    case PlayerState::Failed:
        return PreviewState::Failed;
    }
    return PreviewState::Empty;
}

} // namespace

PreviewPresenter::PreviewPresenter(PreviewPanel *panel, std::shared_ptr<MediaFetcher> fetcher, Clock clock,
                                   QObject *parent)
    : QObject(parent)
    , m_panel(panel)
    , m_clock(std::move(clock))
    , m_player(std::move(fetcher), m_clock)
    , m_isVisible(panel->isVisible())
{
    m_player.setVideoSink(panel->videoSink());
    m_player.setTargetSize(panel->targetSize());
    m_ageTimer.setInterval(std::chrono::seconds(1));
    connect(&m_ageTimer, &QTimer::timeout, this, &PreviewPresenter::showAge);
    connectPanel();
    connectPlayer();
    clear(tr("Select a stream to see it live."));
}

PreviewPresenter::~PreviewPresenter()
{
    m_player.setVideoSink(nullptr);
}

void PreviewPresenter::connectPanel()
{
    connect(m_panel, &PreviewPanel::targetSizeChanged, &m_player, &StreamPlayer::setTargetSize);
    connect(m_panel, &PreviewPanel::pauseRequested, &m_player, &StreamPlayer::setPaused);
    connect(m_panel, &PreviewPanel::muteRequested, this, &PreviewPresenter::requestMute);
    connect(m_panel, &PreviewPanel::saveSnapshotRequested, this,
            [this] { savePictureAs(m_player.takeSnapshot(), m_clock.nowUtc().toLocalTime()); });
    connect(m_panel, &PreviewPanel::copySnapshotRequested, this,
            [this] { copyPicture(m_player.takeSnapshot()); });
    connect(m_panel, &PreviewPanel::retryRequested, this, &PreviewPresenter::start);
    connect(m_panel, &PreviewPanel::protocolChosen, this, [this](PreviewProtocol protocol) {
        m_wanted = toMedia(protocol);
        start();
    });
    const auto withSourceOrNote = [this](auto use) {
        withSource([this, use](const Result<MediaSource> &source) {
            if (source)
                (this->*use)(*source);
            else
                m_panel->showNote(source.error().message);
        });
    };
    connect(m_panel, &PreviewPanel::copyAddressRequested, this,
            [withSourceOrNote] { withSourceOrNote(&PreviewPresenter::copyAddress); });
    connect(m_panel, &PreviewPanel::externalPlayerRequested, this,
            [withSourceOrNote] { withSourceOrNote(&PreviewPresenter::openExternally); });
    connect(m_panel, &PreviewPanel::visibilityChanged, this, [this](bool isVisible) {
        if (std::exchange(m_isVisible, isVisible) == isVisible)
            return;
        if (isVisible)
            start();
        else
            m_player.stop();
    });
}

void PreviewPresenter::connectPlayer()
{
    connect(&m_player, &StreamPlayer::stateChanged, this, &PreviewPresenter::showPlayerState);
    connect(&m_player, &StreamPlayer::statisticsChanged, this, &PreviewPresenter::showStatistics);
    connect(&m_player, &StreamPlayer::firstFrameShown, this, [this] {
        m_hasPicture = true;
        m_mayRenewToken = true;
        updateAvailability();
    });
}

const std::optional<MediaSource> &PreviewPresenter::source(MediaProtocol protocol) const
{
    return protocol == MediaProtocol::Rtsp ? m_rtsp : m_hls;
}

void PreviewPresenter::showStream(const QString &streamKey, const QString &title,
                                  std::optional<MediaSource> rtsp, std::optional<MediaSource> hls,
                                  const QString &reasonIfNone)
{
    if (rtsp)
        rtsp->streamKey = streamKey;
    if (hls)
        hls->streamKey = streamKey;
    const bool isSame = !m_streamKey.isEmpty() && streamKey == m_streamKey && rtsp == m_rtsp &&
                        hls == m_hls && reasonIfNone == m_reasonIfNone;
    if (title != m_title) {
        m_title = title;
        m_panel->setTitle(title);
    }
    if (isSame)
        return;
    m_streamKey = streamKey;
    m_rtsp = std::move(rtsp);
    m_hls = std::move(hls);
    m_reasonIfNone = reasonIfNone;
    start();
}

void PreviewPresenter::clear(const QString &text)
{
    ++m_generation;
    m_streamKey.clear();
    m_title.clear();
    m_rtsp.reset();
    m_hls.reset();
    m_reasonIfNone = text;
    m_hasPicture = false;
    m_pictureTime = {};
    m_player.stop();
    m_panel->setTitle({});
    if (m_isSuspended)
        return;
    m_panel->clearPicture();
    m_panel->setState(PreviewState::Empty, text);
    updateAvailability();
}

void PreviewPresenter::setSuspended(bool isSuspended)
{
    if (isSuspended == m_isSuspended)
        return;
    m_isSuspended = isSuspended;
    if (isSuspended) {
        ++m_generation;
        m_panel->disconnect(this);
        m_panel->disconnect(&m_player);
        m_player.stop();
        m_player.setVideoSink(nullptr);
        m_ageTimer.stop();
        m_panel->setStillAge({});
        return;
    }
    connectPanel();
    m_isVisible = m_panel->isVisible() || m_panel->isFullScreenShown();
    m_panel->clearPicture();
    m_panel->setMuted(m_player.isMuted());
    m_player.setVideoSink(m_panel->videoSink());
    m_player.setTargetSize(m_panel->targetSize());
    if (m_streamKey.isEmpty())
        clear(m_reasonIfNone);
    else
        start();
}

void PreviewPresenter::chooseProtocol()
{
    const MediaProtocol other = m_wanted == MediaProtocol::Rtsp ? MediaProtocol::Hls : MediaProtocol::Rtsp;
    m_protocol = source(m_wanted) || !source(other) ? m_wanted : other;
    m_panel->setProtocol(toPreview(m_protocol));
}

void PreviewPresenter::start()
{
    if (m_streamKey.isEmpty() || m_isSuspended)
        return;
    ++m_generation;
    chooseProtocol();
    m_hasPicture = false;
    m_mayRenewToken = false;
    m_player.stop();
    const std::optional<MediaSource> &given = source(m_protocol);
    if (given)
        m_panel->setState(PreviewState::Connecting, tr("Connecting to %1…").arg(given->hostText()));
    else
        m_panel->setState(PreviewState::Empty, m_reasonIfNone);
    showStillPicture();
    updateAvailability();
    if (!given || !m_isVisible)
        return;
    withSource([this](const Result<MediaSource> &resolved) { playResolved(resolved); });
}

void PreviewPresenter::withSource(std::function<void(const Result<MediaSource> &)> use)
{
    const std::optional<MediaSource> &given = source(m_protocol);
    if (!given)
        return;
    if (!m_resolve) {
        use(*given);
        return;
    }
    m_resolve(m_streamKey, m_protocol,
              [this, alive = std::weak_ptr<void>(m_alive), generation = m_generation,
               use = std::move(use)](const Result<MediaSource> &answer) {
                  if (!alive.expired() && m_generation == generation)
                      use(answer);
              });
}

void PreviewPresenter::playResolved(const Result<MediaSource> &resolved)
{
    if (!resolved) {
        m_panel->setState(PreviewState::Failed, resolved.error().message);
        return;
    }
    if (!m_isVisible)
        return;
    MediaSource source = *resolved;
    source.streamKey = m_streamKey;
    m_player.play(source);
}

void PreviewPresenter::showStillPicture()
{
    const std::optional<PictureCache::Picture> picture = m_player.lastPicture(m_streamKey);
    m_pictureTime = picture ? picture->takenAt : QDateTime();
    if (picture)
        m_panel->setStillPicture(picture->image, {});
    else
        m_panel->clearPicture();
    showAge();
}

void PreviewPresenter::showAge()
{
    const bool isPast = m_pictureTime.isValid() && m_panel->state() != PreviewState::Playing;
    if (!isPast) {
        m_ageTimer.stop();
        m_panel->setStillAge({});
        return;
    }
    if (!m_ageTimer.isActive())
        m_ageTimer.start();
    const qint64 seconds = qMax<qint64>(0, m_pictureTime.secsTo(m_clock.nowUtc()));
    const QLocale locale;
    if (seconds < 120)
        m_panel->setStillAge(tr("Picture from %n second(s) ago", nullptr, static_cast<int>(seconds)));
    else if (seconds < 120 * 60)
        m_panel->setStillAge(tr("Picture from %n minute(s) ago", nullptr, static_cast<int>(seconds / 60)));
    else
        m_panel->setStillAge(
            tr("Picture from %1").arg(locale.toString(m_pictureTime.toLocalTime(), QLocale::ShortFormat)));
}

void PreviewPresenter::showPlayerState(PlayerState state, const QString &text)
{
    if (m_isSuspended)
        return;
    // Stopped by us: whoever did it says why.
    if (state == PlayerState::Idle && !m_player.isPaused())
        return;
    if (state == PlayerState::Failed && renewToken())
        return;
    if (m_hasPicture)
        m_pictureTime = m_player.pictureTime();
    m_panel->setState(toPreview(state, m_player.isPaused()), text);
    showAge();
    updateAvailability();
    const auto &error = m_player.lastError();
    if (state == PlayerState::Failed && error && error->category == ErrorCategory::AccountWithheld)
        Q_EMIT accountWithheld(m_streamKey, error->message);
}

// Tokens of private streams end; one that played gets a new one by itself, once.
bool PreviewPresenter::renewToken()
{
    const auto &error = m_player.lastError();
    if (!m_resolve || !error || error->category != ErrorCategory::Authentication ||
        !std::exchange(m_mayRenewToken, false))
        return false;
    QMetaObject::invokeMethod(this, &PreviewPresenter::start, Qt::QueuedConnection);
    return true;
}

void PreviewPresenter::showStatistics(const StreamStatistics &statistics)
{
    m_panel->setAvailable(PreviewAction::Mute, statistics.hasAudio, tr("This stream has no sound."));
}

void PreviewPresenter::updateAvailability()
{
    const QString none = m_streamKey.isEmpty() ? tr("No stream is selected.") : m_reasonIfNone;
    const bool hasSource = source(m_protocol).has_value();
    const QString noPicture = hasSource ? tr("There is no picture yet.") : none;
    m_panel->setAvailable(PreviewAction::Pause, hasSource && (m_hasPicture || m_player.isPaused()),
                          noPicture);
    m_panel->setAvailable(PreviewAction::SaveSnapshot, m_hasPicture, noPicture);
    m_panel->setAvailable(PreviewAction::CopySnapshot, m_hasPicture, noPicture);
    if (!m_hasPicture)
        m_panel->setAvailable(PreviewAction::Mute, false, noPicture);
    m_panel->setAvailable(PreviewAction::OpenExternally, hasSource, none);
    m_panel->setAvailable(PreviewAction::CopyAddress, hasSource, none);
    m_panel->setAvailable(PreviewAction::WatchRtsp, m_rtsp.has_value(),
                          m_hls ? tr("The media server does not offer this stream by RTSP.") : none);
    m_panel->setAvailable(PreviewAction::WatchHls, m_hls.has_value(),
                          m_rtsp ? tr("The media server does not offer this stream by HLS.") : none);
}

void PreviewPresenter::requestMute(bool muted)
{
    m_player.setMuted(muted);
    if (!muted && !m_player.hasAudioDevice()) {
        m_player.setMuted(true);
        m_panel->showNote(tr("This computer has no sound output at the moment."));
    }
    m_panel->setMuted(m_player.isMuted());
}

// The picture of this moment, however long the dialog stays open.
void PreviewPresenter::savePictureAs(const QImage &picture, const QDateTime &takenAt)
{
    if (picture.isNull())
        return;
    auto *dialog = new QFileDialog(m_panel->videoWidget()->window(), tr("Save picture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("PNG picture (*.png)"), tr("JPEG picture (*.jpg *.jpeg)")});
    dialog->setDefaultSuffix(u"png"_s);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    dialog->selectFile(
        u"%1 %2.png"_s.arg(ExternalPlayer::fileNameOf(m_title), takenAt.toString(u"yyyy-MM-dd HH-mm-ss"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, [this, picture](const QString &fileName) {
        const Result<void> saved = savePicture(picture, fileName);
        m_panel->showNote(saved ? tr("Saved as %1.").arg(QFileInfo(fileName).fileName())
                                : saved.error().message);
    });
    dialog->open();
}

Result<void> PreviewPresenter::savePicture(const QImage &picture, const QString &fileName)
{
    const auto failed = [&](const QString &reason) {
        return fail(
            ErrorCategory::Storage,
            tr("The picture could not be saved as %1: %2").arg(QDir::toNativeSeparators(fileName), reason));
    };
    QBuffer encoded;
    QImageWriter writer(&encoded, QFileInfo(fileName).suffix().toLower().toLatin1());
    if (!writer.write(picture))
        return failed(writer.errorString());
    if (const VoidResult saved = writeWholeFile(fileName, encoded.data()); !saved)
        return failed(saved.error().message);
    return {};
}

void PreviewPresenter::copyPicture(const QImage &picture)
{
    if (picture.isNull())
        return;
    QGuiApplication::clipboard()->setImage(picture);
    m_panel->showNote(tr("Picture copied."));
}

void PreviewPresenter::copyAddress(const MediaSource &source)
{
    // Complete, with credentials or token: the operator asked for an address that works.
    QGuiApplication::clipboard()->setText(QString::fromLatin1(source.url.toEncoded()));
    const bool hasSecret = !source.url.userInfo().isEmpty() || source.url.hasQuery();
    m_panel->showNote(hasSecret ? tr("Address copied. It opens the stream to whoever has it.")
                                : tr("Address copied."));
}

void PreviewPresenter::openExternally(const MediaSource &source)
{
    if (const VoidResult opened = m_external.open(m_title, source.url); !opened)
        m_panel->showNote(opened.error().message);
}

} // namespace streamkeeper
