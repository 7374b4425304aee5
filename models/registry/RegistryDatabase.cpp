#include "models/registry/RegistryDatabase.h"

#include "models/registry/Migrations.h"
#include "models/registry/StoredNames.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QUuid>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(RegistryDatabase)
};

/// SQLite's primary result codes, as QSqlError::nativeErrorCode() spells them.
bool isSqliteCode(const QSqlError &error, int code)
{
    return (error.nativeErrorCode().toInt() & 0xff) == code;
}
constexpr int sqliteBusy = 5;
constexpr int sqliteLocked = 6;
constexpr int sqliteReadOnly = 8;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteCantOpen = 14;
constexpr int sqliteNotADatabase = 26;

} // namespace

RegistryDatabase::~RegistryDatabase()
{
    close();
}

void RegistryDatabase::close()
{
    if (m_connectionName.isEmpty())
        return;
    if (m_database.isOpen())
        m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connectionName);
    m_connectionName.clear();
}

tl::unexpected<Error> RegistryDatabase::failure(const QString &attempt, const QSqlError &error) const
{
    const QString file = QDir::toNativeSeparators(m_path);
    QString reason;
    if (isSqliteCode(error, sqliteBusy) || isSqliteCode(error, sqliteLocked))
        reason =
            Texts::tr("The registry %1 is locked by another program. Close it, or try again in a moment.")
                .arg(file);
    else if (isSqliteCode(error, sqliteReadOnly))
        reason =
            Texts::tr("The registry %1 cannot be written. Check the permissions of the file and its folder.")
                .arg(file);
    else if (isSqliteCode(error, sqliteFull))
        reason =
            Texts::tr("The disk that holds the registry %1 is full. Nothing was changed; free some space and "
                      "try again.")
                .arg(file);
    else if (isSqliteCode(error, sqliteNotADatabase))
        reason = Texts::tr(
                     "The file %1 is not a Streamkeeper registry. It was left as it is; choose another file.")
                     .arg(file);
    else if (isSqliteCode(error, sqliteCorrupt))
        reason =
            Texts::tr("The registry %1 is damaged. It was left as it is; restore a copy of it.").arg(file);
    else if (isSqliteCode(error, sqliteCantOpen))
        reason =
            Texts::tr("The registry %1 cannot be opened. Check that its folder exists and may be written.")
                .arg(file);
    else
        reason = Texts::tr("The registry %1 refused a request. The log has the details.").arg(file);
    return fail(ErrorCategory::Storage, reason,
                attempt + u": "_s + error.text() + u" ("_s + error.nativeErrorCode() + u')');
}

VoidResult RegistryDatabase::open(const QString &path)
{
    close();
    m_path = path;
    const QFileInfo file(path);
    if (file.isDir())
        return fail(ErrorCategory::Storage, Texts::tr("%1 is a folder, not a registry file.").arg(path));
    if (!QDir().mkpath(file.absolutePath()))
        return fail(ErrorCategory::Storage,
                    Texts::tr("The folder %1 cannot be created.").arg(file.absolutePath()));
    if (file.exists() && !file.isWritable())
        return fail(
            ErrorCategory::Storage,
            Texts::tr("The registry %1 is read-only. Check the permissions of the file and its folder.")
                .arg(path));
    m_connectionName = u"registry-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connectionName);
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!m_database.open())
        return failure(u"open"_s, m_database.lastError());
    // Whose file it is comes first: not even the journal mode of a foreign one may be changed.
    if (auto version = schemaVersionOf(*this); !version)
        return tl::unexpected(version.error());
    // Only the user may read it: it holds the layout of the network, if no secret in clear.
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (auto configured = configure(); !configured)
        return configured;
    if (auto migrated = migrate(*this); !migrated)
        return migrated;
    return ensureId();
}

VoidResult RegistryDatabase::ensureId()
{
    const auto known = meta(u"registry_id"_s);
    if (!known || !known->isEmpty())
        return known ? VoidResult() : tl::unexpected(known.error());
    // Of two programs that open a new file at once, the second one keeps what the first one wrote.
    auto written = run(u"INSERT INTO meta(key, value) VALUES('registry_id', ?) ON CONFLICT(key) DO UPDATE SET"
                       " value = excluded.value WHERE meta.value = ''"_s,
                       {QUuid::createUuid().toString(QUuid::WithoutBraces)});
    return written ? VoidResult() : tl::unexpected(written.error());
}

VoidResult RegistryDatabase::configure()
{
    auto journal = run(u"PRAGMA journal_mode=WAL"_s);
    if (!journal)
        return tl::unexpected(journal.error());
    if (!journal->next() || journal->value(0).toString() != u"wal")
        return fail(
            ErrorCategory::Storage,
            Texts::tr("The registry %1 cannot use a write-ahead log; is it on a network drive?").arg(m_path));
    journal->finish();
    if (auto keys = run(u"PRAGMA foreign_keys=ON"_s); !keys)
        return tl::unexpected(keys.error());
    auto check = run(u"PRAGMA foreign_keys"_s);
    if (!check)
        return tl::unexpected(check.error());
    if (!check->next() || check->value(0).toInt() != 1)
        return fail(ErrorCategory::Storage, Texts::tr("This SQLite library does not support foreign keys."));
    check->finish();
    // A step of the journal that a server was asked after has to be there after a power cut, too.
    if (auto sync = run(u"PRAGMA synchronous=FULL"_s); !sync)
        return tl::unexpected(sync.error());
    return {};
}

Result<QSqlQuery> RegistryDatabase::prepare(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return failure(sql, query.lastError());
    return query;
}

VoidResult RegistryDatabase::runPrepared(QSqlQuery &query, const QVariantList &values)
{
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values[i]);
    if (!query.exec())
        return failure(query.lastQuery(), query.lastError());
    return {};
}

Result<QSqlQuery> RegistryDatabase::run(const QString &sql, const QVariantList &values)
{
    auto query = prepare(sql);
    if (!query)
        return query;
    if (auto done = runPrepared(*query, values); !done)
        return tl::unexpected(done.error());
    return query;
}

VoidResult RegistryDatabase::inTransaction(const std::function<VoidResult()> &work)
{
    // IMMEDIATE: two programs on one file wait for each other here, not in the middle of the work.
    if (auto begun = run(u"BEGIN IMMEDIATE"_s); !begun)
        return tl::unexpected(begun.error());
    return endTransaction(work());
}

VoidResult RegistryDatabase::inSavepoint(const std::function<VoidResult()> &work)
{
    if (auto begun = run(u"SAVEPOINT part"_s); !begun)
        return tl::unexpected(begun.error());
    const VoidResult result = work();
    if (!result) // a full disk may have rolled back the whole already: the transaction's end tells
        QSqlQuery(m_database).exec(u"ROLLBACK TO part"_s);
    if (auto released = run(u"RELEASE part"_s); !released && result)
        return tl::unexpected(released.error());
    return result;
}

VoidResult RegistryDatabase::inReading(const std::function<VoidResult()> &work)
{
    if (auto begun = run(u"BEGIN DEFERRED"_s); !begun)
        return tl::unexpected(begun.error());
    return endTransaction(work());
}

VoidResult RegistryDatabase::endTransaction(VoidResult result)
{
    if (result) {
        if (auto committed = run(u"COMMIT"_s); !committed)
            result = tl::unexpected(committed.error());
    }
    if (!result) {
        // A full disk may have rolled back already; then this answers with an error that says nothing new.
        QSqlQuery(m_database).exec(u"ROLLBACK"_s);
    }
    return result;
}

Result<qint64> RegistryDatabase::othersChangeMark()
{
    auto query = run(u"PRAGMA data_version"_s);
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? query->value(0).toLongLong() : 0;
}

Result<QString> RegistryDatabase::meta(const QString &key)
{
    auto query = run(u"SELECT value FROM meta WHERE key = ?"_s, {key});
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? query->value(0).toString() : QString();
}

VoidResult RegistryDatabase::setMeta(const QString &key, const QString &value)
{
    auto query = run(
        u"INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value"_s,
        {key, stored::text(value)});
    if (!query)
        return tl::unexpected(query.error());
    return {};
}

Result<QString> RegistryDatabase::exchangeMeta(const QString &key, const QString &expected,
                                               const QString &value)
{
    Result<QString> present;
    const VoidResult done = inTransaction([&]() -> VoidResult {
        present = meta(key);
        if (!present)
            return tl::unexpected(present.error());
        if (*present != expected)
            return {};
        present = value;
        return setMeta(key, value);
    });
    return done ? present : tl::unexpected(done.error());
}

} // namespace streamkeeper
