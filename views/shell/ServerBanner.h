#pragma once

#include "models/domain/Alarm.h"
#include "models/domain/Clock.h"
#include "models/fleet/FleetState.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace streamkeeper {

/// A line across the window as long as media servers do not answer: which, since when, how many streams
/// nobody knows of, and who has seen it. There is none for servers that are not asked because secrets are
/// locked.
class ServerBanner : public QFrame
{
    Q_OBJECT

public:
    ServerBanner(FleetState &fleet, Clock clock, QWidget *parent = nullptr);

    /// Those that tell who has seen that a server is down.
    void setAlarms(const std::vector<Alarm> &alarms);

Q_SIGNALS:
    /// `server` is null where it is about several.
    void streamsRequested(const streamkeeper::ServerId &server);
    /// The operator has seen it, and says so to the others.
    void acknowledged(const std::vector<streamkeeper::Alarm> &alarms);

private:
    void refresh();
    [[nodiscard]] std::vector<const FleetServer *> down() const;
    [[nodiscard]] QString sinceText(const FleetServer &server) const;
    [[nodiscard]] std::vector<Alarm> alarmsOf(const std::vector<const FleetServer *> &servers) const;

    FleetState &m_fleet;
    Clock m_clock;
    std::vector<Alarm> m_alarms; ///< of servers that are down
    QLabel *m_headline;
    QLabel *m_about;
    QPushButton *m_streams;
    QPushButton *m_acknowledge;
};

} // namespace streamkeeper
