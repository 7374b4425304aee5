#include "views/common/StatusStripView.h"

#include "models/texts/Formatting.h"
#include "views/common/StripPainter.h"
#include "views/theme/Theme.h"

#include <QPainter>

namespace streamkeeper {

StatusStripView::StatusStripView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("The last 24 hours"));
}

void StatusStripView::setStrip(const StatusStrip &strip, const QString &inWords)
{
    setToolTip(format::plainToolTip(inWords));
    setAccessibleDescription(inWords);
    if (m_strip == strip)
        return;
    m_strip = strip;
    update();
}

QSize StatusStripView::sizeHint() const
{
    return {240, stripHeight + 2 + fontMetrics().height()};
}

QSize StatusStripView::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void StatusStripView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeTokens &tokens = tokensOf(palette());
    drawStatusStrip(painter, QRectF(0, 0, width(), stripHeight), m_strip, tokens);
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.88);
    painter.setFont(small);
    painter.setPen(tokens.muted);
    drawStripAxis(painter, QRectF(0, stripHeight + 2, width(), height() - stripHeight - 2), m_strip.fromMs,
                  {});
}

} // namespace streamkeeper
