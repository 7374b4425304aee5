#include "views/common/PlainText.h"

#include <QLineEdit>
#include <QStyle>

namespace streamkeeper {

void fitPlaceholder(QLineEdit &field)
{
    constexpr int roomOfIcons = 26; // each of those before and behind the text, and its frame
    field.setMinimumWidth(field.fontMetrics().horizontalAdvance(field.placeholderText()) +
                          roomOfIcons *
                              (1 + int(field.actions().size()) + (field.isClearButtonEnabled() ? 1 : 0)));
}

void setMark(QWidget *widget, const char *mark, bool isSet)
{
    widget->setProperty(mark, isSet);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace streamkeeper
