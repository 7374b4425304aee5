#include "views/shell/HealthLine.h"

#include "models/texts/Formatting.h"
#include "views/common/PlainText.h"

#include <QDateTime>
#include <QLabel>
#include <QTimeZone>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

HealthLine::HealthLine(FleetState &fleet, Clock clock, QWidget *parent)
    : QStatusBar(parent)
    , m_fleet(fleet)
    , m_clock(std::move(clock))
{
    setSizeGripEnabled(false);
    m_answering = plainLabel({}, this);
    m_failing = plainLabel({}, this);
    m_failing->setProperty("bad", true);
    m_registry = plainLabel({}, this);
    m_time = plainLabel({}, this);
    for (QLabel *label : {m_answering, m_registry, m_time})
        label->setProperty("muted", true);
    for (QLabel *label : {m_answering, m_failing, m_registry, m_time})
        label->setContentsMargins(8, 2, 8, 2);
    addWidget(m_answering);
    addWidget(m_failing);
    addPermanentWidget(m_registry);
    addPermanentWidget(m_time);
    connect(&fleet, &FleetState::serversChanged, this, &HealthLine::showServers);
    showServers();
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &HealthLine::showTime);
    m_timer.start();
    showTime();
}

void HealthLine::setRegistryText(const QString &text, const QString &toolTip)
{
    m_registry->setText(text);
    m_registry->setToolTip(format::plainToolTip(toolTip));
}

void HealthLine::showServers()
{
    const auto &servers = m_fleet.servers();
    const int total = int(servers.size());
    const auto failing =
        std::ranges::count_if(servers, [](const auto &server) { return server.failure.has_value(); });
    const auto answering = std::ranges::count_if(
        servers, [](const auto &server) { return server.snapshot && !server.isStale(); });
    m_answering->setText(total == 0 ? tr("No media server yet")
                                    : tr("%1 of %n server(s) answer", nullptr, total).arg(answering));
    m_failing->setVisible(failing > 0);
    if (failing == 0)
        return;
    const auto first =
        std::ranges::find_if(servers, [](const auto &server) { return server.failure.has_value(); });
    m_failing->setText(
        failing == 1 ? tr("%1 does not answer").arg(first->server.name)
                     : tr("%1 and %n more do not answer", nullptr, int(failing) - 1).arg(first->server.name));
    m_failing->setToolTip(format::plainToolTip(first->failure->error.message));
}

void HealthLine::showTime()
{
    const QDateTime now = m_clock.nowUtc().toLocalTime();
    m_time->setText(QString::fromLatin1(QTimeZone::systemTimeZoneId()) + u' ' + now.toString(u"HH:mm:ss"_s));
}

} // namespace streamkeeper
