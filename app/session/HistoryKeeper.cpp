#include "app/session/HistoryKeeper.h"

#include "models/registry/OperationRepository.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(logHistory, "streamkeeper.history", QtInfoMsg)

constexpr auto interval = 30s;
constexpr int serverParts = 10; ///< five minutes
constexpr int streamParts = 30; ///< a quarter of an hour
constexpr int everything = -1;
constexpr qint64 weekMs = HistoryRepository::keptDays * 24 * 3'600'000LL;
/// A disk fills over days: the hours between tell nothing more.
constexpr int hoursOfForecast = 6;

bool isInPart(int index, int part, int parts)
{
    return part == everything || index % parts == part % parts;
}

/// What is still in memory alone goes on from what the registry has.
void appendNewer(std::vector<ServerSample> &kept, const std::vector<ServerSample> &live)
{
    const qint64 keptMs = kept.empty() ? 0 : kept.back().atMs;
    std::ranges::copy_if(live, std::back_inserter(kept),
                         [keptMs](const ServerSample &sample) { return sample.atMs > keptMs; });
}

} // namespace

HistoryKeeper::HistoryKeeper(RegistryEditor &editor, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &HistoryKeeper::writePart);
}

HistoryKeeper::~HistoryKeeper()
{
    if (m_isKeeping)
        write(everything);
}

void HistoryKeeper::start()
{
    m_isKeeping = true;
    m_timer.start();
}

void HistoryKeeper::writePart()
{
    write(m_part);
    m_part = (m_part + 1) % (serverParts * streamParts);
}

HistoryRepository::ServerHour HistoryKeeper::hourOf(const FleetServer &server, qint64 hour) const
{
    const qint64 writtenMs = m_writtenMs.value(server.server.id);
    HistoryRepository::ServerHour found{
        server.server.id, hour, m_editor.memory().fleet.watch().heard(server.server.id).value(hour), {}};
    for (const ServerSample &sample : server.history.samples()) {
        if (sample.atMs > writtenMs && sample.atMs / WatchMemory::hourMs == hour)
            found.samples.push_back(sample);
    }
    return found;
}

std::vector<HistoryRepository::ServerHour> HistoryKeeper::serversOf(int part)
{
    std::vector<HistoryRepository::ServerHour> hours;
    const std::vector<FleetServer> &servers = m_editor.memory().fleet.servers();
    for (int i = 0; i < int(servers.size()); ++i) {
        const FleetServer &server = servers[size_t(i)];
        const std::vector<ServerSample> &samples = server.history.samples();
        if (!isInPart(i, part, serverParts) || samples.empty() ||
            samples.back().atMs <= m_writtenMs.value(server.server.id))
            continue;
        const qint64 fromMs = std::max(m_writtenMs.value(server.server.id) + 1, samples.front().atMs);
        for (qint64 hour = fromMs / WatchMemory::hourMs; hour <= samples.back().atMs / WatchMemory::hourMs;
             ++hour)
            hours.push_back(hourOf(server, hour));
        m_writtenMs.insert(server.server.id, samples.back().atMs);
    }
    return hours;
}

std::vector<HistoryRepository::StreamPart> HistoryKeeper::streamsOf(int part) const
{
    constexpr qint64 quarterMs = StreamQuarter::lengthMs;
    const FleetState &fleet = m_editor.memory().fleet;
    const qint64 presentMs = m_editor.clock().nowMs() / quarterMs * quarterMs;
    std::vector<HistoryRepository::StreamPart> parts;
    const int step = part == everything ? 1 : streamParts;
    for (int i = part == everything ? 0 : part % streamParts; i < fleet.rowCount(); i += step) {
        const FleetRow &row = fleet.row(i);
        if (!row.isManaged() || row.history.isEmpty())
            continue;
        // Two that are over: a row may change its number, and its part with it. The present one only at the
        // end, since it would say what a part of it was like.
        HistoryRepository::StreamPart found{row.id, {}};
        for (const int ago : {2, 1, 0}) {
            if (ago > 0 || part == everything)
                found.quarters.push_back(row.history.quarter(presentMs - ago * quarterMs));
        }
        parts.push_back(std::move(found));
    }
    return parts;
}

void HistoryKeeper::write(int part)
{
    const auto servers = serversOf(part);
    const auto streams = streamsOf(part);
    if (servers.empty() && streams.empty())
        return;
    const bool isPruning = part == 0;
    const auto job = [servers, streams, isPruning,
                      nowMs = m_editor.clock().nowMs()](RegistryDatabase &database) {
        return database.inTransaction([&] {
            HistoryRepository history(database);
            auto done = history.saveServers(servers);
            if (done)
                done = history.saveStreams(streams);
            return done && isPruning ? history.prune(nowMs) : done;
        });
    };
    // No edit: what was seen is nothing that anybody has changed.
    m_editor.registry().run(this, job, [](const VoidResult &written) {
        if (!written)
            qCWarning(logHistory).noquote() << written.error().message << written.error().detail;
    });
}

void HistoryKeeper::server(const ServerId &server, qint64 lengthMs, QObject *context,
                           Done<std::vector<ServerSample>> done) const
{
    const qint64 nowMs = m_editor.clock().nowMs();
    const FleetServer *known = m_editor.memory().fleet.server(server);
    const std::vector<ServerSample> live = known ? known->history.samples() : std::vector<ServerSample>();
    const auto job = [=](RegistryDatabase &database) {
        auto kept = HistoryRepository(database).server(server, nowMs - lengthMs, nowMs);
        if (kept)
            appendNewer(*kept, live);
        return kept;
    };
    m_editor.registry().run(context, job, std::move(done));
}

void HistoryKeeper::stream(const StreamId &stream, qint64 lengthMs, QObject *context,
                           Done<std::vector<StreamQuarter>> done) const
{
    const qint64 nowMs = m_editor.clock().nowMs();
    std::vector<StreamQuarter> live;
    const int place = m_editor.memory().fleet.rowOf(stream);
    for (int ago = 4; place >= 0 && ago >= 0; --ago)
        live.push_back(m_editor.memory().fleet.row(place).history.quarter(
            (nowMs / StreamQuarter::lengthMs - ago) * StreamQuarter::lengthMs));
    const auto job = [=](RegistryDatabase &database) {
        auto kept = HistoryRepository(database).stream(stream, nowMs - lengthMs, nowMs);
        if (!kept)
            return kept;
        for (const StreamQuarter &quarter : live) {
            if (quarter.isSeen() && (kept->empty() || quarter.atMs > kept->back().atMs))
                kept->push_back(quarter);
        }
        return kept;
    };
    m_editor.registry().run(context, job, std::move(done));
}

void HistoryKeeper::operations(const StreamId &stream, qint64 lengthMs, QObject *context,
                               Done<std::vector<Operation>> done) const
{
    const auto job = [stream, sinceMs = m_editor.clock().nowMs() - lengthMs](RegistryDatabase &database) {
        return OperationRepository(database).ofStream(stream, sinceMs);
    };
    m_editor.registry().run(context, job, std::move(done));
}

void HistoryKeeper::availability(qint64 lengthMs, qint64 stepMs, QObject *context,
                                 Done<std::vector<AvailabilityPoint>> done) const
{
    const qint64 nowMs = m_editor.clock().nowMs();
    QHash<ServerId, std::vector<ServerSample>> live;
    for (const FleetServer &server : m_editor.memory().fleet.servers())
        live.insert(server.server.id, server.history.samples());
    const auto job = [=](RegistryDatabase &database) -> Result<std::vector<AvailabilityPoint>> {
        // A server that fell silent shortly before is known to have had streams.
        constexpr qint64 beforeMs = 3'600'000;
        const auto kept = HistoryRepository(database).servers(nowMs - lengthMs - beforeMs, nowMs);
        if (!kept)
            return tl::unexpected(kept.error());
        std::vector<std::vector<ServerSample>> servers;
        for (auto it = live.cbegin(); it != live.cend(); ++it) { // what was removed counts no more
            servers.push_back(kept->value(it.key()));
            appendNewer(servers.back(), it.value());
        }
        return streamkeeper::availability(servers, {(nowMs - lengthMs) / stepMs * stepMs, nowMs}, stepMs);
    };
    m_editor.registry().run(context, job, std::move(done));
}

void HistoryKeeper::forecasts(QObject *context, Done<Forecasts> done) const
{
    const auto job = [nowMs = m_editor.clock().nowMs()](RegistryDatabase &database) -> Result<Forecasts> {
        const auto kept = HistoryRepository(database).servers(nowMs - weekMs, nowMs, hoursOfForecast);
        if (!kept)
            return tl::unexpected(kept.error());
        Forecasts found;
        for (auto it = kept->cbegin(); it != kept->cend(); ++it) {
            if (const auto forecast = forecastFull(it.value()))
                found.insert(it.key(), *forecast);
        }
        return found;
    };
    m_editor.registry().run(context, job, std::move(done));
}

} // namespace streamkeeper
