#include "views/streams/StreamActions.h"

#include "models/texts/Formatting.h"
#include "models/texts/StreamActionTexts.h"
#include "views/theme/Icons.h"

#include <QWidget>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

StreamActions::StreamActions(FleetState &fleet, Clock clock, QWidget *keyboardOwner, QObject *parent)
    : QObject(parent)
    , m_fleet(fleet)
    , m_clock(std::move(clock))
{
    const auto make = [&](StreamAction which, const QString &text, const QString &about,
                          const QKeySequence &shortcut = {}) {
        auto *action = new QAction(text, this);
        action->setStatusTip(about);
        if (keyboardOwner && !shortcut.isEmpty()) {
            action->setShortcut(shortcut);
            action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
            keyboardOwner->addAction(action);
        }
        connect(action, &QAction::triggered, this, [this, which] { request(which); });
        m_actions[size_t(which)] = action;
    };
    using enum StreamAction;
    make(Restart, tr("Restart"), tr("Drop the connection to the camera and make it anew"),
         QKeyCombination(Qt::ControlModifier, Qt::Key_R));
    make(Enable, tr("Enable"), tr("Capture the stream"), QKeyCombination(Qt::ControlModifier, Qt::Key_E));
    make(Disable, tr("Disable"), tr("Stop capturing the stream; it stays on the server"),
         QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_E));
    make(AudioOn, tr("Audio on"), tr("Capture the sound too"));
    make(AudioOff, tr("Audio off"), tr("Capture the picture only"));
    make(ArchiveIndex, tr("Archive index…"),
         tr("Which media server holds which period of the recordings; have it read anew"));
    make(Transfer, tr("Transfer…"), tr("Move the stream to another media server"),
         QKeyCombination(Qt::ControlModifier, Qt::Key_T));
    make(Share, tr("Share…"), tr("Make a link for somebody outside"),
         QKeyCombination(Qt::ControlModifier, Qt::Key_L));
    make(EditAddress, tr("Edit address"), tr("Change the address of the camera's stream"), Qt::Key_F2);
    make(Delete, tr("Delete…"), tr("Delete the stream on its media server and here"), QKeySequence::Delete);
    make(Forget, tr("Remove from the registry…"), tr("The media server is not asked and goes on capturing"));
    make(Adopt, tr("Adopt"), tr("Take the stream into the registry"));
    make(Recreate, tr("Re-create"), tr("Make the missing stream anew on its media server"));
    make(Push, tr("Push ours"), tr("The media server takes the registry's settings"));
    make(TakeTheirs, tr("Take theirs"), tr("The registry takes the media server's settings"));
    m_power = new QAction(this);
    connect(m_power, &QAction::triggered, this, [this] { request(m_powerNow); });
    m_audio = new QAction(this);
    connect(m_audio, &QAction::triggered, this, [this] { request(m_audioNow); });
    m_activation = new QAction(this);
    m_activation->setObjectName(u"streamActivation"_s);
    connect(m_activation, &QAction::triggered, this, [this] {
        const std::vector<CameraId> automatic = camerasWith(Activation::Auto);
        if (automatic.empty())
            Q_EMIT activationRequested(camerasWith(Activation::Manual), Activation::Auto);
        else
            Q_EMIT activationRequested(automatic, Activation::Manual);
    });
    m_lockTimer.setSingleShot(true);
    connect(&m_lockTimer, &QTimer::timeout, this, &StreamActions::refresh);
    refresh();
}

void StreamActions::setRows(std::vector<int> rows)
{
    m_rows = std::move(rows);
    refresh();
}

std::vector<int> StreamActions::possibleRows(StreamAction action) const
{
    const qint64 nowMs = m_clock.nowMs();
    std::vector<int> possible;
    std::ranges::copy_if(m_rows, std::back_inserter(possible), [&](int row) {
        return row < m_fleet.rowCount() &&
               obstacleFor(action, factsOf(m_fleet, m_fleet.row(row), nowMs)) == Obstacle::None;
    });
    return possible;
}

void StreamActions::refresh()
{
    const qint64 nowMs = m_clock.nowMs();
    std::array<int, streamActionCount> possible{};
    std::array<Obstacle, streamActionCount> first{};
    std::array<StreamFacts, streamActionCount> firstFacts{};
    std::vector<qint64> locks;
    for (const int row : m_rows) {
        if (row >= m_fleet.rowCount())
            continue;
        const StreamFacts facts = factsOf(m_fleet, m_fleet.row(row), nowMs);
        if (facts.transferLockLeftMs > 0)
            locks.push_back(facts.transferLockLeftMs);
        for (int i = 0; i < streamActionCount; ++i) {
            const Obstacle obstacle = obstacleFor(StreamAction(i), facts);
            if (obstacle == Obstacle::None) {
                ++possible[size_t(i)];
            } else if (first[size_t(i)] == Obstacle::None) {
                first[size_t(i)] = obstacle;
                firstFacts[size_t(i)] = facts;
            }
        }
    }
    refreshWhenLocksMove(locks);
    const int selected = int(m_rows.size());
    for (int i = 0; i < streamActionCount; ++i) {
        QAction &action = *m_actions[size_t(i)];
        const int count = possible[size_t(i)];
        action.setEnabled(count > 0);
        QString toolTip = action.statusTip();
        if (!action.shortcut().isEmpty())
            toolTip += u" ("_s + action.shortcut().toString(QKeySequence::NativeText) + u')';
        if (selected == 0)
            toolTip = tr("Select a stream first.");
        else if (count == 0)
            toolTip = texts::obstacle(first[size_t(i)], firstFacts[size_t(i)], nowMs);
        else if (count < selected)
            toolTip += u'\n' + tr("Possible for %1 of %2 selected streams.").arg(count).arg(selected);
        action.setToolTip(format::plainToolTip(toolTip));
    }
    const auto hasMore = [&](StreamAction left, StreamAction right) {
        return possible[size_t(left)] > possible[size_t(right)];
    };
    // What is in the way of both is told by the one that would apply.
    const bool isFirstOff =
        !m_rows.empty() && m_rows.front() < m_fleet.rowCount() && !m_fleet.row(m_rows.front()).isEnabled;
    const bool nobodyCan =
        possible[size_t(StreamAction::Enable)] + possible[size_t(StreamAction::Disable)] == 0;
    m_powerNow = hasMore(StreamAction::Enable, StreamAction::Disable) || (nobodyCan && isFirstOff)
                     ? StreamAction::Enable
                     : StreamAction::Disable;
    m_audioNow = hasMore(StreamAction::AudioOff, StreamAction::AudioOn) ? StreamAction::AudioOff
                                                                        : StreamAction::AudioOn;
    mirror(m_power, m_powerNow);
    mirror(m_audio, m_audioNow);
    refreshActivation();
}

std::vector<CameraId> StreamActions::camerasWith(Activation activation) const
{
    std::vector<CameraId> cameras;
    for (const int row : m_rows) {
        const Camera *camera = row < m_fleet.rowCount() ? m_fleet.camera(m_fleet.row(row).camera) : nullptr;
        const bool isMeant = camera && camera->addition == Addition::Auto && camera->activation == activation;
        if (isMeant && std::ranges::find(cameras, camera->id) == cameras.end())
            cameras.push_back(camera->id);
    }
    return cameras;
}

void StreamActions::refreshActivation()
{
    const bool isAuto = !camerasWith(Activation::Auto).empty();
    m_activation->setVisible(isAuto || !camerasWith(Activation::Manual).empty());
    m_activation->setText(isAuto ? tr("Switch to manual") : tr("Switch to auto"));
    m_activation->setToolTip(
        isAuto ? tr("Provisioning stops, and the addresses of the camera can be edited. What it has is kept.")
               : tr("Provisioning keeps the streams of the camera again, and their addresses are locked."));
}

void StreamActions::refreshWhenLocksMove(const std::vector<qint64> &lockLeftMs)
{
    if (lockLeftMs.empty()) {
        m_lockTimer.stop();
        return;
    }
    // Whole minutes are shown, rounded up: the next one of them that passes changes what is said.
    constexpr qint64 minuteMs = 60'000;
    qint64 next = minuteMs;
    for (const qint64 left : lockLeftMs)
        next = std::min(next, (left - 1) % minuteMs + 1);
    m_lockTimer.start(std::chrono::milliseconds(next));
}

void StreamActions::mirror(QAction *shown, StreamAction source)
{
    const QAction &action = *m_actions[size_t(source)];
    shown->setText(action.text());
    shown->setIcon(action.icon());
    shown->setToolTip(action.toolTip());
    shown->setEnabled(action.isEnabled());
}

QList<QAction *> StreamActions::main() const
{
    return {action(StreamAction::Restart),
            m_power,
            m_audio,
            action(StreamAction::Share),
            action(StreamAction::Transfer),
            action(StreamAction::ArchiveIndex),
            action(StreamAction::EditAddress),
            m_activation,
            action(StreamAction::Delete)};
}

QList<QAction *> StreamActions::drift() const
{
    return {action(StreamAction::Adopt), action(StreamAction::Recreate), action(StreamAction::Push),
            action(StreamAction::TakeTheirs), action(StreamAction::Forget)};
}

void StreamActions::request(StreamAction action)
{
    const std::vector<int> rows = possibleRows(action);
    if (!rows.empty())
        Q_EMIT requested(action, rows);
}

void StreamActions::redrawIcons(const QColor &color)
{
    using enum StreamAction;
    const std::array<std::pair<StreamAction, const char *>, 11> icons{{{Share, "share"},
                                                                       {Restart, "restart"},
                                                                       {Enable, "power"},
                                                                       {Disable, "power"},
                                                                       {AudioOn, "volume-on"},
                                                                       {AudioOff, "volume-off"},
                                                                       {Transfer, "transfer"},
                                                                       {EditAddress, "edit"},
                                                                       {Delete, "trash"},
                                                                       {Adopt, "adopt"},
                                                                       {Forget, "close"}}};
    for (const auto &[which, name] : icons)
        m_actions[size_t(which)]->setIcon(themedIcon(QString::fromLatin1(name), color));
    refresh();
}

} // namespace streamkeeper
