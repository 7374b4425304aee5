#include "models/registry/Migrations.h"

#include "models/registry/RegistryDatabase.h"

#include <QCoreApplication>
#include <QStringList>

#include <vector>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Migrations)
};

/// Names are literals on purpose: a later rename in the code must not change an old migration.
/// Clusters, server groups, share links, operations and archive indexes get tables of their own that
/// refer to these by id; nothing here has to change for them.
const std::vector<QStringList> &migrations()
{
    static const std::vector<QStringList> steps{
        {
            // 1: the fleet as it should be, its secrets, and what was last seen of it
            u"CREATE TABLE secret ("
            " id TEXT PRIMARY KEY,"
            " purpose TEXT NOT NULL,"
            " sealed BLOB NOT NULL)"_s,
            u"CREATE TABLE media_server ("
            " id TEXT PRIMARY KEY,"
            " name TEXT NOT NULL UNIQUE,"
            " type TEXT NOT NULL,"
            " use_tls INTEGER NOT NULL,"
            " internal_host TEXT NOT NULL,"
            " api_port INTEGER NOT NULL,"
            " external_host TEXT NOT NULL,"
            " media_uses_tls INTEGER NOT NULL,"
            " hls_port INTEGER NOT NULL,"
            " rtsp_port INTEGER NOT NULL,"
            " user_name TEXT NOT NULL,"
            " token_secret TEXT REFERENCES secret(id),"
            " pinned_sha256 TEXT NOT NULL,"
            " group_type TEXT NOT NULL,"
            " streams_limit INTEGER,"
            " bitrate_limit_bps INTEGER,"
            " is_active INTEGER NOT NULL,"
            " is_incorrect_cameras INTEGER NOT NULL,"
            " node_name TEXT NOT NULL,"
            " created_at TEXT NOT NULL)"_s,
            u"CREATE TABLE camera ("
            " id TEXT PRIMARY KEY,"
            " name TEXT NOT NULL,"
            " location TEXT NOT NULL,"
            " ip_address TEXT NOT NULL,"
            " remote_uid TEXT NOT NULL,"
            " addition TEXT NOT NULL,"
            " created_at TEXT NOT NULL)"_s,
            u"CREATE TABLE stream ("
            " id TEXT PRIMARY KEY,"
            " camera_id TEXT NOT NULL REFERENCES camera(id) ON DELETE CASCADE,"
            " quality TEXT NOT NULL,"
            " main_server_id TEXT REFERENCES media_server(id),"
            " additional_server_id TEXT REFERENCES media_server(id),"
            " remote_name TEXT NOT NULL,"
            " address TEXT NOT NULL,"
            " address_secret TEXT REFERENCES secret(id),"
            " addition TEXT NOT NULL,"
            " is_enabled INTEGER NOT NULL,"
            " audio TEXT NOT NULL,"
            " recording TEXT NOT NULL,"
            " created_at TEXT NOT NULL,"
            " UNIQUE (camera_id, quality))"_s,
            u"CREATE UNIQUE INDEX stream_on_server ON stream(main_server_id, remote_name)"_s,
            u"CREATE INDEX stream_by_additional ON stream(additional_server_id)"_s,
            u"CREATE TABLE observation ("
            " server_id TEXT NOT NULL REFERENCES media_server(id) ON DELETE CASCADE,"
            " remote_name TEXT NOT NULL,"
            " polled_at_ms INTEGER NOT NULL,"
            " status TEXT NOT NULL,"
            " raw_status TEXT NOT NULL,"
            " display_name TEXT NOT NULL,"
            " camera_uid TEXT NOT NULL,"
            " role TEXT NOT NULL,"
            " is_enabled INTEGER NOT NULL,"
            " is_on_demand_idle INTEGER NOT NULL,"
            " masked_address TEXT NOT NULL,"
            " bitrate_in_bps INTEGER,"
            " bitrate_out_bps INTEGER,"
            " width INTEGER,"
            " height INTEGER,"
            " clients INTEGER,"
            " reconnect_attempts INTEGER,"
            " reconnect_total INTEGER,"
            " lost_since_ms INTEGER,"
            " source_start_ms INTEGER,"
            " has_audio TEXT NOT NULL,"
            " is_recording TEXT NOT NULL,"
            " is_private TEXT NOT NULL,"
            " PRIMARY KEY (server_id, remote_name)) WITHOUT ROWID"_s,
        },
        {
            // 2: what the cards hold, revisions against lost edits, and the journal of operations
            u"ALTER TABLE media_server ADD COLUMN storages TEXT NOT NULL DEFAULT ''"_s,
            u"ALTER TABLE media_server ADD COLUMN revision INTEGER NOT NULL DEFAULT 1"_s,
            u"ALTER TABLE camera ADD COLUMN mac_address TEXT NOT NULL DEFAULT ''"_s,
            u"ALTER TABLE camera ADD COLUMN serial_number TEXT NOT NULL DEFAULT ''"_s,
            u"ALTER TABLE camera ADD COLUMN group_type TEXT NOT NULL DEFAULT 'public'"_s,
            u"ALTER TABLE camera ADD COLUMN is_public INTEGER NOT NULL DEFAULT 0"_s,
            u"ALTER TABLE camera ADD COLUMN allowed_subnets TEXT NOT NULL DEFAULT ''"_s,
            u"ALTER TABLE camera ADD COLUMN has_increased_reconnect INTEGER NOT NULL DEFAULT 0"_s,
            u"ALTER TABLE camera ADD COLUMN is_sound_enabled INTEGER NOT NULL DEFAULT 1"_s,
            u"ALTER TABLE camera ADD COLUMN is_recording INTEGER NOT NULL DEFAULT 0"_s,
            u"ALTER TABLE camera ADD COLUMN archive_days INTEGER NOT NULL DEFAULT 1"_s,
            u"ALTER TABLE camera ADD COLUMN onvif_user TEXT NOT NULL DEFAULT ''"_s,
            u"ALTER TABLE camera ADD COLUMN onvif_port INTEGER NOT NULL DEFAULT 80"_s,
            u"ALTER TABLE camera ADD COLUMN onvif_secret TEXT REFERENCES secret(id)"_s,
            u"ALTER TABLE camera ADD COLUMN revision INTEGER NOT NULL DEFAULT 1"_s,
            u"ALTER TABLE stream ADD COLUMN is_ours INTEGER NOT NULL DEFAULT 0"_s,
            u"ALTER TABLE stream ADD COLUMN revision INTEGER NOT NULL DEFAULT 1"_s,
            // No foreign keys to what it is about: the journal outlives streams, cameras and servers.
            u"CREATE TABLE operation ("
            " id TEXT PRIMARY KEY,"
            " batch_id TEXT,"
            " kind TEXT NOT NULL,"
            " stream_id TEXT,"
            " camera_id TEXT,"
            " server_id TEXT,"
            " target TEXT NOT NULL,"
            " place TEXT NOT NULL,"
            " author TEXT NOT NULL,"
            " state TEXT NOT NULL,"
            " phase TEXT NOT NULL,"
            " attempts INTEGER NOT NULL,"
            " payload TEXT NOT NULL,"
            " old_secret TEXT REFERENCES secret(id),"
            " new_secret TEXT REFERENCES secret(id),"
            " message TEXT NOT NULL,"
            " created_at_ms INTEGER NOT NULL,"
            " started_at_ms INTEGER,"
            " finished_at_ms INTEGER,"
            " owner_host TEXT NOT NULL,"
            " owner_boot TEXT NOT NULL,"
            " owner_pid INTEGER NOT NULL,"
            " owner_start INTEGER NOT NULL,"
            " lease_until_ms INTEGER NOT NULL)"_s,
            // One stream has one running operation at a time, also across programs on one registry.
            u"CREATE UNIQUE INDEX operation_on_stream ON operation(stream_id)"
            " WHERE stream_id IS NOT NULL AND state IN ('waiting', 'running')"_s,
            u"CREATE INDEX operation_by_time ON operation(created_at_ms)"_s,
            u"CREATE INDEX operation_by_state ON operation(state)"_s,
            u"CREATE TABLE operation_event ("
            " operation_id TEXT NOT NULL REFERENCES operation(id) ON DELETE CASCADE,"
            " sequence INTEGER NOT NULL,"
            " at_ms INTEGER NOT NULL,"
            " phase TEXT NOT NULL,"
            " text TEXT NOT NULL,"
            " PRIMARY KEY (operation_id, sequence)) WITHOUT ROWID"_s,
        },
        {
            // 3: clusters, server groups, and which server holds which period of a stream's recordings
            u"CREATE TABLE cluster ("
            " id TEXT PRIMARY KEY,"
            " name TEXT NOT NULL UNIQUE,"
            " streams_limit INTEGER,"
            " bitrate_limit_bps INTEGER,"
            " api_port INTEGER,"
            " hls_port INTEGER,"
            " rtsp_port INTEGER,"
            " created_at TEXT NOT NULL,"
            " revision INTEGER NOT NULL)"_s,
            u"CREATE TABLE cluster_member ("
            " cluster_id TEXT NOT NULL REFERENCES cluster(id) ON DELETE CASCADE,"
            " server_id TEXT NOT NULL REFERENCES media_server(id),"
            " is_main INTEGER NOT NULL,"
            " position INTEGER NOT NULL,"
            " PRIMARY KEY (cluster_id, server_id)) WITHOUT ROWID"_s,
            // A server in one cluster at most, and one main server in each: also between two programs.
            u"CREATE UNIQUE INDEX cluster_of_server ON cluster_member(server_id)"_s,
            u"CREATE UNIQUE INDEX cluster_main ON cluster_member(cluster_id) WHERE is_main = 1"_s,
            u"CREATE TABLE server_group ("
            " id TEXT PRIMARY KEY,"
            " name TEXT NOT NULL UNIQUE,"
            " parent_id TEXT REFERENCES server_group(id),"
            " created_at TEXT NOT NULL,"
            " revision INTEGER NOT NULL)"_s,
            u"CREATE TABLE server_group_cluster ("
            " group_id TEXT NOT NULL REFERENCES server_group(id) ON DELETE CASCADE,"
            " cluster_id TEXT NOT NULL REFERENCES cluster(id) ON DELETE CASCADE,"
            " position INTEGER NOT NULL,"
            " PRIMARY KEY (group_id, cluster_id)) WITHOUT ROWID"_s,
            u"CREATE TABLE server_group_subnet ("
            " group_id TEXT NOT NULL REFERENCES server_group(id) ON DELETE CASCADE,"
            " subnet TEXT NOT NULL,"
            " position INTEGER NOT NULL,"
            " PRIMARY KEY (group_id, subnet)) WITHOUT ROWID"_s,
            u"ALTER TABLE camera ADD COLUMN server_group_id TEXT REFERENCES server_group(id)"_s,
            u"CREATE INDEX camera_by_group ON camera(server_group_id) WHERE server_group_id IS NOT NULL"_s,
            u"ALTER TABLE stream ADD COLUMN last_transfer_at TEXT NOT NULL DEFAULT ''"_s,
            u"CREATE TABLE archive_holder ("
            " stream_id TEXT NOT NULL REFERENCES stream(id) ON DELETE CASCADE,"
            " server_id TEXT NOT NULL REFERENCES media_server(id) ON DELETE CASCADE,"
            " from_ms INTEGER NOT NULL,"
            " until_ms INTEGER,"
            " remote_name TEXT NOT NULL,"
            " PRIMARY KEY (stream_id, server_id, from_ms)) WITHOUT ROWID"_s,
            u"CREATE INDEX archive_by_server ON archive_holder(server_id)"_s,
        },
        {
            // 4: copies that transfers left on servers; without a foreign key to the stream: a copy stays on
            // its server when the stream is deleted here, and still has to be removed there
            u"CREATE TABLE holder_copy ("
            " server_id TEXT NOT NULL REFERENCES media_server(id) ON DELETE CASCADE,"
            " remote_name TEXT NOT NULL,"
            " stream_id TEXT NOT NULL,"
            " keep_until_ms INTEGER NOT NULL,"
            " PRIMARY KEY (server_id, remote_name)) WITHOUT ROWID"_s,
            u"ALTER TABLE camera ADD COLUMN has_single_session INTEGER NOT NULL DEFAULT 0"_s,
        },
        {
            // 5: share links, without foreign keys: the list tells who could watch what, also when that is
            // gone. And the keys that sign tokens for servers which check them.
            u"CREATE TABLE share_link ("
            " id TEXT PRIMARY KEY,"
            " stream_id TEXT NOT NULL,"
            " server_id TEXT NOT NULL,"
            " target TEXT NOT NULL,"
            " place TEXT NOT NULL,"
            " remote_name TEXT NOT NULL,"
            " mode TEXT NOT NULL,"
            " protocol TEXT NOT NULL,"
            " is_public INTEGER NOT NULL,"
            " archive_from_ms INTEGER NOT NULL,"
            " address TEXT NOT NULL,"
            " address_secret TEXT,"
            " key_id TEXT NOT NULL,"
            " author TEXT NOT NULL,"
            " note TEXT NOT NULL,"
            " created_at_ms INTEGER NOT NULL,"
            " expires_at_ms INTEGER,"
            " revoked_at_ms INTEGER,"
            " is_closed INTEGER NOT NULL) WITHOUT ROWID"_s,
            u"CREATE INDEX share_link_by_end ON share_link(expires_at_ms) WHERE is_closed = 0"_s,
            u"CREATE TABLE signing_key ("
            " id TEXT PRIMARY KEY,"
            " public_jwk TEXT NOT NULL,"
            " secret_id TEXT NOT NULL,"
            " created_at_ms INTEGER NOT NULL,"
            " retired_at_ms INTEGER) WITHOUT ROWID"_s,
            u"ALTER TABLE media_server ADD COLUMN auth TEXT NOT NULL DEFAULT 'credentials'"_s,
        },
        {
            // 6: polls that found nothing, or no server: an answer without streams leaves no other row
            u"CREATE TABLE server_observation ("
            " server_id TEXT PRIMARY KEY REFERENCES media_server(id) ON DELETE CASCADE,"
            " polled_at_ms INTEGER,"
            " failed_at_ms INTEGER,"
            " failure_category TEXT NOT NULL DEFAULT '',"
            " failure_message TEXT NOT NULL DEFAULT '') WITHOUT ROWID"_s,
        },
        {
            // 7: what a server keeps of a stream in its own words, sealed
            u"ALTER TABLE stream ADD COLUMN others_secret TEXT REFERENCES secret(id)"_s,
            // what servers look for in signed tokens, and the change of the signing key that is under way:
            // one at a time, also between two programs, and known to the next one if this one dies
            u"ALTER TABLE media_server ADD COLUMN token_issuer TEXT NOT NULL DEFAULT ''"_s,
            u"ALTER TABLE media_server ADD COLUMN token_audience TEXT NOT NULL DEFAULT ''"_s,
            u"ALTER TABLE media_server ADD COLUMN token_claim_key TEXT NOT NULL DEFAULT 'mediamtx_permissions'"_s,
            u"CREATE TABLE key_change ("
            " id INTEGER PRIMARY KEY CHECK (id = 1),"
            " key_id TEXT NOT NULL,"
            " public_jwk TEXT NOT NULL,"
            " secret_id TEXT NOT NULL,"
            " replaced_id TEXT NOT NULL,"
            " is_withdrawn INTEGER NOT NULL,"
            " created_at_ms INTEGER NOT NULL,"
            " owner_host TEXT NOT NULL,"
            " owner_boot TEXT NOT NULL,"
            " owner_pid INTEGER NOT NULL,"
            " owner_start INTEGER NOT NULL,"
            " lease_until_ms INTEGER NOT NULL)"_s,
        },
        {
            // 8: whether an account may go in clear to a server whose API is encrypted
            u"ALTER TABLE media_server ADD COLUMN unencrypted_account TEXT NOT NULL DEFAULT 'ask'"_s,
        },
        {
            // 9: what was wrong with streams; that two programs saw the same is one row
            u"CREATE TABLE trouble ("
            " stream_id TEXT NOT NULL REFERENCES stream(id) ON DELETE CASCADE,"
            " at_ms INTEGER NOT NULL,"
            " kind TEXT NOT NULL,"
            " count INTEGER NOT NULL,"
            " PRIMARY KEY (stream_id, at_ms, kind)) WITHOUT ROWID"_s,
            u"CREATE INDEX trouble_by_time ON trouble(at_ms)"_s,
        },
        {
            // 10: what operators said of streams in trouble
            u"CREATE TABLE trouble_mark ("
            " stream_id TEXT PRIMARY KEY REFERENCES stream(id) ON DELETE CASCADE,"
            " acknowledged_by TEXT NOT NULL,"
            " acknowledged_at_ms INTEGER NOT NULL,"
            " note TEXT NOT NULL,"
            " silenced_by TEXT NOT NULL,"
            " silenced_until_ms INTEGER NOT NULL) WITHOUT ROWID"_s,
            // And what they had to hear of: what it is about may be gone, so that it refers to nothing.
            u"CREATE TABLE alarm ("
            " kind TEXT NOT NULL,"
            " key TEXT NOT NULL,"
            " at_ms INTEGER NOT NULL,"
            " name TEXT NOT NULL,"
            " count INTEGER NOT NULL,"
            " total INTEGER NOT NULL,"
            " end_ms INTEGER NOT NULL,"
            " seen_by TEXT NOT NULL,"
            " seen_at_ms INTEGER NOT NULL,"
            " PRIMARY KEY (kind, key, at_ms)) WITHOUT ROWID"_s,
        },
        {
            // 11: what happened; what it is about may be gone, so that it refers to nothing
            u"CREATE TABLE event ("
            " id INTEGER PRIMARY KEY,"
            " type TEXT NOT NULL,"
            " at_ms INTEGER NOT NULL,"
            " until_ms INTEGER," // NULL: a moment; 0: an outage that goes on
            " camera_id TEXT,"
            " stream_id TEXT,"
            " server_id TEXT,"
            " device_id TEXT,"
            " subject TEXT NOT NULL,"
            " server_name TEXT NOT NULL,"
            " detail TEXT NOT NULL,"
            " author TEXT NOT NULL,"
            " operation_id TEXT,"
            " operation_kind TEXT NOT NULL,"
            " search_text TEXT NOT NULL," // the texts in lower case: SQLite knows no case but of ASCII
            " camera_gone_ms INTEGER NOT NULL DEFAULT 0)"_s,
            u"CREATE INDEX event_by_time ON event(at_ms)"_s,
            u"CREATE INDEX event_by_type ON event(type, at_ms)"_s,
            u"CREATE INDEX event_by_camera ON event(camera_id, at_ms) WHERE camera_id IS NOT NULL"_s,
            u"CREATE INDEX event_by_stream ON event(stream_id, at_ms) WHERE stream_id IS NOT NULL"_s,
            u"CREATE INDEX event_by_server ON event(server_id, at_ms) WHERE server_id IS NOT NULL"_s,
            u"CREATE INDEX event_by_device ON event(device_id, at_ms) WHERE device_id IS NOT NULL"_s,
            // One outage at a time, also between two programs.
            u"CREATE UNIQUE INDEX event_going_on ON event(type, coalesce(stream_id, server_id))"
            " WHERE until_ms = 0"_s,
        },
        {
            // 12: network devices on their way to cameras, and who keeps the streams of automatic cameras
            u"CREATE TABLE network_device ("
            " id TEXT PRIMARY KEY,"
            " mac TEXT NOT NULL UNIQUE,"
            " serial_number TEXT NOT NULL,"
            " manufacturer TEXT NOT NULL,"
            " model TEXT NOT NULL,"
            " ip_address TEXT NOT NULL,"
            " circuit_id TEXT NOT NULL,"
            " remote_id TEXT NOT NULL,"
            " camera_id TEXT REFERENCES camera(id) ON DELETE SET NULL,"
            " stage TEXT NOT NULL,"
            " is_stopped INTEGER NOT NULL,"
            " renews_streams INTEGER NOT NULL,"
            " has_begun_streams INTEGER NOT NULL,"
            " reserved_address TEXT NOT NULL,"
            " addressed_at_ms INTEGER NOT NULL,"
            " attempts INTEGER NOT NULL,"
            " due_at_ms INTEGER NOT NULL,"
            " last_event TEXT NOT NULL,"
            " last_event_at_ms INTEGER NOT NULL,"
            " created_at_ms INTEGER NOT NULL,"
            " revision INTEGER NOT NULL,"
            " owner_host TEXT NOT NULL DEFAULT '',"
            " owner_boot TEXT NOT NULL DEFAULT '',"
            " owner_pid INTEGER NOT NULL DEFAULT 0,"
            " owner_start INTEGER NOT NULL DEFAULT 0,"
            " lease_until_ms INTEGER NOT NULL DEFAULT 0)"_s,
            // One camera is one device.
            u"CREATE UNIQUE INDEX network_device_by_camera ON network_device(camera_id)"_s,
            u"ALTER TABLE camera ADD COLUMN activation TEXT NOT NULL DEFAULT 'auto'"_s,
            // And what the console switches off because it is in trouble.
            u"ALTER TABLE media_server ADD COLUMN is_switching_off INTEGER NOT NULL DEFAULT 0"_s,
            u"CREATE TABLE switched_off ("
            " stream_id TEXT PRIMARY KEY REFERENCES stream(id) ON DELETE CASCADE,"
            " server_id TEXT NOT NULL,"
            " at_ms INTEGER NOT NULL,"
            " reason TEXT NOT NULL)"_s,
        },
        {
            // 13: how media servers and streams were over the last days, packed: a row for each value would
            // be hundreds of millions
            u"CREATE TABLE server_history ("
            " server_id TEXT NOT NULL REFERENCES media_server(id) ON DELETE CASCADE,"
            " hour INTEGER NOT NULL,"
            " heard INTEGER NOT NULL,"
            " minutes BLOB NOT NULL,"
            " PRIMARY KEY (server_id, hour))"_s,
            u"CREATE INDEX server_history_by_hour ON server_history(hour)"_s,
            u"CREATE TABLE stream_history ("
            " stream_id TEXT NOT NULL REFERENCES stream(id) ON DELETE CASCADE,"
            " day INTEGER NOT NULL,"
            " quarters BLOB NOT NULL,"
            " PRIMARY KEY (stream_id, day))"_s,
            u"CREATE INDEX stream_history_by_day ON stream_history(day)"_s,
        },
    };
    return steps;
}

} // namespace

int currentSchemaVersion()
{
    return int(migrations().size());
}

Result<int> schemaVersionOf(RegistryDatabase &database)
{
    const auto foreign = [&] {
        return fail(
            ErrorCategory::Storage,
            Texts::tr(
                "The file %1 is a database of another program. It was left as it is; choose another file.")
                .arg(database.path()));
    };
    // A table of our own, unlike SQLite's user_version: the team registry on PostgreSQL needs it too.
    auto tables = database.run(u"SELECT name FROM sqlite_master WHERE type = 'table'"_s);
    if (!tables)
        return tl::unexpected(tables.error());
    QStringList names;
    while (tables->next())
        names.append(tables->value(0).toString());
    if (names.isEmpty())
        return 0;
    if (!names.contains(u"meta"_s) || !names.contains(u"media_server"_s))
        return foreign();
    auto version = database.meta(u"schema"_s);
    if (!version)
        return foreign();
    bool isNumber = false;
    const int found = version->toInt(&isNumber);
    if (!isNumber || found < 1)
        return foreign();
    if (found > currentSchemaVersion())
        return fail(
            ErrorCategory::Storage,
            Texts::tr(
                "The registry %1 was written by a newer Streamkeeper (schema %2, this program knows %3). "
                "Install the newer version.")
                .arg(database.path())
                .arg(found)
                .arg(currentSchemaVersion()));
    return found;
}

Result<void> migrate(RegistryDatabase &database)
{
    return database.inTransaction([&]() -> Result<void> {
        // Read inside the transaction: another program may have migrated the file a moment ago.
        const auto found = schemaVersionOf(database);
        if (!found)
            return tl::unexpected(found.error());
        if (*found == currentSchemaVersion())
            return {};
        if (*found == 0) {
            if (auto made = database.run(u"CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)"_s);
                !made)
                return tl::unexpected(made.error());
        }
        for (int step = *found; step < currentSchemaVersion(); ++step) {
            for (const QString &statement : migrations()[size_t(step)]) {
                if (auto done = database.run(statement); !done)
                    return tl::unexpected(done.error());
            }
        }
        return database.setMeta(u"schema"_s, QString::number(currentSchemaVersion()));
    });
}

} // namespace streamkeeper
