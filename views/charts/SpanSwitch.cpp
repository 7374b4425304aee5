#include "views/charts/SpanSwitch.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace streamkeeper {

SpanSwitch::SpanSwitch(QWidget *parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    line->addStretch(1);
    for (const auto &[span, word] :
         {std::pair(ChartSpan::Hour, tr("1 h")), std::pair(ChartSpan::Day, tr("24 h")),
          std::pair(ChartSpan::Week, tr("7 d"))}) {
        auto *button = new QToolButton(this);
        button->setText(word);
        button->setCheckable(true);
        button->setProperty("framed", true);
        button->setChecked(span == ChartSpan::Hour);
        button->setFocusPolicy(Qt::TabFocus); // one stop for the three: the arrow keys go on
        button->setAccessibleName(tr("Charts: %1").arg(word));
        m_buttons->addButton(button, int(span));
        line->addWidget(button);
    }
    connect(m_buttons, &QButtonGroup::idClicked, this,
            [this](int span) { Q_EMIT spanChosen(ChartSpan(span)); });
}

ChartSpan SpanSwitch::span() const
{
    return ChartSpan(m_buttons->checkedId());
}

void SpanSwitch::setSpan(ChartSpan span)
{
    m_buttons->button(int(span))->click();
}

} // namespace streamkeeper
