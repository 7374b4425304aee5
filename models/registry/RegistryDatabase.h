#pragma once

#include "models/domain/Result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <functional>
#include <initializer_list>

namespace streamkeeper {

/// One open connection to the registry with its schema up to date. Lives on, and is used by, one
/// thread only (the registry's). Every error becomes a sentence that names the file.
class RegistryDatabase
{
public:
    RegistryDatabase() = default;
    ~RegistryDatabase();
    RegistryDatabase(const RegistryDatabase &) = delete;
    RegistryDatabase &operator=(const RegistryDatabase &) = delete;

    /// Opens or creates the SQLite file, switches on WAL and foreign keys (and reads both back), and
    /// migrates. Refuses a file that is no database, is locked, cannot be written or is of a newer
    /// schema; such a file is left untouched.
    [[nodiscard]] VoidResult open(const QString &path);
    void close();

    [[nodiscard]] const QString &path() const { return m_path; }

    /// Prepares and runs one statement; positional values.
    [[nodiscard]] Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {});
    /// A statement that is run many times: prepare once, then runPrepared per row.
    [[nodiscard]] Result<QSqlQuery> prepare(const QString &sql);
    [[nodiscard]] VoidResult runPrepared(QSqlQuery &query, const QVariantList &values);

    /// Everything in `work` happens or nothing does.
    [[nodiscard]] VoidResult inTransaction(const std::function<VoidResult()> &work);

    /// A part of a transaction that may fail alone: then nothing of it stays, and the rest goes on.
    [[nodiscard]] VoidResult inSavepoint(const std::function<VoidResult()> &work);

    /// Everything that `work` reads is of one moment. Takes no write lock: others go on writing meanwhile.
    [[nodiscard]] VoidResult inReading(const std::function<VoidResult()> &work);
    /// Another number whenever another program has written to the registry; our own writes do not count.
    [[nodiscard]] Result<qint64> othersChangeMark();

    [[nodiscard]] Result<QString> meta(const QString &key); ///< empty if not set
    [[nodiscard]] VoidResult setMeta(const QString &key, const QString &value);
    /// Sets it only if it is `expected`; answers with what it is now. Of two programs one comes first.
    [[nodiscard]] Result<QString> exchangeMeta(const QString &key, const QString &expected,
                                               const QString &value);

private:
    [[nodiscard]] VoidResult configure();
    /// The name by which the keychain knows this registry; given once.
    [[nodiscard]] VoidResult ensureId();
    [[nodiscard]] VoidResult endTransaction(VoidResult result);
    [[nodiscard]] tl::unexpected<Error> failure(const QString &attempt, const QSqlError &error) const;

    QString m_path;
    QString m_connectionName;
    QSqlDatabase m_database;
};

} // namespace streamkeeper
