#include "views/servers/ServerLoadTab.h"

#include "models/domain/AnswerLimits.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamTexts.h"
#include "views/charts/ChartMarks.h"
#include "views/charts/SpanSwitch.h"
#include "views/common/FullnessBar.h"
#include "views/common/PlainText.h"

#include <QGridLayout>
#include <QLocale>
#include <QScrollArea>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

QString bytes(qint64 count)
{
    return count < 0 ? format::unknown() : QLocale().formattedDataSize(count, 1, QLocale::DataSizeSIFormat);
}

QLabel *titleLabel(const QString &text, QWidget *parent)
{
    QLabel *label = plainLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

ServerLoadTab::ServerLoadTab(QWidget *parent)
    : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *body = new QWidget(scroll);
    scroll->setWidget(body);
    outer->addWidget(scroll);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(16);
    auto *top = new QHBoxLayout;
    top->setSpacing(40);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    const std::array<QString, LineCount> names{tr("CPU"),
                                               tr("Memory"),
                                               tr("Traffic in, kbit/s"),
                                               tr("Traffic out, kbit/s"),
                                               tr("Clients"),
                                               tr("Main streams"),
                                               tr("Version"),
                                               tr("Started"),
                                               tr("Polled")};
    grid->addWidget(titleLabel(tr("Now"), body), 0, 0, 1, 2);
    for (int line = 0; line < LineCount; ++line) {
        QLabel *name = plainLabel(names[size_t(line)], body);
        name->setProperty("muted", true);
        QLabel *value = plainLabel({}, body);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setAccessibleName(names[size_t(line)]);
        value->setObjectName(u"load%1"_s.arg(line));
        grid->addWidget(name, line + 1, 0);
        grid->addWidget(value, line + 1, 1);
        m_values[size_t(line)] = value;
    }
    grid->setColumnStretch(1, 1);
    top->addLayout(grid, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(titleLabel(tr("Disks"), body));
    m_noDisks = sentenceLabel({}, body);
    m_noDisks->setProperty("muted", true);
    right->addWidget(m_noDisks);
    m_disksGrid = new QGridLayout;
    m_disksGrid->setHorizontalSpacing(12);
    m_disksGrid->setColumnStretch(1, 1);
    right->addLayout(m_disksGrid);
    right->addStretch(1);
    top->addLayout(right, 1);
    layout->addLayout(top);
    auto *charts = new QGridLayout;
    charts->setSpacing(24);
    buildCharts(*charts, body);
    charts->setColumnStretch(0, 1);
    charts->setColumnStretch(1, 1);
    layout->addWidget(m_span);
    layout->addLayout(charts);
    layout->addStretch(1);
}

void ServerLoadTab::buildCharts(QGridLayout &charts, QWidget *parent)
{
    m_span = new SpanSwitch(parent);
    m_trafficChart = new TimeChart(tr("Traffic"), tr("kbit/s"), parent);
    m_clientsChart = new TimeChart(tr("Clients"), {}, parent);
    m_cpuChart = new TimeChart(tr("CPU"), tr("%"), parent);
    m_cpuChart->setTop(100);
    m_memoryChart = new TimeChart(tr("Memory"), tr("MB"), parent);
    charts.addWidget(m_trafficChart, 0, 0);
    charts.addWidget(m_clientsChart, 0, 1);
    charts.addWidget(m_cpuChart, 1, 0);
    charts.addWidget(m_memoryChart, 1, 1);
    connect(m_span, &SpanSwitch::spanChosen, this, [this] {
        m_kept.clear();
        m_keptAtMs = 0;
        showLines();
    });
}

std::array<TimeChart *, 4> ServerLoadTab::charts() const
{
    return {m_trafficChart, m_clientsChart, m_cpuChart, m_memoryChart};
}

void ServerLoadTab::setLine(Line line, const QString &text, const QString &toolTip)
{
    QLabel *value = m_values[size_t(line)];
    value->setText(text);
    value->setToolTip(format::plainToolTip(toolTip));
    value->setAccessibleDescription(toolTip);
}

void ServerLoadTab::showLoad(const FleetServer &server)
{
    static const ServerLoad nothing;
    const bool isKnown = server.snapshot != nullptr;
    const ServerLoad &load = server.snapshot ? server.snapshot->load : nothing;
    const QString missing = isKnown ? texts::notProvided() : tr("The server was not polled yet.");
    // A dash says why it is one.
    const auto set = [&](Line line, const QString &text) {
        if (text.isEmpty())
            setLine(line, isKnown ? format::unknown() + u"  "_s + missing : format::unknown(), missing);
        else
            setLine(line, text);
    };
    set(Cpu, load.cpuPercent ? tr("%1 %").arg(*load.cpuPercent) : QString());
    set(Memory, load.memoryBytes ? bytes(*load.memoryBytes) : QString());
    const auto &limit = server.server.bitrateLimitBps;
    const QString in = load.trafficInBps ? format::kbps(*load.trafficInBps) : QString();
    set(TrafficIn,
        in.isEmpty() || !limit ? in : tr("%1 of %2", "traffic · its limit").arg(in, format::kbps(*limit)));
    set(TrafficOut, load.trafficOutBps ? format::kbps(*load.trafficOutBps) : QString());
    set(Clients, load.clients ? format::count(*load.clients) : QString());
    set(Version, load.version);
    set(Started, load.startedAtMs ? format::moment(*load.startedAtMs) : QString());
    for (QLabel *value : m_values) {
        QFont shown = font();
        shown.setItalic(server.isStale());
        value->setFont(shown);
    }
}

void ServerLoadTab::showServer(const FleetServer &server, int mainStreams, std::vector<TimeSpan> unheard,
                               qint64 nowMs)
{
    showLoad(server);
    const QString count = format::count(mainStreams);
    setLine(
        MainStreams,
        server.server.streamsLimit
            ? tr("%1 of %2", "streams · their limit").arg(count, format::count(*server.server.streamsLimit))
            : count);
    setLine(Polled, server.snapshot ? format::age(server.snapshot->polledAtMs, nowMs) : format::unknown());
    showDisks(server);
    m_unheard = std::move(unheard);
    m_lastHour = server.history.samples();
    m_nowMs = nowMs;
    if (std::exchange(m_server, server.server.id) != server.server.id) {
        m_kept.clear();
        m_keptAtMs = 0;
        for (TimeChart *chart : charts()) {
            chart->setMarks({});
            chart->setCrosshair({});
        }
        Q_EMIT marksWanted(m_server);
    }
    showLines();
    for (TimeChart *chart : {m_cpuChart, m_memoryChart})
        chart->setVisible(server.capabilities().testFlag(Capability::MachineLoad));
}

void ServerLoadTab::addDiskRow()
{
    const int row = int(m_disks.size());
    QWidget *parent = m_noDisks->parentWidget();
    Disk disk{plainLabel({}, parent), new FullnessBar(parent), plainLabel({}, parent)};
    m_disksGrid->addWidget(disk.mount, row, 0);
    m_disksGrid->addWidget(disk.bar, row, 1);
    m_disksGrid->addWidget(disk.text, row, 2);
    m_disks.push_back(disk);
}

void ServerLoadTab::showDisks(const FleetServer &server)
{
    const std::vector<ServerStorage> none;
    const auto &storages = server.snapshot ? server.snapshot->load.storages : none;
    m_noDisks->setVisible(storages.empty());
    m_noDisks->setText(!server.snapshot ? tr("The server was not polled yet.")
                       : !server.capabilities().testFlag(Capability::Storage)
                           ? format::unknown() + u"  "_s + texts::notProvided()
                           : tr("The server names no storage."));
    while (m_disks.size() < std::min(storages.size(), limits::maxStorages))
        addDiskRow();
    for (size_t i = 0; i < m_disks.size(); ++i) {
        const Disk &disk = m_disks[i];
        const bool isShown = i < storages.size();
        disk.mount->setVisible(isShown);
        disk.bar->setVisible(isShown);
        disk.text->setVisible(isShown);
        if (!isShown)
            continue;
        const ServerStorage &storage = storages[i];
        const bool isKnown = storage.totalBytes > 0 && storage.freeBytes >= 0;
        const int percent = isKnown ? int(100 - storage.freeBytes * 100.0 / double(storage.totalBytes)) : -1;
        const bool isFull = percent > FullnessBar::fullPercent;
        disk.mount->setText(storage.mount);
        disk.bar->setPercent(storage.isUsable ? percent : -1);
        disk.text->setText(
            !storage.isUsable ? tr("The server reports an error.")
            : !isKnown        ? format::unknown()
            : isFull ? tr("%1 % of %2, full", "more than 80 %").arg(percent).arg(bytes(storage.totalBytes))
                     : tr("%1 % of %2").arg(percent).arg(bytes(storage.totalBytes)));
        if (disk.text->property("bad").toBool() != !storage.isUsable)
            setMark(disk.text, "bad", !storage.isUsable);
        if (disk.text->property("warning").toBool() != isFull)
            setMark(disk.text, "warning", isFull);
        const QString toolTip =
            tr("The mark stands at 80 %: above it the disk takes no new streams. Free: %1")
                .arg(bytes(storage.freeBytes));
        disk.bar->setToolTip(toolTip);
        disk.bar->setAccessibleName(storage.mount + u": "_s + disk.text->text());
    }
}

void ServerLoadTab::showLines()
{
    const ChartSpan span = m_span->span();
    constexpr qint64 askAgainMs = 60'000;
    if (span != ChartSpan::Hour && !m_server.isNull() && m_nowMs - m_keptAtMs > askAgainMs) {
        m_keptAtMs = m_nowMs;
        Q_EMIT historyWanted(m_server, lengthMs(span));
    }
    // Polls come as far apart as a minute.
    const qint64 apartMs = std::max<qint64>(stepMs(span), 60'000);
    const auto line = [&](ServerValue which) {
        std::vector<ChartPoint> points;
        for (const ServerSample &sample : span == ChartSpan::Hour ? m_lastHour : m_kept)
            points.push_back({sample.atMs, double(sample.value(which))});
        return span == ChartSpan::Hour ? points : chart::thinned(points, apartMs);
    };
    const TimeSpan shown{m_nowMs - lengthMs(span), m_nowMs};
    m_trafficChart->setLines(shown, apartMs,
                             {{tr("in", "traffic"), line(ServerValue::InKbps)},
                              {tr("out", "traffic"), line(ServerValue::OutKbps)}});
    m_clientsChart->setLines(shown, apartMs, {{{}, line(ServerValue::Clients)}});
    m_cpuChart->setLines(shown, apartMs, {{{}, line(ServerValue::CpuPercent)}});
    m_memoryChart->setLines(shown, apartMs, {{{}, line(ServerValue::MemoryMb)}});
    for (TimeChart *chart : charts())
        chart->setStrip({shown.fromMs, shown.untilMs, {}, {}, joined(m_unheard, shown)});
}

void ServerLoadTab::setHistory(const ServerId &server, std::vector<ServerSample> samples)
{
    if (server != m_server)
        return;
    m_kept = std::move(samples);
    showLines();
}

void ServerLoadTab::setMarks(const ServerId &server, const std::vector<Event> &events)
{
    if (server != m_server)
        return;
    for (TimeChart *chart : charts())
        chart->setMarks(chartMarks(events));
}

} // namespace streamkeeper
