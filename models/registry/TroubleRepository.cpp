#include "models/registry/TroubleRepository.h"

#include "models/registry/StoredNames.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const QString policyKey = u"trouble_policy"_s;
const QString watchKey = u"trouble_watch"_s;
constexpr qint64 msPerMinute = 60'000;

TroubleStep stepFrom(const QJsonValue &value)
{
    const TroubleStep usual;
    return {stored::bounded(value[u"windowMinutes"], 1, longestTroubleMinutes, usual.windowMinutes),
            stored::bounded(value[u"count"], 1, mostTroubleReconnects, usual.count),
            stored::bounded(value[u"extendedWindowMinutes"], 1, longestTroubleMinutes,
                            usual.extendedWindowMinutes),
            stored::bounded(value[u"extendedCount"], 1, mostTroubleReconnects, usual.extendedCount)};
}

} // namespace

Result<TroubleRepository::Histories> TroubleRepository::load()
{
    auto query = m_database.run(u"SELECT stream_id, at_ms, kind, count FROM trouble ORDER BY stream_id"_s);
    if (!query)
        return tl::unexpected(query.error());
    Histories histories;
    while (query->next())
        histories[StreamId::fromString(query->value(0).toString())].push_back(
            {query->value(1).toLongLong(), query->value(3).toInt(),
             stored::fromWord(stored::troubleKinds, query->value(2).toString())});
    for (TroubleHistory &history : histories)
        std::ranges::sort(history, {},
                          [](const TroubleEvent &event) { return std::pair(event.atMs, event.kind); });
    return histories;
}

VoidResult TroubleRepository::add(const Histories &events, qint64 nowMs, int most)
{
    auto insert = m_database.prepare(u"INSERT INTO trouble SELECT id, ?, ?, ? FROM stream WHERE id = ?"
                                     " ON CONFLICT (stream_id, at_ms, kind) DO NOTHING"_s);
    auto prune = m_database.prepare(
        u"DELETE FROM trouble WHERE stream_id = ? AND at_ms <"
        " (SELECT at_ms FROM trouble WHERE stream_id = ? ORDER BY at_ms DESC LIMIT 1 OFFSET ?)"_s);
    for (auto *query : {&insert, &prune}) {
        if (!*query)
            return tl::unexpected(query->error());
    }
    for (auto it = events.cbegin(); it != events.cend(); ++it) {
        for (const TroubleEvent &event : *it) {
            const QVariantList values{event.atMs, stored::word(stored::troubleKinds, event.kind), event.count,
                                      it.key().toString()};
            if (auto done = m_database.runPrepared(*insert, values); !done)
                return done;
        }
        if (auto done = m_database.runPrepared(*prune, {it.key().toString(), it.key().toString(), most - 1});
            !done)
            return done;
    }
    const qint64 oldestMs = nowMs - longestTroubleMinutes * msPerMinute;
    if (auto removed = m_database.run(u"DELETE FROM trouble WHERE at_ms < ?"_s, {oldestMs}); !removed)
        return tl::unexpected(removed.error());
    auto removed =
        m_database.run(u"DELETE FROM trouble_mark WHERE acknowledged_at_ms < ? AND silenced_until_ms < ?"_s,
                       {oldestMs, nowMs});
    return removed ? VoidResult() : tl::unexpected(removed.error());
}

Result<bool> TroubleRepository::takeWatch(const OperationOwner &owner, qint64 nowMs, qint64 untilMs,
                                          const IsDead &isDead)
{
    const auto text = m_database.meta(watchKey);
    if (!text)
        return tl::unexpected(text.error());
    const QJsonObject held = QJsonDocument::fromJson(text->toUtf8()).object();
    const OperationOwner other{held[u"host"].toString(), held[u"boot"].toString(), held[u"pid"].toInteger(),
                               held[u"start"].toInteger()};
    const qint64 heldUntilMs = held[u"untilMs"].toInteger();
    if (!held.isEmpty() && other != owner && heldUntilMs > nowMs && !isDead(other, heldUntilMs))
        return false;
    const QJsonObject mine{{u"host"_s, owner.host},
                           {u"boot"_s, owner.bootId},
                           {u"pid"_s, owner.pid},
                           {u"start"_s, owner.startTime},
                           {u"untilMs"_s, untilMs}};
    auto taken =
        m_database.setMeta(watchKey, QString::fromUtf8(QJsonDocument(mine).toJson(QJsonDocument::Compact)));
    if (!taken)
        return tl::unexpected(taken.error());
    return true;
}

Result<TroubleRepository::Marks> TroubleRepository::marks()
{
    auto query = m_database.run(u"SELECT stream_id, acknowledged_by, acknowledged_at_ms, note, silenced_by,"
                                " silenced_until_ms FROM trouble_mark"_s);
    if (!query)
        return tl::unexpected(query.error());
    Marks marks;
    while (query->next())
        marks.insert(StreamId::fromString(query->value(0).toString()),
                     {query->value(1).toString(), query->value(2).toLongLong(), query->value(3).toString(),
                      query->value(4).toString(), query->value(5).toLongLong()});
    return marks;
}

VoidResult TroubleRepository::acknowledge(const std::vector<StreamId> &streams, const TroubleMark &mark)
{
    return forEach(streams,
                   u"INSERT INTO trouble_mark SELECT id, ?, ?, ?, '', 0 FROM stream WHERE id = ?"
                   " ON CONFLICT (stream_id) DO UPDATE SET acknowledged_by = excluded.acknowledged_by,"
                   " acknowledged_at_ms = excluded.acknowledged_at_ms, note = excluded.note"_s,
                   {stored::text(mark.acknowledgedBy), mark.acknowledgedAtMs, stored::text(mark.note)});
}

VoidResult TroubleRepository::silence(const std::vector<StreamId> &streams, const TroubleMark &mark)
{
    return forEach(streams,
                   u"INSERT INTO trouble_mark SELECT id, '', 0, '', ?, ? FROM stream WHERE id = ?"
                   " ON CONFLICT (stream_id) DO UPDATE SET silenced_by = excluded.silenced_by,"
                   " silenced_until_ms = excluded.silenced_until_ms"_s,
                   {stored::text(mark.silencedBy), mark.silencedUntilMs});
}

VoidResult TroubleRepository::forEach(const std::vector<StreamId> &streams, const QString &statement,
                                      const QVariantList &values)
{
    auto query = m_database.prepare(statement);
    if (!query)
        return tl::unexpected(query.error());
    for (const StreamId &stream : streams) {
        if (auto done = m_database.runPrepared(*query, QVariantList(values) << stream.toString()); !done)
            return done;
    }
    return {};
}

Result<QHash<StreamId, SwitchedOff>> TroubleRepository::switchedOff()
{
    auto query = m_database.run(u"SELECT stream_id, server_id, at_ms, reason FROM switched_off"_s);
    if (!query)
        return tl::unexpected(query.error());
    QHash<StreamId, SwitchedOff> all;
    while (query->next())
        all.insert(StreamId::fromString(query->value(0).toString()),
                   {ServerId::fromString(query->value(1).toString()), query->value(2).toLongLong(),
                    query->value(3).toString()});
    return all;
}

VoidResult TroubleRepository::addSwitchedOff(const StreamId &stream, const SwitchedOff &off)
{
    auto added =
        m_database.run(u"INSERT INTO switched_off SELECT id, ?, ?, ? FROM stream WHERE id = ?"
                       " ON CONFLICT (stream_id) DO NOTHING"_s,
                       {off.server.toString(), off.atMs, stored::text(off.reason), stream.toString()});
    if (!added)
        return tl::unexpected(added.error());
    return added->numRowsAffected() > 0 ? VoidResult() : fail(ErrorCategory::Conflict, {});
}

VoidResult TroubleRepository::removeSwitchedOff(const std::vector<StreamId> &streams)
{
    return forEach(streams, u"DELETE FROM switched_off WHERE stream_id = ?"_s, {});
}

Result<TroublePolicy> TroubleRepository::policy()
{
    const auto text = m_database.meta(policyKey);
    if (!text)
        return tl::unexpected(text.error());
    TroublePolicy policy;
    const QJsonObject object = QJsonDocument::fromJson(text->toUtf8()).object();
    policy.incorrectMinutes =
        stored::bounded(object[u"incorrectMinutes"], 1, longestTroubleMinutes, policy.incorrectMinutes);
    const QJsonArray steps = object[u"steps"].toArray();
    if (steps.isEmpty() || steps.size() > mostTroubleSteps)
        return policy;
    policy.steps.clear();
    for (const QJsonValue &step : steps)
        policy.steps.push_back(stepFrom(step));
    return policy;
}

VoidResult TroubleRepository::setPolicy(const TroublePolicy &policy)
{
    QJsonArray steps;
    for (const TroubleStep &step : policy.steps)
        steps.append(QJsonObject{{u"windowMinutes"_s, step.windowMinutes},
                                 {u"count"_s, step.count},
                                 {u"extendedWindowMinutes"_s, step.extendedWindowMinutes},
                                 {u"extendedCount"_s, step.extendedCount}});
    const QJsonObject object{{u"incorrectMinutes"_s, policy.incorrectMinutes}, {u"steps"_s, steps}};
    return m_database.setMeta(policyKey,
                              QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

} // namespace streamkeeper
