#include "views/archive/ArchiveIndexDialog.h"

#include "models/rules/ArchiveCoverage.h"
#include "models/texts/Formatting.h"
#include "views/archive/ArchiveDays.h"
#include "views/common/CopyCells.h"
#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

qint64 lengthOf(const std::vector<RecordedPeriod> &periods)
{
    return std::accumulate(
        periods.begin(), periods.end(), qint64(0),
        [](qint64 sum, const RecordedPeriod &one) { return sum + one.untilMs - one.fromMs; });
}

} // namespace

ArchiveIndexDialog::ArchiveIndexDialog(const QString &stream, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Archive index · %1").arg(stream));
    const auto [outer, layout] = layOut(*this, {900, 420});
    layout->setSpacing(12);
    m_summary = sentenceLabel({}, this);
    m_summary->setObjectName(u"archiveSummary"_s);
    layout->addWidget(m_summary);
    m_daysPlace = new QScrollArea(this);
    m_daysPlace->setWidgetResizable(true);
    m_daysPlace->setFrameShape(QFrame::NoFrame);
    m_days = new ArchiveDays(m_daysPlace);
    m_daysPlace->setWidget(m_days);
    layout->addWidget(m_daysPlace, 1);
    m_model = new QStandardItemModel(0, 5, this);
    m_model->setHorizontalHeaderLabels(
        {tr("Media server"), tr("From"), tr("Until"), tr("Length"), tr("Gap before it")});
    m_table = new QTableView(this);
    m_table->setObjectName(u"archivePeriods"_s);
    m_table->setAccessibleName(tr("Recorded periods"));
    m_table->setModel(m_model);
    setUpTable(*m_table);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (const auto &[column, characters] : {std::pair(0, 30), {1, 32}, {2, 32}, {3, 12}})
        m_table->setColumnWidth(column, fittingColumnWidth(*m_table, column, characters));
    addCopyActions(*m_table);
    layout->addWidget(m_table, 1);
    m_empty =
        sentenceLabel(tr("Nothing is known of recordings of this stream. Update the indexes to ask every "
                         "media server that ever held it."),
                      this);
    m_empty->setObjectName(u"archiveEmpty"_s);
    layout->addWidget(m_empty, 1);
    m_outcome = sentenceLabel({}, this);
    m_outcome->setObjectName(u"archiveOutcome"_s);
    m_outcome->hide();
    layout->addWidget(m_outcome);
    auto *buttons = new QHBoxLayout;
    auto *close = new QPushButton(tr("Close"), this);
    m_update = new QPushButton(tr("Update indexes"), this);
    m_update->setObjectName(u"updateIndexes"_s);
    m_update->setProperty("primary", true);
    m_update->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_update);
    outer->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_update, &QPushButton::clicked, this, &ArchiveIndexDialog::updateRequested);
    setObstacle({});
}

void ArchiveIndexDialog::showIndex(const std::vector<HeldPeriod> &periods, qint64 nowMs)
{
    m_model->removeRows(0, m_model->rowCount());
    std::vector<RecordedPeriod> recorded;
    QStringList servers;
    std::optional<qint64> coveredUntilMs;
    for (const HeldPeriod &period : periods) {
        const qint64 untilMs = period.untilMs.value_or(nowMs);
        recorded.push_back({period.fromMs, untilMs});
        if (!servers.contains(period.server))
            servers.append(period.server);
        const qint64 gapMs = coveredUntilMs ? period.fromMs - *coveredUntilMs : 0;
        coveredUntilMs = std::max(coveredUntilMs.value_or(untilMs), untilMs);
        QList<QStandardItem *> row;
        const QStringList cells{
            period.isHolder ? tr("%1 (archive holder)").arg(period.server) : period.server,
            format::moment(period.fromMs), period.untilMs ? format::moment(*period.untilMs) : tr("now"),
            format::duration(untilMs - period.fromMs),
            gapMs > gapToleranceMs ? format::duration(gapMs) : QString()};
        for (const QString &cell : cells)
            row.append(new QStandardItem(cell));
        m_model->appendRow(row);
    }
    const auto coverage = coverageOf(recorded);
    const auto gaps = gapsIn(coverage);
    QString summary = tr("%1 recorded, on %n media server(s).", nullptr, int(servers.size()))
                          .arg(format::duration(lengthOf(coverage)));
    summary += u' ' + (gaps.empty() ? tr("No gap.")
                                    : tr("%n gap(s) of %1 in all.", nullptr, int(gaps.size()))
                                          .arg(format::duration(lengthOf(gaps))));
    m_summary->setText(summary);
    m_days->setPeriods(periods, servers, nowMs);
    m_daysPlace->setVisible(!periods.empty());
    m_summary->setVisible(!periods.empty());
    m_table->setVisible(!periods.empty());
    m_empty->setVisible(periods.empty());
}

void ArchiveIndexDialog::showOutcome(const QString &sentence, bool isBad)
{
    m_outcome->setText(sentence);
    setMark(m_outcome, "bad", isBad);
    m_outcome->setVisible(!sentence.isEmpty());
}

void ArchiveIndexDialog::setObstacle(const QString &reason)
{
    m_update->setEnabled(reason.isEmpty());
    m_update->setToolTip(format::plainToolTip(
        reason.isEmpty() ? tr("Asks every media server that ever held the stream what it has recorded")
                         : reason));
}

} // namespace streamkeeper
