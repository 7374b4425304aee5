#include "views/operations/BatchBar.h"

#include "views/common/PlainText.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

namespace streamkeeper {

using namespace Qt::StringLiterals;

BatchBar::BatchBar(QWidget *parent)
    : QFrame(parent)
{
    setProperty("surface", true);
    setAttribute(Qt::WA_StyledBackground);
    setObjectName(u"batchBar"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(10);
    m_title = plainLabel({}, this);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    layout->addWidget(m_title);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(160);
    m_progress->setAccessibleName(tr("Progress"));
    layout->addWidget(m_progress);
    m_counts = sentenceLabel({}, this);
    layout->addWidget(m_counts, 1);
    m_details = new QPushButton(tr("Details"), this);
    m_details->setToolTip(tr("Show the outcome of each stream in Activity"));
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setToolTip(tr("What was not begun is not begun; what was asked goes on"));
    m_dismiss = new QPushButton(tr("Close"), this);
    for (QPushButton *button : {m_details, m_cancel, m_dismiss})
        layout->addWidget(button);
    connect(m_details, &QPushButton::clicked, this, &BatchBar::detailsRequested);
    connect(m_cancel, &QPushButton::clicked, this, &BatchBar::cancelRequested);
    connect(m_dismiss, &QPushButton::clicked, this, &BatchBar::dismiss);
    hide();
}

void BatchBar::showLine(const BatchLine &line)
{
    m_title->setText(line.title);
    m_progress->setRange(0, qMax(1, line.total));
    m_progress->setValue(line.done);
    m_progress->setVisible(line.total > 1 && !line.isOver);
    m_counts->setText(line.isOver ? line.outcome : line.counts);
    setMark(m_counts, "bad", line.isOver && line.isBad);
    m_cancel->setVisible(!line.isOver);
    m_dismiss->setVisible(line.isOver);
    show();
}

void BatchBar::dismiss()
{
    hide();
    Q_EMIT dismissed();
}

} // namespace streamkeeper
