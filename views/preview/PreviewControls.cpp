#include "views/preview/PreviewControls.h"

#include "views/preview/OverlayButton.h"
#include "views/preview/VideoColors.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QTextDocument>

namespace streamkeeper {

using namespace Qt::StringLiterals;

PreviewControls::PreviewControls(QWidget *parent)
    : QWidget(parent)
    , m_protocols(this)
    , m_modes(this)
    , m_snapshotMenu(new QMenu(this))
    , m_protocolMenu(new QMenu(this))
    , m_snapshotAction(new QAction(tr("Snapshot"), this))
    , m_protocolAction(new QAction(tr("RTSP"), this))
{
    createActions();
    createButtons();
    setPaused(false);
    setMuted(true);
    setFullScreen(false);
    setProtocol(PreviewProtocol::Rtsp);
    setMode(PreviewMode::Live);
}

QAction *PreviewControls::addAction(PreviewAction action, const QString &text, const QKeySequence &shortcut)
{
    auto *added = new QAction(text, this);
    added->setShortcut(shortcut);
    // The preview is one part of a large window: its keys are its own while it has the focus.
    added->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_actions.insert(action, added);
    updateToolTip(action);
    return added;
}

void PreviewControls::createActions()
{
    addAction(PreviewAction::Pause, tr("Pause"), Qt::Key_Space);
    addAction(PreviewAction::Mute, tr("Unmute"), Qt::Key_M);
    m_snapshotMenu->addAction(
        addAction(PreviewAction::SaveSnapshot, tr("Save picture as…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    m_snapshotMenu->addAction(addAction(PreviewAction::CopySnapshot, tr("Copy picture"), QKeySequence::Copy));
    m_snapshotMenu->setToolTipsVisible(true);
    m_snapshotAction->setToolTip(tr("Save or copy the picture"));

    for (const auto &[action, text] :
         {std::pair{PreviewAction::WatchRtsp, tr("RTSP")}, std::pair{PreviewAction::WatchHls, tr("HLS")}}) {
        QAction *protocol = addAction(action, text, {});
        protocol->setCheckable(true);
        m_protocols.addAction(protocol);
        m_protocolMenu->addAction(protocol);
    }
    m_protocolMenu->setToolTipsVisible(true);
    m_protocolAction->setToolTip(tr("How the stream is fetched for this preview"));

    for (const auto &[action, text, key] :
         {std::tuple{PreviewAction::ShowLive, tr("LIVE", "button: show the live picture"), Qt::Key_L},
          std::tuple{PreviewAction::ShowArchive, tr("ARCHIVE", "button: show recordings"), Qt::Key_A}}) {
        QAction *mode = addAction(action, text, key);
        mode->setCheckable(true);
        m_modes.addAction(mode);
    }

    addAction(PreviewAction::OpenExternally, tr("Open in external player"), Qt::Key_E);
    addAction(PreviewAction::CopyAddress, tr("Copy address"), Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    addAction(PreviewAction::FullScreen, tr("Full screen"), Qt::Key_F);
    addAction(PreviewAction::Retry, tr("Try again"), Qt::Key_F5);
}

OverlayButton *PreviewControls::addButton(QAction *action, const QString &iconName)
{
    auto *button = new OverlayButton(action, this);
    button->setIconName(iconName);
    layout()->addWidget(button);
    return button;
}

void PreviewControls::createButtons()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 1, 4, 1);
    row->setSpacing(0);
    m_pauseButton = addButton(action(PreviewAction::Pause), u"player-pause"_s);
    m_muteButton = addButton(action(PreviewAction::Mute), u"volume-off"_s);
    addButton(m_snapshotAction, u"camera-snapshot"_s)->setMenu(m_snapshotMenu);
    row->addStretch(1);
    addButton(action(PreviewAction::ShowLive), {});
    addButton(action(PreviewAction::ShowArchive), {});
    row->addStretch(1);
    OverlayButton *protocol = addButton(m_protocolAction, {});
    protocol->setMenu(m_protocolMenu);
    m_liveButtons = {protocol, addButton(action(PreviewAction::OpenExternally), u"external"_s),
                     addButton(action(PreviewAction::CopyAddress), u"copy"_s)};
    addButton(action(PreviewAction::FullScreen), u"fullscreen"_s);
}

void PreviewControls::setAvailable(PreviewAction action, bool isAvailable, const QString &reason)
{
    m_actions.value(action)->setEnabled(isAvailable);
    m_reasons[action] = isAvailable ? QString() : reason;
    updateToolTip(action);

    // The buttons that open a menu follow what is in it.
    const QString &saveReason = m_reasons[PreviewAction::SaveSnapshot];
    m_snapshotAction->setEnabled(m_actions.value(PreviewAction::SaveSnapshot)->isEnabled() ||
                                 m_actions.value(PreviewAction::CopySnapshot)->isEnabled());
    m_snapshotAction->setToolTip(m_snapshotAction->isEnabled() ? tr("Save or copy the picture")
                                                               : tr("Snapshot") + u'\n' + saveReason);
    const QString &rtspReason = m_reasons[PreviewAction::WatchRtsp];
    m_protocolAction->setEnabled(m_actions.value(PreviewAction::WatchRtsp)->isEnabled() ||
                                 m_actions.value(PreviewAction::WatchHls)->isEnabled());
    m_protocolAction->setToolTip(m_protocolAction->isEnabled()
                                     ? tr("How the stream is fetched for this preview")
                                     : tr("Protocol") + u'\n' + rtspReason);
}

void PreviewControls::updateToolTip(PreviewAction action)
{
    QAction *changed = m_actions.value(action);
    const QString &reason = m_reasons[action];
    QString tip = changed->text();
    if (!reason.isEmpty())
        tip += u'\n' + reason;
    else if (!changed->shortcut().isEmpty())
        tip += u" ("_s + changed->shortcut().toString(QKeySequence::NativeText) + u')';
    // Names of hosts and streams are in reasons: shown as they are, not read as HTML.
    changed->setToolTip(Qt::mightBeRichText(tip) ? Qt::convertFromPlainText(tip) : tip);
}

void PreviewControls::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    action(PreviewAction::Pause)->setText(isPaused ? tr("Go on") : tr("Pause"));
    m_pauseButton->setIconName(isPaused ? u"player-play"_s : u"player-pause"_s);
    updateToolTip(PreviewAction::Pause);
}

void PreviewControls::setMuted(bool isMuted)
{
    m_isMuted = isMuted;
    action(PreviewAction::Mute)->setText(isMuted ? tr("Unmute") : tr("Mute"));
    m_muteButton->setIconName(isMuted ? u"volume-off"_s : u"volume-on"_s);
    updateToolTip(PreviewAction::Mute);
}

void PreviewControls::setFullScreen(bool isFullScreen)
{
    action(PreviewAction::FullScreen)->setText(isFullScreen ? tr("Leave full screen") : tr("Full screen"));
    updateToolTip(PreviewAction::FullScreen);
}

void PreviewControls::setProtocol(PreviewProtocol protocol)
{
    const bool isRtsp = protocol == PreviewProtocol::Rtsp;
    QAction *chosen = action(isRtsp ? PreviewAction::WatchRtsp : PreviewAction::WatchHls);
    chosen->setChecked(true);
    m_protocolAction->setText(chosen->text());
    updateGeometry();
}

void PreviewControls::setMode(PreviewMode mode)
{
    const bool isLive = mode == PreviewMode::Live;
    action(isLive ? PreviewAction::ShowLive : PreviewAction::ShowArchive)->setChecked(true);
    for (QWidget *button : m_liveButtons)
        button->setVisible(isLive);
    for (const PreviewAction liveOnly : {PreviewAction::OpenExternally, PreviewAction::CopyAddress,
                                         PreviewAction::WatchRtsp, PreviewAction::WatchHls})
        action(liveOnly)->setVisible(isLive);
}

void PreviewControls::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), videocolors::shade);
}

} // namespace streamkeeper
