#include "views/events/EventsPage.h"

#include "views/common/EventTable.h"
#include "views/common/PlainText.h"
#include "views/events/EventFilterBar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

EventsPage::EventsPage(FleetState &fleet, Clock clock, QWidget *parent)
    : Page(Identity{"events", "events"}, parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(12, 10, 12, 8);
    line->setSpacing(8);
    m_bar = new EventFilterBar(fleet, clock, this);
    line->addWidget(m_bar);
    m_count = plainLabel({}, this);
    m_count->setProperty("muted", true);
    line->addWidget(m_count);
    line->addStretch(1);
    auto *exporting = new QPushButton(tr("Export…"), this);
    exporting->setToolTip(tr("Save all that the filter finds as a CSV file"));
    line->addWidget(exporting);
    layout->addLayout(line);
    m_events = new EventTable(EventTable::Form::Whole, clock, this);
    m_events->setEmptyText(
        tr("Nothing of this kind has happened in this time. Choose a longer period, or clear the filters."));
    layout->addWidget(m_events, 1);
    m_onlyCamera = new QAction(tr("Only this camera"), this);
    m_events->addTableActions({m_onlyCamera});
    connect(m_onlyCamera, &QAction::triggered, this, [this] {
        if (const Event *event = m_events->current())
            m_bar->setCamera(event->camera, event->subject);
    });
    connect(m_events->table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        const Event *event = m_events->current();
        m_onlyCamera->setEnabled(event && !event->camera.isNull());
    });
    m_onlyCamera->setEnabled(false);
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(find);
    connect(find, &QAction::triggered, m_bar, &EventFilterBar::takeFocus);
    connect(m_bar, &EventFilterBar::changed, this, [this] { m_events->setFilter(m_bar->filter()); });
    connect(m_events, &EventTable::shown, this, &EventsPage::showCount);
    connect(m_events, &EventTable::cameraActivated, this, &EventsPage::cameraActivated);
    connect(m_events, &EventTable::serverActivated, this, &EventsPage::serverActivated);
    connect(exporting, &QPushButton::clicked, this, &EventsPage::exportRequested);
    m_events->setFilter(m_bar->filter());
}

void EventsPage::showCount()
{
    const int count = m_events->model().rowCount();
    const QString number = QLocale().toString(count);
    if (m_events->isComplete())
        m_count->setText(tr("%n event(s)", nullptr, count));
    else if (count >= EventTable::mostShown)
        m_count->setText(tr("The newest %1; choose a shorter period for older ones").arg(number));
    else
        m_count->setText(tr("The newest %1; scroll down for older ones").arg(number));
}

QString EventsPage::placeName(const QUuid &) const
{
    return tr("Events");
}

void EventsPage::takeFocus()
{
    m_events->table()->setFocus();
}

QJsonObject EventsPage::viewState() const
{
    return {{u"filter"_s, m_bar->state()}, {u"scroll"_s, m_events->scroll()}};
}

void EventsPage::setViewState(const QJsonObject &state)
{
    if (state.isEmpty())
        return;
    m_bar->setState(state[u"filter"].toObject());
    m_events->setScroll(state[u"scroll"].toInt());
}

QJsonObject EventsPage::saveState() const
{
    return m_bar->state();
}

void EventsPage::restoreState(const QJsonObject &state)
{
    if (!state.isEmpty())
        m_bar->setState(state);
}

void EventsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_events->setFilter(m_bar->filter()); // the last day is another one by now
}

} // namespace streamkeeper
