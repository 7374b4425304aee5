#include "views/common/ElidingLabel.h"

#include "models/texts/Formatting.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace streamkeeper {

ElidingLabel::ElidingLabel(QWidget *parent, Qt::TextElideMode mode)
    : QLabel(parent)
    , m_mode(mode)
{
    setProperty("elides", true);
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
}

QSize ElidingLabel::minimumSizeHint() const
{
    constexpr int leastCharacters = 8;
    const QSize whole = QLabel::minimumSizeHint();
    return {qMin(whole.width(), leastCharacters * fontMetrics().averageCharWidth()), whole.height()};
}

bool ElidingLabel::isCut() const
{
    return fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

void ElidingLabel::paintEvent(QPaintEvent *event)
{
    if (!isCut()) {
        QLabel::paintEvent(event); // with what is selected in it
        return;
    }
    QPainter painter(this);
    style()->drawItemText(&painter, contentsRect(), int(alignment()), palette(), isEnabled(),
                          fontMetrics().elidedText(text(), m_mode, contentsRect().width()), foregroundRole());
}

bool ElidingLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isCut()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), format::plainToolTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace streamkeeper
