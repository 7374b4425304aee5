#include "views/devices/StageStrip.h"

#include "models/texts/DeviceTexts.h"
#include "views/theme/Theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// The device itself, and then those of DeviceStage.
constexpr int stageCount = 5;
constexpr int markSize = 16;

QString stageName(int stage)
{
    return stage == 0 ? StageStrip::tr("Device") : texts::deviceStage(DeviceStage(stage - 1));
}

} // namespace

StageStrip::StageStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StageStrip::setDevice(const NetworkDevice &device, DeviceCondition condition)
{
    m_stage = condition == DeviceCondition::AwaitsCamera || condition == DeviceCondition::Releasing
                  ? DeviceStage::Profile
                  : device.stage;
    // With an address that nobody reserves, streams are next.
    if (condition == DeviceCondition::MakingStreams)
        m_stage = DeviceStage::Streams;
    m_condition = condition;
    setAccessibleName(sentence());
    setToolTip(sentence());
    update();
}

StageStrip::Mark StageStrip::markOf(int stage) const
{
    const int next = int(m_stage) + 1;
    if (stage < next || m_stage == DeviceStage::Done)
        return Mark::Done;
    if (stage > next)
        return Mark::Ahead;
    switch (m_condition) {
    case DeviceCondition::Stopped:
        return Mark::Failed;
    case DeviceCondition::Manual:
    case DeviceCondition::Paused:
    case DeviceCondition::Retrying:
        return Mark::Held;
    case DeviceCondition::AwaitsCamera:
    case DeviceCondition::AwaitsAddress:
    case DeviceCondition::Reserving:
    case DeviceCondition::MakingStreams:
    case DeviceCondition::Releasing:
    case DeviceCondition::Done:
        return Mark::Now;
    }
    return Mark::Now;
}

QString StageStrip::sentence() const
{
    if (m_stage == DeviceStage::Done)
        return tr("All stages are done.");
    return tr("Next: %1. %2.").arg(texts::deviceStage(m_stage), texts::deviceCondition(m_condition));
}

QSize StageStrip::sizeHint() const
{
    int widest = 0;
    for (int stage = 0; stage < stageCount; ++stage)
        widest = std::max(widest, fontMetrics().horizontalAdvance(stageName(stage)));
    return {(widest + 8) * stageCount, markSize + 6 + fontMetrics().height() + 4};
}

void StageStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeTokens &tokens = tokensOf(palette());
    const qreal step = qreal(width()) / stageCount;
    const qreal middle = 2 + markSize / 2.0;
    for (int stage = 0; stage < stageCount; ++stage) {
        const Mark mark = markOf(stage);
        const QPointF centre(step * (stage + 0.5), middle);
        const QColor color = mark == Mark::Done     ? tokens.good
                             : mark == Mark::Now    ? tokens.accent
                             : mark == Mark::Failed ? tokens.bad
                             : mark == Mark::Held   ? tokens.warning
                                                    : tokens.line;
        if (stage + 1 < stageCount) {
            painter.setPen(QPen(markOf(stage + 1) == Mark::Ahead ? tokens.line : tokens.good, 2));
            painter.drawLine(QPointF(centre.x() + markSize / 2.0 + 4, middle),
                             QPointF(centre.x() + step - markSize / 2.0 - 4, middle));
        }
        const QRectF circle(centre.x() - markSize / 2.0, middle - markSize / 2.0, markSize, markSize);
        const bool isFilled = mark == Mark::Done || mark == Mark::Failed;
        painter.setPen(QPen(color, 2));
        painter.setBrush(isFilled ? QBrush(color) : QBrush(tokens.surface));
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
        painter.setPen(
            QPen(isFilled ? tokens.surface : color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        if (mark == Mark::Done) {
            painter.drawPolyline(QPolygonF{{centre.x() - 3.5, middle + 0.5},
                                           {centre.x() - 1, middle + 3},
                                           {centre.x() + 4, middle - 3}});
        } else if (mark == Mark::Failed) {
            painter.drawLine(centre + QPointF(-3, -3), centre + QPointF(3, 3));
            painter.drawLine(centre + QPointF(3, -3), centre + QPointF(-3, 3));
        } else if (mark == Mark::Held) {
            painter.drawLine(centre + QPointF(-2, -3), centre + QPointF(-2, 3));
            painter.drawLine(centre + QPointF(2, -3), centre + QPointF(2, 3));
        } else if (mark == Mark::Now) {
            painter.setBrush(color);
            painter.setPen(Qt::NoPen);
            painter.drawEllipse(centre, 3, 3);
        }
        QFont font = painter.font();
        font.setBold(mark == Mark::Now || mark == Mark::Failed || mark == Mark::Held);
        painter.setFont(font);
        painter.setPen(mark == Mark::Ahead ? tokens.muted : tokens.text);
        painter.drawText(QRectF(step * stage, middle + markSize / 2.0 + 4, step, fontMetrics().height()),
                         Qt::AlignHCenter | Qt::AlignTop, stageName(stage));
    }
}

} // namespace streamkeeper
