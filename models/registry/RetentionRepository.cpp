#include "models/registry/RetentionRepository.h"

#include "models/registry/EventRepository.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

const QString operationDaysKey = u"operation_days"_s;
const QString linkDaysKey = u"link_days"_s;
constexpr qint64 msPerDay = 24 * 60 * 60 * 1'000;

/// `usual` where there is none, or something else.
int daysOf(const QString &text, int usual)
{
    bool isNumber = false;
    const int days = text.toInt(&isNumber);
    return isNumber && days >= 0 && days <= longestRetentionDays ? days : usual;
}

} // namespace

Result<Retention> RetentionRepository::retention()
{
    const auto operationDays = m_database.meta(operationDaysKey);
    if (!operationDays)
        return tl::unexpected(operationDays.error());
    const auto linkDays = m_database.meta(linkDaysKey);
    if (!linkDays)
        return tl::unexpected(linkDays.error());
    const Retention usual;
    return Retention{daysOf(*operationDays, usual.operationDays), daysOf(*linkDays, usual.linkDays)};
}

VoidResult RetentionRepository::setRetention(const Retention &retention)
{
    if (auto done = m_database.setMeta(operationDaysKey, QString::number(retention.operationDays)); !done)
        return done;
    return m_database.setMeta(linkDaysKey, QString::number(retention.linkDays));
}

Result<qint64> RetentionRepository::newestMs(qint64 nowMs)
{
    auto newest = m_database.run(u"SELECT max(created_at_ms) FROM operation"_s);
    if (!newest)
        return tl::unexpected(newest.error());
    const bool isKnown = newest->next() && !newest->isNull(0);
    return isKnown ? std::min(nowMs, newest->value(0).toLongLong()) : nowMs;
}

Result<RetentionRepository::Removed> RetentionRepository::removeEnded(qint64 nowMs, int most)
{
    Removed removed;
    const VoidResult done = m_database.inTransaction([&]() -> VoidResult {
        const auto kept = retention();
        const auto newest = newestMs(nowMs);
        if (!kept || !newest)
            return tl::unexpected(!kept ? kept.error() : newest.error());
        if (kept->operationDays > 0) {
            const auto count = removeOperations(*newest - kept->operationDays * msPerDay, most);
            if (!count)
                return tl::unexpected(count.error());
            removed.operations = *count;
        }
        if (kept->linkDays > 0) {
            const auto count = removeLinks(*newest - kept->linkDays * msPerDay, most);
            if (!count)
                return tl::unexpected(count.error());
            removed.links = *count;
        }
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    const auto events = EventRepository(m_database).prune(nowMs, most);
    if (!events)
        return tl::unexpected(events.error());
    removed.events = *events;
    return removed;
}

Result<int> RetentionRepository::removeOperations(qint64 endedBeforeMs, int most)
{
    // Ended by a word that is known: what a newer program calls its own states stays. Its events go with it.
    auto done = m_database.run(u"DELETE FROM operation WHERE id IN (SELECT o.id FROM operation o"
                               " WHERE o.created_at_ms < ? AND o.finished_at_ms < ?"
                               " AND o.state IN ('confirmed', 'unconfirmed', 'failed', 'cancelled')"
                               " AND NOT EXISTS (SELECT 1 FROM operation b WHERE b.batch_id = o.batch_id"
                               " AND b.state NOT IN ('confirmed', 'unconfirmed', 'failed', 'cancelled'))"
                               " AND NOT EXISTS (SELECT 1 FROM holder_copy h WHERE h.stream_id = o.stream_id)"
                               " ORDER BY o.created_at_ms LIMIT ?)"_s,
                               {endedBeforeMs, endedBeforeMs, most});
    return done ? Result<int>(done->numRowsAffected()) : tl::unexpected(done.error());
}

Result<int> RetentionRepository::removeLinks(qint64 endedBeforeMs, int most)
{
    const QString ended =
        u" FROM share_link WHERE is_closed = 1 AND coalesce(min(expires_at_ms, revoked_at_ms), expires_at_ms,"
        " revoked_at_ms) < ? ORDER BY created_at_ms, id LIMIT ?"_s;
    const QVariantList values{endedBeforeMs, most};
    auto secrets =
        m_database.run(u"DELETE FROM secret WHERE id IN (SELECT address_secret"_s + ended + u')', values);
    if (!secrets)
        return tl::unexpected(secrets.error());
    auto done = m_database.run(u"DELETE FROM share_link WHERE id IN (SELECT id"_s + ended + u')', values);
    return done ? Result<int>(done->numRowsAffected()) : tl::unexpected(done.error());
}

} // namespace streamkeeper
