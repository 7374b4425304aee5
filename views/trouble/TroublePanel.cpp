#include "views/trouble/TroublePanel.h"

#include "models/fleet/StreamStates.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"
#include "models/texts/TroubleTexts.h"
#include "views/common/ElidingButton.h"
#include "views/common/ElidingLabel.h"
#include "views/common/FlowLayout.h"
#include "views/common/FramedButton.h"
#include "views/common/PlainText.h"
#include "views/trouble/FlapChart.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QLabel *heading(const QString &text, QWidget *parent)
{
    QLabel *label = plainLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

TroublePanel::TroublePanel(QWidget *parent)
    : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_hint = sentenceLabel(tr("Select a stream to see when it was lost, and what can be done."), this);
    m_hint->setProperty("muted", true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setMargin(24);
    outer->addWidget(m_hint, 1);
    m_content = new QScrollArea(this);
    m_content->setFrameShape(QFrame::NoFrame);
    m_content->setWidgetResizable(true);
    m_content->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(m_content);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(14, 10, 14, 12);
    layout->setSpacing(8);
    buildHead(*layout);
    buildChart(*layout);
    buildSteps(*layout);
    buildMarks(*layout);
    layout->addStretch(1);
    m_content->setWidget(content);
    outer->addWidget(m_content, 1);
    m_content->hide();
    setMinimumWidth(300);
}

void TroublePanel::buildHead(QVBoxLayout &layout)
{
    auto *line = new QHBoxLayout;
    m_title = new ElidingButton(this);
    m_title->setProperty("link", true);
    m_title->setObjectName(u"troubleCamera"_s);
    m_title->setToolTip(tr("Open the card of the camera"));
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_title->setFont(large);
    m_badge = plainLabel({}, this);
    m_badge->setObjectName(u"troubleStep"_s);
    line->addWidget(m_title);
    line->addWidget(m_badge);
    line->addStretch(1);
    layout.addLayout(line);
    auto *below = new QHBoxLayout;
    m_subtitle = new ElidingLabel(this);
    m_subtitle->setProperty("muted", true);
    m_serverLink = new ElidingButton(this);
    m_serverLink->setProperty("link", true);
    m_serverLink->setToolTip(tr("Open the card of the main server"));
    below->addWidget(m_subtitle);
    below->addWidget(m_serverLink);
    below->addStretch(1);
    layout.addLayout(below);
    connect(m_title, &QPushButton::clicked, this, [this] { Q_EMIT cameraActivated(m_camera); });
    connect(m_serverLink, &QPushButton::clicked, this, [this] { Q_EMIT serverActivated(m_server); });
}

void TroublePanel::buildChart(QVBoxLayout &layout)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(0);
    line->addWidget(heading(tr("Losses"), this));
    line->addStretch(1);
    m_chart = new FlapChart(this);
    auto *spans = new QButtonGroup(this);
    const auto addSpan = [&](FlapChart::Span span, const QString &word) {
        auto *button = new QToolButton(this);
        button->setText(word);
        button->setCheckable(true);
        button->setProperty("framed", true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setChecked(span == m_chart->span());
        spans->addButton(button, int(span));
        line->addWidget(button);
    };
    addSpan(FlapChart::Span::Hour, tr("Hour"));
    addSpan(FlapChart::Span::Night, tr("Night"));
    addSpan(FlapChart::Span::Week, tr("Week"));
    layout.addLayout(line);
    m_summary = sentenceLabel({}, this);
    m_summary->setObjectName(u"troubleSummary"_s);
    m_summary->setProperty("muted", true);
    layout.addWidget(m_summary);
    layout.addWidget(m_chart);
    connect(spans, &QButtonGroup::idClicked, this, [this](int span) {
        m_chart->setSpan(FlapChart::Span(span));
        m_summary->setText(m_chart->summary());
    });
}

void TroublePanel::buildSteps(QVBoxLayout &layout)
{
    auto *line = new QHBoxLayout;
    line->addWidget(heading(tr("Steps"), this));
    QLabel *whose = plainLabel(tr("of this registry, not the vendor's"), this);
    whose->setProperty("muted", true);
    line->addWidget(whose);
    line->addStretch(1);
    layout.addLayout(line);
    for (QLabel **label : {&m_incorrect, &m_problematic, &m_disconnected}) {
        *label = sentenceLabel({}, this);
        layout.addWidget(*label);
    }
}

void TroublePanel::buildMarks(QVBoxLayout &layout)
{
    m_actionPlace = new QHBoxLayout;
    m_actionPlace->setSpacing(6);
    layout.addLayout(m_actionPlace);
    auto *seen = new QHBoxLayout;
    m_acknowledged = sentenceLabel({}, this);
    m_acknowledged->setObjectName(u"acknowledgedBy"_s);
    m_withdraw = new QPushButton(tr("Withdraw"), this);
    m_withdraw->setObjectName(u"withdrawAcknowledgement"_s);
    m_withdraw->setProperty("link", true);
    m_withdraw->setToolTip(tr("Nobody has seen it after all"));
    seen->addWidget(m_acknowledged, 1);
    seen->addWidget(m_withdraw);
    layout.addLayout(seen);
    m_silenced = sentenceLabel({}, this);
    layout.addWidget(m_silenced);
    auto *line = new FlowLayout;
    m_note = new QLineEdit(this);
    m_note->setObjectName(u"troubleNote"_s);
    m_note->setPlaceholderText(tr("Note for the next shift"));
    m_note->setAccessibleName(m_note->placeholderText());
    m_note->setMaxLength(maxTroubleNoteLength);
    m_acknowledge = new QPushButton(tr("Acknowledge"), this);
    m_acknowledge->setObjectName(u"acknowledgeTrouble"_s);
    m_acknowledge->setProperty("primary", true);
    m_acknowledge->setToolTip(tr("Your name and note are shown to the next shift; a later trouble is new."));
    fitPlaceholder(*m_note);
    line->addWidget(m_note);
    line->addWidget(m_acknowledge);
    layout.addLayout(line);
    const auto acknowledge = [this] {
        Q_EMIT acknowledgeRequested(m_stream, m_note->text());
        m_note->clear();
    };
    connect(m_acknowledge, &QPushButton::clicked, this, acknowledge);
    connect(m_note, &QLineEdit::returnPressed, this, [this, acknowledge] {
        if (m_acknowledge->isEnabled())
            acknowledge();
    });
    connect(m_withdraw, &QPushButton::clicked, this, [this] { Q_EMIT withdrawRequested(m_stream); });
}

void TroublePanel::setActions(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        // The panel is narrow; what has no text has its icon and tooltip.
        const bool isWordy = action == actions.first() || action->menu();
        QToolButton *button =
            framedButton(action, this, isWordy ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        if (action->menu())
            button->setPopupMode(QToolButton::InstantPopup);
        m_actionPlace->addWidget(button);
    }
    m_actionPlace->addStretch(1);
}

void TroublePanel::focusNote()
{
    m_note->setFocus();
}

void TroublePanel::showSteps(const TroubleVerdict &verdict, int incorrectMinutes)
{
    const auto show = [&](QLabel *label, bool isReached, const QString &word, const QString &rule) {
        label->setText((isReached ? u"● "_s : u"○ "_s) + word + u": "_s + rule);
        setMark(label, "muted", !isReached);
    };
    show(m_incorrect, verdict.characteristic != Characteristic::None,
         texts::characteristic(Characteristic::Incorrect),
         tr("lost, or a loss or reconnect in the last %1")
             .arg(format::duration(qint64(incorrectMinutes) * 60'000)));
    show(m_problematic, verdict.reconnects >= verdict.limit,
         texts::characteristic(Characteristic::Problematic),
         tr("%1; %n so far", nullptr, verdict.reconnects)
             .arg(texts::troubleStep(verdict.limit, verdict.windowMinutes)));
    show(m_disconnected, verdict.characteristic == Characteristic::Disconnected,
         texts::characteristic(Characteristic::Disconnected),
         tr("switched off by the media server, or by the console where the card of the server says so"));
}

void TroublePanel::showMarks(const TroubleMark &mark, const TroubleVerdict &verdict, qint64 nowMs)
{
    const bool isSeen = isAcknowledged(mark, verdict);
    const bool isTroubled = verdict.characteristic != Characteristic::None;
    tell(m_acknowledged,
         isSeen ? tr("Acknowledged by %1").arg(texts::acknowledgement(mark, nowMs)) : QString());
    m_withdraw->setVisible(isSeen);
    tell(m_silenced, isSilenced(mark, nowMs)
                         ? tr("Silenced by %1 until %2")
                               .arg(mark.silencedBy, format::shortMoment(mark.silencedUntilMs, nowMs))
                         : QString());
    m_acknowledge->setEnabled(isTroubled);
    m_acknowledge->setToolTip(
        isTroubled ? tr("Your name and note are shown to the next shift; a later trouble is new.")
                   : tr("The stream is in no trouble any more."));
}

void TroublePanel::showStream(const FleetState &fleet, const StreamId &stream, qint64 nowMs)
{
    const int place = fleet.rowOf(stream);
    m_content->setVisible(place >= 0);
    m_hint->setVisible(place < 0);
    if (m_stream != stream)
        m_note->clear(); // what was begun was about another one
    m_stream = stream;
    if (place < 0)
        return;
    const FleetRow &row = fleet.row(place);
    const TroubleVerdict verdict = fleet.troubleOf(row, nowMs);
    m_camera = row.camera;
    m_title->setText(buttonText(row.cameraName));
    m_badge->setText(texts::characteristic(verdict.characteristic));
    m_badge->setProperty("warning", verdict.characteristic == Characteristic::Incorrect);
    setMark(m_badge, "bad", verdict.characteristic > Characteristic::Incorrect);
    QStringList facts{texts::quality(row.quality)};
    for (const QString &fact : {row.location, row.ipAddress}) {
        if (!fact.isEmpty())
            facts.append(fact);
    }
    m_subtitle->setText(facts.join(u" · "_s));
    m_serverLink->setVisible(row.mainServer >= 0);
    if (row.mainServer >= 0) {
        const MediaServer &server = fleet.servers()[size_t(row.mainServer)].server;
        m_server = server.id;
        m_serverLink->setText(buttonText(server.name));
    }
    const TroubleHistory &history = fleet.troubles().of(stream);
    m_chart->setHistory(history, verdict.characteristic == Characteristic::Disconnected,
                        stripOf(fleet, row, FlapChart::longestMs, nowMs).unknown, nowMs);
    m_summary->setText(m_chart->summary());
    setMinimumWidth(m_content->widget()->minimumSizeHint().width() +
                    m_content->verticalScrollBar()->sizeHint().width());
    showSteps(verdict, fleet.troubles().policy().incorrectMinutes);
    showMarks(fleet.troubles().markOf(stream), verdict, nowMs);
}

} // namespace streamkeeper
