#include "models/registry/EventRepository.h"

#include "models/registry/StoredNames.h"

#include <QStringList>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;
using namespace stored;

namespace {

constexpr qint64 msPerDayOfEvents = 24 * 60 * 60 * 1'000LL;

const auto eventColumns = u"type, at_ms, until_ms, camera_id, stream_id, server_id, device_id, subject,"
                          " server_name, detail, author, operation_id, operation_kind"_s;

Event eventFromRow(const QSqlQuery &row)
{
    Event event;
    event.id = row.value(0).toLongLong();
    event.type = fromWord(eventTypes, row.value(1).toString());
    event.atMs = row.value(2).toLongLong();
    event.untilMs = row.value(3).toLongLong();
    event.camera = CameraId::fromString(row.value(4).toString());
    event.stream = StreamId::fromString(row.value(5).toString());
    event.server = ServerId::fromString(row.value(6).toString());
    event.device = NetworkDeviceId::fromString(row.value(7).toString());
    event.subject = row.value(8).toString();
    event.serverName = row.value(9).toString();
    event.detail = row.value(10).toString();
    event.author = row.value(11).toString();
    event.operation = OperationId::fromString(row.value(12).toString());
    event.operationKind = fromWord(operationKinds, row.value(13).toString());
    return event;
}

std::vector<Event> readEvents(QSqlQuery &query)
{
    std::vector<Event> events;
    while (query.next())
        events.push_back(eventFromRow(query));
    return events;
}

QString typeWord(const Event &event)
{
    return word(eventTypes, event.type);
}

/// What an outage is of: there is one at a time.
QString ownerOf(const Event &event)
{
    return event.stream.isNull() ? event.server.toString() : event.stream.toString();
}

/// The condition that is served by an index and names it.
QString ownerColumn(const Event &event)
{
    return event.stream.isNull() ? u"+server_id"_s : u"stream_id"_s;
}

Event eventFrom(const Operation &operation, EventType type, qint64 nowMs)
{
    Event event;
    event.type = type;
    event.atMs = nowMs;
    event.camera = operation.camera;
    event.stream = operation.stream;
    event.server = operation.server;
    event.subject = operation.target;
    event.serverName = operation.serverName;
    event.author = operation.author;
    event.operation = operation.id;
    event.operationKind = operation.kind;
    return event;
}

QString likePattern(const QString &text)
{
    QString pattern = text.trimmed().toLower();
    for (const QChar special : {u'\\', u'%', u'_'})
        pattern.replace(special, u'\\' + QString(special));
    return u'%' + pattern + u'%';
}

/// The conditions of a filter, with their values.
struct Conditions
{
    QStringList texts;
    QVariantList values;

    void add(const QString &text, const QVariantList &its)
    {
        texts.append(text);
        values.append(its);
    }
    template <typename IdType>
    void addId(const QString &column, const IdType &id)
    {
        if (!id.isNull())
            add(column + u" = ?"_s, {id.toString()});
    }
};

Conditions conditionsOf(const EventFilter &filter, const EventPlace &before)
{
    Conditions conditions;
    if (filter.fromMs > 0)
        conditions.add(u"(at_ms >= ? OR until_ms >= ? OR until_ms = 0)"_s, {filter.fromMs, filter.fromMs});
    if (filter.untilMs > 0)
        conditions.add(u"at_ms < ?"_s, {filter.untilMs});
    if (!filter.types.empty()) {
        QStringList marks;
        QVariantList words;
        for (const EventType type : filter.types) {
            marks.append(u"?"_s);
            words.append(word(eventTypes, type));
        }
        conditions.add(u"type IN ("_s + marks.join(u',') + u')', words);
    }
    conditions.addId(u"camera_id"_s, filter.camera);
    conditions.addId(u"stream_id"_s, filter.stream);
    conditions.addId(u"server_id"_s, filter.server);
    conditions.addId(u"device_id"_s, filter.device);
    if (!filter.text.trimmed().isEmpty())
        conditions.add(u"search_text LIKE ? ESCAPE '\\'"_s, {likePattern(filter.text)});
    if (before.atMs > 0)
        conditions.add(u"(at_ms, id) < (?, ?)"_s, {before.atMs, before.id});
    return conditions;
}

} // namespace

VoidResult EventRepository::insert(const Event &event)
{
    const QStringList texts{event.subject, event.serverName, event.detail, event.author};
    const bool isOutage = eventFacts(event.type).shape == EventShape::Outage;
    const QVariant until =
        isOutage || event.untilMs > 0 ? QVariant(event.untilMs) : QVariant(QMetaType::fromType<qint64>());
    auto done = m_database.run(
        u"INSERT INTO event("_s + eventColumns + u", search_text) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
        {typeWord(event), event.atMs, until, idOrNull(event.camera), idOrNull(event.stream),
         idOrNull(event.server), idOrNull(event.device), text(event.subject), text(event.serverName),
         text(event.detail), text(event.author), idOrNull(event.operation),
         word(operationKinds, event.operationKind), texts.join(u'\n').toLower()});
    return done ? VoidResult() : tl::unexpected(done.error());
}

Result<bool> EventRepository::has(const QString &statement, const QVariantList &values)
{
    auto query = m_database.run(statement, values);
    if (!query)
        return tl::unexpected(query.error());
    return query->next();
}

VoidResult EventRepository::addSeen(const Event &event)
{
    // A restart is one whatever each program has counted of it.
    const bool isRestart = event.type == EventType::ServerRestarted;
    const auto isKnown = has(u"SELECT 1 FROM event WHERE type = ? AND "_s + ownerColumn(event) +
                                 u" = ? AND (? OR detail = ?) AND at_ms BETWEEN ? AND ?"_s,
                             {typeWord(event), ownerOf(event), isRestart, text(event.detail),
                              event.atMs - sameMomentMs, event.atMs + sameMomentMs});
    if (!isKnown)
        return tl::unexpected(isKnown.error());
    return *isKnown ? VoidResult() : insert(event);
}

Result<bool> EventRepository::endOutage(const Event &event)
{
    auto ended = m_database.run(u"UPDATE event SET until_ms = max(at_ms, ?) WHERE until_ms = 0 AND type = ?"
                                " AND coalesce(stream_id, server_id) = ?"_s,
                                {event.untilMs, typeWord(event), ownerOf(event)});
    if (!ended)
        return tl::unexpected(ended.error());
    return ended->numRowsAffected() > 0;
}

VoidResult EventRepository::addOutage(const Event &event)
{
    if (event.untilMs > 0) {
        const auto isEnded = endOutage(event);
        if (!isEnded)
            return tl::unexpected(isEnded.error());
        if (*isEnded || event.atMs == 0)
            return {};
    }
    const auto isGoingOn = has(u"SELECT 1 FROM event WHERE until_ms = 0 AND type = ?"
                               " AND coalesce(stream_id, server_id) = ?"_s,
                               {typeWord(event), ownerOf(event)});
    if (!isGoingOn)
        return tl::unexpected(isGoingOn.error());
    // Another program may have seen its end already: of the one before, if this begins within it.
    const auto isPart =
        has(u"SELECT 1 FROM (SELECT until_ms FROM event WHERE type = ? AND "_s + ownerColumn(event) +
                u" = ? AND at_ms <= ? ORDER BY at_ms DESC LIMIT 1) WHERE until_ms > ?"_s,
            {typeWord(event), ownerOf(event), event.atMs, event.atMs});
    if (!isPart)
        return tl::unexpected(isPart.error());
    return *isGoingOn || *isPart ? VoidResult() : insert(event);
}

VoidResult EventRepository::add(const std::vector<Event> &events)
{
    for (const Event &event : events) {
        VoidResult done;
        switch (eventFacts(event.type).shape) {
        case EventShape::Moment:
            done = insert(event);
            break;
        case EventShape::Seen:
            done = addSeen(event);
            break;
        case EventShape::Outage:
            done = addOutage(event);
            break;
        }
        if (!done)
            return done;
    }
    return {};
}

Result<EventType> EventRepository::typeOfEnd(const Operation &operation)
{
    if (operation.state == OperationState::Failed && operation.kind == OperationKind::Transfer)
        return EventType::TransferFailed;
    // What could not be made has no time line of its own; who wanted it tells what became of that.
    const EventType wanted = eventOf(operation.kind);
    const bool isOfStream =
        !operation.stream.isNull() && wanted != EventType::Unknown && wanted != EventType::StreamCreated;
    if (operation.state == OperationState::Failed && isOfStream)
        return EventType::OperationFailed;
    if (operation.state != OperationState::Confirmed && operation.state != OperationState::Unconfirmed)
        return EventType::Unknown;
    const EventType type = eventOf(operation.kind);
    if (type != EventType::StreamDeleted)
        return type;
    // A server that was only asked may still have it, and then the registry has it, too.
    const auto isThere = has(u"SELECT 1 FROM stream WHERE id = ?"_s, {operation.stream.toString()});
    if (!isThere)
        return tl::unexpected(isThere.error());
    return *isThere ? EventType::Unknown : type;
}

VoidResult EventRepository::addEndOf(const Operation &operation, qint64 nowMs)
{
    const auto type = typeOfEnd(operation);
    if (!type)
        return tl::unexpected(type.error());
    if (*type != EventType::Unknown) {
        Event event = eventFrom(operation, *type, nowMs);
        // What became of most that was carried out is in the journal.
        const bool isStory = *type == EventType::TransferFailed || *type == EventType::OperationFailed ||
                             *type == EventType::Acknowledged || operation.payload.picture == Picture::None;
        if (isStory)
            event.detail = operation.message;
        if (auto done = insert(event); !done)
            return done;
    }
    if (operation.camera.isNull() || operation.stream.isNull())
        return {};
    const auto isGone = has(u"SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM camera WHERE id = ?)"
                            " AND NOT EXISTS (SELECT 1 FROM event WHERE camera_id = ? AND type = ?)"_s,
                            {operation.camera.toString(), operation.camera.toString(),
                             word(eventTypes, EventType::CameraDeleted)});
    if (!isGone)
        return tl::unexpected(isGone.error());
    if (!*isGone)
        return {};
    Event gone = eventFrom(operation, EventType::CameraDeleted, nowMs);
    gone.stream = {};
    gone.subject = operation.target.section(u" · "_s, 0, -2); // as journalName() puts them together
    return insert(gone);
}

VoidResult EventRepository::addNewCamera(const Operation &operation, const QString &name, qint64 nowMs)
{
    Event event = eventFrom(operation, EventType::CameraCreated, nowMs);
    event.stream = {};
    event.subject = name;
    return insert(event);
}

Result<std::vector<Event>> EventRepository::list(const EventFilter &filter, int most,
                                                 const EventPlace &before)
{
    const Conditions conditions = conditionsOf(filter, before);
    const QString where =
        conditions.texts.isEmpty() ? QString() : u" WHERE "_s + conditions.texts.join(u" AND "_s);
    auto query = m_database.run(u"SELECT id, "_s + eventColumns + u" FROM event"_s + where +
                                    u" ORDER BY at_ms DESC, id DESC LIMIT ?"_s,
                                conditions.values + QVariantList{most});
    if (!query)
        return tl::unexpected(query.error());
    return readEvents(*query);
}

Result<std::vector<Event>> EventRepository::goingOn()
{
    auto query = m_database.run(u"SELECT id, "_s + eventColumns + u" FROM event WHERE until_ms = 0"_s);
    if (!query)
        return tl::unexpected(query.error());
    return readEvents(*query);
}

Result<QStringList> EventRepository::firstColumn(const QString &statement, const QVariantList &values)
{
    auto query = m_database.run(statement, values);
    if (!query)
        return tl::unexpected(query.error());
    QStringList found;
    while (query->next())
        found.append(query->value(0).toString());
    return found;
}

VoidResult EventRepository::noteGoneCameras(qint64 nowMs, int most)
{
    const auto cameras =
        firstColumn(u"SELECT DISTINCT camera_id FROM event WHERE camera_id IS NOT NULL AND camera_gone_ms = 0"
                    " AND NOT EXISTS (SELECT 1 FROM camera WHERE camera.id = event.camera_id) LIMIT ?"_s,
                    {most});
    if (!cameras)
        return tl::unexpected(cameras.error());
    auto note = m_database.prepare(u"UPDATE event SET camera_gone_ms = ? WHERE camera_id = ?"
                                   " AND camera_gone_ms = 0"_s);
    if (!note)
        return tl::unexpected(note.error());
    return m_database.inTransaction([&]() -> VoidResult {
        for (const QString &camera : *cameras) {
            if (auto done = m_database.runPrepared(*note, {nowMs, camera}); !done)
                return done;
        }
        return {};
    });
}

Result<int> EventRepository::prune(qint64 nowMs, int most, const EventBounds &bounds)
{
    auto newest = m_database.run(u"SELECT max(at_ms), count(*) FROM event"_s);
    if (!newest)
        return tl::unexpected(newest.error());
    if (!newest->next() || newest->isNull(0))
        return 0;
    const qint64 asOfMs = std::min(nowMs, newest->value(0).toLongLong());
    const int tooMany = std::max(0, newest->value(1).toInt() - bounds.atAll);
    // That a camera is gone is noticed within a day, which is soon enough for a month.
    if (auto noted = noteGoneCameras(asOfMs, most); !noted)
        return tl::unexpected(noted.error());
    // Looked for before the write lock is taken.
    const std::vector<std::pair<QString, QVariantList>> statements{
        {u"SELECT id FROM event WHERE at_ms < ? AND until_ms IS NOT 0 ORDER BY at_ms LIMIT ?"_s,
         {asOfMs - keptDays * msPerDayOfEvents, most}},
        {u"SELECT id FROM event WHERE camera_gone_ms > 0 AND camera_gone_ms < ? LIMIT ?"_s,
         {asOfMs - keptDaysOfGoneCamera * msPerDayOfEvents, most}},
        {u"SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY stream_id ORDER BY at_ms DESC) AS place"
         " FROM event WHERE type = ? AND until_ms > 0) WHERE place > ? LIMIT ?"_s,
         {word(eventTypes, EventType::StreamInactive), bounds.ofStream, most}},
        {u"SELECT id FROM event WHERE until_ms IS NOT 0 ORDER BY at_ms LIMIT ?"_s,
         {std::min(tooMany, most)}}};
    QStringList ids;
    for (const auto &[statement, values] : statements) {
        const auto found = firstColumn(statement, values);
        if (!found)
            return tl::unexpected(found.error());
        ids.append(*found);
    }
    ids.removeDuplicates();
    ids.resize(std::min<qsizetype>(ids.size(), most));
    auto remove = m_database.prepare(u"DELETE FROM event WHERE id = ?"_s);
    if (!remove)
        return tl::unexpected(remove.error());
    const auto removed = m_database.inTransaction([&]() -> VoidResult {
        for (const QString &id : std::as_const(ids)) {
            if (auto done = m_database.runPrepared(*remove, {id.toLongLong()}); !done)
                return done;
        }
        return {};
    });
    return removed ? Result<int>(int(ids.size())) : tl::unexpected(removed.error());
}

} // namespace streamkeeper
