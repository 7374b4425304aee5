#include "app/console/AlarmPresenter.h"

#include "app/console/ClosingDialog.h"
#include "app/console/ConsoleSettings.h"
#include "views/alarms/AlarmPage.h"
#include "views/alarms/AlarmRulesDialog.h"
#include "views/share/ShareLinksPage.h"
#include "views/shell/MainWindow.h"
#include "views/shell/ServerBanner.h"
#include "views/trouble/TroublePage.h"

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Of a UUID as text; the key of a disk goes on behind it.
constexpr int idLength = 36;

} // namespace

AlarmPresenter::AlarmPresenter(Session &session, MainWindow &window, ConsoleSettings &settings,
                               QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_settings(settings)
    , m_page(*window.page<AlarmPage>())
    , m_notifier(session.clock())
{
    m_notifier.setDesk(settings.alarmDesk());
    connect(&session.alarms(), &AlarmKeeper::changed, this, &AlarmPresenter::show);
    connect(&session.alarms(), &AlarmKeeper::raised, &m_notifier, &AlarmNotifier::tell);
    connect(&m_notifier, &AlarmNotifier::activated, this, [this] {
        m_window.showPage<AlarmPage>();
        m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
        m_window.raise();
        m_window.activateWindow();
    });
    const auto markSeen = [this](const std::vector<Alarm> &alarms) {
        m_session.alarms().markSeen(alarms, this, {}); // what could not be written is told by the session
    };
    connect(&m_page, &AlarmPage::seenRequested, this, markSeen);
    connect(window.serverBanner(), &ServerBanner::acknowledged, this, markSeen);
    connect(&m_page, &AlarmPage::subjectRequested, this, &AlarmPresenter::openSubject);
    connect(&m_page, &AlarmPage::rulesRequested, this, &AlarmPresenter::openRules);
    show();
}

void AlarmPresenter::show()
{
    m_page.setAlarms(m_session.alarms().alarms());
    m_window.serverBanner()->setAlarms(m_session.alarms().alarms());
    Q_EMIT m_page.countChanged(m_session.alarms().newCount());
}

void AlarmPresenter::openSubject(const Alarm &alarm)
{
    switch (alarm.kind) {
    case AlarmKind::ServerDown:
    case AlarmKind::StorageFull:
        m_window.openServer(ServerId::fromString(alarm.key.left(idLength)));
        return;
    case AlarmKind::RootCause:
    case AlarmKind::StreamsLost:
        m_window.showPage<TroublePage>();
        return;
    case AlarmKind::LinkEnding:
        m_window.showPage<ShareLinksPage>();
        return;
    }
}

void AlarmPresenter::openRules()
{
    auto *dialog = new AlarmRulesDialog(m_session.alarms().policy(), m_settings.alarmDesk(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AlarmRulesDialog::saveRequested, this, [this, dialog] {
        m_session.alarms().savePolicy(dialog->policy(), this, closing(dialog, [this, desk = dialog->desk()] {
                                          m_settings.setAlarmDesk(desk);
                                          m_notifier.setDesk(desk);
                                      }));
    });
    dialog->open();
}

} // namespace streamkeeper
