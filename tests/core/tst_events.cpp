#include "models/registry/EventRepository.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/RegistryDatabase.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 day = 24 * 60 * minute;
constexpr qint64 now = 1'800'000'000'000;

Event eventOfType(EventType type, qint64 atMs, const QString &subject = {})
{
    Event event;
    event.type = type;
    event.atMs = atMs;
    event.subject = subject;
    return event;
}

Event outage(const StreamId &stream, qint64 atMs, qint64 untilMs = 0)
{
    Event event = eventOfType(EventType::StreamInactive, atMs, u"Yard gate · high"_s);
    event.stream = stream;
    event.untilMs = untilMs;
    return event;
}

QStringList subjectsOf(const std::vector<Event> &events)
{
    QStringList subjects;
    for (const Event &event : events)
        subjects.append(event.subject);
    return subjects;
}

} // namespace

/// The log of what happened, in the registry: what is written once, what is found, and what is let go.
class EventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = std::make_unique<RegistryDatabase>();
        QVERIFY(m_database->open(m_folder->filePath(u"registry.sqlite"_s)));
    }
    void cleanup()
    {
        m_database.reset();
        m_folder.reset();
    }

    void anEventIsReadAsItWasWritten()
    {
        Event event = eventOfType(EventType::DhcpReservationFailed, now, u"Yard gate"_s);
        event.camera = CameraId::create();
        event.stream = StreamId::create();
        event.server = ServerId::create();
        event.device = NetworkDeviceId::create();
        event.serverName = u"ms-01"_s;
        event.detail = u"refused; it is another's"_s;
        event.author = u"billing"_s;
        event.operation = OperationId::create();
        event.operationKind = OperationKind::EditCamera;
        QVERIFY(add({event}));
        auto found = list();
        QCOMPARE(found.size(), 1u);
        QVERIFY(found.front().id > 0);
        found.front().id = 0;
        QCOMPARE(found.front(), event);
    }

    void anOutageIsOneLineForAllPrograms()
    {
        const StreamId stream = StreamId::create();
        QVERIFY(add({outage(stream, now)}));
        QVERIFY(list().front().isGoingOn());
        // Another console sees it with its own poll, and both see the end.
        QVERIFY(add({outage(stream, now + 5'000)}));
        QVERIFY(add({outage(stream, 0, now + minute)}));
        QVERIFY(add({outage(stream, 0, now + minute + 4'000)}));
        // One that is slow has only now heard of the begin.
        QVERIFY(add({outage(stream, now + 9'000)}));
        auto found = list();
        QCOMPARE(found.size(), 1u);
        QCOMPARE(found.front().atMs, now);
        QCOMPARE(found.front().untilMs, now + minute);
        QVERIFY(!found.front().isGoingOn());
        // The next one is another one; and another stream has its own.
        QVERIFY(add({outage(stream, now + 2 * minute), outage(StreamId::create(), now)}));
        QCOMPARE(list().size(), 3u);
        QCOMPARE(EventRepository(*m_database).goingOn()->size(), 2u);
    }

    void anEndWithoutBeginIsNothing()
    {
        const StreamId stream = StreamId::create();
        QVERIFY(add({outage(stream, 0, now)}));
        QVERIFY(list().empty());
        // But a whole outage is one.
        QVERIFY(add({outage(stream, now, now + minute)}));
        QCOMPARE(list().size(), 1u);
        // A clock that went back ends none before it began.
        QVERIFY(add({outage(stream, now + day)}));
        QVERIFY(add({outage(stream, 0, now)}));
        QCOMPARE(list().front().untilMs, now + day);
    }

    void outagesOfServersAreTheirOwn()
    {
        Event down = eventOfType(EventType::ServerDown, now);
        down.server = ServerId::create();
        Event lost = outage(StreamId::create(), now);
        lost.server = down.server;
        QVERIFY(add({down, lost, down}));
        QCOMPARE(list().size(), 2u);
        down.atMs = 0;
        down.untilMs = now + minute;
        QVERIFY(add({down}));
        const auto goingOn = EventRepository(*m_database).goingOn().value();
        QCOMPARE(goingOn.size(), 1u);
        QCOMPARE(goingOn.front().type, EventType::StreamInactive);
    }

    void aMomentThatTwoProgramsSeeIsOne_data()
    {
        QTest::addColumn<qint64>("later");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<int>("count");
        QTest::newRow("the other console") << qint64(20'000) << u"address"_s << 1;
        QTest::newRow("at the edge") << EventRepository::sameMomentMs << u"address"_s << 1;
        QTest::newRow("another time") << EventRepository::sameMomentMs + 1 << u"address"_s << 2;
        QTest::newRow("something else") << qint64(20'000) << u"sound"_s << 2;
    }

    void aMomentThatTwoProgramsSeeIsOne()
    {
        QFETCH(qint64, later);
        QFETCH(QString, detail);
        Event changed = eventOfType(EventType::ChangedByOthers, now);
        changed.stream = StreamId::create();
        changed.detail = u"address"_s;
        Event again = changed;
        again.atMs += later;
        again.detail = detail;
        QVERIFY(add({changed}));
        QVERIFY(add({again}));
        QTEST(int(list().size()), "count");
    }

    void filtersFindWhatIsMeant_data()
    {
        QTest::addColumn<EventFilter>("filter");
        QTest::addColumn<QStringList>("subjects");
        const QStringList all{u"D"_s, u"ÖST 100 %"_s, u"B"_s, u"A"_s};
        QTest::newRow("everything") << EventFilter() << all;
        QTest::newRow("from, and what reaches into it")
            << EventFilter{.fromMs = now + 10} << QStringList{u"D"_s, u"ÖST 100 %"_s, u"A"_s};
        QTest::newRow("until") << EventFilter{.untilMs = now + 10} << QStringList{u"B"_s, u"A"_s};
        QTest::newRow("types") << EventFilter{.types = {EventType::StreamInactive, EventType::CameraCreated}}
                               << QStringList{u"D"_s, u"A"_s};
        QTest::newRow("camera") << EventFilter{.camera = m_camera} << QStringList{u"B"_s};
        QTest::newRow("stream") << EventFilter{.stream = m_stream} << QStringList{u"A"_s};
        QTest::newRow("server") << EventFilter{.server = m_server} << QStringList{u"D"_s, u"B"_s};
        QTest::newRow("device") << EventFilter{.device = m_device} << QStringList{u"ÖST 100 %"_s};
        QTest::newRow("text in any case") << EventFilter{.text = u" öst "_s} << QStringList{u"ÖST 100 %"_s};
        QTest::newRow("no pattern") << EventFilter{.text = u"0 %"_s} << QStringList{u"ÖST 100 %"_s};
        QTest::newRow("no pattern either") << EventFilter{.text = u"_"_s} << QStringList{};
        QTest::newRow("the cause") << EventFilter{.text = u"CABLE"_s} << QStringList{u"B"_s};
        QTest::newRow("together") << EventFilter{.fromMs = now + 10, .server = m_server}
                                  << QStringList{u"D"_s};
    }

    void filtersFindWhatIsMeant()
    {
        QFETCH(EventFilter, filter);
        Event a = outage(m_stream, now);
        a.subject = u"A"_s;
        Event b = eventOfType(EventType::TransferFailed, now + 1, u"B"_s);
        b.camera = m_camera;
        b.server = m_server;
        b.detail = u"the cable"_s;
        Event c = eventOfType(EventType::DhcpAddress, now + 10, u"ÖST 100 %"_s);
        c.device = m_device;
        Event d = eventOfType(EventType::CameraCreated, now + 20, u"D"_s);
        d.server = m_server;
        QVERIFY(add({a, b, c, d}));
        QTEST(subjectsOf(EventRepository(*m_database).list(filter, 10).value()), "subjects");
    }

    void portionsFollowEachOther()
    {
        // Some in one moment, too.
        for (int i = 0; i < 25; ++i)
            QVERIFY(add({eventOfType(EventType::CameraChanged, now + i / 4, QString::number(i))}));
        EventRepository events(*m_database);
        QStringList all;
        EventPlace before;
        for (int portion = 0; portion < 4; ++portion) {
            const auto some = events.list({}, 7, before).value();
            QCOMPARE(some.size(), portion < 3 ? 7u : 4u);
            all.append(subjectsOf(some));
            before = {some.back().atMs, some.back().id};
        }
        QCOMPARE(all.size(), 25);
        QCOMPARE(all.front(), u"24"_s);
        QCOMPARE(all.back(), u"0"_s);
        QVERIFY(events.list({}, 7, before)->empty());
    }

    void whatIsOldGoes()
    {
        QVERIFY(add({eventOfType(EventType::CameraChanged, now - 90 * day - 1, u"old"_s),
                     eventOfType(EventType::CameraChanged, now - 90 * day, u"kept"_s),
                     outage(StreamId::create(), now - 200 * day),
                     eventOfType(EventType::CameraChanged, now, u"new"_s)}));
        QCOMPARE(prune(), 1);
        QCOMPARE(subjectsOf(list()), (QStringList{u"new"_s, u"kept"_s, u"Yard gate · high"_s}));
        // A clock that runs ahead takes nothing away.
        QCOMPARE(prune(now + 1'000 * day), 0);
        // Of much, a little at a time.
        for (int i = 0; i < 9; ++i)
            QVERIFY(add({eventOfType(EventType::CameraChanged, now - 100 * day)}));
        QCOMPARE(prune(now, 5), 5);
        QCOMPARE(prune(now, 5), 4);
    }

    void ofACameraThatIsGoneTheyGoSooner()
    {
        Camera camera;
        camera.id = CameraId::create();
        camera.name = u"Yard gate"_s;
        QVERIFY(FleetRepository(*m_database).saveCameras({camera}));
        Event event = eventOfType(EventType::CameraChanged, now, camera.name);
        event.camera = camera.id;
        QVERIFY(add({event, eventOfType(EventType::CameraChanged, now, u"another"_s)}));
        QCOMPARE(prune(), 0);
        QVERIFY(FleetRepository(*m_database).removeEmptyCamera(camera.id));
        QCOMPARE(prune(), 0); // it is noticed
        QVERIFY(add({eventOfType(EventType::CameraChanged, now + 30 * day, u"later"_s)}));
        QCOMPARE(prune(now + 30 * day), 0);
        QVERIFY(add({eventOfType(EventType::CameraChanged, now + 30 * day + 1, u"later"_s)}));
        QCOMPARE(prune(now + 30 * day + 1), 1);
        QCOMPARE(subjectsOf(list()), (QStringList{u"later"_s, u"later"_s, u"another"_s}));
    }

    void thereAreNeverTooMany()
    {
        const StreamId flapping = StreamId::create();
        for (int i = 0; i < 10; ++i)
            QVERIFY(add({outage(flapping, now + i * minute, now + i * minute + 1'000)}));
        QVERIFY(add({eventOfType(EventType::CameraChanged, now - 2, u"first"_s),
                     eventOfType(EventType::CameraChanged, now - 1, u"second"_s)}));
        // What flaps pushes out nothing else.
        QCOMPARE(EventRepository(*m_database).prune(now + day, 100, {.atAll = 100, .ofStream = 4}).value(),
                 6);
        QCOMPARE(list().front().atMs, now + 9 * minute);
        QCOMPARE(EventRepository(*m_database).prune(now + day, 100, {.atAll = 5, .ofStream = 4}).value(), 1);
        QCOMPARE(subjectsOf(list()).back(), u"second"_s);
    }

    void anOperationTellsWhatItDid_data()
    {
        QTest::addColumn<OperationKind>("kind");
        QTest::addColumn<OperationState>("state");
        QTest::addColumn<EventType>("type");
        QTest::newRow("changed") << OperationKind::AudioOn << OperationState::Confirmed
                                 << EventType::StreamChanged;
        QTest::newRow("taken") << OperationKind::ChangeAddress << OperationState::Unconfirmed
                               << EventType::StreamChanged;
        QTest::newRow("refused") << OperationKind::AudioOn << OperationState::Failed
                                 << EventType::OperationFailed;
        QTest::newRow("cancelled") << OperationKind::Transfer << OperationState::Cancelled
                                   << EventType::Unknown;
        QTest::newRow("not moved") << OperationKind::Transfer << OperationState::Failed
                                   << EventType::TransferFailed;
        QTest::newRow("moved") << OperationKind::Transfer << OperationState::Confirmed
                               << EventType::StreamChanged;
        QTest::newRow("restarted") << OperationKind::Restart << OperationState::Confirmed
                                   << EventType::StreamRestarted;
        QTest::newRow("seen") << OperationKind::AcknowledgeTrouble << OperationState::Confirmed
                              << EventType::Acknowledged;
        QTest::newRow("nothing that counts")
            << OperationKind::UpdateIndexes << OperationState::Confirmed << EventType::Unknown;
    }

    void anOperationTellsWhatItDid()
    {
        QFETCH(OperationKind, kind);
        QFETCH(OperationState, state);
        QFETCH(EventType, type);
        Operation operation = operationOn(kind);
        operation.state = state;
        operation.message = u"ms-02 refused it"_s;
        QVERIFY(EventRepository(*m_database).addEndOf(operation, now));
        const auto found = list();
        QCOMPARE(found.size(), type == EventType::Unknown ? 0u : 1u);
        if (found.empty())
            return;
        QCOMPARE(found.front().type, type);
        QCOMPARE(found.front().operation, operation.id);
        QCOMPARE(found.front().operationKind, kind);
        QCOMPARE(found.front().author, u"ann@desk"_s);
        const bool isStory = type == EventType::TransferFailed || type == EventType::OperationFailed ||
                             type == EventType::Acknowledged;
        QCOMPARE(found.front().detail, isStory ? operation.message : QString());
    }

    void aCameraGoesWithItsLastStream()
    {
        Operation operation = operationOn(OperationKind::DeleteStream);
        operation.state = OperationState::Confirmed;
        QVERIFY(FleetRepository(*m_database).removeStreams({operation.stream}));
        QVERIFY(EventRepository(*m_database).addEndOf(operation, now));
        const auto found = list();
        QCOMPARE(found.size(), 2u);
        QCOMPARE(found.front().type, EventType::CameraDeleted);
        QCOMPARE(found.front().subject, u"Yard · gate"_s);
        QVERIFY(found.front().stream.isNull());
        QCOMPARE(found.back().type, EventType::StreamDeleted);
        // The other one of its streams, a moment later: it goes once.
        operation.stream = StreamId::create();
        QVERIFY(EventRepository(*m_database).addEndOf(operation, now));
        QCOMPARE(list().size(), 3u);
    }

    void theRegistryIsFastEnough()
    {
        // A filter by camera and the newest of all go by an index.
        for (const QString &statement :
             {u"SELECT * FROM event WHERE camera_id = 'x' ORDER BY at_ms DESC, id DESC LIMIT 10"_s,
              u"SELECT * FROM event WHERE stream_id = 'x' ORDER BY at_ms DESC, id DESC LIMIT 10"_s,
              u"SELECT * FROM event WHERE server_id = 'x' ORDER BY at_ms DESC, id DESC LIMIT 10"_s,
              u"SELECT * FROM event WHERE device_id = 'x' ORDER BY at_ms DESC, id DESC LIMIT 10"_s,
              u"SELECT * FROM event ORDER BY at_ms DESC, id DESC LIMIT 10"_s}) {
            auto plan = m_database->run(u"EXPLAIN QUERY PLAN "_s + statement);
            QVERIFY(plan);
            QStringList steps;
            while (plan->next())
                steps.append(plan->value(3).toString());
            QVERIFY2(steps.size() == 1 && steps.front().contains(u"USING INDEX"),
                     qPrintable(steps.join(u'\n')));
        }
    }

private:
    [[nodiscard]] VoidResult add(const std::vector<Event> &events)
    {
        return m_database->inTransaction([&] { return EventRepository(*m_database).add(events); });
    }
    [[nodiscard]] std::vector<Event> list() { return EventRepository(*m_database).list({}, 1'000).value(); }
    [[nodiscard]] int prune(qint64 nowMs = now, int most = 100)
    {
        return EventRepository(*m_database).prune(nowMs, most).value_or(-1);
    }

    /// On the one stream of a camera that the registry has.
    [[nodiscard]] Operation operationOn(OperationKind kind)
    {
        Camera camera;
        camera.id = CameraId::create();
        camera.name = u"Yard · gate"_s;
        Stream stream;
        stream.id = StreamId::create();
        stream.camera = camera.id;
        stream.remoteName = stream.id.toString();
        [&] {
            QVERIFY(FleetRepository(*m_database).saveCameras({camera}));
            QVERIFY(FleetRepository(*m_database).saveStreams({stream}));
        }();
        Operation operation;
        operation.id = OperationId::create();
        operation.kind = kind;
        operation.camera = camera.id;
        operation.stream = stream.id;
        operation.target = u"Yard · gate · high"_s;
        operation.author = u"ann@desk"_s;
        return operation;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RegistryDatabase> m_database;
    const CameraId m_camera = CameraId::create();
    const StreamId m_stream = StreamId::create();
    const ServerId m_server = ServerId::create();
    const NetworkDeviceId m_device = NetworkDeviceId::create();
};

QTEST_GUILESS_MAIN(EventsTest)
#include "tst_events.moc"
