#include "views/alarms/AlarmPage.h"

#include "views/common/CopyCells.h"
#include "views/common/FramedButton.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"
#include "views/common/TintDelegate.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QTableView>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

AlarmPage::AlarmPage(Clock clock, QWidget *parent)
    : Page(Identity{"alarms", "alarm"}, parent)
    , m_model(std::move(clock))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const auto make = [this](const QString &text, const QKeySequence &shortcut) {
        auto *action = new QAction(text, this);
        action->setShortcut(shortcut);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        return action;
    };
    m_seen = make(tr("Seen"), Qt::Key_Space);
    m_allSeen = make(tr("All seen"), Qt::CTRL | Qt::SHIFT | Qt::Key_K);
    m_show = make(tr("Show"), Qt::Key_Return);
    m_show->setToolTip(tr("Go to what the alarm is about (Enter)"));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 10, 12, 8);
    bar->setSpacing(8);
    for (QAction *action : {m_seen, m_allSeen, m_show})
        bar->addWidget(framedButton(action, this, Qt::ToolButtonTextOnly));
    m_count = plainLabel({}, this);
    m_count->setProperty("muted", true);
    bar->addWidget(m_count);
    bar->addStretch(1);
    auto *rules = new QPushButton(tr("Rules…"), this);
    rules->setObjectName(u"alarmRules"_s);
    rules->setToolTip(tr("When there is an alarm, and how this desk hears of it"));
    bar->addWidget(rules);
    layout->addLayout(bar);
    buildTable();
    auto *place = new QWidget(this);
    m_layers = new QStackedLayout(place);
    m_layers->addWidget(m_table);
    QLabel *empty =
        sentenceLabel(tr("No alarm. What breaks is told here, and stays until somebody has seen it."), place);
    empty->setAlignment(Qt::AlignCenter);
    empty->setProperty("muted", true);
    m_layers->addWidget(empty);
    layout->addWidget(place, 1);
    connect(rules, &QPushButton::clicked, this, &AlarmPage::rulesRequested);
    connect(m_seen, &QAction::triggered, this, [this] { Q_EMIT seenRequested(chosen(false)); });
    connect(m_allSeen, &QAction::triggered, this, [this] { Q_EMIT seenRequested(chosen(true)); });
    connect(m_show, &QAction::triggered, this, [this] {
        const QModelIndex current = m_proxy->mapToSource(m_table->currentIndex());
        if (current.isValid())
            Q_EMIT subjectRequested(m_model.alarm(current.row()));
    });
    connect(m_table, &QTableView::doubleClicked, m_show, &QAction::trigger);
    m_ticks.setInterval(1'000);
    connect(&m_ticks, &QTimer::timeout, &m_model, &AlarmTableModel::tick);
    setAlarms({});
}

void AlarmPage::buildTable()
{
    m_proxy = new QSortFilterProxyModel(this);
    m_proxy->setSourceModel(&m_model);
    m_proxy->setSortRole(AlarmTableModel::SortRole);
    m_table = new QTableView(this);
    m_table->setObjectName(u"alarmTable"_s);
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(tr("Alarms"));
    m_table->setItemDelegate(new TintDelegate(
        [](const QModelIndex &index, const ThemeTokens &tokens) {
            if (index.data(AlarmTableModel::OpenRole).toBool() &&
                index.column() == AlarmTableModel::WhatColumn)
                return tokens.bad;
            return index.data(AlarmTableModel::NewRole).toBool() ? tokens.text : tokens.muted;
        },
        m_table));
    setUpTable(*m_table);
    m_table->setSelectionMode(QTableView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(AlarmTableModel::BeganColumn, Qt::DescendingOrder);
    const int widths[] = {18, 60, 18, 20, 16};
    for (int i = 0; i < AlarmTableModel::ColumnCount; ++i)
        m_table->setColumnWidth(i, fittingColumnWidth(*m_table, i, widths[i]));
    auto *copy = new QAction(tr("Copy rows"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    connect(copy, &QAction::triggered, this, [this] { copyToClipboard(*m_table, CopyScope::Rows); });
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_seen, m_show});
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &AlarmPage::updateActions);
}

void AlarmPage::setAlarms(const std::vector<Alarm> &alarms)
{
    const int scroll = m_table->verticalScrollBar()->value();
    std::vector<Alarm> selected;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        selected.push_back(m_model.alarm(m_proxy->mapToSource(index).row()));
    m_model.setAlarms(alarms);
    select(selected);
    m_table->verticalScrollBar()->setValue(scroll);
    m_layers->setCurrentIndex(alarms.empty() ? 1 : 0);
    const auto fresh = std::ranges::count_if(alarms, &Alarm::isNew);
    m_count->setText(tr("%1 new of %2").arg(fresh).arg(alarms.size()));
    updateActions();
}

void AlarmPage::select(const std::vector<Alarm> &alarms)
{
    for (int row = 0; row < m_proxy->rowCount() && !alarms.empty(); ++row) {
        const QModelIndex index = m_proxy->index(row, 0);
        const Alarm &alarm = m_model.alarm(m_proxy->mapToSource(index).row());
        if (!std::ranges::any_of(alarms, [&](const Alarm &other) { return other.isSameAs(alarm); }))
            continue;
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        m_table->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
}

std::vector<Alarm> AlarmPage::chosen(bool isAll) const
{
    std::vector<Alarm> alarms;
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const Alarm &alarm = m_model.alarm(m_proxy->mapToSource(m_proxy->index(row, 0)).row());
        if (alarm.isNew() && (isAll || m_table->selectionModel()->isRowSelected(row)))
            alarms.push_back(alarm);
    }
    return alarms;
}

void AlarmPage::updateActions()
{
    const bool hasNew = !chosen(true).empty();
    const bool isSelected = !m_table->selectionModel()->selectedRows().isEmpty();
    m_seen->setEnabled(!chosen(false).empty());
    m_seen->setToolTip(m_seen->isEnabled() ? tr("Your name is shown to the others (Space)")
                       : isSelected        ? tr("Somebody has seen it already.")
                                           : tr("Select an alarm first."));
    m_allSeen->setEnabled(hasNew);
    m_allSeen->setToolTip(hasNew ? tr("You have seen all that is new (Ctrl+Shift+K)")
                                 : tr("There is nothing new."));
    m_show->setEnabled(isSelected);
}

QString AlarmPage::placeName(const QUuid &) const
{
    return tr("Alarms");
}

void AlarmPage::takeFocus()
{
    m_table->setFocus();
}

QJsonObject AlarmPage::viewState() const
{
    return {{u"scroll"_s, m_table->verticalScrollBar()->value()}};
}

void AlarmPage::setViewState(const QJsonObject &state)
{
    if (!state.isEmpty())
        m_table->verticalScrollBar()->setValue(state[u"scroll"].toInt());
}

void AlarmPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_ticks.start();
}

void AlarmPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_ticks.stop();
}

} // namespace streamkeeper
