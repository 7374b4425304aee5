#include "views/overview/CounterTile.h"

#include "views/common/StatusMark.h"
#include "views/theme/Theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 10;
constexpr double digitsPart = 2.4; ///< of the text around them

} // namespace

CounterTile::CounterTile(StreamStatus status, bool isStale, const QString &word, QWidget *parent)
    : QAbstractButton(parent)
    , m_status(status)
    , m_isStale(isStale)
{
    setText(word);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Show these streams"));
    setCount(0);
}

void CounterTile::setCount(int count, const QString &note)
{
    m_count = count;
    m_note = note;
    setAccessibleName(text() + u": "_s + QLocale().toString(count));
    setAccessibleDescription(note);
    update();
}

QFont CounterTile::digits() const
{
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * digitsPart);
    large.setBold(true);
    return large;
}

QSize CounterTile::sizeHint() const
{
    const int width = QFontMetrics(digits()).horizontalAdvance(QLocale().toString(100'000));
    return {std::max(width, fontMetrics().averageCharWidth() * 16) + 2 * margin,
            2 * fontMetrics().height() + QFontMetrics(digits()).height() + margin};
}

void CounterTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeTokens &tokens = tokensOf(palette());
    if (underMouse())
        painter.fillRect(rect(), tokens.header);
    const int line = fontMetrics().height();
    const int top = margin / 2;
    drawStatusMark(painter,
                   QRectF(margin, top + (line - statusMarkSize) / 2.0, statusMarkSize, statusMarkSize),
                   m_status, m_isStale, false, tokens);
    painter.setPen(tokens.text);
    painter.drawText(QRect(margin + statusMarkSize + statusMarkGap, top, width() - margin, line),
                     Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.setFont(digits());
    const bool isAlarm = m_status == StreamStatus::Inactive && !m_isStale && m_count > 0;
    painter.setPen(isAlarm ? tokens.bad : tokens.text);
    const int digitsHeight = painter.fontMetrics().height();
    painter.drawText(QRect(margin, top + line, width() - margin, digitsHeight),
                     Qt::AlignLeft | Qt::AlignVCenter, QLocale().toString(m_count));
    painter.setFont(font());
    painter.setPen(tokens.muted);
    painter.drawText(QRect(margin, top + line + digitsHeight, width() - margin, line),
                     Qt::AlignLeft | Qt::AlignVCenter, m_note);
    painter.setPen(hasFocus() ? tokens.accent : tokens.line);
    if (hasFocus())
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    else
        painter.drawLine(rect().topRight(), rect().bottomRight());
}

void CounterTile::enterEvent(QEnterEvent *)
{
    update();
}

void CounterTile::leaveEvent(QEvent *)
{
    update();
}

} // namespace streamkeeper
