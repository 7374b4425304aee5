#include "models/registry/OperationRepository.h"

#include "models/registry/StoredNames.h"
#include "models/registry/StoredOwner.h"
#include "models/registry/StoredPayload.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace stored;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OperationRepository)
};

const auto operationColumns =
    u"id, batch_id, kind, stream_id, camera_id, server_id, target, place, author, state,"
    " phase, attempts, payload, old_secret, new_secret, message, created_at_ms,"
    " started_at_ms, finished_at_ms, owner_host, owner_boot, owner_pid, owner_start,"
    " lease_until_ms"_s;

Operation operationFromRow(const QSqlQuery &row)
{
    Operation operation;
    operation.id = OperationId::fromString(row.value(0).toString());
    operation.batch = BatchId::fromString(row.value(1).toString());
    operation.kind = fromWord(operationKinds, row.value(2).toString());
    if (operation.kind == OperationKind::Unknown)
        operation.unknownKind = row.value(2).toString();
    operation.stream = StreamId::fromString(row.value(3).toString());
    operation.camera = CameraId::fromString(row.value(4).toString());
    operation.server = ServerId::fromString(row.value(5).toString());
    operation.target = row.value(6).toString();
    operation.serverName = row.value(7).toString();
    operation.author = row.value(8).toString();
    operation.state = fromWord(operationStates, row.value(9).toString());
    operation.phase = fromWord(operationPhases, row.value(10).toString());
    operation.attempts = row.value(11).toInt();
    operation.payload = payloadFromJson(QJsonDocument::fromJson(row.value(12).toString().toUtf8()).object());
    operation.oldSecret = SecretId::fromString(row.value(13).toString());
    operation.newSecret = SecretId::fromString(row.value(14).toString());
    operation.message = row.value(15).toString();
    operation.createdAtMs = row.value(16).toLongLong();
    if (!row.isNull(17))
        operation.startedAtMs = row.value(17).toLongLong();
    if (!row.isNull(18))
        operation.finishedAtMs = row.value(18).toLongLong();
    operation.owner = {row.value(19).toString(), row.value(20).toString(), row.value(21).toLongLong(),
                       row.value(22).toLongLong()};
    operation.leaseUntilMs = row.value(23).toLongLong();
    return operation;
}

/// The unfinished ones keep the sealed addresses they may need; the others let them go.
QVariant secretWhileOpen(const Operation &operation, const SecretId &id)
{
    return idOrNull(isOpen(operation.state) ? id : SecretId());
}

const QString isOpenOfOwner = u" "_s + isOwner + u" AND state IN ('waiting', 'running')"_s;

std::vector<Operation> readAll(QSqlQuery &query)
{
    std::vector<Operation> operations;
    while (query.next())
        operations.push_back(operationFromRow(query));
    return operations;
}

QString payloadText(const Operation &operation)
{
    return QString::fromUtf8(QJsonDocument(payloadToJson(operation.payload)).toJson(QJsonDocument::Compact));
}

} // namespace

VoidResult OperationRepository::insert(const Operation &operation)
{
    if (operation.kind == OperationKind::Unknown)
        return fail(ErrorCategory::Invalid, Texts::tr("This program does not know what is to be done."));
    auto done = m_database.run(
        u"INSERT INTO operation("_s + operationColumns +
            u") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
        QVariantList{
            operation.id.toString(), idOrNull(operation.batch), word(operationKinds, operation.kind),
            idOrNull(operation.stream), idOrNull(operation.camera), idOrNull(operation.server),
            text(operation.target), text(operation.serverName), text(operation.author),
            word(operationStates, operation.state), word(operationPhases, operation.phase),
            operation.attempts, payloadText(operation), secretWhileOpen(operation, operation.oldSecret),
            secretWhileOpen(operation, operation.newSecret), text(operation.message), operation.createdAtMs,
            numberOrNull(operation.startedAtMs), numberOrNull(operation.finishedAtMs)} +
            ownerValues(operation.owner) + QVariantList{operation.leaseUntilMs});
    return done ? VoidResult() : tl::unexpected(done.error());
}

VoidResult OperationRepository::add(const Operation &operation)
{
    if (!operation.stream.isNull()) {
        auto other =
            m_database.run(u"SELECT "_s + operationColumns +
                               u" FROM operation WHERE stream_id = ? AND state IN ('waiting', 'running')"_s,
                           {operation.stream.toString()});
        if (!other)
            return tl::unexpected(other.error());
        if (other->next()) {
            const Operation running = operationFromRow(*other);
            return fail(ErrorCategory::Conflict,
                        Texts::tr("%1 is being worked on by %2. Wait until that is finished.")
                            .arg(operation.target, running.author),
                        running.id.toString());
        }
    }
    if (auto done = insert(operation); !done)
        return done;
    return addEvent(operation.id, operation.phase, {}, operation.createdAtMs);
}

VoidResult OperationRepository::addFinished(Operation operation, qint64 nowMs)
{
    operation.state = OperationState::Confirmed;
    operation.phase = OperationPhase::Finished;
    operation.createdAtMs = nowMs;
    operation.startedAtMs = nowMs;
    operation.finishedAtMs = nowMs;
    if (auto done = insert(operation); !done)
        return done;
    return addEvent(operation.id, operation.phase, {}, nowMs);
}

VoidResult OperationRepository::advance(const Operation &operation, const QString &eventText, qint64 nowMs)
{
    auto done = m_database.run(
        u"UPDATE operation SET state = ?, phase = ?, payload = ?, attempts = ?, message = ?, started_at_ms = "
        u"?,"
        " finished_at_ms = ?, old_secret = ?, new_secret = ?, lease_until_ms = ? WHERE id = ? AND"_s +
            isOpenOfOwner,
        QVariantList{word(operationStates, operation.state), word(operationPhases, operation.phase),
                     payloadText(operation), operation.attempts, text(operation.message),
                     numberOrNull(operation.startedAtMs), numberOrNull(operation.finishedAtMs),
                     secretWhileOpen(operation, operation.oldSecret),
                     secretWhileOpen(operation, operation.newSecret), operation.leaseUntilMs,
                     operation.id.toString()} +
            ownerValues(operation.owner));
    if (!done)
        return tl::unexpected(done.error());
    if (done->numRowsAffected() == 0)
        return fail(ErrorCategory::Conflict,
                    Texts::tr("The operation on %1 was taken over by another program.").arg(operation.target),
                    operation.id.toString());
    return addEvent(operation.id, operation.phase, eventText, nowMs);
}

VoidResult OperationRepository::addEvent(const OperationId &id, OperationPhase phase,
                                         const QString &eventText, qint64 nowMs)
{
    auto done = m_database.run(
        u"INSERT INTO operation_event(operation_id, sequence, at_ms, phase, text) SELECT ?,"
        " 1 + coalesce(max(sequence), 0), ?, ?, ? FROM operation_event WHERE operation_id = ?"_s,
        {id.toString(), nowMs, word(operationPhases, phase), text(eventText), id.toString()});
    return done ? VoidResult() : tl::unexpected(done.error());
}

VoidResult OperationRepository::renewLeases(const OperationOwner &owner, qint64 leaseUntilMs)
{
    auto done = m_database.run(u"UPDATE operation SET lease_until_ms = ? WHERE"_s + isOpenOfOwner,
                               QVariantList{leaseUntilMs} + ownerValues(owner));
    return done ? VoidResult() : tl::unexpected(done.error());
}

Result<bool> OperationRepository::takeOver(const Operation &operation, const OperationOwner &newOwner,
                                           qint64 leaseUntilMs)
{
    auto done = m_database.run(u"UPDATE operation SET owner_host = ?, owner_boot = ?, owner_pid = ?,"
                               " owner_start = ?, lease_until_ms = ? WHERE id = ? AND"_s +
                                   isOpenOfOwner,
                               ownerValues(newOwner) + QVariantList{leaseUntilMs, operation.id.toString()} +
                                   ownerValues(operation.owner));
    if (!done)
        return tl::unexpected(done.error());
    return done->numRowsAffected() == 1;
}

Result<std::vector<Operation>> OperationRepository::open()
{
    auto query = m_database.run(u"SELECT "_s + operationColumns +
                                u" FROM operation WHERE state IN ('waiting', 'running')"
                                " ORDER BY created_at_ms, rowid"_s);
    if (!query)
        return tl::unexpected(query.error());
    return readAll(*query);
}

Result<std::vector<Operation>> OperationRepository::latest(int count, qint64 beforeMs)
{
    auto query = m_database.run(u"SELECT "_s + operationColumns +
                                    u" FROM operation WHERE ? = 0 OR created_at_ms < ?"
                                    " ORDER BY created_at_ms DESC, rowid DESC LIMIT ?"_s,
                                {beforeMs, beforeMs, count});
    if (!query)
        return tl::unexpected(query.error());
    return readAll(*query);
}

Result<std::vector<Operation>> OperationRepository::ofStream(const StreamId &stream, qint64 sinceMs)
{
    auto query = m_database.run(u"SELECT "_s + operationColumns +
                                    u" FROM operation WHERE created_at_ms >= ? AND stream_id = ?"
                                    " ORDER BY created_at_ms, rowid"_s,
                                {sinceMs, stream.toString()});
    if (!query)
        return tl::unexpected(query.error());
    return readAll(*query);
}

Result<std::optional<Operation>> OperationRepository::find(const OperationId &id)
{
    auto query =
        m_database.run(u"SELECT "_s + operationColumns + u" FROM operation WHERE id = ?"_s, {id.toString()});
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? std::optional(operationFromRow(*query)) : std::nullopt;
}

Result<std::vector<OperationEvent>> OperationRepository::events(const OperationId &id)
{
    auto query = m_database.run(
        u"SELECT at_ms, phase, text FROM operation_event WHERE operation_id = ? ORDER BY sequence"_s,
        {id.toString()});
    if (!query)
        return tl::unexpected(query.error());
    std::vector<OperationEvent> events;
    while (query->next())
        events.push_back({query->value(0).toLongLong(), fromWord(operationPhases, query->value(1).toString()),
                          query->value(2).toString()});
    return events;
}

} // namespace streamkeeper
