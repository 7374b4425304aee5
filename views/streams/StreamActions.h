#pragma once

#include "models/domain/Clock.h"
#include "models/domain/Operation.h"
#include "models/fleet/FleetState.h"
#include "models/rules/StreamActionRule.h"

#include <QAction>
#include <QObject>
#include <QTimer>

#include <array>
#include <vector>

namespace streamkeeper {

/// The actions on one or many streams, for toolbar, context menu, panel, card and keyboard: one place
/// decides what is possible, and says why not. Emits what the operator wants; does nothing itself.
class StreamActions : public QObject
{
    Q_OBJECT

public:
    /// With a `keyboardOwner` the actions get their shortcuts there.
    StreamActions(FleetState &fleet, Clock clock, QWidget *keyboardOwner, QObject *parent = nullptr);

    /// The fleet rows that the actions are about now.
    void setRows(std::vector<int> rows);
    [[nodiscard]] const std::vector<int> &rows() const { return m_rows; }
    /// What is possible may have changed.
    void refresh();

    [[nodiscard]] QAction *action(StreamAction action) const { return m_actions[size_t(action)]; }
    /// Enable or Disable, whichever applies; the same for audio.
    [[nodiscard]] QAction *power() const { return m_power; }
    [[nodiscard]] QAction *audio() const { return m_audio; }
    /// The stream activation toggle (domain.md 1.2); shown for cameras that were added automatically.
    [[nodiscard]] QAction *activation() const { return m_activation; }
    [[nodiscard]] QList<QAction *> main() const;
    [[nodiscard]] QList<QAction *> drift() const;
    /// The streams of the rows for which `action` is possible.
    [[nodiscard]] std::vector<int> possibleRows(StreamAction action) const;

    void redrawIcons(const QColor &color);

Q_SIGNALS:
    /// `rows`: only those for which it is possible.
    void requested(streamkeeper::StreamAction action, const std::vector<int> &rows);
    void activationRequested(const std::vector<streamkeeper::CameraId> &cameras,
                             streamkeeper::Activation activation);

private:
    void request(StreamAction action);
    void mirror(QAction *shown, StreamAction source);
    void refreshActivation();
    [[nodiscard]] std::vector<CameraId> camerasWith(Activation activation) const;
    void refreshWhenLocksMove(const std::vector<qint64> &lockLeftMs);

    FleetState &m_fleet;
    Clock m_clock;
    std::vector<int> m_rows;
    std::array<QAction *, streamActionCount> m_actions{};
    QAction *m_power;
    QAction *m_audio;
    QAction *m_activation;
    StreamAction m_powerNow = StreamAction::Disable;
    StreamAction m_audioNow = StreamAction::AudioOff;
    QTimer m_lockTimer;
};

} // namespace streamkeeper
