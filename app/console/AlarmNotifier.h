#pragma once

#include "models/domain/Alarm.h"
#include "models/domain/Clock.h"

#include <QObject>
#include <QSoundEffect>
#include <QTimer>

#include <vector>

namespace streamkeeper {

/// Tells this desk of alarms: by the desktop's notifications (org.freedesktop.Notifications on the session's
/// D-Bus) and by a sound, but for quiet hours. Several within a moment are told as one.
class AlarmNotifier : public QObject
{
    Q_OBJECT

public:
    explicit AlarmNotifier(Clock clock, QObject *parent = nullptr);

    void setDesk(const AlarmDesk &desk) { m_desk = desk; }
    void tell(const Alarm &alarm);

Q_SIGNALS:
    /// The operator has clicked the notification.
    void activated();
    /// What was told, for tests and the log; no title: nothing was sent.
    void told(const QString &title, const QString &body, bool isSounded);

private Q_SLOTS:
    void handleAction(uint id, const QString &action);

private:
    void tellPending();
    void notify(const QString &title, const QString &body);

    Clock m_clock;
    AlarmDesk m_desk;
    std::vector<Alarm> m_pending;
    QTimer m_gather;
    QSoundEffect m_sound;
    uint m_lastId = 0; ///< the next notification takes its place
};

} // namespace streamkeeper
