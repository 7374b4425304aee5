#include "views/operations/ActivityPage.h"

#include "models/cameracsv/CsvText.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamActionTexts.h"
#include "views/common/CopyCells.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

/// Text, outcome and order; all have to fit.
class ActivityFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void set(const QString &text, int state, const BatchId &batch)
    {
        m_words = text.toLower().split(u' ', Qt::SkipEmptyParts);
        m_state = state;
        m_batch = batch;
        invalidateFilter();
    }
    [[nodiscard]] const BatchId &batch() const { return m_batch; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &) const override
    {
        const auto &model = static_cast<const OperationTableModel &>(*sourceModel());
        const Operation &operation = model.operation(row);
        if (!m_batch.isNull() && operation.batch != m_batch)
            return false;
        if (m_state >= 0 &&
            (m_state == openStates ? !isOpen(operation.state) : int(operation.state) != m_state))
            return false;
        if (m_words.isEmpty())
            return true;
        const QString all = model.index(row, 0).data(OperationTableModel::SearchRole).toString();
        return std::ranges::all_of(m_words, [&](const QString &word) { return all.contains(word); });
    }

public:
    static constexpr int openStates = 100;

private:
    QStringList m_words;
    int m_state = -1;
    BatchId m_batch;
};

namespace {

QString phaseText(OperationPhase phase, bool isFirst)
{
    Operation operation;
    operation.state = OperationState::Running;
    operation.phase = phase;
    if (phase == OperationPhase::Finished)
        return ActivityPage::tr("ended");
    if (phase == OperationPhase::Prepared) // written twice: when it was ordered, and when its turn came
        return isFirst ? ActivityPage::tr("written down") : ActivityPage::tr("begun");
    return texts::operationState(operation).toLower();
}

} // namespace

ActivityPage::ActivityPage(QWidget *parent)
    : Page(Identity{"activity", "activity"}, parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 10, 12, 8);
    bar->setSpacing(8);
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Search who, what, where"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(260);
    bar->addWidget(m_search);
    m_state = new QComboBox(this);
    m_state->setAccessibleName(tr("Outcome"));
    m_state->addItem(tr("All outcomes"), -1);
    m_state->addItem(tr("Under way"), ActivityFilter::openStates);
    for (const OperationState state : {OperationState::Confirmed, OperationState::Unconfirmed,
                                       OperationState::Failed, OperationState::Cancelled}) {
        Operation operation;
        operation.state = state;
        m_state->addItem(texts::operationState(operation), int(state));
    }
    bar->addWidget(m_state);
    auto *everything = new QPushButton(tr("Show everything"), this);
    bar->addWidget(everything);
    m_count = plainLabel({}, this);
    m_count->setProperty("muted", true);
    bar->addWidget(m_count);
    bar->addStretch(1);
    auto *exporting = new QPushButton(tr("Export…"), this);
    exporting->setToolTip(tr("Save what is shown as a CSV file"));
    bar->addWidget(exporting);
    layout->addLayout(bar);

    m_filter = new ActivityFilter(this);
    m_filter->setSourceModel(&m_model);
    m_filter->setSortRole(OperationTableModel::RawRole);
    m_table = new QTableView(this);
    m_table->setModel(m_filter);
    m_table->setAccessibleName(tr("Activity"));
    setUpTable(*m_table);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(int(OperationColumn::Created), Qt::DescendingOrder);
    const int widths[] = {30, 18, 22, 28, 16, 14, 8, 60};
    for (int i = 0; i < int(OperationColumn::Count); ++i)
        m_table->setColumnWidth(i, fittingColumnWidth(*m_table, i, widths[i]));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *copy = new QAction(tr("Copy rows"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    connect(copy, &QAction::triggered, this, [this] { copyToClipboard(*m_table, CopyScope::Rows); });
    layout->addWidget(m_table, 1);
    m_events = sentenceLabel(tr("Select an operation to see its steps."), this);
    m_events->setContentsMargins(12, 8, 12, 10);
    m_events->setProperty("muted", true);
    m_events->setMinimumHeight(90);
    m_events->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(m_events);

    const auto refilter = [this] {
        m_filter->set(m_search->text(), m_state->currentData().toInt(), m_filter->batch());
        updateCount();
    };
    connect(m_search, &QLineEdit::textChanged, this, refilter);
    connect(m_state, &QComboBox::currentIndexChanged, this, refilter);
    connect(everything, &QPushButton::clicked, this, [this] {
        m_search->clear();
        m_state->setCurrentIndex(0);
        showBatch({});
    });
    connect(exporting, &QPushButton::clicked, this, &ActivityPage::exportRequested);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ActivityPage::handleCurrent);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, &ActivityPage::updateCount);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &ActivityPage::updateCount);
    // The steps of the selected one go on too.
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &changed) {
        if (!m_current.isNull() && m_model.operation(changed.row()).id == m_current)
            Q_EMIT operationSelected(m_current);
    });
    updateCount();
}

void ActivityPage::updateCount()
{
    m_count->setText(tr("%1 of %2").arg(m_filter->rowCount()).arg(m_model.rowCount()));
}

void ActivityPage::showBatch(const BatchId &batch)
{
    m_filter->set(m_search->text(), m_state->currentData().toInt(), batch);
    updateCount();
}

void ActivityPage::handleCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    m_current = OperationId(current.data(OperationTableModel::IdRole).toUuid());
    m_events->setText(current.isValid() ? QString() : tr("Select an operation to see its steps."));
    if (!m_current.isNull())
        Q_EMIT operationSelected(m_current);
}

void ActivityPage::showEvents(const OperationId &id, const std::vector<OperationEvent> &events)
{
    if (id != m_current)
        return;
    QStringList lines;
    for (const OperationEvent &event : events) {
        QString line = format::moment(event.atMs) + u"  "_s + phaseText(event.phase, lines.isEmpty());
        if (!event.text.isEmpty())
            line += u" · "_s + event.text;
        lines.append(line);
    }
    m_events->setText(lines.join(u'\n'));
}

QString ActivityPage::exportText() const
{
    QString text = QChar(QChar::ByteOrderMark);
    const auto line = [&](const std::function<QString(int)> &cell) {
        QStringList cells;
        for (int i = 0; i < int(OperationColumn::Count); ++i)
            cells.append(cell(i));
        text += csv::line(cells);
    };
    line([&](int i) { return m_model.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString(); });
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        line([&](int i) {
            const QModelIndex index = m_filter->index(row, i);
            if (OperationColumn(i) == OperationColumn::Created)
                return QDateTime::fromMSecsSinceEpoch(index.data(OperationTableModel::RawRole).toLongLong(),
                                                      Qt::UTC)
                    .toString(Qt::ISODateWithMs);
            return index.data().toString();
        });
    }
    return text;
}

QString ActivityPage::placeName(const QUuid &) const
{
    return tr("Activity");
}

void ActivityPage::takeFocus()
{
    m_table->setFocus();
}

QJsonObject ActivityPage::viewState() const
{
    return {{u"scroll"_s, m_table->verticalScrollBar()->value()}};
}

void ActivityPage::setViewState(const QJsonObject &state)
{
    if (!state.isEmpty())
        m_table->verticalScrollBar()->setValue(state[u"scroll"].toInt());
}

} // namespace streamkeeper
