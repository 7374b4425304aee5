#include "app/console/OverviewPresenter.h"

#include "models/fleet/TroublePlaces.h"
#include "models/tables/TroubleTableModel.h"
#include "views/events/EventsPage.h"
#include "views/operations/ActivityPage.h"
#include "views/overview/OverviewPage.h"
#include "views/servers/ServersPage.h"
#include "views/shell/MainWindow.h"
#include "views/streams/FilterBar.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"
#include "views/trouble/TroublePage.h"

#include <utility>

namespace streamkeeper {

namespace {

/// The history goes on by minutes, and is read whole.
constexpr qint64 historyPauseMs = 60'000;
/// Those that are open are among the newest.
constexpr int newestOperations = 200;

} // namespace

OverviewPresenter::OverviewPresenter(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_page(*window.page<OverviewPage>())
{
    connect(&m_page, &OverviewPage::wanted, this, &OverviewPresenter::read);
    connect(&session, &Session::opened, this, [this] {
        if (m_page.isVisible())
            read();
    });
    leadOn();
}

void OverviewPresenter::read()
{
    if (!m_session.isOpen())
        return; // it is asked for again then
    if (!m_sinceHistory.isValid() || m_sinceHistory.elapsed() > historyPauseMs)
        readHistory();
    EventFilter filter;
    filter.fromMs = m_session.clock().nowMs() - OverviewPage::lastHourMs;
    m_session.events().read(filter, int(OverviewPage::mostEvents), {}, this,
                            [this](const Result<std::vector<Event>> &events) {
                                if (events)
                                    m_page.setEvents(*events);
                            });
    m_session.latestOperations(newestOperations, this,
                               [this](const Result<std::vector<Operation>> &operations) {
                                   if (operations)
                                       m_page.setOperations(*operations);
                               });
}

void OverviewPresenter::readHistory()
{
    m_sinceHistory.start();
    m_session.history().availability(OverviewPage::shiftMs, OverviewPage::chartStepMs, this,
                                     [this](Result<std::vector<AvailabilityPoint>> points) {
                                         if (points)
                                             m_page.setAvailability(std::move(*points));
                                     });
    m_session.history().forecasts(this, [this](Result<HistoryKeeper::Forecasts> forecasts) {
        if (forecasts)
            m_page.setForecasts(std::move(*forecasts));
    });
    findCauses();
}

void OverviewPresenter::findCauses()
{
    TroublePlaces places = troublePlaces(m_session.fleet(), m_session.devices(),
                                         m_session.clock().nowMs() - TroubleTableModel::stripMs);
    OverviewPage::NamedCauses causes;
    for (RootCause &cause : rootCausesOf(places.places, std::move(places.losses))) {
        const QString name = causeName(cause, m_session.fleet(), m_session.clusters());
        causes.emplace_back(std::move(cause), name);
    }
    m_page.setCauses(causes);
}

void OverviewPresenter::leadOn()
{
    connect(&m_page, &OverviewPage::streamsWanted, this, [this](const StreamFilter &filter) {
        m_window.page<StreamsPage>()->filterBar()->setFilter(filter);
        m_window.showPage<StreamsPage>();
    });
    connect(&m_page, &OverviewPage::streamWanted, this, [this](const StreamId &stream) {
        const int row = m_session.fleet().rowOf(stream);
        if (row < 0)
            return; // gone meanwhile
        m_window.page<StreamsPage>()->filterBar()->setFilter({});
        m_window.showPage<StreamsPage>();
        m_window.page<StreamsPage>()->table()->selectFleetRow(row);
    });
    connect(&m_page, &OverviewPage::serversWanted, this, [this] { m_window.showPage<ServersPage>(); });
    connect(&m_page, &OverviewPage::troublesWanted, this, [this] { m_window.showPage<TroublePage>(); });
    connect(&m_page, &OverviewPage::activityWanted, this, [this] { m_window.showPage<ActivityPage>(); });
    connect(&m_page, &OverviewPage::eventsWanted, this, [this] { m_window.showPage<EventsPage>(); });
}

} // namespace streamkeeper
