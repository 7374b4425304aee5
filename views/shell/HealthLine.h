#pragma once

#include "models/domain/Clock.h"
#include "models/fleet/FleetState.h"

#include <QStatusBar>
#include <QTimer>

class QLabel;

namespace streamkeeper {

/// The line at the bottom of the window: how many media servers answer and which does not, the registry,
/// and the time with its zone.
class HealthLine : public QStatusBar
{
    Q_OBJECT

public:
    HealthLine(FleetState &fleet, Clock clock, QWidget *parent = nullptr);

    void setRegistryText(const QString &text, const QString &toolTip);

private:
    void showServers();
    void showTime();

    FleetState &m_fleet;
    Clock m_clock;
    QLabel *m_answering;
    QLabel *m_failing;
    QLabel *m_registry;
    QLabel *m_time;
    QTimer m_timer;
};

} // namespace streamkeeper
