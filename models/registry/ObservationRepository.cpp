#include "models/registry/ObservationRepository.h"

#include "models/registry/StoredNames.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace stored;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ObservationRepository)
};

qint64 numberOr(const QSqlQuery &row, int column)
{
    return row.isNull(column) ? ObservedStream::unknown : row.value(column).toLongLong();
}

qint32 smallNumberOr(const QSqlQuery &row, int column)
{
    return qint32(numberOr(row, column));
}

ObservedStream observedFromRow(const QSqlQuery &row)
{
    ObservedStream stream;
    stream.remoteName = row.value(1).toString();
    stream.status = fromWord(statuses, row.value(3).toString());
    stream.rawStatus = row.value(4).toString();
    stream.displayName = row.value(5).toString();
    stream.cameraUid = row.value(6).toString();
    stream.role = fromWord(roles, row.value(7).toString());
    stream.isEnabled = row.value(8).toBool();
    // Older programs stored it as Inactive, with this mark.
    if (row.value(9).toBool())
        stream.status = StreamStatus::Idle;
    stream.maskedAddress = row.value(10).toString();
    stream.bitrateInBps = numberOr(row, 11);
    stream.bitrateOutBps = numberOr(row, 12);
    stream.width = smallNumberOr(row, 13);
    stream.height = smallNumberOr(row, 14);
    stream.clients = smallNumberOr(row, 15);
    stream.reconnectAttempts = smallNumberOr(row, 16);
    stream.reconnectTotal = smallNumberOr(row, 17);
    stream.lostSinceMs = numberOr(row, 18);
    stream.sourceStartMs = numberOr(row, 19);
    stream.hasAudio = fromWord(tristates, row.value(20).toString());
    stream.isRecording = fromWord(tristates, row.value(21).toString());
    stream.isPrivate = fromWord(tristates, row.value(22).toString());
    return stream;
}

QVariantList valuesOf(const ServerSnapshot &snapshot, const ObservedStream &stream)
{
    return {snapshot.server.toString(),
            text(stream.remoteName),
            snapshot.polledAtMs,
            word(statuses, stream.status),
            text(stream.rawStatus),
            text(stream.displayName),
            text(stream.cameraUid),
            word(roles, stream.role),
            stream.isEnabled,
            stream.status == StreamStatus::Idle,
            text(stream.maskedAddress),
            knownOrNull(stream.bitrateInBps),
            knownOrNull(stream.bitrateOutBps),
            knownOrNull(stream.width),
            knownOrNull(stream.height),
            knownOrNull(stream.clients),
            knownOrNull(stream.reconnectAttempts),
            knownOrNull(stream.reconnectTotal),
            knownOrNull(stream.lostSinceMs),
            knownOrNull(stream.sourceStartMs),
            word(tristates, stream.hasAudio),
            word(tristates, stream.isRecording),
            word(tristates, stream.isPrivate)};
}

ServerSnapshot &snapshotOf(QHash<QString, std::shared_ptr<ServerSnapshot>> &byServer, const QString &server)
{
    auto &snapshot = byServer[server];
    if (!snapshot) {
        snapshot = std::make_shared<ServerSnapshot>();
        snapshot->server = ServerId::fromString(server);
    }
    return *snapshot;
}

} // namespace

VoidResult ObservationRepository::loadAnswers(ByServer &byServer)
{
    auto query = m_database.run(
        u"SELECT server_id, polled_at_ms FROM server_observation WHERE polled_at_ms IS NOT NULL"_s);
    if (!query)
        return tl::unexpected(query.error());
    while (query->next())
        snapshotOf(byServer, query->value(0).toString()).polledAtMs = query->value(1).toLongLong();
    return {};
}

VoidResult ObservationRepository::loadStreams(ByServer &byServer)
{
    auto query = m_database.run(
        u"SELECT server_id, remote_name, polled_at_ms, status, raw_status, display_name, camera_uid, role, "
        u"is_enabled,"
        " is_on_demand_idle, masked_address, bitrate_in_bps, bitrate_out_bps, width, height, clients,"
        " reconnect_attempts, reconnect_total, lost_since_ms, source_start_ms, has_audio, is_recording, "
        "is_private"
        " FROM observation"_s);
    if (!query)
        return tl::unexpected(query.error());
    while (query->next()) {
        ServerSnapshot &snapshot = snapshotOf(byServer, query->value(0).toString());
        snapshot.polledAtMs = std::max(snapshot.polledAtMs, query->value(2).toLongLong());
        snapshot.streams.push_back(observedFromRow(*query));
    }
    return {};
}

Result<std::vector<SnapshotPtr>> ObservationRepository::load()
{
    ByServer byServer;
    if (auto read = loadAnswers(byServer); !read)
        return tl::unexpected(read.error());
    if (auto read = loadStreams(byServer); !read)
        return tl::unexpected(read.error());
    std::vector<SnapshotPtr> snapshots;
    for (auto &snapshot : byServer) {
        std::ranges::sort(snapshot->streams, {}, &ObservedStream::remoteName);
        snapshots.push_back(std::move(snapshot));
    }
    return snapshots;
}

Result<std::vector<PollFailure>> ObservationRepository::failures()
{
    auto query = m_database.run(u"SELECT server_id, failed_at_ms, failure_category, failure_message"
                                " FROM server_observation WHERE failed_at_ms IS NOT NULL"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<PollFailure> failures;
    while (query->next()) {
        const qint64 failedAtMs = query->value(1).toLongLong();
        failures.push_back(
            {ServerId::fromString(query->value(0).toString()), failedAtMs, failedAtMs, 1,
             Error{
                 fromWord(errorCategories, query->value(2).toString()), query->value(3).toString(), {}, 0}});
    }
    return failures;
}

/// The statements of save(), prepared once for all servers.
struct ObservationRepository::Saving
{
    RegistryDatabase &database;
    QSqlQuery known, prune, answer, insert;

    [[nodiscard]] static Result<Saving> prepare(RegistryDatabase &database);
    /// None: the registry has no such server.
    [[nodiscard]] Result<std::optional<QString>> nameOf(const ServerId &server);
    /// How many streams were left out, because their names stand there already.
    [[nodiscard]] Result<int> replace(const ServerSnapshot &snapshot);
};

Result<ObservationRepository::Saving> ObservationRepository::Saving::prepare(RegistryDatabase &database)
{
    auto known = database.prepare(u"SELECT name FROM media_server WHERE id = ?"_s);
    auto prune = database.prepare(u"DELETE FROM observation WHERE server_id = ?"_s);
    auto answer = database.prepare(
        u"INSERT OR REPLACE INTO server_observation (server_id, polled_at_ms) VALUES(?,?)"_s);
    auto insert =
        database.prepare(u"INSERT INTO observation VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
                         " ON CONFLICT (server_id, remote_name) DO NOTHING"_s);
    for (auto *query : {&known, &prune, &answer, &insert}) {
        if (!*query)
            return tl::unexpected(query->error());
    }
    return Saving{database, std::move(*known), std::move(*prune), std::move(*answer), std::move(*insert)};
}

Result<std::optional<QString>> ObservationRepository::Saving::nameOf(const ServerId &server)
{
    if (auto asked = database.runPrepared(known, {server.toString()}); !asked)
        return tl::unexpected(asked.error());
    const auto name = known.next() ? std::optional(known.value(0).toString()) : std::nullopt;
    known.finish();
    return name;
}

Result<int> ObservationRepository::Saving::replace(const ServerSnapshot &snapshot)
{
    if (auto done = database.runPrepared(prune, {snapshot.server.toString()}); !done)
        return tl::unexpected(done.error());
    if (auto done = database.runPrepared(answer, {snapshot.server.toString(), snapshot.polledAtMs}); !done)
        return tl::unexpected(done.error());
    int leftOut = 0;
    for (const ObservedStream &stream : snapshot.streams) {
        if (auto done = database.runPrepared(insert, valuesOf(snapshot, stream)); !done)
            return tl::unexpected(done.error());
        leftOut += insert.numRowsAffected() == 0;
    }
    return leftOut;
}

Result<QStringList> ObservationRepository::save(const std::vector<SnapshotPtr> &snapshots)
{
    auto saving = Saving::prepare(m_database);
    if (!saving)
        return tl::unexpected(saving.error());
    QStringList leftOut;
    int savedCount = 0;
    std::optional<Error> refusal;
    for (const SnapshotPtr &snapshot : snapshots) {
        const auto name = saving->nameOf(snapshot->server);
        if (!name)
            return tl::unexpected(name.error());
        if (!*name)
            continue;
        int doubles = 0;
        const auto saved = m_database.inSavepoint([&]() -> VoidResult {
            const auto replaced = saving->replace(*snapshot);
            doubles = replaced.value_or(0);
            return replaced ? VoidResult() : tl::unexpected(replaced.error());
        });
        if (!saved) {
            refusal = saved.error();
            leftOut.append(Texts::tr("What %1 told last could not be kept: %2")
                               .arg(**name, saved.error().message + u' ' + saved.error().detail));
            continue;
        }
        ++savedCount;
        if (doubles > 0)
            leftOut.append(
                Texts::tr("%1 told several streams under one name; the first of each name is kept.")
                    .arg(**name));
    }
    if (refusal && savedCount == 0)
        return tl::unexpected(*refusal);
    return leftOut;
}

VoidResult ObservationRepository::saveFailures(const std::vector<PollFailure> &failures)
{
    // What old schemas stored has no row in this table yet, and keeps its age in its streams.
    auto save = m_database.prepare(
        u"INSERT INTO server_observation (server_id, failed_at_ms, failure_category, failure_message)"
        " SELECT id, ?, ?, ? FROM media_server WHERE id = ?"
        " ON CONFLICT(server_id) DO UPDATE SET failed_at_ms=excluded.failed_at_ms,"
        " failure_category=excluded.failure_category, failure_message=excluded.failure_message"_s);
    if (!save)
        return tl::unexpected(save.error());
    for (const PollFailure &failure : failures) {
        const QVariantList values{failure.failedAtMs, word(errorCategories, failure.error.category),
                                  text(failure.error.message), failure.server.toString()};
        if (auto done = m_database.runPrepared(*save, values); !done)
            return done;
    }
    return {};
}

} // namespace streamkeeper
