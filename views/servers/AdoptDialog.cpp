#include "views/servers/AdoptDialog.h"

#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

AdoptDialog::AdoptDialog(const QString &serverName, QWidget *parent)
    : QDialog(parent)
    , m_serverName(serverName)
{
    setWindowTitle(tr("Adopt streams of %1").arg(serverName));
    const auto [outer, layout] = layOut(*this, {1180, 520});
    layout->setSpacing(10);
    m_sentence = sentenceLabel({}, this);
    m_sentence->setObjectName(u"adoptSentence"_s);
    layout->addWidget(m_sentence);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 0);
    layout->addWidget(m_progress);
    m_table = new QTableView(this);
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Cameras found"));
    setUpTable(*m_table);
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (const auto &[column, characters] :
         {std::pair(AdoptionModel::CameraColumn, 26), std::pair(AdoptionModel::HighColumn, 34),
          std::pair(AdoptionModel::LowColumn, 34), std::pair(AdoptionModel::PairingColumn, 46)})
        m_table->setColumnWidth(column, fittingColumnWidth(*m_table, column, characters));
    layout->addWidget(m_table, 1);
    addRowActions();
    m_passedOver = sentenceLabel({}, this);
    m_passedOver->setProperty("muted", true);
    m_passedOver->hide();
    layout->addWidget(m_passedOver);
    auto *buttons = new QHBoxLayout;
    m_all = new QPushButton(tr("Choose all"), this);
    m_none = new QPushButton(tr("Choose none"), this);
    m_retry = new QPushButton(tr("Try again"), this);
    m_close = new QPushButton(tr("Not now"), this);
    m_adopt = new QPushButton(this);
    m_adopt->setObjectName(u"adoptButton"_s);
    m_adopt->setProperty("primary", true);
    m_adopt->setDefault(true);
    for (QPushButton *button : {m_all, m_none, m_retry})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_adopt);
    outer->addLayout(buttons);
    connect(m_all, &QPushButton::clicked, this, [this] { m_model.setAllChosen(true); });
    connect(m_none, &QPushButton::clicked, this, [this] { m_model.setAllChosen(false); });
    connect(m_retry, &QPushButton::clicked, this, &AdoptDialog::retryRequested);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_adopt, &QPushButton::clicked, this, &AdoptDialog::adoptRequested);
    connect(&m_model, &AdoptionModel::choiceChanged, this, &AdoptDialog::updateButtons);
    showProgress(0, 0);
}

void AdoptDialog::addRowActions()
{
    m_pair = new QAction(tr("Pair as main and sub"), this);
    m_pair->setObjectName(u"pairAction"_s);
    m_pair->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_G));
    connect(m_pair, &QAction::triggered, this, &AdoptDialog::pairSelected);
    m_split = new QAction(tr("Split"), this);
    m_split->setObjectName(u"splitAction"_s);
    m_split->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G));
    connect(m_split, &QAction::triggered, this, &AdoptDialog::splitSelected);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_pair, m_split});
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &AdoptDialog::updateRowActions);
    updateRowActions();
}

QList<int> AdoptDialog::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    return rows;
}

void AdoptDialog::updateRowActions()
{
    const QList<int> rows = selectedRows();
    const bool areAlone = std::ranges::all_of(rows, [this](int row) { return m_model.isAlone(row); });
    const bool canPair = !m_isBusy && rows.size() == 2 && areAlone;
    const bool canSplit = !m_isBusy && rows.size() == 1 && !areAlone;
    m_pair->setEnabled(canPair);
    m_pair->setToolTip(canPair ? QString() : tr("Select two cameras that have one stream each."));
    m_split->setEnabled(canSplit);
    m_split->setToolTip(canSplit ? QString() : tr("Select one camera that has two streams."));
}

void AdoptDialog::pairSelected()
{
    const QList<int> rows = selectedRows();
    const int row = m_model.pair(rows[0], rows[1]);
    selectRows(row, row);
}

void AdoptDialog::splitSelected()
{
    const int row = selectedRows().front();
    m_model.split(row);
    selectRows(row, row + 1); // so that the other action takes it back
}

/// Whatever keys are held: they chose the action.
void AdoptDialog::selectRows(int first, int last)
{
    m_table->selectionModel()->select({m_model.index(first, 0), m_model.index(last, 0)},
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    updateRowActions();
}

void AdoptDialog::updateButtons()
{
    updateRowActions();
    const int count = m_model.chosenStreams();
    m_adopt->setText(tr("Adopt %n stream(s)", nullptr, count));
    m_adopt->setEnabled(!m_isBusy && count > 0);
    m_adopt->setToolTip(m_isBusy     ? tr("Wait until the streams have been read.")
                        : count == 0 ? tr("Choose at least one camera.")
                                     : QString());
    for (QPushButton *button : {m_all, m_none})
        button->setEnabled(!m_isBusy && m_model.rowCount() > 0);
    m_close->setText(m_isBusy ? tr("Cancel") : tr("Not now"));
}

void AdoptDialog::showProgress(int done, int total)
{
    m_isBusy = true;
    m_retry->hide();
    m_progress->show();
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    setMark(m_sentence, "bad", false);
    m_sentence->setText(total > 0
                            ? tr("Reading the streams of %1: %2 of %3").arg(m_serverName).arg(done).arg(total)
                            : tr("Reading the streams of %1.").arg(m_serverName));
    updateButtons();
}

void AdoptDialog::showFound(std::vector<RemoteStream> found, std::vector<AdoptionProposal> proposals,
                            const QStringList &passedOver)
{
    m_isBusy = false;
    m_progress->hide();
    const int cameras = int(proposals.size());
    m_model.setFound(std::move(found), std::move(proposals));
    m_sentence->setText(
        cameras == 0 ? tr("%1 has no stream that the registry does not have already.").arg(m_serverName)
                     : tr("%n camera(s) found on %1. Adopting takes their streams into the registry; "
                          "nothing is changed on the server.",
                          nullptr, cameras)
                           .arg(m_serverName));
    m_passedOver->setVisible(!passedOver.isEmpty());
    m_passedOver->setText(tr("Passed over:") + u'\n' + passedOver.join(u'\n'));
    updateButtons();
    m_adopt->setFocus();
}

void AdoptDialog::showFailure(const QString &sentence)
{
    m_isBusy = false;
    m_progress->hide();
    m_retry->show();
    m_sentence->setText(sentence);
    setMark(m_sentence, "bad", true);
    updateButtons();
}

void AdoptDialog::showAdopting()
{
    m_isBusy = true;
    m_progress->setRange(0, 0);
    m_progress->show();
    m_sentence->setText(tr("Writing the streams into the registry."));
    updateButtons();
}

} // namespace streamkeeper
