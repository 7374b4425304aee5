#include "models/registry/AlarmRepository.h"

#include "models/registry/StoredNames.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const QString alarmPolicyKey = u"alarm_policy"_s;

} // namespace

Result<std::vector<Alarm>> AlarmRepository::all()
{
    auto query = m_database.run(u"SELECT kind, key, at_ms, name, count, total, end_ms, seen_by, seen_at_ms"
                                " FROM alarm ORDER BY at_ms DESC, kind, key"_s);
    if (!query)
        return tl::unexpected(query.error());
    std::vector<Alarm> alarms;
    while (query->next())
        alarms.push_back({stored::fromWord(stored::alarmKinds, query->value(0).toString()),
                          query->value(1).toString(), query->value(3).toString(), query->value(4).toInt(),
                          query->value(5).toInt(), query->value(2).toLongLong(), query->value(6).toLongLong(),
                          query->value(7).toString(), query->value(8).toLongLong()});
    return alarms;
}

VoidResult AlarmRepository::begin(const std::vector<Alarm> &alarms)
{
    auto query = m_database.prepare(
        u"INSERT INTO alarm (kind, key, at_ms, name, count, total, end_ms, seen_by, seen_at_ms)"
        " SELECT ?, ?, ?, ?, ?, ?, 0, '', 0 WHERE NOT EXISTS"
        " (SELECT 1 FROM alarm WHERE kind = ? AND key = ? AND (end_ms = 0 OR at_ms = ?))"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const Alarm &alarm : alarms) {
        const QString kind = stored::word(stored::alarmKinds, alarm.kind);
        const QString key = stored::text(alarm.key);
        const QVariantList values{kind, key, alarm.atMs, stored::text(alarm.name), alarm.count, alarm.total,
                                  kind, key, alarm.atMs};
        if (auto done = m_database.runPrepared(*query, values); !done)
            return done;
    }
    return {};
}

VoidResult AlarmRepository::update(const std::vector<Alarm> &alarms)
{
    auto query = m_database.prepare(u"UPDATE alarm SET count = ?, total = ?, end_ms = ?"
                                    " WHERE kind = ? AND key = ? AND at_ms = ?"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const Alarm &alarm : alarms) {
        const QVariantList values{alarm.count,
                                  alarm.total,
                                  alarm.endMs,
                                  stored::word(stored::alarmKinds, alarm.kind),
                                  stored::text(alarm.key),
                                  alarm.atMs};
        if (auto done = m_database.runPrepared(*query, values); !done)
            return done;
    }
    return {};
}

VoidResult AlarmRepository::markSeen(const std::vector<Alarm> &alarms, const QString &by, qint64 atMs)
{
    // Who saw it first stays.
    auto query = m_database.prepare(u"UPDATE alarm SET seen_by = ?, seen_at_ms = ?"
                                    " WHERE kind = ? AND key = ? AND at_ms = ? AND seen_at_ms = 0"_s);
    if (!query)
        return tl::unexpected(query.error());
    for (const Alarm &alarm : alarms) {
        const QVariantList values{stored::text(by), atMs, stored::word(stored::alarmKinds, alarm.kind),
                                  stored::text(alarm.key), alarm.atMs};
        if (auto done = m_database.runPrepared(*query, values); !done)
            return done;
    }
    return {};
}

VoidResult AlarmRepository::prune(qint64 beforeMs)
{
    auto removed =
        m_database.run(u"DELETE FROM alarm WHERE end_ms > 0 AND seen_at_ms > 0 AND at_ms < ?"_s, {beforeMs});
    return removed ? VoidResult() : tl::unexpected(removed.error());
}

Result<AlarmPolicy> AlarmRepository::policy()
{
    const auto text = m_database.meta(alarmPolicyKey);
    if (!text)
        return tl::unexpected(text.error());
    const QJsonObject object = QJsonDocument::fromJson(text->toUtf8()).object();
    AlarmPolicy policy;
    const auto isOn = [&](const char *key) { return object[QLatin1StringView(key)].toBool(true); };
    policy.isServerDownOn = isOn("serverDown");
    policy.isRootCauseOn = isOn("rootCause");
    policy.isStreamsLostOn = isOn("streamsLost");
    policy.isStorageOn = isOn("storage");
    policy.isLinkEndingOn = isOn("linkEnding");
    policy.serverDownMinutes =
        stored::bounded(object[u"serverDownMinutes"], 0, 1'440, policy.serverDownMinutes);
    policy.lostCount = stored::bounded(object[u"lostCount"], 1, 100'000, policy.lostCount);
    policy.lostMinutes = stored::bounded(object[u"lostMinutes"], 1, 1'440, policy.lostMinutes);
    policy.storagePercent = stored::bounded(object[u"storagePercent"], 1, 99, policy.storagePercent);
    policy.linkHours = stored::bounded(object[u"linkHours"], 1, 720, policy.linkHours);
    return policy;
}

VoidResult AlarmRepository::setPolicy(const AlarmPolicy &policy)
{
    const QJsonObject object{
        {u"serverDown"_s, policy.isServerDownOn}, {u"serverDownMinutes"_s, policy.serverDownMinutes},
        {u"rootCause"_s, policy.isRootCauseOn},   {u"streamsLost"_s, policy.isStreamsLostOn},
        {u"lostCount"_s, policy.lostCount},       {u"lostMinutes"_s, policy.lostMinutes},
        {u"storage"_s, policy.isStorageOn},       {u"storagePercent"_s, policy.storagePercent},
        {u"linkEnding"_s, policy.isLinkEndingOn}, {u"linkHours"_s, policy.linkHours}};
    return m_database.setMeta(alarmPolicyKey,
                              QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

} // namespace streamkeeper
