#include "views/preview/OverlayButton.h"

#include "views/preview/VideoColors.h"
#include "views/theme/Icons.h"

#include <QAction>
#include <QPainter>
#include <QPainterPath>

namespace streamkeeper {

namespace {

constexpr int iconSide = 16;
constexpr int padding = 6;
constexpr int arrowRoom = 10;

} // namespace

OverlayButton::OverlayButton(QAction *action, QWidget *parent)
    : QToolButton(parent)
{
    setDefaultAction(action);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    setAccessibleName(action->text());
    connect(action, &QAction::changed, this, [this, action] { setAccessibleName(action->text()); });
}

void OverlayButton::setIconName(const QString &name)
{
    m_iconName = name;
    update();
}

QString OverlayButton::shownText() const
{
    return m_iconName.isEmpty() ? text() : QString();
}

QSize OverlayButton::sizeHint() const
{
    const int content =
        m_iconName.isEmpty() ? fontMetrics().horizontalAdvance(shownText()) : static_cast<int>(iconSide);
    return {content + 2 * padding + (menu() ? arrowRoom : 0), iconSide + 2 * padding};
}

void OverlayButton::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    if (isEnabled() && (underMouse() || isDown())) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(videocolors::hover);
        painter.drawRoundedRect(frame, 4, 4);
    }
    if (isEnabled() && isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(videocolors::hover);
        painter.drawRoundedRect(frame, 4, 4);
    }
    if (hasFocus()) {
        painter.setPen(QPen(videocolors::focus, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 4, 4);
    }
    const QColor color = isEnabled() ? videocolors::text : videocolors::disabledText;
    const QRect content = rect().adjusted(padding, 0, -padding - (menu() ? arrowRoom : 0), 0);
    if (m_iconName.isEmpty()) {
        painter.setPen(color);
        painter.drawText(content, Qt::AlignCenter, shownText());
    } else {
        QRect icon(0, 0, iconSide, iconSide);
        icon.moveCenter(content.center());
        themedIcon(m_iconName, color).paint(&painter, icon);
    }
    if (menu()) {
        const QPointF middle(width() - padding - 3, height() / 2.0 + 0.5);
        painter.setPen(QPen(color, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(
            QPolygonF{middle + QPointF(-2.5, -1.5), middle + QPointF(0, 1.2), middle + QPointF(2.5, -1.5)});
    }
}

} // namespace streamkeeper
