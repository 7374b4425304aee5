#include "app/console/HistoryPresenter.h"

#include "app/session/Session.h"
#include "views/charts/ChartScale.h"
#include "views/servers/ServerCard.h"
#include "views/servers/ServerLoadTab.h"
#include "views/shell/MainWindow.h"
#include "views/streams/DetailPanel.h"
#include "views/streams/StreamsPage.h"

namespace streamkeeper {

namespace {

/// More would stand on top of each other.
constexpr int mostMarks = 200;

} // namespace

HistoryPresenter::HistoryPresenter(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    feedPanel();
    feedServerCard();
}

// What cannot be read is no data in a chart; the registry's trouble is told elsewhere.

void HistoryPresenter::feedPanel()
{
    DetailPanel *panel = m_window.page<StreamsPage>()->detail();
    connect(panel, &DetailPanel::historyWanted, this, [this, panel](const StreamId &stream, qint64 lengthMs) {
        m_session.history().stream(stream, lengthMs, panel,
                                   [panel, stream](Result<std::vector<StreamQuarter>> quarters) {
                                       if (quarters)
                                           panel->setHistory(stream, std::move(*quarters));
                                   });
    });
    connect(panel, &DetailPanel::marksWanted, this, [this, panel](const StreamId &stream) {
        m_session.history().operations(stream, lengthMs(ChartSpan::Week), panel,
                                       [panel, stream](const Result<std::vector<Operation>> &operations) {
                                           if (operations)
                                               panel->setMarks(stream, *operations);
                                       });
    });
}

void HistoryPresenter::feedServerCard()
{
    ServerLoadTab *load = m_window.page<ServerCard>()->load();
    connect(load, &ServerLoadTab::historyWanted, this, [this, load](const ServerId &server, qint64 lengthMs) {
        m_session.history().server(server, lengthMs, load,
                                   [load, server](Result<std::vector<ServerSample>> samples) {
                                       if (samples)
                                           load->setHistory(server, std::move(*samples));
                                   });
    });
    connect(load, &ServerLoadTab::marksWanted, this, [this, load](const ServerId &server) {
        EventFilter filter;
        filter.fromMs = m_session.clock().nowMs() - lengthMs(ChartSpan::Week);
        filter.types = {EventType::ServerRestarted, EventType::ServerDown};
        filter.server = server;
        m_session.events().read(filter, mostMarks, {}, load,
                                [load, server](const Result<std::vector<Event>> &events) {
                                    if (events)
                                        load->setMarks(server, *events);
                                });
    });
}

} // namespace streamkeeper
