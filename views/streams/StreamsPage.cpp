#include "views/streams/StreamsPage.h"

#include "models/texts/Formatting.h"
#include "views/common/CopyCells.h"
#include "views/common/FlowLayout.h"
#include "views/common/FramedButton.h"
#include "views/common/PlainText.h"
#include "views/common/StateCounters.h"
#include "views/streams/CameraPairActions.h"
#include "views/streams/DetailPanel.h"
#include "views/streams/FilterBar.h"
#include "views/streams/StreamActions.h"
#include "views/streams/StreamTableView.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

StreamsPage::StreamsPage(FleetState &fleet, Clock clock, QWidget *parent)
    : Page(Identity{"streams", "streams"}, parent)
    , m_fleet(fleet)
    , m_clock(std::move(clock))
    , m_model(fleet, m_clock)
{
    m_streamActions = new StreamActions(fleet, m_clock, this, this);
    m_pairActions = new CameraPairActions(fleet, CameraPairActions::Other::Chosen, this, this);
    createActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_counts = new StateCounters(this);
    layout->addWidget(m_counts);
    layout->addWidget(createBar());
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    auto *left = new QWidget(m_splitter);
    auto *layers = new QGridLayout(left);
    layers->setContentsMargins(0, 0, 0, 0);
    m_table = new StreamTableView(m_model, left);
    layers->addWidget(m_table, 0, 0);
    m_emptyPlace = createEmptyPlace();
    layers->addWidget(m_emptyPlace, 0, 0);
    m_detail = new DetailPanel(m_clock, m_splitter);
    m_detail->setMinimumWidth(300);
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({900, 380});
    layout->addWidget(m_splitter, 1);

    connect(m_filterBar, &FilterBar::filterChanged, this, &StreamsPage::handleFilter);
    connect(m_counts, &StateCounters::stateChosen, this, [this](std::optional<StreamState> state) {
        StreamFilter filter = m_filterBar->filter();
        filter.state = state;
        m_filterBar->setFilter(filter);
    });
    connect(m_filterBar, &FilterBar::left, this, [this] {
        m_table->setFocus();
        if (m_table->selectedFleetRows().empty() && m_model.rowCount() > 0)
            m_table->selectFleetRow(m_model.fleetRow(qMax(0, m_table->currentIndex().row())));
    });
    connect(m_table, &StreamTableView::openRequested, this, &StreamsPage::openCamera);
    connect(m_table, &StreamTableView::playRequested, this, &StreamsPage::playRequested);
    connect(m_table, &StreamTableView::troubleActivated, this, &StreamsPage::troubleActivated);
    connect(m_table, &StreamTableView::serverActivated, this, &StreamsPage::serverActivated);
    connect(m_table, &StreamTableView::selectionShifted, this, &StreamsPage::handleSelection);
    connect(m_table, &StreamTableView::selectionReplaced, this, [this] {
        m_hiddenSelection.clear();
        m_shown = {};
    });
    connect(m_table, &StreamTableView::contextMenuWanted, this, &StreamsPage::openContextMenu);
    connect(m_detail, &DetailPanel::serverActivated, this, &StreamsPage::serverActivated);
    connect(m_detail, &DetailPanel::cameraActivated, this, &StreamsPage::cameraActivated);
    connect(m_detail, &DetailPanel::troubleActivated, this, &StreamsPage::troubleActivated);
    connect(m_detail, &DetailPanel::addressSaveRequested, this, &StreamsPage::addressSaveRequested);
    m_detail->setActions({m_streamActions->action(StreamAction::Restart), m_streamActions->power(),
                          m_streamActions->audio(), m_streamActions->action(StreamAction::Share),
                          m_streamActions->action(StreamAction::Transfer),
                          m_streamActions->action(StreamAction::Delete)});
    m_detail->setActivation(m_streamActions->activation());
    connect(m_detail, &DetailPanel::qualityChosen, this, [this](int row) { m_table->selectFleetRow(row); });
    m_detail->setShownAction(m_showDetail);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, &StreamsPage::handleSelection,
            Qt::QueuedConnection);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, &StreamsPage::refresh);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &StreamsPage::refresh);
    connect(&fleet, &FleetState::serversChanged, this, &StreamsPage::refresh);
    redrawIcons();
    refresh();
}

void StreamsPage::createActions()
{
    const auto make = [this](const QString &text, const QKeySequence &shortcut, const QString &toolTip) {
        auto *action = new QAction(text, this);
        action->setShortcut(shortcut);
        action->setShortcutContext(Qt::WindowShortcut);
        const QString keys = shortcut.toString(QKeySequence::NativeText);
        action->setToolTip(keys.isEmpty() ? toolTip : toolTip + u" ("_s + keys + u')');
        addAction(action);
        return action;
    };
    m_addCamera = make(tr("Add camera…"), QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_N),
                       tr("Add a camera with its streams by hand"));
    m_openCamera = make(tr("Open camera"), QKeyCombination(Qt::ControlModifier, Qt::Key_O),
                        tr("Open the card of the camera"));
    connect(m_openCamera, &QAction::triggered, this, &StreamsPage::openCamera);
    m_addServer = make(tr("Add media server…"), QKeyCombination(Qt::ControlModifier, Qt::Key_N),
                       tr("Add a media server and adopt its streams"));
    m_adopt = make(tr("Adopt streams…"), QKeyCombination(Qt::ControlModifier, Qt::Key_D),
                   tr("Take unmanaged streams of a media server into the registry"));
    m_pause = make(tr("Pause refresh"), QKeyCombination(Qt::ControlModifier, Qt::Key_P),
                   tr("Keep the table as it is; polling goes on"));
    m_pause->setCheckable(true);
    m_poll = make(tr("Poll now"), Qt::Key_F5, tr("Ask all media servers now"));
    m_showDetail = make(tr("Detail panel"), QKeyCombination(Qt::ControlModifier, Qt::Key_I),
                        tr("Show the selected stream beside the table"));
    m_showDetail->setCheckable(true);
    m_showDetail->setChecked(true);
    m_find = make(tr("Search"), QKeySequence::Find, tr("Search streams"));
    connect(m_find, &QAction::triggered, this, [this] { m_filterBar->focusSearch(); });
    const auto addCopy = [&](const QString &text, CopyScope scope, const QKeySequence &shortcut) {
        auto *action = new QAction(text, this);
        // Ctrl+C itself is handled by the table that has the focus; here it is shown only.
        action->setShortcut(shortcut);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, scope] { copyToClipboard(*m_table, scope); });
        m_copyActions.append(action);
    };
    addCopy(tr("Copy cell"), CopyScope::Cell, {});
    addCopy(tr("Copy rows"), CopyScope::Rows, QKeySequence::Copy);
    addCopy(tr("Copy rows with headers"), CopyScope::RowsWithHeaders, {});
}

QWidget *StreamsPage::createBar()
{
    auto *bar = new QWidget(this);
    auto *lines = new QVBoxLayout(bar);
    lines->setContentsMargins(12, 10, 12, 8);
    lines->setSpacing(8);
    m_filterBar = new FilterBar(bar);
    lines->addWidget(m_filterBar);
    auto *actions = new FlowLayout;
    m_actionRow = actions;
    m_addButton = new QPushButton(m_addCamera->text(), bar);
    m_addButton->setProperty("primary", true);
    m_addButton->setToolTip(m_addCamera->toolTip());
    connect(m_addButton, &QPushButton::clicked, m_addCamera, &QAction::trigger);
    actions->addWidget(m_addButton);
    const auto addButton = [&](QAction *action, Qt::ToolButtonStyle style) {
        QToolButton *button = framedButton(action, bar, style);
        actions->addWidget(button);
        if (style == Qt::ToolButtonTextBesideIcon)
            m_wordyButtons.append(button);
    };
    for (QAction *action :
         {m_streamActions->action(StreamAction::Restart), m_streamActions->power(),
          m_streamActions->action(StreamAction::Share), m_streamActions->action(StreamAction::Transfer),
          m_streamActions->action(StreamAction::Delete)})
        addButton(action, Qt::ToolButtonTextBesideIcon);
    for (QAction *action : {m_adopt, m_poll, m_pause})
        addButton(action, Qt::ToolButtonIconOnly);
    m_selectionText = plainLabel({}, bar);
    m_selectionText->setProperty("muted", true);
    actions->addWidget(m_selectionText);
    actions->addStretch();
    m_columnsButton = new QToolButton(bar);
    m_columnsButton->setText(tr("Columns"));
    m_columnsButton->setToolTip(tr("Choose the columns of the table"));
    m_columnsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_columnsButton->setProperty("framed", true);
    m_columnsButton->setPopupMode(QToolButton::InstantPopup);
    m_columnsButton->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(m_columnsButton);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        m_table->fillColumnMenu(*menu);
    });
    m_columnsButton->setMenu(menu);
    actions->addWidget(m_columnsButton);
    actions->addWidget(framedButton(m_showDetail, bar, Qt::ToolButtonIconOnly));
    lines->addLayout(actions);
    return bar;
}

QWidget *StreamsPage::createEmptyPlace()
{
    auto *place = new QWidget(this);
    place->setProperty("surface", true);
    place->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(place);
    layout->addStretch(2);
    m_emptyText = plainLabel({}, place);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_emptyText->setProperty("muted", true);
    layout->addWidget(m_emptyText);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    m_emptyAdd = new QPushButton(m_addServer->text(), place);
    m_emptyAdd->setProperty("primary", true);
    m_emptyDemo = new QPushButton(tr("Look at the demo"), place);
    m_emptyClear = new QPushButton(tr("Clear filters"), place);
    for (QPushButton *button : {m_emptyAdd, m_emptyDemo, m_emptyClear})
        buttons->addWidget(button);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    layout->addStretch(3);
    connect(m_emptyAdd, &QPushButton::clicked, m_addServer, &QAction::trigger);
    connect(m_emptyDemo, &QPushButton::clicked, this, &StreamsPage::demoRequested);
    connect(m_emptyClear, &QPushButton::clicked, this, [this] { m_filterBar->clear(); });
    return place;
}

void StreamsPage::handleFilter(const StreamFilter &filter)
{
    // What a filter hides stays selected, is counted and said, and is selected again when it returns.
    QSet<StreamId> selected = std::exchange(m_hiddenSelection, {});
    for (const int row : m_table->selectedFleetRows())
        selected.insert(m_fleet.row(row).id);
    selected.remove(StreamId());
    m_model.setFilter(filter);
    QItemSelection visible;
    for (const StreamId &stream : std::as_const(selected)) {
        const int row = m_model.viewRow(m_fleet.rowOf(stream));
        if (row < 0)
            m_hiddenSelection.insert(stream);
        else
            visible.select(m_model.index(row, 0), m_model.index(row, m_model.columnCount() - 1));
    }
    m_table->selectionModel()->select(visible, QItemSelectionModel::Select);
    m_counts->setChosen(filter.state);
    showSelectionText();
    refresh();
}

void StreamsPage::handleSelection()
{
    const auto selected = m_table->selectedFleetRows();
    showSelectionText();
    if (const int current = selected.empty() ? -1 : m_table->currentFleetRow(); current >= 0)
        m_shown = m_fleet.row(current).id;
    const int row = shownRow();
    // What left the filter is still there to be acted on: the panel shows it.
    const std::vector<int> meant = selected.empty() && row >= 0 ? std::vector{row} : selected;
    m_streamActions->setRows(meant);
    m_pairActions->setRows(meant);
    fitBar();
    QString key;
    if (row >= 0) {
        const FleetRow &stream = m_fleet.row(row);
        key = stream.isManaged() ? stream.id.toString()
                                 : QString::number(stream.mainServer) + u'/' + stream.remoteName;
    }
    const bool isSame = key == m_currentKey;
    m_currentKey = key;
    showInPanel(row);
    if (!isSame)
        Q_EMIT currentStreamChanged(row);
}

int StreamsPage::shownRow() const
{
    if (const int row = m_table->currentFleetRow(); row >= 0 && !m_table->selectedFleetRows().empty())
        return row;
    const int row = m_shown.isNull() ? -1 : m_fleet.rowOf(m_shown);
    return row >= 0 && m_model.viewRow(row) < 0 ? row : -1;
}

bool StreamsPage::shows(int fleetRow) const
{
    return m_table->isInSight(fleetRow) || (m_detail->isVisible() && fleetRow == shownRow());
}

void StreamsPage::openCamera()
{
    const int row = shownRow();
    if (row >= 0 && m_fleet.row(row).isManaged())
        Q_EMIT cameraActivated(m_fleet.row(row).camera);
}

void StreamsPage::showInPanel(int row)
{
    const bool isHidden = row >= 0 && m_model.viewRow(row) < 0;
    m_detail->setRemark(isHidden ? tr("The filter hides this stream now.") : QString());
    m_detail->showRow(m_fleet, row, m_clock.nowMs());
}

void StreamsPage::showSelectionText()
{
    const int shown = int(m_table->selectionModel()->selectedRows().size());
    const int hidden = int(m_hiddenSelection.size());
    if (hidden > 0)
        m_selectionText->setText(
            tr("%1 selected, %2 of them hidden by the filter").arg(shown + hidden).arg(hidden));
    else
        m_selectionText->setText(shown > 1 ? tr("%n stream(s) selected", nullptr, shown) : QString());
}

void StreamsPage::fitBar()
{
    constexpr int gap = 6; // between icon and word
    int words = 0;
    for (const QToolButton *button : std::as_const(m_wordyButtons))
        words += gap + button->fontMetrics().horizontalAdvance(button->text());
    const bool areShown = m_wordyButtons.first()->toolButtonStyle() == Qt::ToolButtonTextBesideIcon;
    const int needed = m_actionRow->sizeHint().width() + (areShown ? 0 : words);
    const auto style =
        needed > m_actionRow->geometry().width() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
    for (QToolButton *button : std::as_const(m_wordyButtons))
        button->setToolButtonStyle(style);
}

void StreamsPage::openContextMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addAction(m_openCamera);
    menu->addSeparator();
    menu->addActions(m_streamActions->main());
    menu->addSeparator();
    menu->addActions(m_streamActions->drift());
    menu->addSeparator();
    menu->addActions({m_pairActions->split(), m_pairActions->join()});
    menu->addSeparator();
    menu->addActions(m_copyActions);
    menu->addSeparator();
    menu->addAction(m_poll);
    // Rows must not move while somebody is choosing what to do with one.
    m_model.setOrderHeld(true);
    connect(menu, &QMenu::aboutToHide, this, [this] { m_model.setOrderHeld(false); });
    menu->popup(position);
}

void StreamsPage::refresh()
{
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    m_streamActions->refresh();
    m_pairActions->refresh();
    const int shown = shownRow();
    const bool hasCard = shown >= 0 && m_fleet.row(shown).isManaged();
    m_openCamera->setEnabled(hasCard);
    m_openCamera->setToolTip(hasCard ? tr("Open the card of the camera (Ctrl+O)")
                                     : tr("Select a stream of the registry first."));
    showCounts();
    fitBar();
    m_filterBar->setServers(m_fleet.servers());
    m_filterBar->setShown(m_model.rowCount(), m_model.countOfThePast(), m_fleet.rowCount());
    const bool isFleetEmpty = m_fleet.rowCount() == 0;
    showEmptyPlace(m_model.rowCount() == 0);
    const bool hasServers = !m_fleet.servers().empty();
    m_emptyText->setText(!isFleetEmpty ? tr("No stream matches the filters.")
                         : hasServers
                             ? tr("The media servers have no streams yet.")
                             : tr("There are no streams yet. Add a media server: the console finds its "
                                  "streams and offers to adopt them."));
    m_emptyClear->setVisible(!isFleetEmpty);
    m_emptyAdd->setVisible(isFleetEmpty);
    m_emptyDemo->setVisible(isFleetEmpty && !hasServers);
    m_addCamera->setEnabled(hasServers);
    m_addButton->setEnabled(hasServers);
    m_addButton->setToolTip(hasServers ? tr("Add a camera with its streams by hand (Ctrl+Shift+N)")
                                       : tr("There is no media server yet. Add one first."));
    m_adopt->setEnabled(hasServers);
    m_adopt->setToolTip(hasServers ? tr("Take unmanaged streams of a media server into the registry (Ctrl+D)")
                                   : tr("There is no media server yet. Add one first."));
    if (shown >= 0 && m_detail->isVisible())
        showInPanel(shown);
}

void StreamsPage::showCounts()
{
    const FleetCounts &counts = m_fleet.counts();
    m_counts->setCounts(counts.states);
    const int silent = int(std::ranges::count_if(m_fleet.servers(), [](const FleetServer &server) {
        return server.counts.of(StreamState::Stale) > 0;
    }));
    m_counts->setNote(StreamState::Stale,
                      silent > 0 ? tr("%n server(s) silent", nullptr, silent) : QString());
    m_counts->setNote(StreamState::Inactive,
                      counts.off > 0 ? tr("%n switched off", nullptr, counts.off) : QString());
    m_counts->setNote(StreamState::Active, counts.total > 0
                                               ? format::share(counts.of(StreamState::Active), counts.total)
                                               : QString());
}

void StreamsPage::showEmptyPlace(bool isShown)
{
    // The table is never hidden: the keyboard would jump to another control by itself.
    const bool hadKeyboard = m_emptyPlace->isAncestorOf(QApplication::focusWidget());
    m_emptyPlace->setVisible(isShown);
    if (isShown)
        m_emptyPlace->raise();
    else if (hadKeyboard)
        m_table->setFocus();
}

void StreamsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitBar();
}

void StreamsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        refresh();
    // At the start nobody has chosen anything yet: the keyboard belongs to the table.
    if (!std::exchange(m_wasShown, true))
        m_table->setFocus();
}

QJsonObject StreamsPage::saveState() const
{
    QJsonObject state = m_table->saveState();
    state.insert(u"detail"_s, m_showDetail->isChecked());
    state.insert(u"splitter"_s, QString::fromLatin1(m_splitter->saveState().toBase64()));
    return state;
}

void StreamsPage::restoreState(const QJsonObject &state)
{
    if (state.isEmpty())
        return;
    m_table->restoreState(state);
    m_splitter->restoreState(QByteArray::fromBase64(state[u"splitter"].toString().toLatin1()));
    m_showDetail->setChecked(state[u"detail"].toBool(true));
}

void StreamsPage::fillColumnMenu(QMenu &menu)
{
    m_table->fillColumnMenu(menu);
}

void StreamsPage::editAddress()
{
    m_showDetail->setChecked(true);
    m_detail->editAddress();
}

void StreamsPage::redrawIcons()
{
    const ThemeTokens &tokens = tokensOf(palette());
    m_streamActions->redrawIcons(tokens.text);
    m_addButton->setIcon(themedIcon(u"add"_s, tokens.onAccent));
    m_adopt->setIcon(themedIcon(u"adopt"_s, tokens.text));
    m_poll->setIcon(themedIcon(u"refresh"_s, tokens.text));
    m_pause->setIcon(themedIcon(u"pause"_s, tokens.text));
    m_showDetail->setIcon(themedIcon(u"panel"_s, tokens.text));
    m_columnsButton->setIcon(themedIcon(u"columns"_s, tokens.text));
    m_copyActions.first()->setIcon(themedIcon(u"copy"_s, tokens.text));
}

void StreamsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcons();
}

QString StreamsPage::placeName(const QUuid &) const
{
    return tr("Video Streams");
}

void StreamsPage::takeFocus()
{
    m_table->setFocus();
}

QList<QWidget *> StreamsPage::regions()
{
    return {m_filterBar, m_table, m_detail};
}

QJsonObject StreamsPage::viewState() const
{
    const int row = m_table->currentFleetRow();
    return {{u"stream"_s, row < 0 ? QString() : m_fleet.row(row).id.toString()},
            {u"scroll"_s, m_table->verticalScrollBar()->value()}};
}

void StreamsPage::setViewState(const QJsonObject &state)
{
    if (state.isEmpty()) // a new visit: the page is as it was left
        return;
    const int row = m_fleet.rowOf(StreamId::fromString(state[u"stream"].toString()));
    if (row >= 0 && row != m_table->currentFleetRow())
        m_table->selectFleetRow(row);
    m_table->verticalScrollBar()->setValue(state[u"scroll"].toInt());
}

} // namespace streamkeeper
