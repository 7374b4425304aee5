#include "views/trouble/CauseList.h"

#include "models/texts/Formatting.h"
#include "models/texts/TroubleTexts.h"
#include "views/common/ElidingLabel.h"
#include "views/common/FlowLayout.h"
#include "views/common/PlainText.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastSentence = 240; ///< px that a cause has before its buttons go below it

} // namespace

CauseList::CauseList(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 6);
    layout->setSpacing(2);
    m_title = plainLabel({}, this);
    m_title->setProperty("muted", true);
    layout->addWidget(m_title);
}

void CauseList::setCauses(std::vector<NamedCause> causes, qint64 nowMs)
{
    if (m_causes == causes && m_lines)
        return;
    const auto before = shownStreams();
    m_causes = std::move(causes);
    build(nowMs);
    if (!shownStreams())
        m_shown.reset();
    if (shownStreams() != before)
        Q_EMIT shownChanged();
}

bool CauseList::isShown(const RootCause &cause) const
{
    return m_shown && m_shown->kind == cause.kind && m_shown->key == cause.key &&
           m_shown->fromMs == cause.fromMs;
}

std::optional<QSet<StreamId>> CauseList::shownStreams() const
{
    for (const NamedCause &named : m_causes) {
        if (isShown(named.cause))
            return QSet<StreamId>(named.cause.streams.begin(), named.cause.streams.end());
    }
    return {};
}

void CauseList::choose(const std::optional<RootCause> &cause)
{
    m_shown = cause;
    nameButtons();
    Q_EMIT shownChanged();
}

void CauseList::showAll()
{
    if (m_shown)
        choose({});
}

void CauseList::nameButtons()
{
    for (QPushButton *button : m_lines->findChildren<QPushButton *>(u"showCause"_s)) {
        const RootCause &cause = m_causes[size_t(button->property("line").toInt())].cause;
        button->setText(isShown(cause) ? tr("Show all") : tr("Show"));
    }
}

void CauseList::build(qint64 nowMs)
{
    delete std::exchange(m_lines, new QWidget(this));
    layout()->addWidget(m_lines);
    auto *column = new QVBoxLayout(m_lines);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    const size_t shown = std::min(m_causes.size(), mostShown);
    for (size_t i = 0; i < shown; ++i)
        addLine(*column, int(i), nowMs);
    nameButtons();
    int explained = 0;
    for (const NamedCause &named : m_causes)
        explained += named.cause.lost;
    QString title = tr("Root causes of the last 12 hours explain %n stream(s)", nullptr, explained);
    if (m_causes.size() > shown)
        title += u" · "_s + tr("%n more cause(s)", nullptr, int(m_causes.size() - shown));
    m_title->setText(title);
    setVisible(!m_causes.empty());
}

void CauseList::addLine(QVBoxLayout &column, int line, qint64 nowMs)
{
    const NamedCause &named = m_causes[size_t(line)];
    const RootCause &cause = named.cause;
    QLabel *count = plainLabel(tr("%1 of %2").arg(cause.lost).arg(cause.total), m_lines);
    QFont bold = count->font();
    bold.setBold(true);
    count->setFont(bold);
    auto *sentence = new ElidingLabel(m_lines);
    sentence->setText(texts::causeSentence(cause, named.name));
    sentence->setObjectName(u"cause"_s);
    sentence->setMinimumWidth(qMin(sentence->sizeHint().width(), leastSentence));
    sentence->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    sentence->setToolTip(format::plainToolTip(sentence->text()));
    QLabel *when = plainLabel(format::shortMoment(cause.fromMs, nowMs), m_lines);
    when->setProperty("muted", true);
    const auto button = [&](const QString &text, const char *name) {
        auto *made = new QPushButton(text, m_lines);
        made->setObjectName(QString::fromLatin1(name));
        made->setProperty("line", line);
        return made;
    };
    QPushButton *show = button({}, "showCause"); // nameButtons() has the text
    show->setProperty("link", true);
    show->setToolTip(tr("Only these streams in the table"));
    QPushButton *acknowledge = button(tr("Acknowledge %1…").arg(cause.lost), "acknowledgeCause");
    QPushButton *restart = button(tr("Restart %1…").arg(cause.lost), "restartCause");
    connect(show, &QPushButton::clicked, this, [this, line] {
        const RootCause &chosen = m_causes[size_t(line)].cause;
        choose(isShown(chosen) ? std::nullopt : std::optional(chosen));
    });
    connect(acknowledge, &QPushButton::clicked, this,
            [this, line] { Q_EMIT acknowledgeRequested(m_causes[size_t(line)].cause.streams); });
    connect(restart, &QPushButton::clicked, this,
            [this, line] { Q_EMIT restartRequested(m_causes[size_t(line)].cause.streams); });
    auto *row = new FlowLayout;
    for (QWidget *widget :
         std::initializer_list<QWidget *>{count, sentence, when, show, acknowledge, restart})
        row->addWidget(widget);
    column.addLayout(row);
}

} // namespace streamkeeper
