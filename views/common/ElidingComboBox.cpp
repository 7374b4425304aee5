#include "views/common/ElidingComboBox.h"

#include "models/texts/Formatting.h"

#include <QHelpEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>

namespace streamkeeper {

ElidingComboBox::ElidingComboBox(QWidget *parent)
    : QComboBox(parent)
{
    constexpr int leastCharacters = 14;
    setProperty("elides", true);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(leastCharacters);
}

QString ElidingComboBox::shownText(const QStyleOptionComboBox &option) const
{
    constexpr int margins = 2; // of the text in the field, as the style draws it
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    return option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, field.width() - margins);
}

void ElidingComboBox::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    option.currentText = shownText(option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

bool ElidingComboBox::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        QStyleOptionComboBox option;
        initStyleOption(&option);
        if (shownText(option) != currentText()) {
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(),
                               format::plainToolTip(currentText()), this);
            return true;
        }
    }
    return QComboBox::event(event);
}

} // namespace streamkeeper
