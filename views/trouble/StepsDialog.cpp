#include "views/trouble/StepsDialog.h"

#include "views/common/DialogBody.h"
#include "views/common/DialogEnd.h"
#include "views/common/FieldRow.h"
#include "views/common/PlainText.h"

#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QSpinBox *numberField(QWidget *parent, int most)
{
    auto *field = new QSpinBox(parent);
    field->setRange(1, most);
    field->setButtonSymbols(QSpinBox::NoButtons);
    ignoreStrayWheel(field);
    return field;
}

} // namespace

StepsDialog::StepsDialog(const TroublePolicy &policy, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("What counts as incorrect"));
    const auto [outer, layout] = layOut(*this, {620, 0});
    layout->setSpacing(12);
    layout->addWidget(sentenceLabel(tr("These numbers are the project's, not the vendor's, whose are not "
                                       "public. They are the registry's: "
                                       "they count for all its servers whose card has Incorrect cameras on, "
                                       "and for everybody. The console "
                                       "classifies and shows; it switches off only on "
                                       "servers whose card says so."),
                                    this));
    QFormLayout *form = addFormColumn(*layout);
    m_incorrect = numberField(this, longestTroubleMinutes);
    m_incorrect->setObjectName(u"incorrectMinutes"_s);
    m_incorrect->setSuffix(tr(" min", "minutes, after a number"));
    m_incorrect->setToolTip(tr("So long a stream stays Incorrect after its last loss or reconnect"));
    (void)FieldRow(*form, tr("Incorrect for"), m_incorrect);
    layout->addWidget(plainLabel(tr("Problematic is a stream that reconnects so often:"), this));
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(0, 1);
    const QStringList titles{tr("Switched off before"), tr("Reconnects"), tr("within"),
                             tr("Increased time: reconnects"), tr("within")};
    for (int i = 0; i < int(titles.size()); ++i) {
        QLabel *title = plainLabel(titles[i], this);
        title->setProperty("muted", true);
        m_grid->addWidget(title, 0, i);
    }
    layout->addLayout(m_grid);
    auto *tools = new QHBoxLayout;
    m_add = new QPushButton(tr("Add step"), this);
    m_remove = new QPushButton(tr("Remove last step"), this);
    auto *defaults = new QPushButton(tr("Project defaults"), this);
    defaults->setObjectName(u"defaultSteps"_s);
    for (QPushButton *button : {m_add, m_remove, defaults}) {
        button->setAutoDefault(false);
        tools->addWidget(button);
    }
    tools->addStretch(1);
    layout->addLayout(tools);
    layout->addStretch(1);
    m_end = new DialogEnd(tr("Save"), "saveSteps", DialogEnd::Weight::Usual, this);
    outer->addWidget(m_end);
    connect(m_end, &DialogEnd::confirmed, this, &StepsDialog::saveRequested);
    connect(m_add, &QPushButton::clicked, this, [this] { addStep(value().steps.back()); });
    connect(m_remove, &QPushButton::clicked, this, &StepsDialog::removeStep);
    connect(defaults, &QPushButton::clicked, this, [this] { setValue(TroublePolicy()); });
    setValue(policy);
}

void StepsDialog::setValue(const TroublePolicy &policy)
{
    m_incorrect->setValue(policy.incorrectMinutes);
    while (m_lines.size() > policy.steps.size())
        removeStep();
    for (size_t i = 0; i < policy.steps.size(); ++i) {
        const TroubleStep &step = policy.steps[i];
        if (i >= m_lines.size())
            addStep(step);
        const std::array<int, 4> numbers{step.count, step.windowMinutes, step.extendedCount,
                                         step.extendedWindowMinutes};
        for (size_t j = 0; j < numbers.size(); ++j)
            m_lines[i].fields[j]->setValue(numbers[j]);
    }
}

void StepsDialog::addStep(const TroubleStep &step)
{
    const int row = int(m_lines.size()) + 1;
    Line line{plainLabel({}, this), {}};
    m_grid->addWidget(line.title, row, 0);
    const std::array<int, 4> numbers{step.count, step.windowMinutes, step.extendedCount,
                                     step.extendedWindowMinutes};
    for (size_t i = 0; i < numbers.size(); ++i) {
        const bool isWindow = i % 2 == 1;
        QSpinBox *field = numberField(this, isWindow ? longestTroubleMinutes : mostTroubleReconnects);
        if (isWindow)
            field->setSuffix(tr(" min", "minutes, after a number"));
        field->setObjectName(u"step%1field%2"_s.arg(row).arg(i));
        field->setAccessibleName(isWindow ? tr("Minutes") : tr("Reconnects"));
        field->setValue(numbers[i]);
        line.fields[i] = field;
        m_grid->addWidget(field, row, int(i) + 1);
    }
    m_lines.push_back(line);
    updateButtons();
}

void StepsDialog::removeStep()
{
    const Line line = m_lines.back();
    m_lines.pop_back();
    delete line.title;
    for (QSpinBox *field : line.fields)
        delete field;
    updateButtons();
}

void StepsDialog::updateButtons()
{
    for (size_t i = 0; i < m_lines.size(); ++i) {
        const bool isLast = i + 1 == m_lines.size();
        m_lines[i].title->setText(i == 0   ? (isLast ? tr("Always") : tr("Never"))
                                  : isLast ? tr("%n time(s) or more", nullptr, int(i))
                                           : tr("%n time(s)", nullptr, int(i)));
    }
    const bool isFull = int(m_lines.size()) == mostTroubleSteps;
    m_add->setEnabled(!isFull);
    m_add->setToolTip(isFull ? tr("There are no more than %n step(s).", nullptr, mostTroubleSteps)
                             : QString());
    m_remove->setEnabled(m_lines.size() > 1);
    m_remove->setToolTip(m_lines.size() > 1 ? QString() : tr("One step has to stay."));
    fitHeight(*this);
}

TroublePolicy StepsDialog::value() const
{
    TroublePolicy policy;
    policy.incorrectMinutes = m_incorrect->value();
    policy.steps.clear();
    for (const Line &line : m_lines)
        policy.steps.push_back({line.fields[1]->value(), line.fields[0]->value(), line.fields[3]->value(),
                                line.fields[2]->value()});
    return policy;
}

void StepsDialog::showFailure(const Error &error)
{
    m_end->showFailure(error);
}

} // namespace streamkeeper
