#include "app/console/EventsPresenter.h"

#include "app/files/WholeFile.h"
#include "views/cameras/CameraCard.h"
#include "views/common/EventTable.h"
#include "views/devices/DevicePanel.h"
#include "views/devices/DevicesPage.h"
#include "views/events/EventFilterBar.h"
#include "views/events/EventsPage.h"
#include "views/servers/ServerCard.h"
#include "views/shell/MainWindow.h"
#include "views/shell/NoticeBar.h"
#include "views/streams/DetailPanel.h"
#include "views/streams/StreamsPage.h"

#include <QFileDialog>

namespace streamkeeper {

using namespace Qt::StringLiterals;

EventsPresenter::EventsPresenter(Session &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    feed(*window.page<EventsPage>()->events());
    feed(*window.page<CameraCard>()->events());
    feed(*window.page<ServerCard>()->events());
    feed(*window.page<StreamsPage>()->detail()->events());
    feed(*window.page<DevicesPage>()->panel()->events());
    connect(window.page<EventsPage>(), &EventsPage::exportRequested, this, &EventsPresenter::exportEvents);
}

void EventsPresenter::feed(EventTable &table)
{
    connect(&m_session, &Session::opened, &table, &EventTable::refresh);
    connect(&m_session.events(), &EventLog::changed, &table, &EventTable::refresh);
    connect(&table, &EventTable::filterWanted, this, [this, &table](const EventFilter &filter, int most) {
        if (!m_session.isOpen())
            return; // it is asked for again then
        m_session.events().read(filter, most, {}, this,
                                [&table, filter, most](Result<std::vector<Event>> events) {
                                    if (table.filter() != filter)
                                        return; // another one is wanted by now
                                    if (!events) {
                                        table.showFailure(events.error().message);
                                        return;
                                    }
                                    const bool isComplete = int(events->size()) < most;
                                    table.showEvents(std::move(*events), isComplete);
                                });
    });
    connect(&table, &EventTable::deviceActivated, this, [this](const NetworkDeviceId &device) {
        m_window.showPage<DevicesPage>();
        m_window.page<DevicesPage>()->selectDevice(device);
    });
    connect(&table, &EventTable::moreWanted, this,
            [this, &table](const EventFilter &filter, const EventPlace &before) {
                m_session.events().read(filter, EventTable::portion, before, this,
                                        [&table, filter](const Result<std::vector<Event>> &events) {
                                            if (!events)
                                                table.showFailure(events.error().message);
                                            else if (table.filter() == filter)
                                                table.appendEvents(*events,
                                                                   int(events->size()) < EventTable::portion);
                                        });
            });
}

void EventsPresenter::exportEvents()
{
    auto *dialog = new QFileDialog(&m_window, tr("Export events"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Tables (*.csv)"));
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &EventsPresenter::writeExport);
    dialog->open();
}

void EventsPresenter::writeExport(const QString &file)
{
    const EventFilter filter = m_window.page<EventsPage>()->filterBar()->filter();
    m_session.events().exportCsv(filter, this, [this, file](const Result<EventExport> &made) {
        const VoidResult saved =
            made ? writeWholeFile(file, made->text, ownerOnly) : tl::unexpected(made.error());
        if (!saved)
            m_window.registryNotice()->showNotice(
                tr("The file %1 could not be written: %2").arg(file, saved.error().message),
                {{tr("Dismiss"), u"dismiss"_s}});
    });
}

} // namespace streamkeeper
