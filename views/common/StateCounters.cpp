#include "views/common/StateCounters.h"

#include "models/texts/StreamTexts.h"
#include "views/common/StatusMark.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int counterPadding = 12;
constexpr int counterMarkGap = 6;
constexpr qreal numberScale = 2.1; // of the text: 30 px beside 14
constexpr int mostCounted = 888'888;
constexpr int chosenLine = 3;
constexpr int counterTop = 6;

} // namespace

StateCounter::StateCounter(StreamState state, QWidget *parent)
    : QAbstractButton(parent)
    , m_state(state)
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(texts::state(state));
    setToolTip(tr("Show only these streams"));
    describe();
}

QFont StateCounter::numberFont() const
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * numberScale);
    large.setWeight(QFont::DemiBold);
    return large;
}

void StateCounter::setCount(int count)
{
    if (count == m_count)
        return;
    m_count = count;
    describe();
    update();
}

void StateCounter::setNote(const QString &note)
{
    if (note == m_note)
        return;
    m_note = note;
    describe();
    update();
}

void StateCounter::describe()
{
    QString words = text() + u": "_s + QLocale().toString(m_count);
    if (!m_note.isEmpty())
        words += u", "_s + m_note;
    setAccessibleName(words);
}

QSize StateCounter::sizeHint() const
{
    const QFontMetrics words(font());
    const QFontMetrics digits(numberFont());
    const int width = qMax(statusMarkSize + counterMarkGap + words.horizontalAdvance(text()),
                           digits.horizontalAdvance(QLocale().toString(mostCounted)));
    return {width + 2 * counterPadding, 2 * words.height() + digits.height() + 2 * counterTop};
}

void StateCounter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeTokens &tokens = tokensOf(palette());
    if (isChecked() || underMouse())
        painter.fillRect(rect(), isChecked() ? tokens.selection : tokens.header);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), tokens.line);
    if (isChecked()) // not by its ground alone
        painter.fillRect(QRect(0, height() - chosenLine, width() - 1, chosenLine), tokens.accent);
    const QFontMetrics words(font());
    const QFont large = numberFont();
    const QFontMetrics digits(large);
    const int left = counterPadding;
    painter.translate(0, counterTop);
    const bool isAlarming = m_state == StreamState::Inactive && m_count > 0;
    drawStatusMark(painter,
                   QRectF(left, (words.height() - statusMarkSize) / 2.0 + 1, statusMarkSize, statusMarkSize),
                   m_state, tokens);
    painter.setPen(tokens.text);
    painter.drawText(left + statusMarkSize + counterMarkGap, words.ascent() + 1, text());
    painter.setFont(large);
    painter.setPen(isAlarming ? tokens.bad : m_count > 0 ? tokens.text : tokens.muted);
    painter.drawText(left, words.height() + digits.ascent(), QLocale().toString(m_count));
    painter.setFont(font());
    painter.setPen(tokens.muted);
    painter.drawText(left, words.height() + digits.height() + words.ascent() - 1, m_note);
    painter.resetTransform();
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -2, -2));
    }
}

StateCounters::StateCounters(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 1); // the line below
    layout->setSpacing(0);
    const auto add = [&](StreamState state) {
        auto *button = new StateCounter(state, this);
        m_counters[size_t(state)] = button;
        layout->addWidget(button);
        connect(button, &StateCounter::clicked, this, [this, state](bool isChosen) {
            Q_EMIT stateChosen(isChosen ? std::optional(state) : std::nullopt);
        });
    };
    for (const auto state : streamStates) {
        if (state != StreamState::Idle)
            add(state);
    }
    add(StreamState::Idle);
    counter(StreamState::Idle)->hide();
    setFocusProxy(counter(StreamState::Inactive));
    layout->addStretch(1);
}

void StateCounters::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(QRect(0, height() - 1, width(), 1), tokensOf(palette()).line);
}

void StateCounters::setCounts(const StateCounts &counts)
{
    for (const auto state : streamStates)
        counter(state)->setCount(counts.of(state));
    if (counts.of(StreamState::Idle) > 0)
        counter(StreamState::Idle)->show();
}

void StateCounters::setNote(StreamState state, const QString &note)
{
    counter(state)->setNote(note);
}

void StateCounters::setChosen(std::optional<StreamState> state)
{
    for (StateCounter *button : m_counters)
        button->setChecked(state == button->state());
}

} // namespace streamkeeper
