#include "views/common/PlainText.h"

#include <QStyle>

namespace streamkeeper {

void setMark(QWidget *widget, const char *mark, bool isSet)
{
    widget->setProperty(mark, isSet);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace streamkeeper
