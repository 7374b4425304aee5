#include "views/trouble/TroublePage.h"

#include "models/domain/SearchText.h"
#include "models/texts/StreamTexts.h"
#include "views/common/CopyCells.h"
#include "views/common/ElidingComboBox.h"
#include "views/common/FieldRow.h"
#include "views/common/FlowLayout.h"
#include "views/common/FramedButton.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"
#include "views/streams/StreamActions.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"
#include "views/trouble/CauseList.h"
#include "views/trouble/TroubleDelegate.h"
#include "views/trouble/TroublePanel.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedLayout>
#include <QTabBar>
#include <QTableView>

#include <algorithm>
#include <array>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array troubleTabs{Characteristic::Incorrect, Characteristic::Problematic,
                                 Characteristic::Disconnected};
constexpr std::array silenceHours{1, 4, 8, 24, 168};

} // namespace

TroublePage::TroublePage(FleetState &fleet, Clock clock, QWidget *parent)
    : Page(Identity{"incorrect", "incorrect"}, parent)
    , m_fleet(fleet)
    , m_model(fleet, clock)
    , m_filter(m_model)
{
    m_actions = new StreamActions(fleet, clock, this, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    auto *left = new QWidget(splitter);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(buildFilters());
    m_problem = sentenceLabel({}, left);
    m_problem->setProperty("bad", true);
    m_problem->setObjectName(u"troubleProblem"_s);
    m_problem->setContentsMargins(12, 0, 12, 6);
    m_problem->hide();
    column->addWidget(m_problem);
    m_causes = new CauseList(left);
    m_causes->hide();
    column->addWidget(m_causes);
    buildTable();
    auto *place = new QWidget(left);
    m_layers = new QStackedLayout(place);
    m_layers->addWidget(m_table);
    m_empty = sentenceLabel({}, place);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("muted", true);
    m_layers->addWidget(m_empty);
    column->addWidget(place, 1);
    m_panel = new TroublePanel(splitter);
    splitter->addWidget(left);
    splitter->addWidget(m_panel);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setSizes({900, 380});
    layout->addWidget(splitter, 1);
    buildActions();

    connect(&m_model, &TroubleTableModel::refreshed, this, &TroublePage::handleRefreshed);
    connect(m_causes, &CauseList::shownChanged, this, &TroublePage::applyFilter);
    connect(m_causes, &CauseList::acknowledgeRequested, this, &TroublePage::acknowledgeRequested);
    connect(m_causes, &CauseList::restartRequested, this, [this](const std::vector<StreamId> &streams) {
        m_actions->setRows(rowsOf(streams));
        QAction *restart = m_actions->action(StreamAction::Restart);
        tell(m_problem, restart->isEnabled() ? QString() : restart->toolTip());
        restart->trigger();
        handleSelection();
    });
    connect(m_panel, &TroublePanel::cameraActivated, this, &TroublePage::cameraActivated);
    connect(m_panel, &TroublePanel::serverActivated, this, &TroublePage::serverActivated);
    connect(m_panel, &TroublePanel::acknowledgeRequested, this,
            [this](const StreamId &stream, const QString &note) {
                Q_EMIT acknowledgeWithNoteRequested({stream}, note);
            });
    connect(m_panel, &TroublePanel::withdrawRequested, this,
            [this](const StreamId &stream) { Q_EMIT withdrawRequested({stream}); });
    redrawIcons();
    handleRefreshed();
}

QWidget *TroublePage::buildHead()
{
    auto *head = new QWidget(this);
    auto *layout = new FlowLayout(head);
    layout->setContentsMargins(12, 6, 12, 0);
    m_tabs = new QTabBar(head);
    m_tabs->setObjectName(u"troubleTabs"_s);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Incorrect cameras"));
    for (const Characteristic tab : troubleTabs)
        m_tabs->addTab(texts::characteristic(tab));
    m_tabs->setTabToolTip(0, tr("All streams in trouble: lost, or lost or reconnected not long ago"));
    m_tabs->setTabToolTip(1, tr("Those that reconnected too often in a window of time"));
    m_tabs->setTabToolTip(2, tr("Those that shall be on, and are switched off on their media server"));
    layout->addWidget(m_tabs);
    layout->addStretch();
    m_marks = plainLabel({}, head);
    m_marks->setProperty("muted", true);
    layout->addWidget(m_marks);
    auto *steps = new QPushButton(tr("Steps…"), head);
    steps->setObjectName(u"troubleSteps"_s);
    steps->setToolTip(tr("What counts as incorrect and as problematic"));
    layout->addWidget(steps);
    connect(steps, &QPushButton::clicked, this, &TroublePage::stepsRequested);
    connect(m_tabs, &QTabBar::currentChanged, this, &TroublePage::applyFilter);
    return head;
}

QWidget *TroublePage::buildFilters()
{
    auto *bar = new QWidget(this);
    auto *layout = new FlowLayout(bar);
    layout->setContentsMargins(12, 8, 12, 8);
    const auto lineEdit = [&](const QString &text, const char *name) {
        auto *edit = new QLineEdit(bar);
        edit->setObjectName(QString::fromLatin1(name));
        edit->setPlaceholderText(text);
        edit->setAccessibleName(text);
        edit->setClearButtonEnabled(true);
        connect(edit, &QLineEdit::textChanged, this, &TroublePage::applyFilter);
        fitPlaceholder(*edit);
        layout->addWidget(edit);
        return edit;
    };
    m_search = lineEdit(tr("Camera name or location"), "troubleSearch");
    m_ip = lineEdit(tr("IP, as 10.20.*.*"), "troubleIp");
    m_ip->setMaximumWidth(qMax(190, m_ip->minimumWidth()));
    m_server = new ElidingComboBox(bar);
    m_server->setAccessibleName(tr("Main server"));
    m_server->addItem(tr("Any main server"));
    m_show = new QComboBox(bar);
    m_show->setAccessibleName(tr("Which to show"));
    m_show->addItem(tr("All"), int(TroubleFilter::Show::All));
    m_show->addItem(tr("Not silenced"), int(TroubleFilter::Show::NotSilenced));
    m_show->addItem(tr("Not acknowledged"), int(TroubleFilter::Show::NotAcknowledged));
    for (QComboBox *combo : {m_server, m_show}) {
        ignoreStrayWheel(combo);
        layout->addWidget(combo);
        connect(combo, &QComboBox::activated, this, &TroublePage::applyFilter);
    }
    m_count = plainLabel({}, bar);
    m_count->setObjectName(u"troubleCount"_s);
    m_count->setProperty("muted", true);
    layout->addWidget(m_count);
    return bar;
}

void TroublePage::buildTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(u"troubleTable"_s);
    m_table->setModel(&m_filter);
    m_table->setItemDelegate(new TroubleDelegate(m_table));
    m_table->setAccessibleName(tr("Incorrect cameras"));
    setUpTable(*m_table);
    m_table->setSelectionMode(QTableView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(int(TroubleColumn::Status), Qt::DescendingOrder);
    const int widths[] = {20, 8, 20, 19, 8, 8, 20, 20, 12, 16, 18, 16};
    for (int i = 0; i < int(TroubleColumn::Count); ++i)
        m_table->setColumnWidth(i, fittingColumnWidth(*m_table, i, widths[i]));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::customContextMenuRequested, this, &TroublePage::openMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TroublePage::handleSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TroublePage::handleSelection);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (const QVariant link = index.data(TroubleTableModel::LinkRole); link.isValid())
            Q_EMIT serverActivated(ServerId(link.toUuid()));
    });
    const auto openCurrent = [this] {
        const int row = m_fleet.rowOf(m_filter.streamAt(m_table->currentIndex()));
        if (row >= 0)
            Q_EMIT cameraActivated(m_fleet.row(row).camera);
    };
    connect(m_table, &QTableView::doubleClicked, this, openCurrent);
    m_open = new QAction(tr("Open camera"), this);
    m_open->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    m_open->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(m_open);
    connect(m_open, &QAction::triggered, this, openCurrent);
    auto *copy = new QAction(tr("Copy rows"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    connect(copy, &QAction::triggered, this, [this] { copyToClipboard(*m_table, CopyScope::Rows); });
}

void TroublePage::buildActions()
{
    m_acknowledge = new QAction(tr("Acknowledge…"), this);
    m_acknowledge->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_K);
    m_acknowledge->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_acknowledge);
    connect(m_acknowledge, &QAction::triggered, this, [this] {
        const std::vector<StreamId> streams = selectedStreams();
        if (streams.size() == 1)
            m_panel->focusNote();
        else if (!streams.empty())
            Q_EMIT acknowledgeRequested(streams);
    });
    m_silenceMenu = new QMenu(this);
    for (const int hours : silenceHours) {
        const QString text = hours == 168 ? tr("For a week") : tr("For %n hour(s)", nullptr, hours);
        connect(m_silenceMenu->addAction(text), &QAction::triggered, this,
                [this, hours] { Q_EMIT silenceRequested(selectedStreams(), hours); });
    }
    m_silenceMenu->addSeparator();
    connect(m_silenceMenu->addAction(tr("Alarms again")), &QAction::triggered, this,
            [this] { Q_EMIT silenceRequested(selectedStreams(), 0); });
    m_silence = new QAction(tr("Silence"), this);
    m_silence->setToolTip(tr("No alarms of the stream for some time; it stays in the list"));
    m_silence->setMenu(m_silenceMenu);
    m_panel->setActions({m_actions->action(StreamAction::Restart), m_actions->power(), m_silence});
}

void TroublePage::applyFilter()
{
    TroubleFilter::Wanted wanted;
    wanted.tab = troubleTabs[size_t(std::max(0, m_tabs->currentIndex()))];
    wanted.words = searchWords(m_search->text());
    wanted.show = TroubleFilter::Show(m_show->currentData().toInt());
    wanted.streams = m_causes->shownStreams();
    if (m_server->currentIndex() > 0)
        wanted.server = ServerId(m_server->currentData().toUuid());
    QString problem;
    if (const QString typed = m_ip->text().trimmed(); !typed.isEmpty()) {
        if (const auto pattern = IpPattern::fromText(typed))
            wanted.ip = *pattern;
        else
            problem = pattern.error().message;
    }
    tell(m_problem, problem);
    m_filter.set(std::move(wanted));
    handleRefreshed();
}

void TroublePage::handleRefreshed()
{
    const TroubleCounts &counts = m_model.counts();
    const std::array numbers{counts.incorrect, counts.problematic, counts.disconnected};
    for (size_t i = 0; i < numbers.size(); ++i)
        m_tabs->setTabText(int(i),
                           texts::characteristic(troubleTabs[i]) + u' ' + QLocale().toString(numbers[i]));
    m_marks->setText(tr("%1 acknowledged · %2 silenced").arg(counts.acknowledged).arg(counts.silenced));
    m_count->setText(tr("%1 of %2").arg(m_filter.rowCount()).arg(m_model.rowCount()));
    const auto isWatched = [](const FleetServer &server) { return server.server.isIncorrectCamerasEnabled; };
    const auto watched = std::ranges::count_if(m_fleet.servers(), isWatched);
    if (watched == 0)
        m_empty->setText(tr("Incorrect cameras is off on the cards of all media servers: nothing is looked "
                            "for."));
    else if (m_model.rowCount() == 0)
        m_empty->setText(tr("No stream is in trouble on the %n media server(s) that are looked at.", nullptr,
                            int(watched)));
    else
        m_empty->setText(tr("No stream in trouble matches these filters."));
    m_layers->setCurrentIndex(m_filter.rowCount() == 0 ? 1 : 0);
    std::vector<std::pair<QString, QUuid>> servers;
    for (const FleetServer &server : m_fleet.servers()) {
        if (isWatched(server))
            servers.emplace_back(server.server.name, server.server.id.uuid());
    }
    bool isSame = m_server->count() == int(servers.size()) + 1;
    for (int i = 0; isSame && i < int(servers.size()); ++i)
        isSame = m_server->itemText(i + 1) == servers[size_t(i)].first &&
                 m_server->itemData(i + 1).toUuid() == servers[size_t(i)].second;
    if (!isSame) {
        const QUuid chosen = m_server->currentData().toUuid();
        while (m_server->count() > 1)
            m_server->removeItem(1);
        for (const auto &[name, id] : servers)
            m_server->addItem(name, id);
        m_server->setCurrentIndex(std::max(0, chosen.isNull() ? 0 : m_server->findData(chosen)));
    }
    handleSelection();
    if (isVisible())
        Q_EMIT causesWanted();
}

std::vector<StreamId> TroublePage::selectedStreams() const
{
    std::vector<StreamId> streams;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        streams.push_back(m_filter.streamAt(index));
    if (streams.empty() && m_fleet.rowOf(m_current) >= 0)
        streams.push_back(m_current);
    return streams;
}

std::vector<int> TroublePage::rowsOf(const std::vector<StreamId> &streams) const
{
    std::vector<int> rows;
    for (const StreamId &stream : streams) {
        if (const int row = m_fleet.rowOf(stream); row >= 0)
            rows.push_back(row);
    }
    return rows;
}

void TroublePage::handleSelection()
{
    if (const QModelIndex current = m_table->currentIndex();
        current.isValid() && m_table->selectionModel()->isRowSelected(current.row()))
        m_current = m_filter.streamAt(current);
    m_panel->showStream(m_fleet, m_current, m_model.nowMs());
    const std::vector<int> rows = rowsOf(selectedStreams());
    m_actions->setRows(rows);
    const QString none = rows.empty() ? tr("Select a stream first.") : QString();
    for (QAction *action : {m_acknowledge, m_silence, m_open})
        action->setEnabled(!rows.empty());
    m_acknowledge->setToolTip(none.isEmpty() ? tr("Tell the next shift that you have seen it (Ctrl+Shift+K)")
                                             : none);
}

void TroublePage::selectStream(const StreamId &stream)
{
    m_search->clear();
    m_ip->clear();
    m_server->setCurrentIndex(0);
    m_show->setCurrentIndex(0);
    m_tabs->setCurrentIndex(0);
    m_causes->showAll();
    applyFilter();
    m_current = stream;
    m_model.refresh();
    if (const QModelIndex index = m_filter.indexOf(stream); index.isValid()) {
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index, QTableView::PositionAtCenter);
    } else {
        m_table->clearSelection();
    }
    handleSelection();
}

void TroublePage::openMenu(const QPoint &position)
{
    if (!m_table->indexAt(position).isValid())
        return;
    QMenu menu(this);
    menu.addAction(m_open);
    menu.addSeparator();
    menu.addActions(m_actions->main());
    menu.addSeparator();
    menu.addAction(m_acknowledge);
    menu.addAction(m_silence);
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

QString TroublePage::placeName(const QUuid &) const
{
    return tr("Incorrect cameras");
}

void TroublePage::takeFocus()
{
    m_table->setFocus();
}

QJsonObject TroublePage::viewState() const
{
    return {{u"tab"_s, m_tabs->currentIndex()},
            {u"stream"_s, m_current.toString()},
            {u"scroll"_s, m_table->verticalScrollBar()->value()}};
}

void TroublePage::setViewState(const QJsonObject &state)
{
    if (state.isEmpty())
        return;
    m_tabs->setCurrentIndex(state[u"tab"].toInt());
    m_current = StreamId::fromString(state[u"stream"].toString());
    if (const QModelIndex index = m_filter.indexOf(m_current); index.isValid())
        m_table->setCurrentIndex(index);
    handleSelection();
    m_table->verticalScrollBar()->setValue(state[u"scroll"].toInt());
}

QJsonObject TroublePage::saveState() const
{
    return {{u"header"_s, QString::fromLatin1(m_table->horizontalHeader()->saveState().toBase64())},
            {u"show"_s, m_show->currentIndex()}};
}

void TroublePage::restoreState(const QJsonObject &state)
{
    const QByteArray header = QByteArray::fromBase64(state[u"header"].toString().toLatin1());
    if (!header.isEmpty())
        m_table->horizontalHeader()->restoreState(header);
    m_show->setCurrentIndex(std::clamp(state[u"show"].toInt(), 0, m_show->count() - 1));
    applyFilter();
}

void TroublePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_model.setWatched(true);
    Q_EMIT causesWanted();
}

void TroublePage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_model.setWatched(false);
}

void TroublePage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcons();
}

void TroublePage::redrawIcons()
{
    m_actions->redrawIcons(tokensOf(palette()).text);
    m_silence->setIcon(themedIcon(u"volume-off"_s, tokensOf(palette()).text));
}

} // namespace streamkeeper
