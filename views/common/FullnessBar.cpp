#include "views/common/FullnessBar.h"

#include "views/theme/Theme.h"

#include <QPainter>

namespace streamkeeper {

FullnessBar::FullnessBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FullnessBar::setPercent(int percent)
{
    m_percent = qMin(percent, 100);
    update();
}

void FullnessBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeTokens &tokens = tokensOf(palette());
    const QRectF ground(0, 3, width(), height() - 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.line);
    painter.drawRoundedRect(ground, 3, 3);
    if (m_percent > 0) {
        QRectF full = ground;
        full.setWidth(ground.width() * m_percent / 100.0);
        painter.setBrush(m_percent > fullPercent ? tokens.warning : tokens.accent);
        painter.drawRoundedRect(full, 3, 3);
    }
    const qreal mark = width() * fullPercent / 100.0;
    painter.setPen(QPen(tokens.text, 1.4));
    painter.drawLine(QPointF(mark, 0), QPointF(mark, height()));
}

} // namespace streamkeeper
