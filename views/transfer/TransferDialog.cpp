#include "views/transfer/TransferDialog.h"

#include "models/texts/Formatting.h"
#include "models/texts/PlacementTexts.h"
#include "models/texts/StreamTexts.h"
#include "models/texts/TransferTexts.h"
#include "views/common/CopyCells.h"
#include "views/common/DialogBody.h"
#include "views/common/ElidingComboBox.h"
#include "views/common/FieldRow.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"
#include "views/common/TintDelegate.h"
#include "views/theme/Theme.h"
#include "views/transfer/FoundServersBox.h"
#include "views/transfer/SearchedServersTable.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QPushButton>
#include <QScreen>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int stateVersion = 1;

QColor resultTint(const QModelIndex &index, const ThemeTokens &tokens)
{
    const auto state = PlacementState(index.data(TransferPlanModel::StateRole).toInt());
    return state == PlacementState::NoneFound            ? tokens.bad
           : state == PlacementState::AdditionalNotFound ? tokens.warning
                                                         : tokens.text;
}

constexpr int isServerRole = Qt::UserRole + 1; ///< of the targets: a media server, not a cluster

/// Why a stream cannot be sent there; empty: it can.
QString pickObstacle(const JudgedServer &server)
{
    if (server.role == PlacementRole::Main)
        return TransferDialog::tr("It is the one that was found.");
    return server.verdict.fits() ? QString()
                                 : TransferDialog::tr("%1: %2", "server: reasons")
                                       .arg(server.name, texts::failedChecks(server.verdict));
}

QJsonArray widthsOf(const QTableView &table)
{
    QJsonArray widths;
    for (int i = 0; i < table.model()->columnCount(); ++i)
        widths.append(table.columnWidth(i));
    return widths;
}

void setWidths(QTableView &table, const QJsonArray &widths)
{
    if (widths.size() != table.model()->columnCount())
        return;
    for (int i = 0; i + 1 < widths.size(); ++i) // the last one takes what is left
        table.setColumnWidth(i, qBound(30, widths[i].toInt(), 2000));
}

} // namespace

TransferDialog::TransferDialog(const QString &title, int streams, QWidget *parent)
    : QDialog(parent)
    , m_streams(streams)
{
    setWindowTitle(isMany() ? tr("Transfer %n stream(s)", nullptr, streams) : tr("Transfer · %1").arg(title));
    QVBoxLayout *layout = layOut(*this, {1180, isMany() ? 660 : 600}).body;
    layout->setSpacing(10);
    m_now = sentenceLabel({}, this);
    m_now->setObjectName(u"transferNow"_s);
    m_now->setVisible(!isMany());
    layout->addWidget(m_now);
    m_found = new FoundServersBox(isMany(), this);
    layout->addWidget(m_found);
    buildClusterLine();
    m_changed = sentenceLabel(tr("Something has changed since the search that you confirmed: this is what it "
                                 "finds now. Look at it, and confirm again."),
                              this);
    m_changed->setObjectName(u"transferChanged"_s);
    m_changed->setProperty("warning", true);
    m_changed->hide();
    layout->addWidget(m_changed);
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(7);
    m_splitter->addWidget(buildList());
    m_splitter->addWidget(buildServers());
    m_splitter->widget(0)->setVisible(isMany());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    layout->addWidget(m_splitter, 1);
    m_cost = sentenceLabel({}, this);
    m_cost->setObjectName(u"transferCost"_s);
    m_cost->setProperty("warning", true);
    m_consequences = sentenceLabel({}, this);
    m_consequences->setObjectName(u"transferConsequences"_s);
    m_consequences->setProperty("muted", true);
    layout->addWidget(m_cost);
    layout->addWidget(m_consequences);
    buildButtons();
    showSearching(0, streams);
}

void TransferDialog::buildClusterLine()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_target = new ElidingComboBox(this);
    m_target->setObjectName(u"transferTarget"_s);
    m_target->setMinimumContentsLength(34);
    m_target->setToolTip(
        tr("Any cluster can be picked, both servers are then searched in it; or any media server"));
    ignoreStrayWheel(m_target);
    auto *label = new QLabel(tr("&To"), this);
    label->setBuddy(m_target);
    m_again = new QPushButton(tr("&Search again"), this);
    m_again->setObjectName(u"searchAgain"_s);
    m_again->setAutoDefault(false);
    m_again->setToolTip(tr("Search by what the last polls told"));
    m_searchedAt = plainLabel({}, this);
    m_searchedAt->setObjectName(u"transferSearchedAt"_s);
    m_searchedAt->setProperty("muted", true);
    line->addWidget(label);
    line->addWidget(m_target);
    line->addWidget(m_again);
    line->addWidget(m_searchedAt);
    line->addStretch(1);
    m_sibling = new QPushButton(this);
    m_sibling->setObjectName(u"transferSibling"_s);
    m_sibling->setAutoDefault(false);
    m_sibling->hide();
    line->addWidget(m_sibling);
    connect(m_sibling, &QPushButton::clicked, this, &TransferDialog::siblingRequested);
    bodyOf(*this)->addLayout(line);
    setTargets({}, {});
    connect(m_target, &QComboBox::currentIndexChanged, this, &TransferDialog::searchRequested);
    connect(m_again, &QPushButton::clicked, this, &TransferDialog::searchRequested);
}

QWidget *TransferDialog::buildList()
{
    m_listView = new QTableView(this);
    m_listView->setModel(&m_list);
    m_listView->setObjectName(u"transferList"_s);
    m_listView->setAccessibleName(tr("Streams to be moved"));
    setUpTable(*m_listView);
    addCopyActions(*m_listView);
    m_listView->setItemDelegateForColumn(TransferPlanModel::ResultColumn,
                                         new TintDelegate(resultTint, m_listView));
    const int characters[] = {22, 8, 26, 18, 20, 40};
    for (int i = 0; i < TransferPlanModel::ColumnCount; ++i)
        m_listView->setColumnWidth(i, fittingColumnWidth(*m_listView, i, characters[i]));
    m_listView->horizontalHeader()->setStretchLastSection(true);
    m_listView->setMinimumHeight(84);
    connect(m_listView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TransferDialog::askForDetails);
    return m_listView;
}

QWidget *TransferDialog::buildServers()
{
    auto *place = new QWidget(this);
    auto *column = new QVBoxLayout(place);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_caption = sentenceLabel({}, place);
    m_caption->setObjectName(u"transferCaption"_s);
    m_caption->setProperty("muted", true);
    m_servers = new SearchedServersTable(place);
    m_servers->setMinimumHeight(84);
    auto *head = new QHBoxLayout;
    head->addWidget(m_caption, 1);
    m_pick = new QPushButton(place);
    m_pick->setObjectName(u"pickServer"_s);
    m_pick->setAutoDefault(false);
    head->addWidget(m_pick);
    column->addLayout(head);
    connect(m_pick, &QPushButton::clicked, this, [this] { pickServer(m_servers->currentIndex().row()); });
    connect(m_servers, &SearchedServersTable::serverChosen, this, &TransferDialog::pickServer);
    connect(m_servers->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TransferDialog::updatePick);
    updatePick();
    column->addWidget(m_servers, 1);
    return place;
}

void TransferDialog::buildButtons()
{
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setAutoDefault(false);
    m_confirm = new QPushButton(this);
    m_confirm->setObjectName(u"confirmTransfer"_s);
    m_confirm->setProperty("primary", true);
    m_confirm->setAutoDefault(false);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_confirm);
    static_cast<QVBoxLayout *>(layout())->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, &TransferDialog::confirmed);
}

void TransferDialog::setTargets(const std::vector<ClusterChoice> &clusters,
                                const std::vector<ServerChoice> &servers)
{
    const QSignalBlocker quiet(m_target);
    const PlacementAim before = aim();
    m_target->clear();
    m_target->addItem(tr("Automatic search"));
    for (const ClusterChoice &cluster : clusters)
        m_target->addItem(tr("%1 (%2)", "cluster (its servers)").arg(cluster.name, cluster.members),
                          cluster.id.uuid());
    if (!servers.empty())
        m_target->insertSeparator(m_target->count());
    for (const ServerChoice &server : servers) {
        m_target->addItem(server.name, server.id.uuid());
        m_target->setItemData(m_target->count() - 1, true, isServerRole);
    }
    setAim(before);
}

PlacementAim TransferDialog::aim() const
{
    const QVariant id = m_target->currentData();
    if (!id.isValid())
        return {};
    if (m_target->currentData(isServerRole).toBool())
        return {{}, ServerId(id.toUuid())};
    return {ClusterId(id.toUuid()), {}};
}

void TransferDialog::setAim(const PlacementAim &aim)
{
    const QSignalBlocker quiet(m_target);
    const QUuid wanted = aim.server ? aim.server->uuid() : aim.cluster ? aim.cluster->uuid() : QUuid();
    m_target->setCurrentIndex(wanted.isNull() ? 0 : qMax(0, m_target->findData(wanted)));
}

void TransferDialog::offerSibling(const QString &quality)
{
    m_sibling->setText(tr("Move %1 too", "the other quality of the camera").arg(quality));
    m_sibling->setToolTip(tr("Both streams of the camera are then moved together"));
    m_sibling->show();
}

void TransferDialog::pickServer(int row)
{
    const JudgedServer *server = m_servers->serverAt(row);
    if (!server || !pickObstacle(*server).isEmpty())
        return;
    m_target->setCurrentIndex(m_target->findData(server->id.uuid()));
}

void TransferDialog::updatePick()
{
    const JudgedServer *server = m_servers->serverAt(m_servers->currentIndex().row());
    const QString obstacle = server ? pickObstacle(*server) : tr("Choose a media server in the table first.");
    m_pick->setText(server ? tr("Send to %1").arg(buttonText(server->name)) : tr("Send there"));
    m_pick->setEnabled(obstacle.isEmpty());
    m_pick->setToolTip(
        format::plainToolTip(obstacle.isEmpty() ? tr("Aim at this media server (Enter)") : obstacle));
}

void TransferDialog::showSearching(int done, int total)
{
    m_isSearching = true;
    m_found->showSearching(done, total);
    updateButton();
}

void TransferDialog::showPlan(TransferPlan plan, bool isOther)
{
    m_isSearching = false;
    const int current = m_listView->currentIndex().row();
    m_list.setPlan(std::move(plan));
    const TransferPlan &shown = m_list.plan();
    m_found->showPlan(shown);
    m_changed->setVisible(isOther);
    m_searchedAt->setText(
        tr("Searched at %1").arg(QDateTime::fromMSecsSinceEpoch(shown.searchedAtMs).toString(u"HH:mm:ss"_s)));
    if (!isMany() && !shown.transfers.empty()) {
        const PlannedTransfer &only = shown.transfers.front();
        m_now->setText(
            tr("Now on %1.", "media servers").arg(texts::serverPair(only.fromMain, only.fromAdditional)));
    }
    const QString cost = texts::breakBeforeMake(shown);
    tell(m_cost, cost);
    const QString consequences = texts::transferConsequences(shown).join(u' ');
    tell(m_consequences, consequences);
    if (!shown.transfers.empty())
        makeCurrent(*m_listView, qBound(0, current, int(shown.transfers.size()) - 1));
    updateButton();
    const bool wantsFocus = m_isFirst || std::exchange(m_givesBackFocus, false);
    m_isFirst = false;
    if (wantsFocus)
        (m_confirm->isEnabled() ? static_cast<QWidget *>(m_confirm) : m_target)->setFocus();
}

void TransferDialog::askForDetails()
{
    if (const QModelIndex current = m_listView->currentIndex(); current.isValid())
        Q_EMIT detailsRequested(current.row());
}

void TransferDialog::showDetails(int index, SearchDetails details)
{
    if (index < 0 || index >= int(plan().transfers.size()))
        return;
    const PlannedTransfer &transfer = plan().transfers[size_t(index)];
    if (isMany()) {
        const QString stream =
            tr("%1 · %2", "camera · quality").arg(transfer.camera, texts::quality(transfer.quality));
        m_caption->setText(tr("%1: %2", "stream: why these servers were searched")
                               .arg(stream, texts::searchScope(details.result, details.group)));
    } else {
        m_found->showDetails(transfer, details);
        m_caption->setText(tr("All media servers, and why another one was not chosen"));
    }
    m_servers->showDetails(std::move(details));
    updatePick();
}

QString TransferDialog::obstacle() const
{
    if (m_isSearching)
        return tr("Wait until the search has ended.");
    if (plan().movable() > 0)
        return {};
    if (isMany())
        return tr("None of these streams can be moved: the list says why.");
    if (plan().transfers.empty())
        return tr("There is no stream to move.");
    const PlannedTransfer &only = plan().transfers.front();
    return !only.obstacle.isEmpty()
               ? only.obstacle
               : tr("%1. %2", "no server fits. reasons").arg(texts::placementState(only.state), only.whyNone);
}

QString TransferDialog::deed() const
{
    const int movable = m_isSearching ? 0 : plan().movable();
    if (movable == 0)
        return tr("Transfer");
    if (isMany())
        return tr("Transfer %n stream(s)", nullptr, movable);
    const PlannedTransfer &only = plan().transfers.front();
    return only.toAdditional.isEmpty()
               ? tr("Transfer to %1").arg(buttonText(only.toMain))
               : tr("Transfer to %1 + %2").arg(buttonText(only.toMain), buttonText(only.toAdditional));
}

void TransferDialog::updateButton()
{
    const QString reason = obstacle();
    // A disabled button loses the keyboard; it gets it back when the search has ended.
    m_givesBackFocus = m_givesBackFocus || (m_isSearching && m_confirm->hasFocus());
    m_confirm->setEnabled(reason.isEmpty());
    m_confirm->setToolTip(format::plainToolTip(reason));
    m_confirm->setText(deed());
    m_confirm->setDefault(m_confirm->isEnabled());
}

void TransferDialog::done(int result)
{
    // A result that is late must find nobody who still confirms.
    m_isSearching = true;
    QDialog::done(result);
}

QJsonObject TransferDialog::saveState() const
{
    return {{u"version"_s, stateVersion},
            {u"width"_s, width()},
            {u"height"_s, height()},
            {u"splitter"_s, QString::fromLatin1(m_splitter->saveState().toBase64())},
            {u"servers"_s, widthsOf(*m_servers)},
            {u"list"_s, widthsOf(*m_listView)}};
}

void TransferDialog::restoreState(const QJsonObject &state)
{
    if (state[u"version"].toInt() != stateVersion)
        return;
    const QSize size(state[u"width"].toInt(), state[u"height"].toInt());
    if (size.width() > 0 && size.height() > 0)
        resizeWithinScreen(*this, size);
    if (isMany())
        m_splitter->restoreState(QByteArray::fromBase64(state[u"splitter"].toString().toLatin1()));
    setWidths(*m_servers, state[u"servers"].toArray());
    setWidths(*m_listView, state[u"list"].toArray());
}

} // namespace streamkeeper
