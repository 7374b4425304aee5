#include "views/shell/ServerBanner.h"

#include "models/texts/Formatting.h"
#include "models/texts/ServerTexts.h"
#include "views/common/PlainText.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

ServerBanner::ServerBanner(FleetState &fleet, Clock clock, QWidget *parent)
    : QFrame(parent)
    , m_fleet(fleet)
    , m_clock(std::move(clock))
{
    setObjectName(u"serverBanner"_s);
    setProperty("alarm", true);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(12, 6, 12, 6);
    line->setSpacing(10);
    m_headline = sentenceLabel({}, this);
    QFont bold = font();
    bold.setBold(true);
    m_headline->setFont(bold);
    m_about = sentenceLabel({}, this);
    line->addWidget(m_headline);
    line->addWidget(m_about, 1);
    m_streams = new QPushButton(this);
    m_streams->setObjectName(u"bannerStreams"_s);
    connect(m_streams, &QPushButton::clicked, this, [this] {
        const auto servers = down();
        Q_EMIT streamsRequested(servers.size() == 1 ? servers.front()->server.id : ServerId());
    });
    line->addWidget(m_streams);
    m_acknowledge = new QPushButton(tr("Acknowledge"), this);
    m_acknowledge->setToolTip(tr("Your name is shown to the others, and the alarm is seen"));
    m_acknowledge->setProperty("primary", true);
    connect(m_acknowledge, &QPushButton::clicked, this, [this] { Q_EMIT acknowledged(alarmsOf(down())); });
    line->addWidget(m_acknowledge);
    connect(&fleet, &FleetState::serversChanged, this, &ServerBanner::refresh);
    refresh();
}

void ServerBanner::setAlarms(const std::vector<Alarm> &alarms)
{
    m_alarms.clear();
    for (const Alarm &alarm : alarms) {
        if (alarm.kind == AlarmKind::ServerDown && alarm.endMs == 0)
            m_alarms.push_back(alarm);
    }
    refresh();
}

std::vector<const FleetServer *> ServerBanner::down() const
{
    std::vector<const FleetServer *> servers;
    for (const FleetServer &server : m_fleet.servers()) {
        if (server.failure && server.failure->error.category != ErrorCategory::Secret)
            servers.push_back(&server);
    }
    return servers;
}

std::vector<Alarm> ServerBanner::alarmsOf(const std::vector<const FleetServer *> &servers) const
{
    std::vector<Alarm> alarms;
    std::ranges::copy_if(m_alarms, std::back_inserter(alarms), [&](const Alarm &alarm) {
        return std::ranges::any_of(
            servers, [&](const FleetServer *server) { return server->server.id.toString() == alarm.key; });
    });
    return alarms;
}

/// By the alarm, which knows of earlier runs; else by the last answer.
QString ServerBanner::sinceText(const FleetServer &server) const
{
    const auto alarm = std::ranges::find(m_alarms, server.server.id.toString(), &Alarm::key);
    const qint64 sinceMs = alarm != m_alarms.end() ? alarm->atMs
                           : server.snapshot       ? server.snapshot->polledAtMs
                                                   : 0;
    return sinceMs > 0 ? tr("since %1").arg(format::shortMoment(sinceMs, m_clock.nowMs())) : QString();
}

void ServerBanner::refresh()
{
    const auto servers = down();
    setVisible(!servers.empty());
    if (servers.empty())
        return;
    int stale = 0;
    for (const FleetServer *server : servers)
        stale += server->counts.of(StreamState::Stale);
    QStringList about;
    if (servers.size() == 1) {
        const FleetServer &only = *servers.front();
        m_headline->setText((texts::serverProblem(only) + u' ' + sinceText(only)).trimmed());
    } else {
        constexpr size_t named = 4;
        m_headline->setText(tr("%n media server(s) in trouble", nullptr, int(servers.size())));
        QStringList names;
        for (size_t i = 0; i < std::min(named, servers.size()); ++i)
            names.append((servers[i]->server.name + u' ' + sinceText(*servers[i])).trimmed());
        if (servers.size() > named)
            names.append(tr("and %n more", "media servers", int(servers.size() - named)));
        about.append(names.join(u", "_s));
    }
    about.append(tr("%n stream(s) stale", nullptr, stale));
    if (servers.size() == 1)
        about.append(servers.front()->failure->error.message);
    const std::vector<Alarm> alarms = alarmsOf(servers);
    const bool isNew = std::ranges::any_of(alarms, &Alarm::isNew);
    if (!alarms.empty() && !isNew)
        about.append(
            tr("seen by %1, %2")
                .arg(alarms.front().seenBy, format::shortMoment(alarms.front().seenAtMs, m_clock.nowMs())));
    m_about->setText(about.join(u" · "_s));
    m_streams->setText(tr("Show %n stream(s)", nullptr, stale));
    m_streams->setVisible(stale > 0);
    m_acknowledge->setVisible(isNew);
}

} // namespace streamkeeper
