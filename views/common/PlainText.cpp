#include "views/common/PlainText.h"

#include <QStyle>

namespace streamkeeper {

void setMark(QWidget *widget, const char *mark, bool isSet)
{
    widget->setProperty(mark, isSet);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

void fitHeight(QWidget &dialog)
{
    QLayout *layout = dialog.layout();
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->activate();
    const int width = qMax(dialog.width(), dialog.minimumWidth());
    const int height =
        layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : layout->totalSizeHint().height();
    dialog.resize(width, height);
}

} // namespace streamkeeper
