#include "views/common/FieldRow.h"

#include "models/texts/Formatting.h"
#include "views/common/PlainText.h"

#include <QCheckBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>

namespace streamkeeper {

namespace {

/// Passes the wheel on to the page.
class StrayWheelFilter : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *field = static_cast<QWidget *>(watched);
        if (event->type() != QEvent::Wheel || field->hasFocus())
            return false;
        event->ignore();
        return true;
    }
};

} // namespace

QFormLayout *addFormColumn(QBoxLayout &layout)
{
    auto *column = new QVBoxLayout;
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    column->addLayout(form);
    column->addStretch(1); // a shorter column leaves its rest empty
    layout.addLayout(column, 1);
    return form;
}

void ignoreStrayWheel(QWidget *field)
{
    field->setFocusPolicy(Qt::StrongFocus);
    field->installEventFilter(new StrayWheelFilter(field));
}

FieldRow::FieldRow(QFormLayout &form, const QString &title, QWidget *field, QWidget *extra)
    : m_field(field)
{
    QWidget *parent = form.parentWidget() ? form.parentWidget() : field->parentWidget();
    m_label = plainLabel(title, parent);
    m_label->setBuddy(field);
    m_label->setProperty("muted", true);
    // In line with the first line of the field, however much stands below it.
    m_label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    m_label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    const bool isFramed = !qobject_cast<QLabel *>(field) && !qobject_cast<QCheckBox *>(field);
    m_label->setContentsMargins(0, isFramed ? 7 : 0, 0, 0);
    m_box = new QWidget(parent);
    auto *column = new QVBoxLayout(m_box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(field, 1);
    if (extra)
        line->addWidget(extra);
    column->addLayout(line);
    m_problemLabel = sentenceLabel({}, m_box);
    m_problemLabel->setProperty("bad", true);
    m_problemLabel->hide();
    column->addWidget(m_problemLabel);
    field->setAccessibleName(title);
    m_toolTip = field->toolTip();
    form.addRow(m_label, m_box);
}

void FieldRow::setTitle(const QString &title)
{
    m_label->setText(title);
    m_field->setAccessibleName(title);
}

void FieldRow::setProblem(const QString &sentence)
{
    if (sentence == m_problem)
        return;
    m_problem = sentence;
    tell(m_problemLabel, sentence);
    m_field->setAccessibleDescription(sentence);
    setMark(m_field, "invalid", !sentence.isEmpty());
}

void FieldRow::setLocked(const QString &reason)
{
    m_field->setEnabled(reason.isEmpty());
    const QString toolTip = format::plainToolTip(reason.isEmpty() ? m_toolTip : reason);
    for (QWidget *widget : {static_cast<QWidget *>(m_label), m_field})
        widget->setToolTip(toolTip);
}

void FieldRow::setShown(bool isShown)
{
    m_label->setVisible(isShown);
    m_box->setVisible(isShown);
}

} // namespace streamkeeper
