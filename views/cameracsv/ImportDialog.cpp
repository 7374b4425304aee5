#include "views/cameracsv/ImportDialog.h"

#include "models/texts/Formatting.h"
#include "views/common/CopyCells.h"
#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"
#include "views/common/TableColumns.h"
#include "views/common/TintDelegate.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QColor fateTint(const QModelIndex &index, const ThemeTokens &tokens)
{
    switch (ImportFate(index.data(ImportTableModel::FateRole).toInt())) {
    case ImportFate::New:
        return tokens.good;
    case ImportFate::Changed:
        return tokens.accent;
    case ImportFate::Unchanged:
        return tokens.muted;
    case ImportFate::Wrong:
        return tokens.bad;
    }
    return tokens.text;
}

} // namespace

ImportDialog::ImportDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Import cameras"));
    QVBoxLayout *layout = layOut(*this, {980, 560}).body;
    layout->setSpacing(10);
    buildFileLine();
    m_sentence = sentenceLabel({}, this);
    m_sentence->setObjectName(u"importSentence"_s);
    layout->addWidget(m_sentence);
    m_list = sentenceLabel({}, this);
    m_list->setObjectName(u"importList"_s);
    m_list->setProperty("muted", true);
    layout->addWidget(m_list);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    layout->addWidget(m_progress);
    buildTable();
    m_propose = new QCheckBox(this);
    m_propose->setObjectName(u"importPropose"_s);
    m_propose->setToolTip(format::plainToolTip(tr("They are what cameras of this maker usually have. Nobody "
                                                  "has tried them: look at the preview first.")));
    layout->addWidget(m_propose);
    m_move = new QCheckBox(this);
    m_move->setObjectName(u"importMoveCredentials"_s);
    layout->addWidget(m_move);
    m_skip = new QCheckBox(this);
    m_skip->setObjectName(u"importSkip"_s);
    layout->addWidget(m_skip);
    buildButtons();
    connect(m_propose, &QCheckBox::clicked, this, &ImportDialog::readAgain);
    connect(m_move, &QCheckBox::clicked, this, &ImportDialog::readAgain);
    connect(m_skip, &QCheckBox::toggled, this, &ImportDialog::updateButtons);
    setState(State::NoFile);
    m_file->setFocus();
}

void ImportDialog::buildFileLine()
{
    auto *line = new QHBoxLayout;
    m_file = new QLineEdit(this);
    m_file->setObjectName(u"importFile"_s);
    m_file->setPlaceholderText(tr("A CSV file as \"Export cameras\" or a tool of another maker writes it"));
    auto *label = new QLabel(tr("&File"), this);
    label->setBuddy(m_file);
    m_choose = new QPushButton(tr("Choose…"), this);
    m_choose->setAutoDefault(false);
    line->addWidget(label);
    line->addWidget(m_file, 1);
    m_columns = new QPushButton(tr("C&olumns…"), this);
    m_columns->setObjectName(u"importColumns"_s);
    m_columns->setAutoDefault(false);
    line->addWidget(m_choose);
    line->addWidget(m_columns);
    bodyOf(*this)->addLayout(line);
    connect(m_file, &QLineEdit::returnPressed, this, &ImportDialog::takeFile);
    // Another name: what is shown is not of this file any more.
    connect(m_file, &QLineEdit::textEdited, this, [this] { setState(State::NoFile); });
    connect(m_choose, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    connect(m_columns, &QPushButton::clicked, this, &ImportDialog::columnsRequested);
}

void ImportDialog::buildTable()
{
    m_show = new QComboBox(this);
    m_show->setObjectName(u"importShow"_s);
    m_show->setAccessibleName(tr("Lines shown"));
    m_show->addItem(tr("All lines"), int(ImportTableModel::Show::Everything));
    m_show->addItem(tr("New and changed only"), int(ImportTableModel::Show::Changes));
    m_show->addItem(tr("Errors and warnings only"), int(ImportTableModel::Show::Problems));
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_show);
    bar->addStretch(1);
    bodyOf(*this)->addLayout(bar);
    m_table = new QTableView(this);
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Lines of the file"));
    setUpTable(*m_table);
    m_table->setItemDelegateForColumn(ImportTableModel::FateColumn, new TintDelegate(fateTint, m_table));
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (const auto &[column, characters] :
         {std::pair(ImportTableModel::LineColumn, 7), std::pair(ImportTableModel::CameraColumn, 28),
          std::pair(ImportTableModel::FateColumn, 14)})
        m_table->setColumnWidth(column, fittingColumnWidth(*m_table, column, characters));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *copy = new QAction(tr("Copy rows"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    connect(copy, &QAction::triggered, this, [this] { copyToClipboard(*m_table, CopyScope::Rows); });
    connect(m_show, &QComboBox::currentIndexChanged, this,
            [this] { m_model.show(ImportTableModel::Show(m_show->currentData().toInt())); });
    bodyOf(*this)->addWidget(m_table, 1);
}

void ImportDialog::buildButtons()
{
    auto *note = sentenceLabel(tr("Nothing is changed before you press Import, and an import deletes "
                                  "nothing. Streams are changed on "
                                  "the media servers too, a few at a time."),
                               this);
    note->setProperty("muted", true);
    bodyOf(*this)->addWidget(note);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    m_close = new QPushButton(tr("Cancel"), this);
    m_close->setAutoDefault(false);
    m_import = new QPushButton(tr("Import"), this);
    m_import->setObjectName(u"importButton"_s);
    m_import->setProperty("primary", true);
    m_import->setAutoDefault(false);
    buttons->addWidget(m_close);
    buttons->addWidget(m_import);
    static_cast<QVBoxLayout *>(layout())->addLayout(buttons);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::importRequested);
}

QString ImportDialog::file() const
{
    return QDir::fromNativeSeparators(m_file->text().trimmed());
}

void ImportDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Import cameras"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Tables (*.csv *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        m_file->setText(QDir::toNativeSeparators(name));
        takeFile();
    });
    dialog->open();
}

void ImportDialog::takeFile()
{
    m_move->setChecked(false); // was said of another file
    m_propose->setChecked(false);
    readAgain();
}

void ImportDialog::readAgain()
{
    if (m_state == State::Applying || file().isEmpty())
        return;
    showReading(0, 0);
    Q_EMIT fileChosen(file());
}

void ImportDialog::setState(State state)
{
    m_state = state;
    m_progress->setVisible(state == State::Reading || state == State::Applying);
    const bool isBusy = state == State::Applying;
    m_file->setEnabled(!isBusy && state != State::Over);
    m_choose->setEnabled(!isBusy && state != State::Over);
    if (state == State::NoFile || state == State::Reading)
        m_areColumnsKnown = false;
    if (state == State::NoFile || state == State::Failed || state == State::Reading) {
        m_plan.reset();
        m_model.setPlan({});
    }
    if (state == State::NoFile)
        m_sentence->setText(
            tr("Choose a file, or type its name and press Enter: what it would change is shown "
               "here first."));
    setMark(m_sentence, "bad", state == State::Failed || (state == State::Over && m_plan));
    updateButtons();
}

void ImportDialog::showReading(qint64 done, qint64 total)
{
    if (m_state != State::Reading)
        setState(State::Reading);
    constexpr int steps = 1000;
    m_progress->setRange(0, total > 0 ? steps : 0);
    m_progress->setValue(total > 0 ? int(done * steps / total) : 0);
    m_sentence->setText(tr("Reading the file."));
}

QString ImportDialog::summary() const
{
    QStringList parts{tr("%Ln new", "cameras", m_plan->newCameras),
                      tr("%Ln changed", "cameras", m_plan->changedCameras),
                      tr("%Ln unchanged", "cameras", m_plan->unchangedCameras)};
    if (m_plan->wrongLines > 0)
        parts.append(tr("%Ln with errors", "lines", m_plan->wrongLines));
    if (m_plan->warnings > 0)
        parts.append(tr("%Ln with warnings", "lines", m_plan->warnings));
    return parts.join(u" · "_s);
}

QString ImportDialog::listSentence() const
{
    if (m_state != State::Planned || !m_plan || !m_plan->mapping)
        return {};
    QStringList parts;
    if (!m_plan->tool.isEmpty())
        parts.append(tr("A list of %1.").arg(m_plan->tool));
    if (!m_plan->leftOut.isEmpty())
        parts.append(tr("Columns that are not imported: %1.").arg(m_plan->leftOut.join(u", "_s)));
    return parts.join(u' ');
}

void ImportDialog::setColumnsKnown(bool areKnown)
{
    m_areColumnsKnown = areKnown;
    updateButtons();
}

bool ImportDialog::takesProposals() const
{
    return m_propose->isChecked();
}

void ImportDialog::showPlan(std::shared_ptr<const ImportPlan> plan)
{
    m_plan = std::move(plan);
    m_model.setPlan(m_plan);
    m_sentence->setText(summary());
    m_skip->setChecked(false);
    setState(State::Planned);
    if (m_import->isEnabled())
        m_import->setFocus();
    else
        m_table->setFocus();
    if (m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_model.index(0, 0));
}

void ImportDialog::showFailure(const QString &sentence)
{
    m_sentence->setText(sentence);
    setState(State::Failed);
    m_file->setFocus();
}

void ImportDialog::showApplying(int done, int total)
{
    if (m_state != State::Applying)
        setState(State::Applying);
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    m_sentence->setText(tr("Writing the settings of cameras: %1 of %2")
                            .arg(QLocale().toString(done), QLocale().toString(total)));
}

void ImportDialog::showLeftOver(const QString &sentence, std::shared_ptr<const ImportPlan> failed)
{
    m_plan = std::move(failed);
    m_model.setPlan(m_plan);
    m_sentence->setText(sentence);
    setState(State::Over);
    m_close->setFocus();
}

bool ImportDialog::movesCredentials() const
{
    return m_move->isChecked();
}

bool ImportDialog::skipsErrors() const
{
    return m_skip->isChecked();
}

int ImportDialog::importableLines() const
{
    return m_plan ? m_plan->newCameras + m_plan->changedCameras : 0;
}

QString ImportDialog::obstacle() const
{
    switch (m_state) {
    case State::Failed:
        return m_areColumnsKnown ? tr("Say what the columns of the file are, or mend its header.")
                                 : tr("Choose a file first.");
    case State::NoFile:
        return tr("Choose a file first.");
    case State::Reading:
        return tr("Wait until the file has been read.");
    case State::Applying:
        return tr("The import is under way.");
    case State::Over:
        return tr("The import is over.");
    case State::Planned:
        break;
    }
    if (importableLines() == 0 && m_plan->wrongLines == 0)
        return tr("The file changes nothing.");
    if (importableLines() == 0)
        return tr("No line of the file can be imported.");
    if (m_plan->wrongLines > 0 && !m_skip->isChecked())
        return tr("%Ln line(s) have errors. Mend the file, or choose to leave them out.", nullptr,
                  m_plan->wrongLines);
    return {};
}

void ImportDialog::updateButtons()
{
    const QString reason = obstacle();
    m_import->setEnabled(reason.isEmpty());
    m_import->setToolTip(reason.isEmpty() ? QString() : format::plainToolTip(reason));
    m_import->setText(m_state == State::Planned && importableLines() > 0
                          ? tr("Import %Ln line(s)", nullptr, importableLines())
                          : tr("Import"));
    m_import->setDefault(m_import->isEnabled());
    const bool mayMap = m_areColumnsKnown && m_state != State::Applying && m_state != State::Over;
    m_columns->setEnabled(mayMap);
    m_columns->setToolTip(mayMap ? QString()
                                 : format::plainToolTip(m_state == State::Planned || m_state == State::Failed
                                                            ? tr("The header of the file cannot be read.")
                                                            : reason));
    tell(m_list, listSentence());
    updateChoices();
    m_show->setEnabled(m_plan != nullptr);
    m_close->setText(m_state == State::Over ? tr("Close") : tr("Cancel"));
}

void ImportDialog::updateChoices()
{
    const int proposed = m_state == State::Planned && m_plan ? m_plan->proposedLines : 0;
    m_propose->setVisible(proposed > 0);
    if (proposed > 0)
        m_propose->setText(tr("Take the proposed addresses of streams (%Ln line(s))", nullptr, proposed));
    const int moved = m_state == State::Planned && m_plan ? m_plan->movedCredentials : 0;
    m_move->setVisible(moved > 0);
    if (moved > 0)
        m_move->setText(
            tr("Let stored users and passwords go to other hosts or ports (%Ln line(s))", nullptr, moved));
    const bool mayLeaveOut =
        m_state == State::Planned && m_plan && m_plan->wrongLines > 0 && importableLines() > 0;
    m_skip->setVisible(mayLeaveOut);
    if (mayLeaveOut)
        m_skip->setText(
            tr("Import the valid lines (%1) and leave out those with errors (%2)")
                .arg(QLocale().toString(importableLines()), QLocale().toString(m_plan->wrongLines)));
}

} // namespace streamkeeper
