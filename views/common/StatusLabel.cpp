#include "views/common/StatusLabel.h"

#include "views/common/StatusMark.h"

#include <QPainter>

namespace streamkeeper {

namespace {

constexpr int gap = 6;

} // namespace

StatusLabel::StatusLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StatusLabel::setStatus(StreamStatus mark, const QString &word, bool isStale, bool isOff)
{
    const bool isSameSize = word == m_text && isStale == m_isStale;
    m_mark = mark;
    m_text = word;
    m_isStale = isStale;
    m_isOff = isOff;
    m_isPartial = false;
    setAccessibleName(word);
    if (!isSameSize)
        updateGeometry();
    update();
}

void StatusLabel::setPartial(const QString &word, bool isStale)
{
    setStatus(StreamStatus::Inactive, word, isStale);
    m_isPartial = true;
}

QSize StatusLabel::sizeHint() const
{
    QFont shown = font();
    shown.setItalic(m_isStale);
    const QFontMetrics metrics(shown);
    return {statusMarkSize + gap + metrics.horizontalAdvance(m_text) + 4, metrics.height() + 4};
}

QSize StatusLabel::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), 80), sizeHint().height()};
}

void StatusLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeTokens &tokens = tokensOf(palette());
    const QRectF mark(1, (height() - statusMarkSize) / 2.0, statusMarkSize, statusMarkSize);
    if (m_isPartial && !m_isStale)
        drawPartialMark(painter, mark, tokens);
    else
        drawStatusMark(painter, mark, m_mark, m_isStale, m_isOff, tokens);
    QFont shown = font();
    shown.setItalic(m_isStale);
    painter.setFont(shown);
    painter.setPen(m_isStale ? tokens.muted : tokens.text);
    const QRect place = rect().adjusted(statusMarkSize + gap, 0, 0, 0);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_text, Qt::ElideRight, place.width()));
}

} // namespace streamkeeper
