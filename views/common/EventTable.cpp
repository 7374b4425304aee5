#include "views/common/EventTable.h"

#include "views/common/CopyCells.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"
#include "views/common/TintDelegate.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QHeaderView>
#include <QMetaMethod>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTableView>

#include <algorithm>
#include <chrono>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Many changes are one question; one for a long list is dear.
constexpr auto shortPause = 300ms;
constexpr auto longPause = 3s;

QColor eventTint(const QModelIndex &index, const ThemeTokens &tokens)
{
    if (index.column() == EventTableModel::AtColumn || index.column() == EventTableModel::AuthorColumn)
        return tokens.muted;
    const bool goesOn = index.data(EventTableModel::GoingOnRole).toBool();
    if (index.column() == EventTableModel::LastedColumn)
        return goesOn ? tokens.bad : tokens.text;
    if (index.column() != EventTableModel::TypeColumn)
        return tokens.text;
    switch (EventSeverity(index.data(EventTableModel::SeverityRole).toInt())) {
    case EventSeverity::Info:
        return tokens.text;
    case EventSeverity::Warning:
        return tokens.warning;
    case EventSeverity::Error:
        return tokens.bad;
    }
    return tokens.text;
}

} // namespace

EventTable::EventTable(Form form, Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_model(std::move(clock))
    , m_emptyText(tr("Nothing has happened, as far back as events are kept (90 days)."))
{
    m_layers = new QStackedLayout(this);
    buildTable(form);
    m_layers->addWidget(m_table);
    m_empty = sentenceLabel(m_emptyText, this);
    m_empty->setAlignment(form == Form::Narrow ? Qt::AlignTop | Qt::AlignLeft : Qt::AlignCenter);
    m_empty->setProperty("muted", true);
    m_layers->addWidget(m_empty);
    m_askTimer.setSingleShot(true);
    connect(&m_askTimer, &QTimer::timeout, this, &EventTable::ask);
    m_ticks.setInterval(1s);
    connect(&m_ticks, &QTimer::timeout, &m_model, &EventTableModel::tick);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &EventTable::askForMore);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &EventTable::updateActions);
    updateActions();
}

void EventTable::buildTable(Form form)
{
    m_table = new QTableView(this);
    m_table->setObjectName(u"eventTable"_s);
    m_table->setAccessibleName(tr("Events"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new TintDelegate(eventTint, m_table));
    setUpTable(*m_table);
    m_table->setSelectionMode(QTableView::ExtendedSelection);
    const bool isNarrow = form == Form::Narrow;
    const int widths[] = {isNarrow ? 18 : 28, isNarrow ? 22 : 36, 24, isNarrow ? 12 : 26, 14, 14, 24};
    for (int i = 0; i < EventTableModel::ColumnCount; ++i)
        m_table->setColumnWidth(i, fittingColumnWidth(*m_table, i, widths[i]));
    m_table->horizontalHeader()->setStretchLastSection(true);
    if (isNarrow) {
        for (const int column : {EventTableModel::SubjectColumn, EventTableModel::ServerColumn,
                                 EventTableModel::AuthorColumn, EventTableModel::DetailColumn})
            m_table->setColumnHidden(column, true);
        constexpr int rows = 7;
        setFixedHeight(m_table->verticalHeader()->defaultSectionSize() * (rows + 1));
    }
    addCopyActions(*m_table);
    m_openCamera = makeOpening(tr("Open camera"), Qt::Key_Return);
    m_openServer = makeOpening(tr("Open media server"), QKeyCombination(Qt::CTRL, Qt::Key_Return));
    m_openDevice = makeOpening(tr("Open network device"), QKeyCombination(Qt::SHIFT, Qt::Key_Return));
    connect(m_openCamera, &QAction::triggered, this, [this] { Q_EMIT cameraActivated(current()->camera); });
    connect(m_openServer, &QAction::triggered, this, [this] { Q_EMIT serverActivated(current()->server); });
    connect(m_openDevice, &QAction::triggered, this, [this] { Q_EMIT deviceActivated(current()->device); });
    connect(m_table, &QTableView::doubleClicked, this, [this] {
        for (QAction *action : {m_openCamera, m_openServer, m_openDevice}) {
            if (action->isEnabled()) {
                action->trigger();
                return;
            }
        }
    });
}

QAction *EventTable::makeOpening(const QString &text, const QKeySequence &shortcut)
{
    auto *action = new QAction(text, m_table);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(action);
    return action;
}

void EventTable::addTableActions(const QList<QAction *> &actions)
{
    m_table->addActions(actions);
}

const Event *EventTable::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model.event(index.row()) : nullptr;
}

void EventTable::updateActions()
{
    const Event *event = current();
    m_openCamera->setEnabled(event && !event->camera.isNull());
    m_openServer->setEnabled(event && !event->server.isNull());
    // Where devices have a page.
    const bool leads = isSignalConnected(QMetaMethod::fromSignal(&EventTable::deviceActivated));
    m_openDevice->setVisible(leads);
    m_openDevice->setEnabled(leads && event && !event->device.isNull());
}

void EventTable::setFilter(const EventFilter &filter)
{
    if (!m_isNew && m_filter == filter)
        return;
    m_filter = filter;
    m_isNew = true;
    m_isStale = true;
    if (isVisible())
        ask();
}

void EventTable::refresh()
{
    m_isStale = true;
    if (isVisible() && !m_askTimer.isActive())
        m_askTimer.start(m_model.rowCount() > 5 * portion ? longPause : shortPause);
}

void EventTable::ask()
{
    m_isStale = false;
    m_isAsking = false; // an answer for older ones would fit no more
    Q_EMIT filterWanted(m_filter, m_isNew ? portion : std::max(portion, m_model.rowCount()));
}

void EventTable::askForMore()
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    if (m_isAsking || m_isComplete || m_isNew || m_model.rowCount() >= mostShown ||
        bar->value() + bar->pageStep() < bar->maximum())
        return;
    m_isAsking = true;
    Q_EMIT moreWanted(m_filter, m_model.end());
}

void EventTable::showEvents(std::vector<Event> events, bool isComplete)
{
    m_isComplete = isComplete;
    if (std::exchange(m_isNew, false))
        m_model.resetEvents(std::move(events));
    else
        m_model.setEvents(std::move(events));
    m_empty->setText(m_emptyText);
    showLayer();
    if (m_wantedScroll >= 0)
        m_table->verticalScrollBar()->setValue(std::exchange(m_wantedScroll, -1));
    if (m_table->verticalScrollBar()->maximum() > 0)
        askForMore(); // what was asked for before does not count any more
}

void EventTable::appendEvents(const std::vector<Event> &events, bool isComplete)
{
    if (!std::exchange(m_isAsking, false))
        return;
    m_isComplete = isComplete;
    m_model.append(events);
    showLayer();
}

void EventTable::showFailure(const QString &sentence)
{
    m_isAsking = false;
    if (m_model.rowCount() > 0)
        return; // what is shown is not wrong
    m_empty->setText(sentence);
    showLayer();
}

void EventTable::setEmptyText(const QString &text)
{
    m_emptyText = text;
    m_empty->setText(text);
}

void EventTable::showLayer()
{
    m_layers->setCurrentWidget(m_model.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_table);
    updateActions();
    Q_EMIT shown();
}

int EventTable::scroll() const
{
    return m_table->verticalScrollBar()->value();
}

void EventTable::setScroll(int value)
{
    m_wantedScroll = m_isNew || m_isStale ? value : -1;
    m_table->verticalScrollBar()->setValue(value);
}

void EventTable::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ticks.start();
    if (m_isStale)
        ask();
}

void EventTable::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ticks.stop();
}

} // namespace streamkeeper
