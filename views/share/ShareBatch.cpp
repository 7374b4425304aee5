#include "views/share/ShareBatch.h"

#include "models/cameracsv/CsvText.h"
#include "views/common/CopyCells.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

QString batchDocument(const std::vector<BatchLink> &links, BatchForm form)
{
    QString text;
    if (form == BatchForm::M3u)
        text = u"#EXTM3U\n"_s;
    else if (form == BatchForm::Csv)
        text = csv::line({u"stream"_s, u"link"_s, u"expires"_s});
    for (const BatchLink &link : links) {
        if (link.address.isEmpty())
            continue;
        switch (form) {
        case BatchForm::Text:
            text += link.stream + u'\t' + link.address + u'\n';
            break;
        case BatchForm::Csv:
            text += csv::line({link.stream, link.address, link.expires});
            break;
        case BatchForm::M3u:
            // A line break in a name would begin another entry.
            text += u"#EXTINF:-1,"_s + link.stream.simplified() + u'\n' + link.address + u'\n';
            break;
        }
    }
    return text;
}

ShareBatch::ShareBatch(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *top = new QHBoxLayout;
    m_summary = sentenceLabel({}, this);
    m_summary->setObjectName(u"batchSummary"_s);
    m_stop = new QPushButton(tr("Stop"), this);
    m_stop->setObjectName(u"batchStop"_s);
    m_stop->setAutoDefault(false);
    m_stop->setToolTip(tr("Makes no further links; those that were made stay in the list of links"));
    top->addWidget(m_summary, 1);
    top->addWidget(m_stop);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_model = new QStandardItemModel(0, 2, this);
    m_model->setHorizontalHeaderLabels({tr("Stream"), tr("Link, or why there is none")});
    m_table = new QTableView(this);
    m_table->setObjectName(u"batchLinks"_s);
    m_table->setAccessibleName(tr("Links"));
    m_table->setModel(m_model);
    setUpTable(*m_table);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setColumnWidth(0, fittingColumnWidth(*m_table, 0, 28));
    m_table->horizontalHeader()->setStretchLastSection(true);
    addCopyActions(*m_table);
    m_note = sentenceLabel({}, this);
    m_note->setObjectName(u"batchNote"_s);
    m_note->hide();
    m_copy = new QToolButton(this);
    m_copy->setObjectName(u"batchCopy"_s);
    m_copy->setText(tr("Copy &all"));
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(m_copy);
    for (const auto &[text, form] :
         {std::pair(tr("As text"), BatchForm::Text), std::pair(tr("As CSV"), BatchForm::Csv),
          std::pair(tr("As M3U playlist"), BatchForm::M3u)})
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, form = form] { Q_EMIT copyRequested(form); });
    m_copy->setMenu(menu);
    m_save = new QPushButton(tr("&Save…"), this);
    m_save->setObjectName(u"batchSave"_s);
    m_save->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_save);
    buttons->addWidget(m_note, 1);
    layout->addLayout(top);
    layout->addWidget(m_progress);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    connect(m_save, &QPushButton::clicked, this, &ShareBatch::saveRequested);
    connect(m_stop, &QPushButton::clicked, this, &ShareBatch::stopRequested);
}

void ShareBatch::setTotal(int streams)
{
    m_total = streams;
    update();
}

void ShareBatch::append(const BatchLink &link)
{
    m_links.push_back(link);
    m_made += link.address.isEmpty() ? 0 : 1;
    m_model->appendRow({new QStandardItem(link.stream),
                        new QStandardItem(link.address.isEmpty() ? link.reason : link.address)});
    update();
}

void ShareBatch::clear()
{
    m_links.clear();
    m_made = 0;
    m_model->removeRows(0, m_model->rowCount());
    showNote({}, false);
    update();
}

void ShareBatch::update()
{
    const int done = int(m_links.size());
    const bool isRunning = done < m_total;
    m_progress->setRange(0, m_total);
    m_progress->setValue(done);
    m_progress->setVisible(isRunning);
    m_stop->setVisible(isRunning);
    QString text = tr("%n link(s) made.", nullptr, m_made);
    if (done > m_made)
        text += u' ' + tr("%n stream(s) without one: the table says why.", nullptr, done - m_made);
    if (isRunning)
        text += u' ' + tr("%1 of %2 streams asked.").arg(done).arg(m_total);
    m_summary->setText(text);
    for (QWidget *widget : {static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_save)}) {
        widget->setEnabled(m_made > 0);
        widget->setToolTip(m_made > 0 ? QString() : tr("No link was made yet."));
    }
}

void ShareBatch::showNote(const QString &sentence, bool isBad)
{
    tell(m_note, sentence);
    setMark(m_note, "good", !isBad);
    setMark(m_note, "bad", isBad);
}

} // namespace streamkeeper
