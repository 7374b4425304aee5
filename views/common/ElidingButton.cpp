#include "views/common/ElidingButton.h"

#include "models/texts/Formatting.h"

#include <QHelpEvent>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QToolTip>

namespace streamkeeper {

ElidingButton::ElidingButton(QWidget *parent)
    : QPushButton(parent)
{
    setProperty("elides", true);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize ElidingButton::minimumSizeHint() const
{
    constexpr int leastCharacters = 8;
    const QSize whole = sizeHint();
    return {qMin(whole.width(), leastCharacters * fontMetrics().averageCharWidth()), whole.height()};
}

void ElidingButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    const int missing = sizeHint().width() - width();
    if (missing > 0)
        option.text = option.fontMetrics.elidedText(
            option.text, Qt::ElideRight, option.fontMetrics.horizontalAdvance(option.text) - missing);
    painter.drawControl(QStyle::CE_PushButton, option);
}

bool ElidingButton::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && sizeHint().width() > width()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), format::plainToolTip(text()), this);
        return true;
    }
    return QPushButton::event(event);
}

} // namespace streamkeeper
