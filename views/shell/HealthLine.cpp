#include "views/shell/HealthLine.h"

#include "models/texts/Formatting.h"
#include "models/texts/ServerTexts.h"
#include "views/common/PlainText.h"

#include <QDateTime>
#include <QLabel>
#include <QTimeZone>

#include <algorithm>
#include <ranges>

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
    const auto isLocked = [](const FleetServer &server) {
        return server.failure && server.failure->error.category == ErrorCategory::Secret;
    };
    const auto isFailing = [&](const FleetServer &server) { return server.failure && !isLocked(server); };
    const auto locked = std::ranges::count_if(servers, isLocked);
    const auto failing = std::ranges::count_if(servers, isFailing);
    const auto answering = std::ranges::count_if(
        servers, [](const auto &server) { return server.snapshot && !server.isStale(); });
    m_answering->setText(total == 0 ? tr("No media server yet")
                                    : tr("%1 of %n server(s) answer", nullptr, total).arg(answering));
    m_failing->setVisible(failing > 0 || locked > 0);
    QStringList words;
    QStringList reasons;
    const auto tell = [&](const FleetServer &server) {
        constexpr qsizetype mostReasons = 12;
        if (reasons.size() < mostReasons)
            reasons.append(texts::serverProblem(server) + u": "_s + server.failure->error.message);
    };
    std::ranges::for_each(servers | std::views::filter(isFailing), tell);
    if (failing > 0)
        words.append(texts::serverProblem(*std::ranges::find_if(servers, isFailing)));
    if (failing > 1)
        words.append(tr("%n more server(s) in trouble", nullptr, int(failing) - 1));
    if (locked > 0) // it is the console that asks nobody
        words.append(tr("the secrets are locked: %n server(s) are not asked", nullptr, int(locked)));
    m_failing->setText(words.join(u" · "));
    m_failing->setToolTip(format::plainToolTip(reasons.join(u'\n')));
}

void HealthLine::showTime()
{
    const QDateTime now = m_clock.nowUtc().toLocalTime();
    m_time->setText(QString::fromLatin1(QTimeZone::systemTimeZoneId()) + u' ' + now.toString(u"HH:mm:ss"_s));
}

} // namespace streamkeeper
