#include "views/overview/OverviewPage.h"

#include "models/tables/OverviewLines.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"
#include "views/common/PlainText.h"
#include "views/common/StateCounters.h"
#include "views/overview/FleetChart.h"
#include "views/overview/LineList.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QLabel *heading(const QString &text, QWidget *parent)
{
    QLabel *label = plainLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

OverviewPage::OverviewPage(FleetState &fleet, Clock clock, QWidget *parent)
    : Page(Identity{"overview", "overview"}, parent)
    , m_fleet(fleet)
    , m_clock(std::move(clock))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *body = new QWidget(m_scroll);
    m_scroll->setWidget(body);
    outer->addWidget(m_scroll);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(14);
    buildCounters(*layout);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(24);
    auto *left = new QVBoxLayout;
    left->setSpacing(16);
    buildLeft(*left);
    auto *right = new QVBoxLayout;
    right->setSpacing(16);
    buildRight(*right);
    columns->addLayout(left, 2);
    columns->addLayout(right, 1);
    layout->addLayout(columns, 1);
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::seconds(1));
    m_ageTimer.setInterval(std::chrono::seconds(10));
    connect(&m_refreshTimer, &QTimer::timeout, this, &OverviewPage::refresh);
    connect(&m_ageTimer, &QTimer::timeout, this, [this] {
        Q_EMIT wanted();
        refresh();
    });
    connect(&fleet, &FleetState::rowsChanged, this, &OverviewPage::note);
    connect(&fleet, &FleetState::structureChanged, this, &OverviewPage::note);
    connect(&fleet, &FleetState::serversChanged, this, &OverviewPage::note);
}

void OverviewPage::buildCounters(QVBoxLayout &layout)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(0);
    m_counters = new StateCounters(this);
    line->addWidget(m_counters);
    connect(m_counters, &StateCounters::stateChosen, this, [this](std::optional<StreamState> state) {
        m_counters->setChosen({}); // they lead away, and are no filter here
        StreamFilter filter;
        filter.state = state;
        Q_EMIT streamsWanted(filter);
    });
    m_sums = sentenceLabel({}, this);
    m_sums->setObjectName(u"fleetSums"_s);
    m_sums->setProperty("muted", true);
    line->addSpacing(16);
    line->addWidget(m_sums, 1);
    layout.addLayout(line);
}

void OverviewPage::buildLeft(QVBoxLayout &layout)
{
    layout.addWidget(heading(tr("Availability, the last 10 hours"), this));
    m_chart = new FleetChart(this);
    layout.addWidget(m_chart);
    m_servers = new LineList({tr("Media servers"),
                              tr("All media servers"),
                              tr("No media server is registered yet."),
                              {{tr("State")},
                               {tr("Server")},
                               {tr("Streams by state")},
                               {{}},
                               {tr("In, kbit/s"), true},
                               {tr("Out, kbit/s"), true},
                               {tr("CPU, %"), true},
                               {tr("Fullness")}},
                              {21, 0, 16, 13, 8, 8, 5, 22}},
                             m_clock, this);
    m_servers->setObjectName(u"overviewServers"_s);
    layout.addWidget(m_servers);
    m_offenders = new LineList(
        {tr("Most time lost"),
         tr("Incorrect cameras"),
         tr("No stream was lost in the last 24 hours, as far as anybody looked."),
         {{tr("Camera")}, {tr("Now")}, {tr("Losses"), true}, {tr("Time lost"), true}, {tr("24 hours")}},
         {0, 23, 7, 9, 36},
         true,
         4},
        m_clock, this);
    m_offenders->setObjectName(u"overviewOffenders"_s);
    layout.addWidget(m_offenders);
    layout.addStretch(1);
    connect(m_servers, &LineList::allWanted, this, &OverviewPage::serversWanted);
    connect(m_servers, &LineList::lineActivated, this, [this](const QUuid &id) {
        StreamFilter filter;
        filter.server = ServerId(id);
        Q_EMIT streamsWanted(filter);
    });
    connect(m_offenders, &LineList::allWanted, this, &OverviewPage::troublesWanted);
    connect(m_offenders, &LineList::lineActivated, this,
            [this](const QUuid &id) { Q_EMIT streamWanted(StreamId(id)); });
}

void OverviewPage::buildRight(QVBoxLayout &layout)
{
    m_causes = new LineList({tr("Root causes"),
                             tr("Incorrect cameras"),
                             tr("Losses have nothing in common."),
                             {{tr("Cause")}, {tr("Lost"), true}},
                             {0, 10},
                             false},
                            m_clock, this);
    m_operations = new LineList({tr("Running operations"),
                                 tr("Activity"),
                                 tr("Nothing is under way."),
                                 {{tr("What")}, {tr("Who")}, {tr("Since"), true}},
                                 {0, 12, 8},
                                 false},
                                m_clock, this);
    m_events = new LineList({tr("Last hour"),
                             tr("Events"),
                             tr("Nothing happened in the last hour."),
                             {{tr("Time")}, {tr("What")}, {tr("Who")}},
                             {6, 0, 10},
                             false},
                            m_clock, this);
    m_watched = new LineList({tr("Most watched"),
                              {},
                              tr("Nobody watches anything now."),
                              {{tr("Camera")}, {tr("Clients"), true}, {tr("Out, kbit/s"), true}},
                              {0, 6, 8}},
                             m_clock, this);
    for (LineList *list : {m_causes, m_operations, m_events, m_watched})
        layout.addWidget(list);
    layout.addStretch(1);
    connect(m_causes, &LineList::allWanted, this, &OverviewPage::troublesWanted);
    connect(m_operations, &LineList::allWanted, this, &OverviewPage::activityWanted);
    connect(m_operations, &LineList::lineActivated, this, &OverviewPage::activityWanted);
    connect(m_events, &LineList::allWanted, this, &OverviewPage::eventsWanted);
    const auto showStream = [this](const QUuid &id) {
        if (m_fleet.server(ServerId(id)))
            Q_EMIT serverActivated(ServerId(id));
        else
            Q_EMIT streamWanted(StreamId(id));
    };
    connect(m_causes, &LineList::lineActivated, this,
            [this](const QUuid &id) { Q_EMIT troubleActivated(StreamId(id)); });
    connect(m_events, &LineList::lineActivated, this, showStream);
    connect(m_watched, &LineList::lineActivated, this, showStream);
}

QString OverviewPage::placeName(const QUuid &) const
{
    return tr("Overview");
}

void OverviewPage::takeFocus()
{
    m_counters->setFocus();
}

QJsonObject OverviewPage::viewState() const
{
    return {{u"scroll"_s, m_scroll->verticalScrollBar()->value()}};
}

void OverviewPage::setViewState(const QJsonObject &state)
{
    m_scroll->verticalScrollBar()->setValue(state[u"scroll"].toInt());
}

void OverviewPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_ageTimer.start();
    Q_EMIT wanted();
    if (m_isStale)
        refresh();
}

void OverviewPage::hideEvent(QHideEvent *event)
{
    m_ageTimer.stop();
    Page::hideEvent(event);
}

void OverviewPage::note()
{
    m_isStale = true;
    if (isVisible() && !m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void OverviewPage::refresh()
{
    m_isStale = false;
    const qint64 nowMs = m_clock.nowMs();
    const FleetCounts &counts = m_fleet.counts();
    m_counters->setCounts(counts.states);
    const int wanted =
        counts.total - counts.off - counts.of(StreamState::Empty) - counts.of(StreamState::Idle);
    m_counters->setNote(
        StreamState::Active,
        wanted <= 0 ? QString()
                    : tr("%1 of %2", "percent of streams that shall have picture")
                          .arg(format::share(counts.of(StreamState::Active), wanted), format::count(wanted)));
    const auto servers = int(m_fleet.servers().size());
    m_sums->setText(tr("%n stream(s)", nullptr, counts.total) + u'\n' +
                    tr("%n camera(s)", nullptr, int(m_fleet.cameras().size())) + u'\n' +
                    tr("%n media server(s)", nullptr, servers));
    m_servers->setLines(overview::serverLines(m_fleet, m_forecasts, nowMs, mostServers));
    m_servers->setRemark(tr("%1 of %n need a look, worst first", nullptr, servers)
                             .arg(format::count(overview::serversInNeed(m_fleet))));
    m_offenders->setLines(overview::offenderLines(m_fleet, nowMs, mostOffenders));
    m_watched->setLines(overview::watchedLines(m_fleet, mostWatched));
    m_operations->setLines(overview::operationLines(m_lastOperations, nowMs, mostOperations));
    m_events->setLines(overview::eventLines(m_lastEvents, nowMs, mostEvents));
}

void OverviewPage::setAvailability(std::vector<AvailabilityPoint> points)
{
    m_chart->setPoints(std::move(points), chartStepMs);
}

void OverviewPage::setForecasts(Forecasts forecasts)
{
    m_forecasts = std::move(forecasts);
    note();
}

void OverviewPage::setCauses(const NamedCauses &causes)
{
    m_causes->setLines(overview::causeLines(causes, mostCauses));
}

void OverviewPage::setOperations(const std::vector<Operation> &operations)
{
    m_lastOperations = operations;
    note();
}

void OverviewPage::setEvents(const std::vector<Event> &events)
{
    m_lastEvents = events;
    note();
}

} // namespace streamkeeper
