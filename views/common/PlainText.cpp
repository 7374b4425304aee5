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
    // Before it is shown nothing has its font yet, and sentences would be reckoned with another one.
    dialog.ensurePolished();
    for (QWidget *child : dialog.findChildren<QWidget *>())
        child->ensurePolished();
    QLayout *layout = dialog.layout();
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->activate();
    const int width = qMax(dialog.width(), dialog.minimumWidth());
    const int height =
        layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : layout->totalSizeHint().height();
    dialog.resize(width, height);
}

} // namespace streamkeeper
