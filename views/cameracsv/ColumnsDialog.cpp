#include "views/cameracsv/ColumnsDialog.h"

#include "models/texts/Formatting.h"
#include "views/common/DialogBody.h"
#include "views/common/FieldRow.h"
#include "views/common/PlainText.h"

#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// More than any list of cameras has; each is a row of widgets.
constexpr qsizetype mostColumns = 200;
/// As wide as the longest of its texts in any language would leave no room for what stands in the file.
constexpr int fieldCharacters = 34;

void select(QComboBox &box, int value)
{
    box.setCurrentIndex(std::max(0, box.findData(value)));
}

QLabel *headLabel(const QString &text, QWidget *parent)
{
    QLabel *label = plainLabel(text, parent);
    label->setProperty("muted", true);
    return label;
}

} // namespace

ColumnsDialog::ColumnsDialog(ListShape shape, const ColumnMapping &mapping, QList<ColumnMapping> saved,
                             QWidget *parent)
    : QDialog(parent)
    , m_shape(std::move(shape))
    , m_saved(std::move(saved))
{
    setWindowTitle(tr("Columns of the list"));
    QVBoxLayout *layout = layOut(*this, {860, 600}).body;
    layout->setSpacing(10);
    layout->addWidget(sentenceLabel(introduction(), this));
    buildMappingLine();
    buildColumns();
    buildMaker();
    auto *needed =
        sentenceLabel(tr("Needed are the name or the IP address of the camera, and the address of a stream, "
                         "or an IP address and the maker: then the usual addresses are proposed, and you "
                         "decide about them in the next step."),
                      this);
    needed->setProperty("muted", true);
    layout->addWidget(needed);
    m_problem = sentenceLabel({}, this);
    m_problem->setObjectName(u"columnsProblem"_s);
    setMark(m_problem, "bad");
    layout->addWidget(m_problem);
    buildButtons();
    showMapping(mapping);
    // A scroll area that grows only after it has its content keeps a bar that it does not need.
    layout->activate();
    m_area->setWidget(m_content);
    const auto first = std::ranges::find_if(m_fields, [](const QComboBox *box) { return box != nullptr; });
    if (first != m_fields.end())
        (*first)->setFocus();
}

QString ColumnsDialog::introduction() const
{
    if (!m_shape.tool.isEmpty())
        return tr("This is a list of %1. Its header is line %2 of the file.")
            .arg(m_shape.tool)
            .arg(m_shape.headerLine);
    if (m_shape.isOwn)
        return tr("The columns of this file are the console's own. Its header is line %1.")
            .arg(m_shape.headerLine);
    return tr("The console does not know this list. Say what its columns are; its header is line %1 of the "
              "file. What you say is remembered for lists with this header.")
        .arg(m_shape.headerLine);
}

void ColumnsDialog::buildMappingLine()
{
    auto *line = new QHBoxLayout;
    m_name = new QComboBox(this);
    m_name->setObjectName(u"columnsName"_s);
    m_name->setEditable(true);
    m_name->setInsertPolicy(QComboBox::NoInsert);
    for (const ColumnMapping &mapping : m_saved)
        m_name->addItem(mapping.name);
    m_name->setCurrentIndex(-1);
    m_name->lineEdit()->setPlaceholderText(tr("Choose a saved one, or a name to save this one"));
    constexpr int roomOfArrow = 60;
    m_name->setMinimumWidth(fontMetrics().horizontalAdvance(m_name->lineEdit()->placeholderText()) +
                            roomOfArrow);
    m_name->lineEdit()->setMaxLength(80);
    auto *label = new QLabel(tr("&Mapping"), this);
    label->setBuddy(m_name);
    m_save = new QPushButton(tr("&Save"), this);
    m_save->setObjectName(u"columnsSave"_s);
    auto *read = new QPushButton(tr("&Load from file…"), this);
    m_write = new QPushButton(tr("Save to &file…"), this);
    line->addWidget(label);
    line->addWidget(m_name, 1);
    for (QPushButton *button : {m_save, read, m_write}) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    bodyOf(*this)->addLayout(line);
    connect(m_name, &QComboBox::activated, this, &ColumnsDialog::choose);
    connect(m_name, &QComboBox::editTextChanged, this, &ColumnsDialog::updateState);
    connect(m_save, &QPushButton::clicked, this, &ColumnsDialog::save);
    connect(read, &QPushButton::clicked, this, &ColumnsDialog::openFile);
    connect(m_write, &QPushButton::clicked, this, &ColumnsDialog::writeFile);
}

void ColumnsDialog::buildColumns()
{
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::StyledPanel);
    area->setFocusPolicy(Qt::NoFocus); // the fields in it are walked through
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(area);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(headLabel(tr("Column of the file"), content), 0, 0);
    grid->addWidget(headLabel(tr("First lines"), content), 0, 1);
    grid->addWidget(headLabel(tr("What it is"), content), 0, 2);
    for (qsizetype i = 0; i < std::min(mostColumns, m_shape.header.size()); ++i)
        addRow(*grid, i);
    grid->setRowStretch(grid->rowCount(), 1);
    bodyOf(*this)->addWidget(area, 1);
    m_area = area;
    m_content = content;
}

QString ColumnsDialog::samplesOf(qsizetype column) const
{
    QStringList cells;
    for (const QStringList &line : m_shape.samples) {
        if (!line.value(column).isEmpty())
            cells.append(line.value(column));
    }
    return cells.isEmpty() ? u"–"_s : cells.join(u" · "_s);
}

void ColumnsDialog::addRow(QGridLayout &grid, qsizetype column)
{
    const QString &name = m_shape.header[column];
    const QString shown = name.isEmpty() ? tr("(no name)") : shownColumn(name);
    QWidget *content = grid.parentWidget();
    const int row = grid.rowCount();
    grid.addWidget(plainLabel(shown, content), row, 0);
    QLabel *samples = plainLabel(samplesOf(column), content);
    samples->setProperty("muted", true);
    samples->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    samples->setToolTip(format::plainToolTip(samples->text()));
    grid.addWidget(samples, row, 1);
    auto *box = new QComboBox(content);
    ignoreStrayWheel(box);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(fieldCharacters);
    box->setAccessibleName(tr("What the column %1 is").arg(shown));
    box->setAccessibleDescription(samples->text());
    for (const ListField field : listFields())
        box->addItem(texts::listField(field), int(field));
    grid.addWidget(box, row, 2);
    const auto same = std::ranges::count(m_shape.header, columnKey(name), columnKey);
    const bool canBeSaid = !name.isEmpty() && same == 1;
    box->setEnabled(canBeSaid);
    if (!canBeSaid)
        box->setToolTip(format::plainToolTip(
            name.isEmpty() ? tr("The column has no name in the header. Give it one in the file.")
                           : tr("Another column has the same name. Change one of them in the file.")));
    m_fields.push_back(canBeSaid ? box : nullptr);
    connect(box, &QComboBox::currentIndexChanged, this, &ColumnsDialog::updateState);
}

void ColumnsDialog::buildMaker()
{
    auto *line = new QHBoxLayout;
    m_maker = new QComboBox(this);
    m_maker->setObjectName(u"columnsMaker"_s);
    m_maker->addItem(tr("Not known, or different"), int(CameraMaker::Unknown));
    for (const CameraMaker maker : knownMakers())
        m_maker->addItem(makerName(maker), int(maker));
    auto *label = new QLabel(tr("Maker of the &cameras, where no column says it"), this);
    label->setBuddy(m_maker);
    line->addWidget(label);
    line->addWidget(m_maker);
    line->addStretch(1);
    bodyOf(*this)->addLayout(line);
    connect(m_maker, &QComboBox::currentIndexChanged, this, &ColumnsDialog::updateState);
}

void ColumnsDialog::buildButtons()
{
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_next = new QPushButton(tr("&Next"), this);
    m_next->setObjectName(u"columnsNext"_s);
    m_next->setProperty("primary", true);
    m_next->setAutoDefault(false);
    buttons->addWidget(cancel);
    buttons->addWidget(m_next);
    static_cast<QVBoxLayout *>(layout())->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_next, &QPushButton::clicked, this, &QDialog::accept);
}

ColumnMapping ColumnsDialog::mapping() const
{
    ColumnMapping mapping;
    mapping.name = m_name->currentText().trimmed();
    mapping.maker = CameraMaker(m_maker->currentData().toInt());
    for (size_t i = 0; i < m_fields.size(); ++i) {
        const auto field =
            m_fields[i] ? ListField(m_fields[i]->currentData().toInt()) : ListField::NotImported;
        if (field != ListField::NotImported)
            mapping.columns.append({m_shape.header[qsizetype(i)], field});
    }
    return mapping;
}

void ColumnsDialog::showMapping(const ColumnMapping &mapping)
{
    for (size_t i = 0; i < m_fields.size(); ++i) {
        const QSignalBlocker quiet(m_fields[i]);
        if (m_fields[i])
            select(*m_fields[i], int(mapping.fieldOf(m_shape.header[qsizetype(i)])));
    }
    {
        const QSignalBlocker quiet(m_maker);
        select(*m_maker, int(mapping.maker));
    }
    m_name->setEditText(mapping.name);
    updateState();
    const auto checked = checkMapping(mapping, m_shape.header);
    if (!checked && m_next->isEnabled())
        showProblem(checked.error().message);
}

void ColumnsDialog::showProblem(const QString &sentence)
{
    tell(m_problem, sentence);
}

void ColumnsDialog::choose(int index)
{
    if (index >= 0 && index < m_saved.size())
        showMapping(m_saved[index]);
}

void ColumnsDialog::save()
{
    const ColumnMapping saved = mapping();
    m_saved.removeIf([&](const ColumnMapping &known) { return known.name == saved.name; });
    m_saved.append(saved);
    const QSignalBlocker quiet(m_name);
    m_name->clear();
    for (const ColumnMapping &known : m_saved)
        m_name->addItem(known.name);
    m_name->setCurrentIndex(m_name->count() - 1);
    Q_EMIT saveRequested(saved);
}

void ColumnsDialog::openFile()
{
    auto *dialog = new QFileDialog(this, tr("Load a mapping"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Mappings (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ColumnsDialog::fileToReadChosen);
    dialog->open();
}

void ColumnsDialog::writeFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the mapping"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Mappings (*.json)"));
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &file) { Q_EMIT fileToWriteChosen(file, mapping()); });
    dialog->open();
}

void ColumnsDialog::updateState()
{
    const auto say = [](QWidget *button, const QString &reason) {
        button->setEnabled(reason.isEmpty());
        button->setToolTip(reason.isEmpty() ? QString() : format::plainToolTip(reason));
    };
    const ColumnMapping now = mapping();
    const auto checked = checkMapping(now, m_shape.header);
    const QString problem = checked ? QString() : checked.error().message;
    const bool mayKeep = mayBeKept(m_shape.header);
    const QString secret = mayKeep ? QString()
                                   : tr("The header holds an address or a password: it is no header, and is "
                                        "not written anywhere.");
    showProblem(problem);
    say(m_next, problem);
    m_next->setDefault(m_next->isEnabled());
    say(m_write, !secret.isEmpty() ? secret : problem);
    say(m_save, !secret.isEmpty()    ? secret
                : !problem.isEmpty() ? problem
                : now.name.isEmpty() ? tr("Give the mapping a name first.")
                                     : QString());
}

} // namespace streamkeeper
