#pragma once

#include "app/console/AlarmNotifier.h"
#include "app/session/Session.h"

#include <QObject>

namespace streamkeeper {

class AlarmPage;
class ConsoleSettings;
class MainWindow;

/// The page of alarms on a session, and what this desk hears of them.
class AlarmPresenter : public QObject
{
    Q_OBJECT

public:
    /// `settings` outlives it.
    AlarmPresenter(Session &session, MainWindow &window, ConsoleSettings &settings,
                   QObject *parent = nullptr);

    [[nodiscard]] AlarmNotifier &notifier() { return m_notifier; }

private:
    void show();
    void openSubject(const Alarm &alarm);
    void openRules();

    Session &m_session;
    MainWindow &m_window;
    ConsoleSettings &m_settings;
    AlarmPage &m_page;
    AlarmNotifier m_notifier;
};

} // namespace streamkeeper
