#include "app/operations/AuditEntry.h"
#include "models/registry/EventRepository.h"
#include "models/registry/OperationRepository.h"
#include "models/registry/RetentionRepository.h"
#include "models/registry/SecretRepository.h"
#include "models/registry/ServerRepository.h"
#include "models/registry/ShareRepository.h"
#include "tests/core/RegistryTest.h"

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

constexpr qint64 day = 24 * 60 * 60 * 1'000;
constexpr qint64 now = 1'800'000'000'000;
constexpr int many = 1'000;

} // namespace

/// What has ended long ago leaves the registry, and nothing else does.
class RetentionTest : public test::RegistryTest
{
    Q_OBJECT

    Operation ended(qint64 daysAgo)
    {
        Operation operation = auditEntry(OperationKind::EditCamera, u"%1 days ago"_s.arg(daysAgo));
        const auto at = now - daysAgo * day;
        const auto written = OperationRepository(*m_database).addFinished(operation, at);
        Q_ASSERT(written);
        return operation;
    }

    [[nodiscard]] bool run(const QString &sql, const QVariantList &values = {})
    {
        return m_database->run(sql, values).has_value();
    }

    [[nodiscard]] int count(const QString &table)
    {
        auto query = m_database->run(u"SELECT count(*) FROM "_s + table);
        return query && query->next() ? query->value(0).toInt() : -1;
    }

    [[nodiscard]] RetentionRepository::Removed removed(int most = many, qint64 nowMs = now)
    {
        const auto answer = RetentionRepository(*m_database).removeEnded(nowMs, most);
        return answer.value_or(RetentionRepository::Removed{-1, -1});
    }

    ShareLink link(std::optional<qint64> expiresAgo, std::optional<qint64> revokedAgo, bool isClosed)
    {
        ShareLink one;
        one.id = ShareLinkId::create();
        one.stream = StreamId::create();
        one.server = ServerId::create();
        one.createdAtMs = now - 900 * day;
        if (expiresAgo)
            one.expiresAtMs = now - *expiresAgo * day;
        if (revokedAgo)
            one.revokedAtMs = now - *revokedAgo * day;
        one.isClosed = isClosed;
        const auto written = ShareRepository(*m_database).insert(one);
        Q_ASSERT(written);
        return one;
    }

private Q_SLOTS:
    void init() { makeRegistry(); }

    void theSettingIsKept()
    {
        RetentionRepository repository(*m_database);
        QCOMPARE(*repository.retention(), (Retention{400, 400}));
        QVERIFY(repository.setRetention({30, 0}));
        reopen();
        QCOMPARE(*RetentionRepository(*m_database).retention(), (Retention{30, 0}));
        QVERIFY(m_database->setMeta(u"operation_days"_s, u"-5"_s));
        QCOMPARE(*RetentionRepository(*m_database).retention(), (Retention{400, 0}));
    }

    void whatHasEndedLongAgoGoes_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("left");
        QTest::newRow("usual") << 400 << 2;
        QTest::newRow("a month") << 30 << 1;
        QTest::newRow("for ever") << 0 << 3;
    }

    void whatHasEndedLongAgoGoes()
    {
        QFETCH(int, days);
        QFETCH(int, left);
        QVERIFY(RetentionRepository(*m_database).setRetention({days, days}));
        ended(0);
        ended(100);
        ended(500);
        QVERIFY(count(u"operation_event"_s) == 3);
        QCOMPARE(removed().operations, 3 - left);
        QCOMPARE(count(u"operation"_s), left);
        QCOMPARE(count(u"operation_event"_s), left);
    }

    void whatIsOpenOrNeededStays_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("waiting") << u"UPDATE operation SET state = 'waiting', finished_at_ms = NULL"_s;
        QTest::newRow("running") << u"UPDATE operation SET state = 'running', finished_at_ms = NULL"_s;
        QTest::newRow("running, with a stray end") << u"UPDATE operation SET state = 'running'"_s;
        QTest::newRow("a newer program's state") << u"UPDATE operation SET state = 'paused'"_s;
        QTest::newRow("without an end") << u"UPDATE operation SET finished_at_ms = NULL"_s;
        QTest::newRow("ended only lately") << u"UPDATE operation SET finished_at_ms = %1"_s.arg(now - day);
    }

    void whatIsOpenOrNeededStays()
    {
        QFETCH(QString, sql);
        ended(500);
        QVERIFY(run(sql));
        ended(0);
        QCOMPARE(removed().operations, 0);
        QCOMPARE(count(u"operation"_s), 2);
    }

    void aBatchStaysAsLongAsOneOfItIsOpen()
    {
        ended(500);
        ended(501);
        const QString batch = BatchId::create().toString();
        QVERIFY(run(u"UPDATE operation SET batch_id = ?"_s, {batch}));
        QVERIFY(run(u"UPDATE operation SET state = 'running' WHERE created_at_ms = ?"_s, {now - 501 * day}));
        ended(0);
        QCOMPARE(removed().operations, 0);
        QVERIFY(run(u"UPDATE operation SET state = 'failed' WHERE created_at_ms = ?"_s, {now - 501 * day}));
        QCOMPARE(removed().operations, 2);
    }

    void whatHasLeftACopyStaysAsLongAsThat()
    {
        const MediaServer holder = test::server(u"ms-01"_s);
        QVERIFY(ServerRepository(*m_database).save(holder));
        const QString stream = StreamId::create().toString();
        ended(500);
        QVERIFY(run(u"UPDATE operation SET stream_id = ?"_s, {stream}));
        QVERIFY(run(u"INSERT INTO holder_copy VALUES(?, 'yard', ?, 0)"_s, {holder.id.toString(), stream}));
        ended(0);
        QCOMPARE(removed().operations, 0);
        QVERIFY(run(u"DELETE FROM holder_copy"_s));
        QCOMPARE(removed().operations, 1);
    }

    void linksGoOnlyWhenTheirEndIsDone()
    {
        ended(0);
        const ShareLink expired = link(500, {}, true);
        const ShareLink revoked = link(100, 450, true);
        const ShareLink lately = link(500 - 200, {}, true);
        const ShareLink notClosed = link(500, {}, false);
        const ShareLink endless = link({}, {}, false);
        QCOMPARE(removed().links, 2);
        QSet<ShareLinkId> left;
        const auto links = ShareRepository(*m_database).links();
        for (const ShareLink &one : *links)
            left.insert(one.id);
        QCOMPARE(left, (QSet<ShareLinkId>{lately.id, notClosed.id, endless.id}));
    }

    void theSecretOfALinkGoesWithIt()
    {
        ended(0);
        const SealedSecret secret{SecretId::create(), linkPurpose, "sealed"};
        QVERIFY(SecretRepository(*m_database).save({secret}));
        const ShareLink over = link(500, {}, true);
        QVERIFY(run(u"UPDATE share_link SET address_secret = ?"_s, {secret.id.toString()}));
        QCOMPARE(removed().links, 1);
        QCOMPARE(count(u"secret"_s), 0);
    }

    void eventsGoBesideThem()
    {
        ended(0);
        std::vector<Event> events(3);
        for (size_t i = 0; i < events.size(); ++i) {
            events[i].type = EventType::CameraChanged;
            events[i].atMs = now - qint64(i) * 60 * day;
        }
        QVERIFY(EventRepository(*m_database).add(events));
        QCOMPARE(removed().events, 1);
        QCOMPARE(count(u"event"_s), 2);
    }

    void onlySoManyAtOnce()
    {
        ended(0);
        for (int i = 0; i < 5; ++i)
            ended(500 + i);
        QCOMPARE(removed(2).operations, 2);
        QCOMPARE(removed(2).operations, 2);
        QCOMPARE(removed(2).operations, 1);
        QCOMPARE(removed(2).operations, 0);
    }

    void aClockThatRunsAheadTakesNothing()
    {
        ended(0);
        ended(100);
        QCOMPARE(removed(many, now + 3'650 * day).operations, 0);
    }
};

QTEST_GUILESS_MAIN(RetentionTest)
#include "tst_retention.moc"
