#include "views/streams/StatusCounts.h"

#include "models/texts/StreamTexts.h"
#include "views/common/StatusMark.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

namespace streamkeeper {

StatusCounts::StatusCounts(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (const auto status : streamStatuses)
        addEntry(status, texts::status(status));
    addEntry(std::nullopt, tr("Stale", "streams whose server does not answer"));
    redrawMarks();
}

void StatusCounts::addEntry(std::optional<StreamStatus> status, const QString &word)
{
    auto *button = new QToolButton(this);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(true);
    button->setIconSize({12, 12});
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(tr("Show only these streams"));
    layout()->addWidget(button);
    m_entries.push_back({button, status, word});
    connect(button, &QToolButton::clicked, this, [this, status](bool isChecked) {
        if (status)
            Q_EMIT statusChosen(isChecked ? status : std::nullopt);
        else
            Q_EMIT staleChosen(isChecked);
    });
}

void StatusCounts::redrawMarks()
{
    const ThemeTokens &tokens = tokensOf(palette());
    const qreal ratio = devicePixelRatioF();
    for (const Entry &entry : m_entries) {
        QPixmap pixmap((QSizeF(12, 12) * ratio).toSize());
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        drawStatusMark(painter, QRectF(1, 1, 10, 10), entry.status.value_or(StreamStatus::Active),
                       !entry.status, false, tokens);
        painter.end();
        entry.button->setIcon(QIcon(pixmap));
    }
}

void StatusCounts::setCounts(const FleetCounts &counts)
{
    for (const Entry &entry : m_entries) {
        const int count = entry.status ? counts.of(*entry.status) : counts.stale;
        entry.button->setText(entry.word + u' ' + QLocale().toString(count));
        // A calm night shows what there is; states that nobody is in stay out of the way.
        entry.button->setVisible(count > 0 || entry.status == StreamStatus::Active ||
                                 entry.button->isChecked());
    }
}

void StatusCounts::setFilter(const StreamFilter &filter)
{
    for (const Entry &entry : m_entries)
        entry.button->setChecked(entry.status ? filter.status == entry.status : filter.isStaleOnly);
}

void StatusCounts::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        redrawMarks();
}

} // namespace streamkeeper
