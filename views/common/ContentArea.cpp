#include "views/common/ContentArea.h"

#include <QEvent>
#include <QLayout>
#include <QScrollBar>

namespace streamkeeper {

ContentArea::ContentArea(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // what is in it has the keyboard, and scrolls into sight with it
}

void ContentArea::setContents(QWidget *contents)
{
    setWidget(contents);
    // The ground is that of what it stands on.
    contents->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    fitContents();
}

QSize ContentArea::minimumSizeHint() const
{
    constexpr QSize least(200, 60);
    return widget()->minimumSizeHint().boundedTo(least);
}

int ContentArea::heightOfContents(int width) const
{
    const QLayout *layout = widget()->layout();
    return layout && layout->hasHeightForWidth() ? layout->totalMinimumHeightForWidth(width)
                                                 : widget()->minimumSizeHint().height();
}

void ContentArea::fitContents()
{
    const QSize room = maximumViewportSize();
    const int least = widget()->minimumSizeHint().width();
    int width = qMax(least, room.width());
    if (heightOfContents(width) > room.height()) // the bar takes some of it
        width = qMax(least, room.width() - verticalScrollBar()->sizeHint().width());
    const int height =
        room.height() - (width > room.width() ? horizontalScrollBar()->sizeHint().height() : 0);
    widget()->resize(width, qMax(height, heightOfContents(width)));
}

void ContentArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (widget())
        fitContents();
}

bool ContentArea::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest && watched == widget()) {
        fitContents();
        updateGeometry(); // another size is wanted: a scroll area does not pass that on
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace streamkeeper
