#include "views/streams/DetailPanel.h"

#include "models/fleet/StreamStates.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamActionTexts.h"
#include "models/texts/StreamTexts.h"
#include "views/charts/ChartMarks.h"
#include "views/charts/SpanSwitch.h"
#include "views/common/ElidingButton.h"
#include "views/common/EventTable.h"
#include "views/common/FramedButton.h"
#include "views/common/PlainText.h"
#include "views/common/StatusStripView.h"
#include "views/common/TroubleBadge.h"
#include "views/streams/AddressEditor.h"
#include "views/theme/Icons.h"
#include "views/theme/Theme.h"

#include <QAction>
#include <QButtonGroup>
#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QLabel *monospaced(QWidget *parent)
{
    QLabel *label = sentenceLabel({}, parent);
    label->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    return label;
}

} // namespace

DetailPanel::DetailPanel(Clock clock, QWidget *parent)
    : QWidget(parent)
{
    setProperty("surface", true);
    setAttribute(Qt::WA_StyledBackground);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_hint = sentenceLabel(tr("Select a stream to see its picture and parameters."), this);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setProperty("muted", true);
    m_hint->setContentsMargins(24, 24, 24, 24);
    outer->addWidget(m_hint, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_content = scroll;
    auto *body = new QWidget(scroll);
    body->setProperty("surface", true);
    body->setAttribute(Qt::WA_StyledBackground);
    body->installEventFilter(this);
    scroll->setWidget(body);
    outer->addWidget(scroll, 1);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    buildHead(*layout);
    buildGrid(*layout);
    m_events = new EventTable(EventTable::Form::Narrow, std::move(clock), this);
    connect(m_events, &EventTable::serverActivated, this, &DetailPanel::serverActivated);
    connect(m_events, &EventTable::cameraActivated, this, &DetailPanel::cameraActivated);
    buildRest(*layout);
    layout->addStretch(1);
    m_content->hide();
}

/// It scrolls up and down only: never narrower than what is in it, which words of other languages make wider.
bool DetailPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest && watched == m_content->widget())
        setMinimumWidth(m_content->widget()->minimumSizeHint().width() +
                        m_content->verticalScrollBar()->sizeHint().width());
    return QWidget::eventFilter(watched, event);
}

void DetailPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        redrawIcon();
}

void DetailPanel::redrawIcon()
{
    m_close->setIcon(themedIcon(u"close"_s, tokensOf(palette()).muted));
}

void DetailPanel::buildHead(QVBoxLayout &layout)
{
    m_title = new ElidingButton(this);
    m_title->setObjectName(u"detailTitle"_s);
    m_title->setProperty("link", true);
    m_title->setCursor(Qt::PointingHandCursor);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(m_title, &QPushButton::clicked, this,
            [this] { Q_EMIT cameraActivated(CameraId(m_title->property("camera").toUuid())); });
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(font().pointSizeF() * 1.2);
    m_title->setFont(bold);
    m_subtitle = sentenceLabel({}, this);
    m_subtitle->setProperty("muted", true);
    m_badge = new TroubleBadge(this);
    connect(m_badge, &QPushButton::clicked, this,
            [this] { Q_EMIT troubleActivated(StreamId(m_badge->property("stream").toUuid())); });
    m_remark = sentenceLabel({}, this);
    m_remark->setProperty("warning", true);
    m_remark->hide();
    auto *line = new QHBoxLayout;
    line->addWidget(m_title, 1);
    m_close = new QToolButton(this);
    m_close->setFocusPolicy(Qt::TabFocus);
    redrawIcon();
    line->addWidget(m_close);
    layout.addLayout(line);
    layout.addWidget(m_subtitle);
    layout.addWidget(m_remark);
    layout.addWidget(m_badge);
    m_previewPlace = new QVBoxLayout;
    layout.addLayout(m_previewPlace);
    m_actionPlace = new QHBoxLayout;
    m_actionPlace->setSpacing(6);
    layout.addLayout(m_actionPlace);
    m_activationPlace = new QHBoxLayout;
    layout.addLayout(m_activationPlace);
}

void DetailPanel::setActions(const QList<QAction *> &actions)
{
    constexpr qsizetype withText = 1; // the panel is narrow; the others have their icon and tooltip
    for (qsizetype i = 0; i < actions.size(); ++i) {
        const bool isWordy = i < withText;
        QToolButton *button =
            framedButton(actions[i], this, isWordy ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        button->setSizePolicy(isWordy ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
        m_actionPlace->addWidget(button);
    }
}

void DetailPanel::setRemark(const QString &remark)
{
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

void DetailPanel::setActivation(QAction *action)
{
    QToolButton *button = framedButton(action, this, Qt::ToolButtonTextOnly);
    button->setObjectName(u"panelActivation"_s);
    const auto follow = [action, button] { button->setVisible(action->isVisible()); };
    connect(action, &QAction::changed, button, follow);
    follow();
    m_activationPlace->addWidget(button);
    m_activationPlace->addStretch(1);
}

void DetailPanel::setShownAction(QAction *action)
{
    m_close->setAccessibleName(tr("Close the panel"));
    m_close->setToolTip(
        tr("Close the panel (%1)").arg(action->shortcut().toString(QKeySequence::NativeText)));
    connect(m_close, &QToolButton::clicked, action, [action] { action->setChecked(false); });
    connect(action, &QAction::toggled, this, &QWidget::setVisible);
}

void DetailPanel::editAddress()
{
    m_address->beginEditing();
}

void DetailPanel::buildGrid(QVBoxLayout &layout)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    auto *group = new QButtonGroup(this);
    for (int i = 0; i < 2; ++i) {
        Side &side = m_sides[size_t(i)];
        side.button = new QToolButton(this);
        side.button->setText(texts::quality(Quality(i)));
        side.button->setCheckable(true);
        side.button->setProperty("framed", true);
        side.button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        group->addButton(side.button);
        grid->addWidget(side.button, 0, i + 1);
        connect(side.button, &QToolButton::clicked, this, [this, i] {
            if (m_sides[size_t(i)].row >= 0)
                Q_EMIT qualityChosen(m_sides[size_t(i)].row);
        });
    }
    const std::array<QString, LineCount> names{tr("Status"),
                                               tr("Bitrate, kbit/s"),
                                               tr("Output, kbit/s"),
                                               tr("Resolution"),
                                               tr("Clients, last poll"),
                                               tr("Main server"),
                                               tr("Additional server"),
                                               tr("Captured by"),
                                               tr("Reconnects since loss"),
                                               tr("Reconnects in total"),
                                               tr("Audio"),
                                               tr("Recording"),
                                               tr("Added"),
                                               tr("Drift"),
                                               tr("Polled")};
    for (int line = 0; line < LineCount; ++line) {
        QLabel *name = plainLabel(names[size_t(line)], this);
        name->setProperty("muted", true);
        name->setWordWrap(true);
        grid->addWidget(name, line + 1, 0, Qt::AlignTop);
        for (int i = 0; i < 2; ++i) {
            if (line == MainServer || line == AdditionalServer) {
                QPushButton *link = createServerLink(names[size_t(line)]);
                (line == MainServer ? m_sides[size_t(i)].mainServer : m_sides[size_t(i)].additionalServer) =
                    link;
                grid->addWidget(link, line + 1, i + 1, Qt::AlignTop);
                continue;
            }
            QLabel *value = sentenceLabel({}, this);
            value->setAccessibleName(names[size_t(line)]);
            grid->addWidget(value, line + 1, i + 1, Qt::AlignTop);
            m_sides[size_t(i)].values[size_t(line)] = value;
        }
    }
    layout.addLayout(grid);
}

void DetailPanel::buildRest(QVBoxLayout &layout)
{
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(10);
    m_address = new AddressEditor(this);
    connect(m_address, &AddressEditor::saveRequested, this,
            [this](const QString &key, const StreamAddress &address, int seenRevision) {
                Q_EMIT addressSaveRequested(StreamId::fromString(key), address, seenRevision);
            });
    m_uuid = monospaced(this);
    m_remoteName = monospaced(this);
    int line = 0;
    for (const auto &[name, value] :
         {std::pair(tr("Address"), static_cast<QWidget *>(m_address)),
          std::pair(tr("UUID"), static_cast<QWidget *>(m_uuid)),
          std::pair(tr("Name on server"), static_cast<QWidget *>(m_remoteName))}) {
        QLabel *label = plainLabel(name, this);
        label->setProperty("muted", true);
        grid->addWidget(label, line, 0, Qt::AlignTop);
        value->setAccessibleName(name);
        grid->addWidget(value, line++, 1);
    }
    layout.addLayout(grid);
    buildCharts(layout);
    m_eventsTitle = plainLabel(tr("Events"), this);
    m_eventsTitle->setProperty("muted", true);
    layout.addWidget(m_eventsTitle);
    layout.addWidget(m_events);
}

void DetailPanel::buildCharts(QVBoxLayout &layout)
{
    m_strip = new StatusStripView(this);
    m_span = new SpanSwitch(this);
    m_rateChart = new TimeChart(tr("Bitrate", "title of a chart"), tr("kbit/s"), this);
    m_clientsChart = new TimeChart(tr("Clients", "title of a chart"), {}, this);
    auto *title = plainLabel(tr("Last 24 hours"), this);
    title->setProperty("muted", true);
    layout.addWidget(title);
    layout.addWidget(m_strip);
    layout.addWidget(m_span);
    layout.addWidget(m_rateChart);
    layout.addWidget(m_clientsChart);
    connect(m_span, &SpanSwitch::spanChosen, this, [this] {
        m_quarters.clear();
        m_quartersAtMs = 0;
        showLines();
    });
}

void DetailPanel::setPreview(QWidget *preview)
{
    m_previewPlace->addWidget(preview);
}

QList<QAction *> DetailPanel::previewActions() const
{
    const QLayoutItem *preview = m_previewPlace->itemAt(0);
    return preview ? preview->widget()->findChildren<QAction *>() : QList<QAction *>();
}

QPushButton *DetailPanel::createServerLink(const QString &name)
{
    auto *link = new ElidingButton(this);
    link->setProperty("link", true);
    link->setAccessibleName(name);
    link->setCursor(Qt::PointingHandCursor);
    link->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(link, &QPushButton::clicked, this,
            [this, link] { Q_EMIT serverActivated(ServerId(link->property("server").toUuid())); });
    return link;
}

void DetailPanel::setServerLink(QPushButton &link, const FleetState &fleet, int server)
{
    link.setEnabled(server >= 0);
    link.setText(server < 0 ? format::unknown() : buttonText(fleet.servers()[size_t(server)].server.name));
    link.setProperty("server",
                     server < 0 ? QVariant() : QVariant(fleet.servers()[size_t(server)].server.id.uuid()));
}

void DetailPanel::fillSide(const FleetState &fleet, Side &side, int rowIndex, qint64 nowMs)
{
    side.row = rowIndex;
    side.button->setEnabled(rowIndex >= 0);
    side.button->setToolTip(rowIndex >= 0 ? QString() : tr("The camera has no stream of this quality."));
    for (QLabel *value : side.values) {
        if (!value)
            continue; // a link stands there
        value->setText(format::unknown());
        value->setToolTip({});
    }
    setServerLink(*side.mainServer, fleet, rowIndex < 0 ? -1 : fleet.row(rowIndex).mainServer);
    setServerLink(*side.additionalServer, fleet, rowIndex < 0 ? -1 : fleet.row(rowIndex).additionalServer);
    if (rowIndex < 0)
        return;
    const FleetRow &row = fleet.row(rowIndex);
    const ObservedStream *seen = fleet.observed(row);
    const auto set = [&](Line line, const QString &text) { side.values[line]->setText(text); };
    set(Status, texts::statusOf(row, fleet.polledAtMs(row), nowMs) +
                    (row.characteristic == Characteristic::None
                         ? QString()
                         : u", "_s + texts::characteristic(row.characteristic)));
    side.values[Status]->setToolTip(format::plainToolTip(texts::statusStory(fleet, row, nowMs)));
    set(Added, row.isManaged() ? texts::addition(row.addition) : format::unknown());
    set(Drift, row.drift == Drift::None ? tr("none", "no drift") : texts::drift(row.drift));
    set(CapturedBy, texts::capturedBy(fleet, row, nowMs));
    set(Polled, format::age(fleet.polledAtMs(row), nowMs));
    if (!seen)
        return;
    set(Bitrate, format::kbps(seen->bitrateInBps));
    set(Output, format::kbps(seen->bitrateOutBps));
    set(Resolution, format::resolution(seen->width, seen->height));
    set(Clients, format::count(seen->clients));
    set(Reconnects, format::count(seen->reconnectAttempts));
    set(ReconnectsTotal, format::count(seen->reconnectTotal));
    set(Audio, texts::onOff(seen->hasAudio));
    set(Recording, texts::onOff(seen->isRecording));
    const Capabilities capabilities = fleet.servers()[size_t(fleet.observedServer(row))].capabilities();
    if (!capabilities.testFlag(Capability::ReconnectAttempts)) {
        const bool isDown = seen->lostSinceMs > 0 && row.status != StreamStatus::Active;
        if (isDown)
            set(Reconnects, tr("down for %1").arg(format::duration(nowMs - seen->lostSinceMs)));
        side.values[Reconnects]->setToolTip(texts::notProvided());
    }
}

void DetailPanel::fillCharts(const FleetState &fleet, const FleetRow &row, qint64 nowMs)
{
    m_strip->setStrip(stripOf(fleet, row, dayMs, nowMs), texts::dayInWords(fleet, row, nowMs));
    m_lastHour = row.history.samples();
    m_nowMs = nowMs;
    if (std::exchange(m_stream, row.id) != row.id) {
        m_quarters.clear();
        m_quartersAtMs = 0;
        for (TimeChart *chart : {m_rateChart, m_clientsChart}) {
            chart->setMarks({});
            chart->setCrosshair({});
        }
        if (row.isManaged())
            Q_EMIT marksWanted(row.id);
    }
    const StatusStrip strip = stripOf(fleet, row, lengthMs(m_span->span()), nowMs);
    for (TimeChart *chart : {m_rateChart, m_clientsChart})
        chart->setStrip(strip);
    showLines();
}

void DetailPanel::showLines()
{
    const ChartSpan span = m_span->span();
    std::vector<ChartPoint> in;
    std::vector<ChartPoint> out;
    std::vector<ChartPoint> clients;
    const auto add = [&](qint64 atMs, const auto &value) {
        in.push_back({atMs, double(value.inKbps)});
        out.push_back({atMs, double(value.outKbps)});
        clients.push_back({atMs, double(value.clients)});
    };
    if (span == ChartSpan::Hour) {
        for (const StreamHistory::Sample &sample : m_lastHour)
            add(sample.atMs, sample);
    } else {
        constexpr qint64 askAgainMs = 60'000;
        if (!m_stream.isNull() && m_nowMs - m_quartersAtMs > askAgainMs) {
            m_quartersAtMs = m_nowMs;
            Q_EMIT historyWanted(m_stream, lengthMs(span));
        }
        for (const StreamQuarter &quarter : m_quarters)
            add(quarter.atMs + StreamQuarter::lengthMs / 2, quarter);
    }
    const TimeSpan shown{m_nowMs - lengthMs(span), m_nowMs};
    // Polls come as far apart as a minute.
    const qint64 apartMs = span == ChartSpan::Hour ? 60'000 : StreamQuarter::lengthMs;
    m_rateChart->setLines(shown, apartMs,
                          {{tr("in", "traffic"), std::move(in)}, {tr("out", "traffic"), std::move(out)}});
    m_clientsChart->setLines(shown, apartMs, {{{}, std::move(clients)}});
}

void DetailPanel::setHistory(const StreamId &stream, std::vector<StreamQuarter> quarters)
{
    if (stream != m_stream)
        return;
    m_quarters = std::move(quarters);
    showLines();
}

void DetailPanel::setMarks(const StreamId &stream, const std::vector<Operation> &operations)
{
    if (stream != m_stream)
        return;
    const std::vector<TimeChart::Mark> marks = chartMarks(operations);
    for (TimeChart *chart : {m_rateChart, m_clientsChart})
        chart->setMarks(marks);
}

void DetailPanel::showRow(const FleetState &fleet, int rowIndex, qint64 nowMs)
{
    const bool isShown = rowIndex >= 0 && rowIndex < fleet.rowCount();
    m_content->setVisible(isShown);
    m_hint->setVisible(!isShown);
    if (!isShown)
        return;
    const FleetRow &row = fleet.row(rowIndex);
    m_title->setText(buttonText(
        row.isManaged() ? tr("%1 · %2", "camera · quality").arg(row.cameraName, texts::quality(row.quality))
                        : row.cameraName));
    QStringList about;
    for (const QString &part : {row.location, row.ipAddress}) {
        if (!part.isEmpty())
            about.append(part);
    }
    if (!row.isManaged())
        about.append(tr("not in the registry"));
    m_subtitle->setText(about.join(u" · "_s));
    m_subtitle->setVisible(!about.isEmpty());
    m_badge->setCharacteristic(row.isManaged() ? row.characteristic : Characteristic::None);
    m_badge->setProperty("stream", row.id.uuid());
    const int sibling = fleet.siblingOf(rowIndex);
    const bool isLow = row.isManaged() && row.quality == Quality::Low;
    fillSide(fleet, m_sides[0], isLow ? sibling : rowIndex, nowMs);
    fillSide(fleet, m_sides[1], isLow ? rowIndex : sibling, nowMs);
    m_sides[isLow ? 1 : 0].button->setChecked(true);
    const Stream *stream = fleet.stream(row.id);
    m_address->show(row.isManaged() ? row.id.toString() : row.remoteName,
                    stream ? stream->address : StreamAddress::fromMasked(row.maskedAddress, true),
                    stream ? stream->revision : 0);
    m_address->setObstacle(
        texts::obstacle(obstacleFor(StreamAction::EditAddress, factsOf(fleet, row, nowMs))));
    m_title->setProperty("camera", row.camera.uuid());
    m_title->setEnabled(row.isManaged());
    m_title->setToolTip(row.isManaged() ? tr("Open the card of the camera") : QString());
    m_uuid->setText(row.isManaged() ? row.id.toString() : format::unknown());
    m_remoteName->setText(row.remoteName);
    fillCharts(fleet, row, nowMs);
    m_events->setVisible(row.isManaged());
    m_eventsTitle->setVisible(row.isManaged());
    if (row.isManaged())
        m_events->setFilter({.stream = row.id});
}

} // namespace streamkeeper
