#include "views/overview/LineList.h"

#include "models/fleet/StreamStates.h"
#include "views/common/PlainText.h"
#include "views/common/StatusMark.h"
#include "views/common/StripHeader.h"
#include "views/common/TableColumns.h"
#include "views/overview/LinesDelegate.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace streamkeeper {

LineList::LineList(const Form &form, Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_model(form.columns)
    , m_widths(form.widths)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *head = new QHBoxLayout;
    QLabel *title = plainLabel(form.title, this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_remark = plainLabel({}, this);
    m_remark->setProperty("muted", true);
    head->addWidget(title);
    head->addWidget(m_remark);
    head->addStretch(1);
    if (!form.all.isEmpty()) {
        auto *all = new QPushButton(form.all, this);
        all->setProperty("link", true);
        all->setCursor(Qt::PointingHandCursor);
        head->addWidget(all);
        connect(all, &QPushButton::clicked, this, &LineList::allWanted);
    }
    layout->addLayout(head);
    m_empty = sentenceLabel(form.emptyText, this);
    m_empty->setProperty("muted", true);
    layout->addWidget(m_empty);
    m_table = new QTableView(this);
    if (form.stripColumn >= 0)
        m_table->setHorizontalHeader(new StripHeader(form.stripColumn, dayMs, std::move(clock), m_table));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new LinesDelegate(m_table));
    m_table->setAccessibleName(form.title);
    setUpTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setTabKeyNavigation(false);
    m_table->horizontalHeader()->setVisible(form.hasHeader);
    m_table->horizontalHeader()->setSectionsClickable(false);
    layout->addWidget(m_table);
    const auto activate = [this](const QModelIndex &index) {
        if (const QUuid id = index.data(LinesModel::IdRole).toUuid(); !id.isNull())
            Q_EMIT lineActivated(id);
    };
    connect(m_table, &QTableView::clicked, this, activate);
    connect(m_table, &QTableView::activated, this, activate);
    setLines({});
}

void LineList::setLines(std::vector<Line> lines)
{
    const QUuid current = m_table->currentIndex().data(LinesModel::IdRole).toUuid();
    m_model.setLines(std::move(lines));
    if (const int row = current.isNull() ? -1 : m_model.rowOf(current);
        row >= 0 && row != m_table->currentIndex().row())
        m_table->setCurrentIndex(m_model.index(row, 0));
    m_empty->setVisible(m_model.rowCount() == 0);
    m_table->setVisible(m_model.rowCount() > 0);
    fitHeight();
}

void LineList::setRemark(const QString &remark)
{
    m_remark->setText(remark);
}

void LineList::fitHeight()
{
    const int head =
        m_table->horizontalHeader()->isHidden() ? 0 : m_table->horizontalHeader()->sizeHint().height();
    m_table->setFixedHeight(head + m_model.rowCount() * m_table->verticalHeader()->defaultSectionSize() +
                            2 * m_table->frameWidth());
}

int LineList::widthOf(int column) const
{
    // Nothing is sorted here: the title needs no room for an arrow.
    const QString title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    QFont titleFont = font();
    titleFont.setWeight(QFont::DemiBold); // as the style sheet has it
    return std::max(QFontMetrics(titleFont).horizontalAdvance(title) + 2 * statusCellPadding + 2,
                    m_widths[size_t(column)] * std::max(6, fontMetrics().averageCharWidth()));
}

void LineList::fitWidths()
{
    int left = m_table->viewport()->width();
    for (size_t i = 0; i < m_widths.size(); ++i) {
        if (m_widths[i] == 0)
            continue;
        const int width = widthOf(int(i));
        m_table->setColumnWidth(int(i), width);
        left -= width;
    }
    const int wide = std::max(1, int(std::ranges::count(m_widths, 0)));
    for (size_t i = 0; i < m_widths.size(); ++i) {
        if (m_widths[i] == 0)
            m_table->setColumnWidth(int(i), std::max(40, left / wide));
    }
}

void LineList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitWidths();
}

void LineList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::FontChange)
        return;
    setUpTable(*m_table);
    fitWidths();
    fitHeight();
}

} // namespace streamkeeper
