#include "views/clusters/RecordTable.h"

#include "models/texts/Formatting.h"
#include "views/common/CopyCells.h"
#include "views/common/FramedButton.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>
#include <QStandardItemModel>
#include <QTableView>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int idRole = Qt::UserRole;

} // namespace

RecordTable::RecordTable(const Words &words, const QStringList &titles, const QList<int> &widths,
                         QWidget *parent)
    : QWidget(parent)
    , m_words(words)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 10, 12, 8);
    bar->setSpacing(6);
    m_bar = bar;
    m_add = new QPushButton(words.add, this);
    m_add->setProperty("primary", true);
    connect(m_add, &QPushButton::clicked, this, &RecordTable::addRequested);
    bar->addWidget(m_add);
    m_edit = new QAction(tr("Edit…"), this);
    m_edit->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    m_edit->setShortcutContext(Qt::WidgetShortcut); // of the table alone: buttons have the key too
    connect(m_edit, &QAction::triggered, this, [this] { Q_EMIT editRequested(currentRecord()); });
    m_remove = new QAction(tr("Delete…"), this);
    m_remove->setShortcut(QKeySequence::Delete);
    m_remove->setShortcutContext(Qt::WidgetShortcut);
    connect(m_remove, &QAction::triggered, this, [this] { Q_EMIT removeRequested(currentRecord()); });
    for (QAction *action : {m_edit, m_remove})
        bar->addWidget(framedButton(action, this));
    bar->addStretch(1);
    layout->addLayout(bar);

    m_model = new QStandardItemModel(0, int(titles.size()), this);
    m_model->setHorizontalHeaderLabels(titles);
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    m_table->setAccessibleName(words.name);
    setUpTable(*m_table);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    for (int i = 0; i < int(titles.size()); ++i)
        m_table->setColumnWidth(i, fittingColumnWidth(*m_table, i, widths[i]));
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *place = new QWidget(this);
    m_layers = new QStackedLayout(place);
    m_layers->addWidget(m_table);
    QLabel *empty = sentenceLabel(words.empty, place);
    empty->setAlignment(Qt::AlignCenter);
    empty->setProperty("muted", true);
    m_layers->addWidget(empty);
    layout->addWidget(place, 1);

    auto *copy = new QAction(tr("Copy row"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, [this] { copyToClipboard(*m_table, CopyScope::Rows); });
    m_table->addActions({copy, m_edit, m_remove});
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::customContextMenuRequested, this, [this, copy](const QPoint &position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions({m_edit, copy, m_remove});
        menu->popup(m_table->viewport()->mapToGlobal(position));
    });
    connect(m_table, &QTableView::doubleClicked, m_edit, &QAction::trigger);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RecordTable::updateActions);
    m_layers->setCurrentIndex(1);
    updateActions();
    redrawIcons();
}

void RecordTable::addWidget(QWidget *widget)
{
    m_bar->addWidget(widget);
}

void RecordTable::setRecords(const std::vector<Record> &records)
{
    if (records == m_records)
        return;
    m_records = records;
    const QUuid current = currentRecord();
    const int scroll = m_table->verticalScrollBar()->value();
    m_model->setRowCount(0);
    for (const Record &record : records) {
        QList<QStandardItem *> items;
        for (const QString &cell : record.cells) {
            auto *item = new QStandardItem(cell);
            item->setData(record.id, idRole);
            item->setToolTip(format::plainToolTip(cell));
            items.append(item);
        }
        m_model->appendRow(items);
    }
    m_layers->setCurrentIndex(records.empty() ? 1 : 0);
    selectRecord(current);
    m_table->verticalScrollBar()->setValue(scroll);
    updateActions();
}

QUuid RecordTable::currentRecord() const
{
    return m_table->currentIndex().siblingAtColumn(0).data(idRole).toUuid();
}

void RecordTable::selectRecord(const QUuid &id)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (index.data(idRole).toUuid() == id && !id.isNull()) {
            m_table->setCurrentIndex(index);
            m_table->scrollTo(index);
        }
    }
}

void RecordTable::setAddObstacle(const QString &reason)
{
    m_add->setEnabled(reason.isEmpty());
    m_add->setToolTip(reason);
    redrawIcons();
}

void RecordTable::updateActions()
{
    const bool isChosen = !currentRecord().isNull();
    for (const auto &[action, toolTip] :
         {std::pair(m_edit, m_words.edit), std::pair(m_remove, m_words.remove)}) {
        action->setEnabled(isChosen);
        action->setToolTip(isChosen ? toolTip : m_words.selectFirst);
    }
}

void RecordTable::redrawIcons()
{
    const ThemeTokens &tokens = tokensOf(palette());
    m_add->setIcon(themedIcon(u"add"_s, m_add->isEnabled() ? tokens.onAccent : tokens.muted));
    m_edit->setIcon(themedIcon(u"edit"_s, tokens.text));
    m_remove->setIcon(themedIcon(u"trash"_s, tokens.text));
}

} // namespace streamkeeper
