#include "models/tables/OverviewLines.h"

#include "models/fleet/StreamStates.h"
#include "models/texts/EventTexts.h"
#include "models/texts/Formatting.h"
#include "models/texts/StreamActionTexts.h"
#include "models/texts/StreamTexts.h"
#include "models/texts/TroubleTexts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace streamkeeper::overview {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Overview)
};

using Paint = LineCell::Paint;

/// Where media servers stop taking new streams (domain.md 3.1).
constexpr int fullPercent = 80;
/// A disk that is full within so many days needs a look now.
constexpr double soonDays = 30;

StateShares sharesOf(const FleetCounts &counts)
{
    return {counts.of(StreamState::Active), counts.of(StreamState::Inactive) - counts.off,
            counts.of(StreamState::Initialization),
            counts.off + counts.of(StreamState::Empty) + counts.of(StreamState::Idle),
            counts.of(StreamState::Stale)};
}

/// One server with what decides its place.
struct Server
{
    const FleetServer *server = nullptr;
    StateShares shares;
    int fullPercent = -1;
    std::optional<FullnessForecast> forecast;

    [[nodiscard]] bool isSilent() const { return server->failure || server->earlierFailure; }
    [[nodiscard]] bool isFilling() const { return forecast && forecast->days < soonDays; }
    [[nodiscard]] bool needsLook() const
    {
        return isSilent() || shares.inactive > 0 || shares.initialization > 0 || isFilling();
    }
};

int fullnessOf(const FleetServer &server)
{
    if (!server.snapshot)
        return -1;
    const ServerSample sample = sampleOf(*server.snapshot);
    const qint64 total = sample.value(ServerValue::DiskTotalMb);
    return total <= 0 ? -1 : int(qint64(sample.value(ServerValue::DiskUsedMb)) * 100 / total);
}

std::vector<Server> serversOf(const FleetState &fleet, const QHash<ServerId, FullnessForecast> &forecasts)
{
    std::vector<Server> servers(fleet.servers().size());
    for (size_t i = 0; i < servers.size(); ++i) {
        servers[i].server = &fleet.servers()[i];
        servers[i].shares = sharesOf(fleet.servers()[i].counts);
        servers[i].fullPercent = fullnessOf(fleet.servers()[i]);
        const auto forecast = forecasts.constFind(fleet.servers()[i].server.id);
        if (forecast != forecasts.cend())
            servers[i].forecast = *forecast;
    }
    return servers;
}

LineCell stateCell(const Server &server, qint64 nowMs)
{
    if (server.isSilent()) {
        const qint64 sinceMs = server.server->history.sinceMs();
        return {
            sinceMs > 0
                ? Texts::tr("No answer %1", "a media server; how long").arg(format::elapsed(nowMs - sinceMs))
                : Texts::tr("No answer"),
            Paint::Status, int(StreamStatus::Inactive), false, true};
    }
    if (!server.server->snapshot || server.server->isRestored)
        return {Texts::tr("Not asked yet"), Paint::Stale, {}, true};
    return {Texts::tr("Answers"), Paint::Status, int(StreamStatus::Active)};
}

LineCell fullnessCell(const Server &server)
{
    if (server.fullPercent < 0)
        return {format::unknown()};
    const QString percent = Texts::tr("%1 %").arg(server.fullPercent);
    const QVariant share(server.fullPercent / 100.0);
    if (server.server->isStale())
        return {Texts::tr("was %1", "the last value that is known").arg(percent), Paint::Share, share, true};
    if (server.isFilling())
        return {Texts::tr("full in %n day(s)", nullptr, std::max(1, int(std::floor(server.forecast->days)))),
                Paint::Share, share, false, true};
    return {percent, Paint::Share, share, false, server.fullPercent > fullPercent};
}

Line serverLine(const Server &server, qint64 nowMs)
{
    const bool isKnown = server.server->snapshot && !server.server->isStale();
    const ServerSample now = isKnown ? sampleOf(*server.server->snapshot) : ServerSample();
    const auto number = [](qint32 value) {
        return LineCell{value < 0 ? format::unknown() : QLocale().toString(value)};
    };
    const LineCell lost{server.shares.inactive > 0
                            ? Texts::tr("%n lost", "streams of a media server", server.shares.inactive)
                            : QString(),
                        Paint::Text,
                        {},
                        false,
                        true};
    return {server.server->server.id.uuid(),
            {stateCell(server, nowMs),
             {server.server->server.name},
             {QLocale().toString(server.shares.total()), Paint::States, QVariant::fromValue(server.shares),
              !isKnown},
             server.shares.stale > 0 ? LineCell{Texts::tr("unknown"), Paint::Text, {}, true} : lost,
             number(now.value(ServerValue::InKbps)),
             number(now.value(ServerValue::OutKbps)),
             number(now.value(ServerValue::CpuPercent)),
             fullnessCell(server)}};
}

} // namespace

std::vector<Line> serverLines(const FleetState &fleet, const QHash<ServerId, FullnessForecast> &forecasts,
                              qint64 nowMs, size_t most)
{
    std::vector<Server> servers = serversOf(fleet, forecasts);
    const auto badness = [](const Server &server) {
        return std::tuple(!server.isSilent(), -server.shares.inactive, -server.shares.initialization,
                          server.forecast ? server.forecast->days : 1e9, -server.fullPercent);
    };
    std::ranges::stable_sort(servers, {}, badness); // they come in the order of their names
    std::vector<Line> lines;
    for (size_t i = 0; i < std::min(most, servers.size()); ++i)
        lines.push_back(serverLine(servers[i], nowMs));
    return lines;
}

int serversInNeed(const FleetState &fleet)
{
    return int(std::ranges::count_if(serversOf(fleet, {}), &Server::needsLook));
}

std::vector<Line> offenderLines(const FleetState &fleet, qint64 nowMs, size_t most)
{
    struct Offender
    {
        int row;
        TroubleSums sums;
    };
    std::vector<Offender> offenders;
    const TroubleMemory::Histories &histories = fleet.troubles().all();
    for (auto it = histories.cbegin(); it != histories.cend(); ++it) {
        const int at = fleet.rowOf(it.key());
        if (at < 0)
            continue;
        const bool isOffNow = fleet.row(at).characteristic == Characteristic::Disconnected;
        const TroubleSums sums = trouble::sums(it.value(), nowMs - dayMs, nowMs, isOffNow);
        if (sums.lostMs > 0)
            offenders.push_back({at, sums});
    }
    std::ranges::sort(offenders, {}, [&](const Offender &one) {
        return std::tuple(-one.sums.lostMs, fleet.row(one.row).nameRank, one.row);
    });
    std::vector<Line> lines;
    for (size_t i = 0; i < std::min(most, offenders.size()); ++i) {
        const FleetRow &row = fleet.row(offenders[i].row);
        lines.push_back(
            {row.id.uuid(),
             {{Texts::tr("%1 · %2", "camera · quality").arg(row.cameraName, texts::quality(row.quality))},
              {texts::statusOf(row, fleet.polledAtMs(row), nowMs), row.isStale ? Paint::Stale : Paint::Status,
               int(row.status), row.isStale},
              {QLocale().toString(offenders[i].sums.losses)},
              {format::elapsed(offenders[i].sums.lostMs)},
              {texts::dayInWords(fleet, row, nowMs), Paint::Strip,
               QVariant::fromValue(stripOf(fleet, row, dayMs, nowMs))}}});
    }
    return lines;
}

std::vector<Line> watchedLines(const FleetState &fleet, size_t most)
{
    std::vector<std::pair<int, int>> watched; // clients, row
    for (int i = 0; i < fleet.rowCount(); ++i) {
        const ObservedStream *seen = fleet.row(i).isStale ? nullptr : fleet.observed(fleet.row(i));
        if (seen && seen->clients > 0 && fleet.row(i).isManaged())
            watched.emplace_back(seen->clients, i);
    }
    const size_t shown = std::min(most, watched.size());
    std::ranges::partial_sort(
        watched, watched.begin() + qptrdiff(shown), [&](const auto &left, const auto &right) {
            return std::tuple(-left.first, fleet.row(left.second).nameRank, left.second) <
                   std::tuple(-right.first, fleet.row(right.second).nameRank, right.second);
        });
    std::vector<Line> lines;
    for (size_t i = 0; i < shown; ++i) {
        const FleetRow &row = fleet.row(watched[i].second);
        lines.push_back(
            {row.id.uuid(),
             {{Texts::tr("%1 · %2", "camera · quality").arg(row.cameraName, texts::quality(row.quality))},
              {QLocale().toString(watched[i].first)},
              {format::kbps(fleet.observed(row)->bitrateOutBps)}}});
    }
    return lines;
}

std::vector<Line> causeLines(const std::vector<std::pair<RootCause, QString>> &causes, size_t most)
{
    std::vector<Line> lines;
    for (size_t i = 0; i < std::min(most, causes.size()); ++i) {
        const auto &[cause, name] = causes[i];
        const QUuid first = cause.streams.empty() ? QUuid() : cause.streams.front().uuid();
        lines.push_back({first,
                         {{texts::causeSentence(cause, name)},
                          {Texts::tr("%1 of %2", "streams that were lost · all of that cause")
                               .arg(format::count(cause.lost), format::count(cause.total)),
                           Paint::Text,
                           {},
                           false,
                           true}}});
    }
    return lines;
}

std::vector<Line> operationLines(const std::vector<Operation> &operations, qint64 nowMs, size_t most)
{
    std::vector<Line> lines;
    for (const Operation &operation : operations) {
        const bool isOpen =
            operation.state == OperationState::Waiting || operation.state == OperationState::Running;
        if (!isOpen || lines.size() == most)
            continue;
        lines.push_back({operation.id.uuid(),
                         {{texts::operationKind(operation) + u" · "_s + operation.target},
                          {operation.author},
                          {format::elapsed(nowMs - operation.createdAtMs), Paint::Text, {}, true}}});
    }
    return lines;
}

std::vector<Line> eventLines(const std::vector<Event> &events, qint64 nowMs, size_t most)
{
    std::vector<Line> lines;
    for (size_t i = 0; i < std::min(most, events.size()); ++i) {
        const Event &event = events[i];
        const QString lasted = texts::eventDuration(event, nowMs);
        const QString what = texts::eventType(event.type) + u": "_s + event.subject +
                             (lasted.isEmpty() ? QString() : u", "_s + lasted);
        const bool isBad = event.isGoingOn();
        lines.push_back({event.stream.isNull() ? event.server.uuid() : event.stream.uuid(),
                         {{QLocale().toString(QDateTime::fromMSecsSinceEpoch(event.atMs).time(), u"HH:mm"_s),
                           Paint::Text,
                           {},
                           true},
                          {what, Paint::Text, {}, false, isBad},
                          {event.author, Paint::Text, {}, true}}});
    }
    return lines;
}

} // namespace streamkeeper::overview
