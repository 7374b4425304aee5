#include "views/servers/ServerStreamsTab.h"

#include "models/texts/StreamTexts.h"
#include "views/common/CopyCells.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"
#include "views/servers/ServerStreamsDelegate.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTableView>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ServerStreamsTab::ServerStreamsTab(FleetState &fleet, Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_model(fleet, std::move(clock))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_summary = plainLabel({}, this);
    m_summary->setObjectName(u"serverStreamsSummary"_s);
    m_summary->setProperty("muted", true);
    m_summary->setContentsMargins(16, 8, 16, 8);
    layout->addWidget(m_summary);
    m_table = new QTableView(this);
    m_table->setObjectName(u"serverStreams"_s);
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new ServerStreamsDelegate(m_table));
    m_table->setAccessibleName(tr("Streams of this media server"));
    setUpTable(*m_table);
    m_table->setSelectionMode(QTableView::ExtendedSelection);
    m_table->horizontalHeader()->setSortIndicator(ServerStreamsModel::CameraColumn, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setStretchLastSection(false);
    const int widths[] = {24, 32, 8, 14, 10, 10, 14, 10, 14, 40, 12};
    for (int i = 0; i < ServerStreamsModel::ColumnCount; ++i)
        m_table->setColumnWidth(i, fittingColumnWidth(*m_table, i, widths[i]));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *place = new QWidget(this);
    m_layers = new QStackedLayout(place);
    m_layers->addWidget(m_table);
    QLabel *empty = plainLabel(tr("No stream is on this server."), place);
    empty->setAlignment(Qt::AlignCenter);
    empty->setProperty("muted", true);
    m_layers->addWidget(empty);
    layout->addWidget(place, 1);
    buildActions();
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, &ServerStreamsTab::updateSummary);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ServerStreamsTab::updateSummary);
    updateSummary();
}

void ServerStreamsTab::buildActions()
{
    const auto make = [this](const QString &text, const QList<QKeySequence> &keys) {
        auto *action = new QAction(text, this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_table->addAction(action);
        return action;
    };
    QAction *open = make(tr("Open the camera"), {Qt::Key_Return, Qt::Key_Enter});
    QAction *copy = make(tr("Copy rows"), {QKeySequence::Copy});
    QAction *copyAll = make(tr("Copy rows with headers"), {});
    connect(open, &QAction::triggered, this, &ServerStreamsTab::openCurrent);
    connect(copy, &QAction::triggered, this, [this] { copyToClipboard(*m_table, CopyScope::Rows); });
    connect(copyAll, &QAction::triggered, this,
            [this] { copyToClipboard(*m_table, CopyScope::RowsWithHeaders); });
    connect(m_table, &QTableView::doubleClicked, this, &ServerStreamsTab::openCurrent);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (const QVariant link = index.data(ServerStreamsModel::LinkRole); link.isValid())
            Q_EMIT serverActivated(ServerId(link.toUuid()));
    });
    connect(m_table, &QTableView::customContextMenuRequested, this,
            [this, open, copy, copyAll](const QPoint &position) {
                auto *menu = new QMenu(this);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                menu->addActions({open, copy, copyAll});
                menu->popup(m_table->viewport()->mapToGlobal(position));
            });
}

void ServerStreamsTab::openCurrent()
{
    const CameraId camera(m_table->currentIndex().data(ServerStreamsModel::CameraRole).toUuid());
    if (!camera.isNull())
        Q_EMIT cameraActivated(camera);
}

void ServerStreamsTab::setServer(const ServerId &server)
{
    m_model.setServer(server);
}

void ServerStreamsTab::updateSummary()
{
    const int all = m_model.rowCount();
    m_layers->setCurrentIndex(all == 0 ? 1 : 0);
    QString summary = tr("%n stream(s), %1 of them with this server as the main one", nullptr, all)
                          .arg(m_model.mainCount());
    if (m_model.hasMoreUnmanaged())
        summary += u". "_s + texts::moreUnmanaged();
    m_summary->setText(summary);
    m_summary->setVisible(all > 0);
}

QJsonObject ServerStreamsTab::viewState() const
{
    return {{u"row"_s, m_table->currentIndex().row()}, {u"scroll"_s, m_table->verticalScrollBar()->value()}};
}

void ServerStreamsTab::setViewState(const QJsonObject &state)
{
    if (const int row = state[u"row"].toInt(-1); row >= 0 && row < m_model.rowCount())
        m_table->setCurrentIndex(m_model.index(row, ServerStreamsModel::CameraColumn));
    m_table->verticalScrollBar()->setValue(state[u"scroll"].toInt());
}

void ServerStreamsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.setWatched(true);
}

void ServerStreamsTab::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setWatched(false);
}

} // namespace streamkeeper
