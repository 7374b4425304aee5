#include "app/console/ArchivePlaybackPresenter.h"

#include "app/console/PreviewPresenter.h"
#include "models/rules/ArchiveCoverage.h"
#include "models/texts/Formatting.h"
#include "views/archive/ArchiveBar.h"
#include "views/archive/DayTimeline.h"
#include "views/preview/PreviewPanel.h"
#include "views/preview/VideoWidget.h"

#include <QAction>
#include <QDateTime>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Opened without a moment, the archive begins so long before its end.
constexpr qint64 firstLookMs = 60'000;
/// How far the playhead may lag behind the picture while it plays.
constexpr qint64 playheadStepMs = 500;

PreviewState toPreview(ArchiveState state, bool isPaused)
{
    switch (state) {
    case ArchiveState::Idle:
        return PreviewState::Empty;
    case ArchiveState::Loading:
        return PreviewState::Connecting;
    case ArchiveState::Playing:
        return isPaused ? PreviewState::Paused : PreviewState::Playing;
    case ArchiveState::Waiting:
        return PreviewState::Stalled;
    case ArchiveState::Retrying:
        return PreviewState::Reconnecting;
    case ArchiveState::Failed:
    case ArchiveState::Ended:
        return PreviewState::Failed;
    }
    return PreviewState::Empty;
}

/// Some time before the end, on the server that has recorded it: one that the stream has left may be gone.
qint64 firstLook(const ArchiveMap &map, qint64 nowMs)
{
    const auto coverage = map.coverage(nowMs);
    const qint64 lastMs = coverage.back().untilMs - 1;
    qint64 from = stepInRecordings(coverage, lastMs, -firstLookMs);
    const auto place = map.placeAt(lastMs, nowMs);
    for (const ArchiveHolder &holder : map.index()) {
        const bool isLast =
            place && holder.server == place->server && holder.untilMs.value_or(nowMs) > lastMs;
        if (isLast)
            from = std::max(from, holder.fromMs);
    }
    return from;
}

} // namespace

ArchivePlaybackPresenter::ArchivePlaybackPresenter(PreviewPanel *panel, PreviewPresenter &live,
                                                   std::shared_ptr<MediaFetcher> fetcher, Clock clock,
                                                   QObject *parent)
    : QObject(parent)
    , m_panel(panel)
    , m_live(live)
    , m_player(std::move(fetcher), std::move(clock))
    , m_nameOf([](const ServerId &) { return QString(); })
{
    connect(m_panel, &PreviewPanel::modeChosen, this, &ArchivePlaybackPresenter::setMode);
    connectPlayer();
    updateSwitch();
}

ArchivePlaybackPresenter::~ArchivePlaybackPresenter()
{
    m_player.setVideoSink(nullptr);
}

ArchiveBar &ArchivePlaybackPresenter::bar() const
{
    return *m_panel->archiveBar();
}

void ArchivePlaybackPresenter::connectPanel()
{
    connect(m_panel, &PreviewPanel::targetSizeChanged, &m_player, &ArchivePlayer::setTargetSize);
    connect(m_panel, &PreviewPanel::pauseRequested, this, [this](bool isPaused) {
        m_player.setPaused(isPaused);
        // At the end, going on is starting again from there.
        if (!isPaused && m_player.state() == ArchiveState::Ended)
            m_player.retry();
        showState();
    });
    connect(m_panel, &PreviewPanel::muteRequested, this, &ArchivePlaybackPresenter::requestMute);
    connect(m_panel, &PreviewPanel::saveSnapshotRequested, this, [this] {
        m_live.savePictureAs(m_player.takeSnapshot(),
                             QDateTime::fromMSecsSinceEpoch(m_player.position().value_or(0)));
    });
    connect(m_panel, &PreviewPanel::copySnapshotRequested, this,
            [this] { m_live.copyPicture(m_player.takeSnapshot()); });
    connect(m_panel, &PreviewPanel::retryRequested, this, [this] {
        if (m_player.map().isEmpty())
            readAnew(false);
        else
            m_player.retry();
    });
    connect(m_panel, &PreviewPanel::visibilityChanged, this, [this](bool isVisible) {
        if (!isVisible)
            m_player.stop();
        else if (m_moment)
            playFrom(*m_moment);
    });
    connect(&bar(), &ArchiveBar::momentChosen, this, &ArchivePlaybackPresenter::jump);
    connect(&bar(), &ArchiveBar::speedChosen, this, [this](double speed) {
        m_player.setSpeed(speed);
        bar().setSpeed(m_player.speed());
        updateAvailability();
    });
    connect(&bar(), &ArchiveBar::exportRequested, this, [this] {
        const DayTimeline &timeline = *bar().timeline();
        Q_EMIT exportRequested(timeline.markedPeriod().value_or(timeline.scale().shown()));
    });
}

void ArchivePlaybackPresenter::connectPlayer()
{
    connect(&m_player, &ArchivePlayer::stateChanged, this, &ArchivePlaybackPresenter::showState);
    connect(&m_player, &ArchivePlayer::positionChanged, this, &ArchivePlaybackPresenter::showPosition);
    connect(&m_player, &ArchivePlayer::firstPictureShown, this, [this] {
        if (m_player.position())
            bar().timeline()->setSelectedMoment(m_player.position());
        updateAvailability();
    });
    connect(&m_player, &ArchivePlayer::soundChanged, this, &ArchivePlaybackPresenter::updateAvailability);
    connect(&m_player, &ArchivePlayer::gapSkipped, this, [this](const RecordedPeriod &gap) {
        m_panel->showNote(
            tr("Nothing was recorded for %1: passed over.").arg(format::duration(gap.untilMs - gap.fromMs)));
    });
    connect(&m_player, &ArchivePlayer::momentMoved, this, [this](qint64, qint64 momentMs) {
        m_panel->showNote(
            tr("Nothing is recorded at that moment. It goes on at %1.").arg(format::moment(momentMs)));
    });
    connect(&m_player, &ArchivePlayer::mapNeeded, this, [this] { readAnew(true); });
}

void ArchivePlaybackPresenter::showStream(Subject subject)
{
    const bool isSame = subject.streamKey == m_subject.streamKey && subject.obstacle == m_subject.obstacle;
    const bool isMoved = isSame && subject.mainServer != m_subject.mainServer;
    m_subject = std::move(subject);
    if (isSame) {
        // After a transfer the map names other servers; what plays goes on meanwhile.
        if (isMoved && m_isArchive)
            readAnew(true);
        return;
    }
    m_emptyReason.clear();
    ++m_generation;
    m_player.stop();
    m_player.setMap({});
    bar().setPeriods({});
    bar().timeline()->setMarkedPeriod({});
    updateSwitch();
    if (!m_subject.obstacle.isEmpty()) {
        leave();
        return;
    }
    if (m_isArchive)
        readAnew(false);
    else if (m_wantsArchive)
        enter();
}

void ArchivePlaybackPresenter::clear()
{
    ++m_generation;
    m_subject = {};
    m_emptyReason.clear();
    m_player.stop();
    m_player.setMap({});
    leave();
    updateSwitch();
}

void ArchivePlaybackPresenter::setMode(PreviewMode mode)
{
    m_wantsArchive = mode == PreviewMode::Archive;
    if (m_wantsArchive) {
        enter();
        return;
    }
    m_moment.reset();
    leave();
}

void ArchivePlaybackPresenter::readAgain()
{
    if (m_isArchive)
        readAnew(false);
    else
        setMode(PreviewMode::Archive);
}

void ArchivePlaybackPresenter::enter()
{
    if (m_isArchive || !m_subject.read)
        return;
    m_isArchive = true;
    m_live.setSuspended(true);
    connectPanel();
    m_panel->setMode(PreviewMode::Archive);
    m_panel->clearPicture();
    m_panel->setMuted(m_player.isMuted());
    m_player.setVideoSink(m_panel->videoSink());
    m_player.setTargetSize(m_panel->targetSize());
    bar().setSpeed(m_player.speed());
    readAnew(false);
}

void ArchivePlaybackPresenter::leave()
{
    if (!m_isArchive)
        return;
    m_isArchive = false;
    ++m_generation;
    m_player.stop();
    m_player.setVideoSink(nullptr);
    m_panel->disconnect(&m_player);
    m_panel->disconnect(this);
    bar().disconnect(this);
    connect(m_panel, &PreviewPanel::modeChosen, this, &ArchivePlaybackPresenter::setMode);
    m_panel->setMode(PreviewMode::Live);
    m_live.setSuspended(false);
}

void ArchivePlaybackPresenter::readAnew(bool isQuiet)
{
    if (!m_subject.read || (isQuiet && m_isReading))
        return;
    const quint64 generation = ++m_generation;
    m_isReading = true;
    if (!isQuiet) {
        m_panel->setTitle(m_subject.title);
        m_panel->clearPicture();
        m_panel->setState(PreviewState::Connecting, tr("Asking what is recorded…"));
        bar().setMessage({});
        updateAvailability();
    }
    const QPointer<ArchivePlaybackPresenter> guard(this);
    m_subject.read(
        [guard, generation, isQuiet](int done, int total) {
            if (guard && guard->m_generation == generation && !isQuiet && total > 1)
                guard->bar().setMessage(
                    tr("%1 of %n media server(s) have told what they recorded.", nullptr, total).arg(done));
        },
        [guard, generation, isQuiet](const Result<ArchiveReading> &reading) {
            if (!guard || guard->m_generation != generation)
                return;
            guard->m_isReading = false;
            guard->takeReading(reading, isQuiet);
        });
}

void ArchivePlaybackPresenter::takeReading(const Result<ArchiveReading> &reading, bool isQuiet)
{
    if (!m_isArchive)
        return;
    if (!reading) {
        if (!isQuiet)
            m_panel->setState(PreviewState::Failed, reading.error().message);
        return;
    }
    for (const ArchiveReading::Silent &silent : reading->silent) {
        if (silent.error.category == ErrorCategory::AccountWithheld)
            Q_EMIT accountWithheld(silent.server, silent.error.message);
    }
    if (reading->index.empty() && isQuiet)
        return; // what was known plays on
    if (reading->index.empty()) {
        giveUp(reading->silent.empty() ? tr("Nothing is recorded of this stream.")
                                       : reading->silent.front().error.message);
        return;
    }
    showReading(*reading);
    if (isQuiet)
        return;
    const qint64 from = m_moment.value_or(firstLook(m_player.map(), reading->readAtMs));
    bar().showMoment(from);
    playFrom(from);
}

void ArchivePlaybackPresenter::showReading(const ArchiveReading &reading)
{
    m_player.setMap(ArchiveMap(reading.index, m_subject.mainServer));
    const std::vector<ServerId> &servers = m_player.map().servers();
    std::vector<ShadedPeriod> periods;
    for (const ArchiveHolder &holder : m_player.map().index()) {
        const auto shade = std::ranges::find(servers, holder.server) - servers.begin();
        periods.push_back({m_nameOf(holder.server),
                           int(shade),
                           {holder.fromMs, holder.untilMs.value_or(reading.readAtMs)}});
    }
    bar().setPeriods(periods);
    QStringList sentences;
    for (const ArchiveReading::Silent &silent : reading.silent)
        sentences.append(tr("%1 could not be asked: %2").arg(silent.name, silent.error.message));
    bar().setMessage(sentences.join(u'\n'), true);
}

/// The stream goes on live; the next one is looked up in the archive again.
void ArchivePlaybackPresenter::giveUp(const QString &reason)
{
    m_emptyReason = reason;
    leave();
    updateSwitch();
    m_panel->showNote(reason);
}

void ArchivePlaybackPresenter::playFrom(qint64 momentMs)
{
    m_moment = momentMs;
    m_panel->setTitle(m_subject.title);
    m_player.play(momentMs);
}

void ArchivePlaybackPresenter::jump(qint64 momentMs)
{
    if (m_player.map().isEmpty())
        return;
    playFrom(momentMs);
    if (m_player.position())
        bar().timeline()->setSelectedMoment(m_player.position());
    bar().timeline()->revealSelectedMoment();
}

void ArchivePlaybackPresenter::showPosition(qint64 momentMs)
{
    m_moment = momentMs;
    if (std::abs(momentMs - m_shownMoment) < playheadStepMs && !m_player.isPaused())
        return;
    m_shownMoment = momentMs;
    bar().timeline()->setSelectedMoment(momentMs);
}

void ArchivePlaybackPresenter::showState()
{
    if (!m_isArchive || m_player.state() == ArchiveState::Idle)
        return;
    const PreviewState state = toPreview(m_player.state(), m_player.isPaused());
    // A picture that stands is looked at: no word on it.
    m_panel->setState(state, state == PreviewState::Paused ? QString() : m_player.stateText());
    updateAvailability();
}

void ArchivePlaybackPresenter::updateAvailability()
{
    if (!m_isArchive)
        return;
    const bool hasPicture = m_player.hasPicture();
    const QString none = tr("There is no picture yet.");
    m_panel->setAvailable(PreviewAction::Pause, m_player.state() != ArchiveState::Idle, none);
    m_panel->setAvailable(PreviewAction::SaveSnapshot, hasPicture, none);
    m_panel->setAvailable(PreviewAction::CopySnapshot, hasPicture, none);
    const bool canHear = m_player.hasAudio() && m_player.speed() == 1;
    m_panel->setAvailable(PreviewAction::Mute, canHear,
                          m_player.hasAudio() ? tr("Sound is heard at speed ×1.")
                                              : tr("This recording has no sound."));
    QAction *exporting = bar().exportAction();
    exporting->setEnabled(!m_player.map().isEmpty());
}

void ArchivePlaybackPresenter::updateSwitch()
{
    const QString reason = m_subject.streamKey.isEmpty()   ? tr("No stream is selected.")
                           : !m_subject.obstacle.isEmpty() ? m_subject.obstacle
                                                           : m_emptyReason;
    m_panel->setAvailable(PreviewAction::ShowArchive, reason.isEmpty(), reason);
    m_panel->setAvailable(PreviewAction::ShowLive, true);
}

void ArchivePlaybackPresenter::requestMute(bool isMuted)
{
    m_player.setMuted(isMuted);
    if (!isMuted && !m_player.hasAudioDevice()) {
        m_player.setMuted(true);
        m_panel->showNote(tr("This computer has no sound output at the moment."));
    }
    m_panel->setMuted(m_player.isMuted());
}

} // namespace streamkeeper
