#include "views/servers/ServersPage.h"

#include "models/texts/Formatting.h"
#include "views/common/CopyCells.h"
#include "views/common/FramedButton.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"
#include "views/servers/ServerStateDelegate.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QTableView>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ServersPage::ServersPage(FleetState &fleet, ClusterState &clusters, Clock clock, QAction *addServer,
                         QWidget *parent)
    : Page(Identity{"servers", "server"}, parent)
    , m_fleet(fleet)
    , m_clusters(clusters)
    , m_model(fleet, std::move(clock))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 10, 12, 8);
    bar->setSpacing(6);
    m_addButton = new QPushButton(addServer->text(), this);
    m_addButton->setProperty("primary", true);
    m_addButton->setToolTip(addServer->toolTip());
    connect(m_addButton, &QPushButton::clicked, addServer, &QAction::trigger);
    bar->addWidget(m_addButton);
    m_open = makeAction(tr("Open"), tr("Open the card of this server: settings, cameras, load (Enter)"),
                        &ServersPage::serverActivated);
    m_open->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    m_open->setShortcutContext(Qt::WidgetShortcut); // of the table alone: buttons have the key too
    m_adopt = makeAction(tr("Adopt streams…"), tr("Take unmanaged streams into the registry"),
                         &ServersPage::adoptRequested);
    m_streams =
        makeAction(tr("Show streams"), tr("Show the streams of this server"), &ServersPage::streamsRequested);
    m_poll = makeAction(tr("Poll now"), tr("Ask this server now"), &ServersPage::pollRequested);
    m_remove =
        makeAction(tr("Remove…"), tr("Remove this server from the registry"), &ServersPage::removeRequested);
    m_remove->setShortcut(QKeySequence::Delete);
    m_remove->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_remove);
    for (QAction *action : {m_open, m_adopt, m_streams, m_poll, m_remove})
        bar->addWidget(framedButton(action, this));
    bar->addStretch(1);
    layout->addLayout(bar);
    m_problem = sentenceLabel({}, this);
    m_problem->setProperty("bad", true);
    m_problem->setContentsMargins(12, 0, 12, 8);
    m_problem->hide();
    layout->addWidget(m_problem);

    m_proxy = new QSortFilterProxyModel(this);
    m_proxy->setSourceModel(&m_model);
    m_proxy->setSortRole(ServerTableModel::RawRole);
    m_proxy->setSortLocaleAware(true);
    m_table = new QTableView(this);
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(tr("Media servers"));
    setUpTable(*m_table);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(int(ServerColumn::Name), Qt::AscendingOrder);
    m_table->setItemDelegateForColumn(int(ServerColumn::State), new ServerStateDelegate(m_table));
    const int widths[] = {14, 18, 21, 32, 8, 34, 10, 10, 8, 6, 8, 12, 12};
    for (int i = 0; i < int(ServerColumn::Count); ++i)
        m_table->setColumnWidth(i, fittingColumnWidth(*m_table, i, widths[i]));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *place = new QWidget(this);
    m_layers = new QStackedLayout(place);
    m_layers->addWidget(m_table);
    QLabel *empty = plainLabel(tr("There is no media server yet. Add one to see its streams."), place);
    empty->setAlignment(Qt::AlignCenter);
    empty->setProperty("muted", true);
    m_layers->addWidget(empty);
    layout->addWidget(place, 1);

    auto *copy = new QAction(tr("Copy row"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addActions({copy, m_open});
    connect(copy, &QAction::triggered, this, [this] { copyToClipboard(*m_table, CopyScope::Rows); });
    connect(m_table, &QTableView::customContextMenuRequested, this, [this, copy](const QPoint &position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions({m_open, m_adopt, m_streams, m_poll, copy, m_remove});
        menu->popup(m_table->viewport()->mapToGlobal(position));
    });
    connect(m_table, &QTableView::doubleClicked, m_open, &QAction::trigger);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ServersPage::updateActions);
    connect(&clusters, &ClusterState::changed, this, &ServersPage::updateActions);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &ServersPage::updateActions);
    connect(m_proxy, &QAbstractItemModel::dataChanged, this, &ServersPage::updateActions);
    updateActions();
    redrawIcons();
}

QAction *ServersPage::makeAction(const QString &text, const QString &toolTip,
                                 void (ServersPage::*signal)(const ServerId &))
{
    auto *action = new QAction(text, this);
    action->setData(toolTip);
    connect(action, &QAction::triggered, this, [this, signal] {
        if (const ServerId server = currentServer(); !server.isNull())
            Q_EMIT(this->*signal)(server);
    });
    return action;
}

void ServersPage::updateActions()
{
    m_layers->setCurrentIndex(m_model.rowCount() == 0 ? 1 : 0);
    const ServerId id = currentServer();
    for (QAction *action : {m_open, m_adopt, m_streams, m_poll, m_remove}) {
        action->setEnabled(!id.isNull());
        action->setToolTip(id.isNull() ? tr("Select a media server first.") : action->data().toString());
    }
    if (const Cluster *cluster = m_clusters.clusterOf(id)) {
        m_remove->setEnabled(false);
        m_remove->setToolTip(format::plainToolTip(
            tr("It is in the cluster %1. Take it out of the cluster first, or delete the cluster.")
                .arg(cluster->name)));
    }
    const FleetServer *server = m_fleet.server(id);
    const bool hasProblem = server && server->failure;
    m_problem->setVisible(hasProblem);
    if (hasProblem)
        m_problem->setText(server->failure->error.message);
}

ServerId ServersPage::currentServer() const
{
    return ServerId(m_table->currentIndex().siblingAtColumn(0).data(ServerTableModel::ServerIdRole).toUuid());
}

void ServersPage::selectServer(const ServerId &server)
{
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const QModelIndex index = m_proxy->index(row, int(ServerColumn::Name));
        if (index.data(ServerTableModel::ServerIdRole).toUuid() != server.uuid())
            continue;
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index);
        return;
    }
}

void ServersPage::redrawIcons()
{
    const ThemeTokens &tokens = tokensOf(palette());
    m_addButton->setIcon(themedIcon(u"add"_s, tokens.onAccent));
    m_open->setIcon(themedIcon(u"edit"_s, tokens.text));
    m_adopt->setIcon(themedIcon(u"adopt"_s, tokens.text));
    m_streams->setIcon(themedIcon(u"streams"_s, tokens.text));
    m_poll->setIcon(themedIcon(u"refresh"_s, tokens.text));
    m_remove->setIcon(themedIcon(u"trash"_s, tokens.text));
}

void ServersPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcons();
}

QString ServersPage::placeName(const QUuid &) const
{
    return tr("Media servers");
}

void ServersPage::takeFocus()
{
    m_table->setFocus();
}

QJsonObject ServersPage::viewState() const
{
    return {{u"server"_s, currentServer().toString()}, {u"scroll"_s, m_table->verticalScrollBar()->value()}};
}

void ServersPage::setViewState(const QJsonObject &state)
{
    if (state.isEmpty())
        return;
    selectServer(ServerId::fromString(state[u"server"].toString()));
    m_table->verticalScrollBar()->setValue(state[u"scroll"].toInt());
}

} // namespace streamkeeper
